//! The SQL of push messages.

mod devices;
mod messages;
mod people;

pub use devices::Device;
pub(crate) use devices::{by_hash, devices, drop_device, failed, good, has_any, of_session, off, put_device};
pub(crate) use messages::{Claim, Message, again, claim, drop_messages, end, next, put_message};
pub(crate) use people::{
    Listener, choice, choose, due_people, ensure_person, forget, key, listeners, move_news, place,
    place_seen, put_key, put_news, set_place, take_news, told,
};

/// All statements of the slice.
pub(crate) fn all() -> Vec<&'static gehoor_db::Sql> {
    [people::ALL, devices::ALL, messages::ALL].concat()
}
