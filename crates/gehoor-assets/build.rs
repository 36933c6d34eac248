//! Rebuilds the crate when the built files change, and makes their folder when nothing was built.

fn main() {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    // Without the folder the program is built with plain pages.
    let _ = std::fs::create_dir_all(&dist);
    println!("cargo::rerun-if-changed=../../web/dist");
}
