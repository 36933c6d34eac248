//! Backups in the folder that the settings name: the ones that are there, and a new one.

use std::path::{Path, PathBuf};

use gehoor_kernel::time::Instant;
use gehoor_shell::{App, Error};

/// The ending of a backup's name.
const ENDING: &str = "backup";

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The name of its file.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was made, by its name; `None` when somebody named it otherwise.
    pub made_at: Option<Instant>,
}

/// The backups in a folder, the newest first; none when there is no such folder.
pub fn backups(folder: &Path) -> Vec<Backup> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<Backup> = files.filter_map(|file| backup(&file.path())).collect();
    all.sort_by(|a, b| b.name.cmp(&a.name));
    all
}

fn backup(path: &Path) -> Option<Backup> {
    let is_one = path.extension().is_some_and(|ending| ending == ENDING);
    let name = path.file_name().filter(|_| is_one)?.to_string_lossy().into_owned();
    let bytes = std::fs::metadata(path).ok()?.len();
    Some(Backup { made_at: made_at(&name), name, bytes })
}

/// The name of a backup that is made now: "gehoor-20261125T075500.backup", in UTC.
fn named(now: Instant) -> String {
    let digits: String = now.to_string().chars().take(19).filter(char::is_ascii_alphanumeric).collect();
    format!("gehoor-{digits}.{ENDING}")
}

fn made_at(name: &str) -> Option<Instant> {
    let stamp = name.strip_prefix("gehoor-")?.strip_suffix(".backup")?;
    let (date, time) = stamp.split_once('T')?;
    let is_stamp = date.len() == 8 && time.len() == 6 && stamp.is_ascii();
    let part = |text: &str, at: usize| text.get(at..at + 2).map(str::to_owned);
    let year = date.get(..4).filter(|_| is_stamp)?;
    let (month, day) = (part(date, 4)?, part(date, 6)?);
    let (hour, minute, second) = (part(time, 0)?, part(time, 2)?, part(time, 4)?);
    format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z").parse().ok()
}

/// Makes a backup of the whole store while it is used; gives the name of its file.
///
/// # Errors
/// A conflict when the program knows no folder for backups, or one of this second is there already.
pub async fn make(app: &App) -> Result<String, Error> {
    let folder = app.settings.backups.clone().ok_or_else(|| Error::conflict("noBackupFolder"))?;
    let name = named(app.clock.now());
    let file: PathBuf = folder.join(&name);
    if file.exists() {
        return Err(Error::conflict("backupThere"));
    }
    std::fs::create_dir_all(&folder).map_err(|_| Error::conflict("backupFolder"))?;
    app.db.backup_to(&file).await.map_err(|_| Error::conflict("backupFailed"))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backups_name_tells_when_it_was_made() {
        let now: Instant = "2026-11-25T07:55:03Z".parse().unwrap();
        assert_eq!(named(now), "gehoor-20261125T075503.backup");
        assert_eq!(made_at(&named(now)), Some(now));
        for other in
            ["gehoor-x.backup", "mine.backup", "gehoor-20261125T0755.backup", "gehoor-ÿÿÿÿT075503.backup"]
        {
            assert_eq!(made_at(other), None, "{other}");
        }
    }
}
