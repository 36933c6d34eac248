//! The reference documents say what the program says.

use crate::program::Program;

#[test]
fn the_reference_documents_are_up_to_date() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference");
    let run = Program::empty().run(&["reference", folder, "--check"]);
    assert_eq!(run.code, 0, "run `cargo xtask gen`: {}", run.err);
}
