//! The whole product: on both engines in process, and as the built program.

mod addresses;
mod attack;
mod cli;
mod company;
mod import;
mod program;
mod reference;
