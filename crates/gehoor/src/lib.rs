//! The whole product: settings, the list of slices, the command line and the server.

pub mod cli;
pub mod config;
pub mod house;
pub mod migrations;
pub mod rights;
pub mod serve;
pub mod slices;
pub mod store;

pub use gehoor_setup as setup;
pub use migrations::MIGRATIONS;

use gehoor_shell::texts::Language;

/// The texts of the program itself: help, messages, settings.
pub const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
