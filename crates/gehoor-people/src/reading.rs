//! Reading what is said of an employee, from a body of the API and from a form alike.

use gehoor_kernel::text::email;
use gehoor_shell::{Fault, Fields};

use crate::rules::Role;

/// The field `role`; `None` when it was not sent or is no role, which is a fault.
pub fn read_role(fields: &mut Fields<'_>) -> Option<Role> {
    fields.opt_word("role", &Role::WORDS).and_then(|word| word.parse().ok())
}

/// A mail address in the field `name`; `None` when it was not sent or is none, which is a fault with a guess where there is
/// one.
pub fn read_mail(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    let typed = fields.opt_text(name, 1..=254)?;
    match email::check(&typed) {
        Ok(address) => Some(address),
        Err(fault) => {
            let guess = fault.suggestion().unwrap_or_default().to_owned();
            fields.add(name, Fault::new("", fault.code()).arg("guess", guess));
            None
        }
    }
}
