//! Pages: who looks, in which words, what was filled in, and the frame around it. Handlers of slices are thin on top.
//!
//! A page is a GET with [`Look`] that answers a [`Page`]; a change is a POST with [`Form`] that runs one use case and
//! redirects. Every address says in [`Pages`] who may come there.

mod assets;
mod fault;
mod file;
mod filled;
mod form;
mod house;
mod keys;
mod layout;
mod look;
mod pages;
mod ui;
mod visitor;

pub use assets::{Asset, Assets};
pub use fault::finish;
pub use file::{attachment, csv, svg};
pub use filled::Filled;
pub use form::{Form, see};
pub(crate) use house::Remembered as RememberedHouse;
pub use house::{Address, House, HouseSource, UsualHouse};
pub use layout::{Body, Frame, Nav, Notice, Page};
pub use look::Look;
pub(crate) use pages::service;
pub use pages::{PageRow, Pages, Right};
pub use ui::{Icon, Ui};
pub use visitor::{COOKIE, NoSessions, SECURE_COOKIE, Sessions, Visitor};
pub(crate) use visitor::{of as visitor_of, secret as secret_of};
