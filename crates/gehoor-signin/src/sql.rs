//! The statements of signing in, and rows as they are stored.

mod keys;
mod sessions;
mod tries;

pub use keys::Passkey;
pub(crate) use keys::*;
pub(crate) use sessions::*;
pub use sessions::{Device, Session};
pub(crate) use tries::*;

use gehoor_db::Sql;

/// Every statement, for the test that prepares them on both engines.
pub(crate) fn all() -> Vec<&'static Sql> {
    [keys::ALL, sessions::ALL, tries::ALL].concat()
}
