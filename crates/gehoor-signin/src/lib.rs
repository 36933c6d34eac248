//! Signing in: passwords, passkeys, one-time codes, sessions, and devices that colleagues share. Who somebody is; what
//! they may do follows from their role and teams in people.

pub mod rules;
pub mod webauthn;

mod api;
mod checks;
mod codes;
mod devices;
mod erasing;
mod hashing;
mod links;
mod passkeys;
mod passwords;
mod secret;
mod sessions;
mod sql;
mod timers;
mod tries;
mod web;

pub use codes::{Codes, NewApp, begin_codes, codes, confirm_codes, end_codes, give_code, renew_recovery};
pub use devices::{
    NewDevice, change_pin, colleagues, device, devices, end_device, has_pin, share_device, shareable, switch,
    take_pin,
};
pub use erasing::erase;
pub use hashing::{Hashed, hash};
pub use links::{NewLink, is_good_link, make_link, use_link};
pub use passkeys::{
    Asked, NewPasskey, add_passkey, ask_passkey, begin_passkey, passkeys, remove_passkey, sign_in_by_passkey,
};
pub use passwords::{NewPassword, change_password, check_new, password_set_at, prove, set_password, sign_in};
pub use secret::Secret;
pub use sessions::{
    Known, Opened, SignedIn, Visit, choose_language, end_all_sessions, end_session, known, language, open,
    place_of, sessions, sign_out,
};
pub use sql::{Device, Passkey, Session};
pub use web::{KnownSessions, entered, visit};

use gehoor_shell::{Language, Slice};

/// The slice: its addresses, statements, texts, timer and laws.
pub fn slice() -> Slice {
    let slice = Slice::new("signin")
        .statements(&sql::all())
        .routes(api::routes)
        .pages(web::pages)
        .texts(TEXTS)
        .task(timers::sweep());
    checks::on(slice)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
