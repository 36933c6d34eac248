//! Reading what is said of an employee, from a body of the API and from a form alike.

use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::text::email;
use gehoor_shell::{Fault, Fields};

use crate::rules::{Owner, Role};

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

/// The object in the field `name`: a person or a team, exactly one of userId and teamId. Something else is a fault, after which
/// what is given must not be used.
pub fn read_owner(fields: &mut Fields<'_>, name: &'static str) -> Owner {
    let read = |fields: &mut Fields<'_>| {
        let (user, team) = (fields.opt_id::<UserId>("userId"), fields.opt_id::<TeamId>("teamId"));
        if user.is_some() && team.is_some() {
            fields.fault("teamId", "oneOwner");
        }
        if user.is_none() && team.is_none() && fields.clean() {
            fields.fault("userId", "missing");
        }
        user.map(Owner::User).or(team.map(Owner::Team))
    };
    // A stand-in after a fault; the reader refuses before it is used.
    fields.object(name, read).flatten().unwrap_or(Owner::User(UserId::from_bits(0)))
}
