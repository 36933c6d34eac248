//! What `gehoor check` verifies of people.

use gehoor_db::Tx;
use gehoor_kernel::time::Instant;
use gehoor_shell::slice::Finding;
use gehoor_shell::{Actor, Cx, Error};

use crate::directory::directory;

pub(crate) const ADMINISTRATOR: &str = "There is an administrator who has not left, once there are users.";

pub(crate) async fn administrator(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Finding>, Error> {
    let directory = directory(tx, &Cx::new(now, Actor::System, 0)).await?;
    let missing = directory.people().next().is_some() && directory.administrator(now).is_none();
    Ok(if missing { vec![finding("users", "no administrator who has not left")] } else { Vec::new() })
}

fn finding(object: &str, detail: &str) -> Finding {
    Finding { object: object.to_owned(), detail: detail.to_owned() }
}
