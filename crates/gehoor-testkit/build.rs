//! Lists the files of `migrations/` so that a new one needs no line anywhere.
#![expect(clippy::expect_used, reason = "a build script stops at the first fault")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files: Vec<PathBuf> = std::fs::read_dir(root.join("sqlite"))
        .expect("migrations/sqlite")
        .map(|f| f.expect("a file").path())
        .collect();
    files.sort();
    let mut out = String::from("&[\n");
    for lite in &files {
        println!("cargo:rerun-if-changed={}", lite.display());
        let file = lite.file_name().expect("a name").to_string_lossy().into_owned();
        let pg = root.join("postgres").join(&file);
        println!("cargo:rerun-if-changed={}", pg.display());
        let (number, name) = file.trim_end_matches(".sql").split_once('_').expect("NNNN_name.sql");
        let number: u32 = number.parse().expect("a number");
        let (lite, pg) = (lite.display().to_string(), pg.display().to_string());
        writeln!(
            out,
            "gehoor_db::Migration {{ number: {number}, name: {name:?}, lite: include_str!({lite:?}), pg: include_str!({pg:?}) }},"
        )
        .expect("a text");
    }
    out.push_str("]\n");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("OUT_DIR")).join("migrations.rs");
    std::fs::write(target, out).expect("OUT_DIR can be written");
}
