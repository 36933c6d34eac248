//! The world outside the product: customers with their telephones, suppliers, mail servers. It knows the truth; the product hears only
//! what lines and people say.

pub mod customer;
pub mod line;
pub mod names;
pub mod staff;
pub mod supplier;

pub use customer::{Customer, Number};
pub use line::{Call, Claim, Heard};
