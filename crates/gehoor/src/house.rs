//! The company as its pages show it: from what the set-up wrote down and from the contact policy.

use gehoor_db::Tx;
use gehoor_shell::web::{Address, House, HouseSource};
use gehoor_shell::{Actor, App, BoxFuture, Cx, Error, Language};

use crate::setup;

/// The company in the store.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnHouse;

impl HouseSource for OwnHouse {
    fn read<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<House, Error>> {
        Box::pin(async move {
            let cx = app.cx(Actor::System);
            app.look(&cx, (), |tx, cx, ()| Box::pin(house(tx, cx))).await
        })
    }
}

async fn house(tx: &mut Tx<'_>, cx: &Cx) -> Result<House, Error> {
    let said = setup::said(tx).await?;
    let of = |key: &str| said.get(key).map(String::as_str).unwrap_or_default();
    let (name, language) =
        (of("companyName").to_owned(), Language::of_tag(of("companyLanguage")).unwrap_or_default());
    let address = Address::of_word(of("companyAddress")).unwrap_or_default();
    let policy = gehoor_contact::policy(tx).await?;
    let is_set_up = setup::administrator(tx, cx).await?.is_some();
    let (zone, country) = (policy.company.zone.clone(), policy.company.default_country.clone());
    let own = setup::own_texts(tx).await?;
    Ok(House { name, language, address, zone, country, own, is_set_up })
}
