//! The story of order 4711: the main job, done on a real server process by the public API, with a kill half-way.

mod books;
mod http;
mod play;
mod scenes;
mod stage;

use std::path::PathBuf;

use crate::Trouble;
use crate::cli::Screen;
use play::Play;
use stage::Place;

/// Plays the story and says what happens. The server's data is removed when all went well. With `named_database` the database
/// that the settings name is used, and must be empty; otherwise a folder of its own.
///
/// # Errors
/// When anything that the story claims does not hold.
pub(crate) async fn tell(screen: &Screen, program: PathBuf, named_database: bool) -> Result<(), Trouble> {
    let folder = std::env::temp_dir().join(format!("gehoor-story-{}", std::process::id()));
    screen.say("story-intro", &[]);
    let place = Place { program, folder: folder.clone(), named_database };
    let mut play = Play::begin(screen, place).await?;
    play.promised().await?;
    play.arrived().await?;
    play.not_reachable().await?;
    play.reached().await?;
    let last = play.does_not_exist().await?;
    play.killed(&last).await?;
    play.put_right().await?;
    play.tried_again().await?;
    play.end().await?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}
