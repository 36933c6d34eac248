//! What was just done, said above Today.

use gehoor_shell::web::{Look, Notice};
use gehoor_shell::{App, Error};

/// The sentence for `?done=` and `&of=`; nothing for a word that is not ours.
pub(super) async fn of(app: &App, look: &Look) -> Result<Option<Notice>, Error> {
    let ui = &look.ui;
    let done = look.key("done");
    let known = ["accepted", "declined", "unmade"];
    if let Some(word) = known.into_iter().find(|word| *word == done) {
        return Ok(Some(Notice::new(ui.word("today-done-", word))));
    }
    if done == "made" {
        return gehoor_promise::made_notice(app, look).await;
    }
    gehoor_promise::done_notice(app, look, "/today").await
}
