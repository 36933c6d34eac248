//! What a second start on the same folder must know: the seed, and how far the simulated time had come.

use std::path::{Path, PathBuf};

use gehoor_kernel::time::Instant;
use serde_json::{Value, json};

use crate::Trouble;

/// The note in the data folder.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    file: PathBuf,
    /// What decides chance.
    pub(crate) seed: u64,
    /// The last moment that was simulated.
    pub(crate) at: Instant,
}

impl Memory {
    /// The note that an earlier run left; `None` on an empty folder, or when it can't be read.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let file = folder.join("demo.json");
        let said: Value = serde_json::from_str(&std::fs::read_to_string(&file).ok()?).ok()?;
        let seed = said.get("seed")?.as_u64()?;
        let at = said.get("at")?.as_str()?.parse().ok()?;
        Some(Self { file, seed, at })
    }

    /// A new note; not written yet.
    pub(crate) fn new(folder: &Path, seed: u64, at: Instant) -> Self {
        Self { file: folder.join("demo.json"), seed, at }
    }

    /// Writes the note: beside the old one first, so that there is always a whole one.
    pub(crate) fn write(&self) -> Result<(), Trouble> {
        let fresh = self.file.with_extension("new");
        let text = json!({"seed": self.seed, "at": self.at.to_string()}).to_string();
        std::fs::write(&fresh, text)?;
        Ok(std::fs::rename(&fresh, &self.file)?)
    }
}
