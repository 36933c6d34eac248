//! The steps of the schema, embedded; each stands under the same number for both engines.

use gehoor_db::Migration;

/// Every step, in order: the files of `migrations/`, listed when the program is built.
pub static MIGRATIONS: &[Migration] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_step() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), MIGRATIONS.len());
        assert!(MIGRATIONS.iter().enumerate().all(|(at, step)| step.number as usize == at + 1));
    }
}
