//! The gehoor program.
fn main() {}
