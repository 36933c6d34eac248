//! What the demo says on the terminal: the only place that prints.
#![expect(clippy::print_stdout, reason = "a demo is watched on the terminal")]

use std::io::IsTerminal;

use gehoor_kernel::time::{Instant, Zone};
use gehoor_shell::Language;
use gehoor_shell::texts::Texts;

use crate::Trouble;

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];

/// The terminal of one viewer.
pub(crate) struct Screen {
    texts: Texts,
    /// The viewer's language.
    pub(crate) language: Language,
    zone: Zone,
    coloured: bool,
}

/// Values to fill in.
pub(crate) type Args<'a> = &'a [(&'static str, String)];

impl Screen {
    /// A screen in this language; moments are shown as clocks of `zone` show them.
    pub(crate) fn new(language: Language, zone: Zone) -> Result<Self, Trouble> {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let coloured = !plain && std::io::stdout().is_terminal();
        Ok(Self { texts: Texts::new(TEXTS)?, language, zone, coloured })
    }

    /// A text of the catalogue.
    pub(crate) fn text(&self, key: &str, args: Args<'_>) -> String {
        self.texts.say(self.language, key, args)
    }

    /// Whether there is such a text.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.texts.has(self.language, key)
    }

    /// Says a text.
    pub(crate) fn say(&self, key: &str, args: Args<'_>) {
        println!("{}", self.text(key, args));
    }

    /// Says what happens at a moment.
    pub(crate) fn happens(&self, at: Instant, key: &str, args: Args<'_>) {
        println!("\n{}  {}", self.moment(at), self.text(key, args));
    }

    /// A line of the day's log.
    pub(crate) fn log(&self, at: Instant, key: &str, args: Args<'_>) {
        println!("{}  {}", self.faint(&self.moment(at)), self.text(key, args).trim_end());
    }

    /// Shows a request with the status of its answer, and what the answer says.
    pub(crate) fn request(&self, request: &str, status: u16, key: &str, args: Args<'_>) {
        println!("    {}", self.faint(&format!("{request}  {status}")));
        println!("        {}", self.text(key, args));
    }

    /// Says what was found, below a request.
    pub(crate) fn note(&self, key: &str, args: Args<'_>) {
        println!("    {}", self.text(key, args));
    }

    /// Shows a text as it is, for copying.
    pub(crate) fn literal(&self, text: &str) {
        println!("    {text}");
    }

    /// An empty line.
    pub(crate) fn gap(&self) {
        println!();
    }

    /// "Tue 24 Nov 10:00", as people of the company say it.
    pub(crate) fn moment(&self, at: Instant) -> String {
        format!("{} {}", self.day(at), self.clock(at))
    }

    /// "10:00".
    pub(crate) fn clock(&self, at: Instant) -> String {
        let local = self.zone.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// "Tue 24 Nov".
    pub(crate) fn day(&self, at: Instant) -> String {
        let local = self.zone.local(at);
        let weekday = self.text(&format!("demo-weekday-{}", local.weekday().to_monday_one_offset()), &[]);
        let month = self.text(&format!("demo-month-{}", local.month()), &[]);
        format!("{weekday} {} {month}", local.day())
    }

    fn faint(&self, text: &str) -> String {
        if self.coloured { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
