//! The company's own wording of texts of the catalogues.

use std::collections::HashMap;

use gehoor_db::{Sql, Tx, params};
use gehoor_shell::{Cx, Error, Facts, Language, journal};

use crate::company::remember;

/// Where own texts stand among what is known of the company: "text.nl.<key of the catalogue>".
const PLACE: &str = "text.";

pub(crate) static ALL: Sql = Sql {
    lite: "SELECT key, value FROM meta WHERE key LIKE 'text.%' ORDER BY key",
    pg: "SELECT key, value FROM meta WHERE key LIKE 'text.%' ORDER BY key",
};
pub(crate) static DROP: Sql =
    Sql { lite: "DELETE FROM meta WHERE key = $1", pg: "DELETE FROM meta WHERE key = $1" };

/// Every text of the company's own, by language and key of the catalogue.
///
/// # Errors
/// Only those of the database.
pub async fn own_texts(tx: &mut Tx<'_>) -> Result<HashMap<(Language, String), String>, Error> {
    let rows = tx.rows(&ALL, &[], |row| Ok((row.text(0)?, row.text(1)?))).await?;
    Ok(rows.into_iter().filter_map(|(place, text)| Some((read(&place)?, text))).collect())
}

fn read(place: &str) -> Option<(Language, String)> {
    let (tag, key) = place.strip_prefix(PLACE)?.split_once('.')?;
    Some((Language::of_tag(tag)?, key.to_owned()))
}

/// Gives the company its own wording of a text; `None` takes the standard one again.
///
/// # Errors
/// Only those of the database.
pub async fn set_own_text(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (language, key): (Language, &str),
    text: Option<&str>,
) -> Result<(), Error> {
    let place = format!("{PLACE}{}.{key}", language.tag());
    match text {
        Some(text) => remember(tx, &place, text).await?,
        None => tx.put(&DROP, params![place]).await?,
    }
    journal::append(tx, cx, "text.changed", "text", Facts::new().flag("own", text.is_some())).await
}
