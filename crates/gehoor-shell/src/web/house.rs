//! What pages must know of the company: its name, its languages, how it addresses people, its zone.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use gehoor_kernel::time::{Instant, Zone};

use crate::texts::Texts;
use crate::{App, BoxFuture, Error, Language};

/// After so long the company is read again, so that a change on another node is seen.
const REMEMBERED: Duration = Duration::from_secs(20);

/// How Dutch texts address people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Address {
    /// "u".
    #[default]
    Formal,
    /// "je".
    Informal,
}

impl Address {
    /// The word in the store: "u" or "je".
    pub fn word(self) -> &'static str {
        match self {
            Self::Formal => "u",
            Self::Informal => "je",
        }
    }

    /// The address of a word; `None` for another text.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Formal, Self::Informal].into_iter().find(|address| address.word() == word)
    }
}

/// The company, as its pages show it.
#[derive(Clone, Debug)]
pub struct House {
    /// Its name; empty before the set-up.
    pub name: String,
    /// The language of its pages when a visitor chose none.
    pub language: Language,
    /// "u" or "je" in Dutch.
    pub address: Address,
    /// Its time zone: wall-clock times on pages are of this zone.
    pub zone: Zone,
    /// Its country, for telephone numbers: ISO 3166 alpha-2.
    pub country: String,
    /// Texts of the company's own, by language and key of the catalogue.
    pub own: HashMap<(Language, String), String>,
    /// Whether there is an administrator, so that pages can be used.
    pub is_set_up: bool,
}

impl House {
    /// The text `key` with its named values: in the company's own words where it has them, else the standard text in the
    /// company's way to address people.
    pub fn say(
        &self,
        texts: &Texts,
        language: Language,
        key: &str,
        args: &[(&'static str, String)],
    ) -> String {
        let own = if self.own.is_empty() { None } else { self.own.get(&(language, key.to_owned())) };
        match own {
            Some(own) => args.iter().fold(own.clone(), |text, (name, value)| fill(&text, name, value)),
            None => texts.say_to(language, self.address, key, args),
        }
    }
}

fn fill(text: &str, name: &str, value: &str) -> String {
    text.replace(&format!("{{ ${name} }}"), value)
}

impl Default for House {
    fn default() -> Self {
        Self {
            name: "Gehoor".to_owned(),
            language: Language::Nl,
            address: Address::Formal,
            zone: Zone::new("Europe/Amsterdam").unwrap_or_else(|_| Zone::utc()),
            country: "NL".to_owned(),
            own: HashMap::new(),
            is_set_up: true,
        }
    }
}

/// Who knows the company: the program, since settings stand in several slices.
pub trait HouseSource: Send + Sync {
    /// The company as it stands.
    fn read<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<House, Error>>;
}

/// The usual company: for tests and tools without pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct UsualHouse;

impl HouseSource for UsualHouse {
    fn read<'a>(&'a self, _: &'a App) -> BoxFuture<'a, Result<House, Error>> {
        Box::pin(std::future::ready(Ok(House::default())))
    }
}

/// The company as it was read last.
#[derive(Default)]
pub(crate) struct Remembered(RwLock<Option<(Instant, Arc<House>)>>);

impl App {
    /// The company, read at most some seconds ago.
    pub async fn house(&self) -> Result<Arc<House>, Error> {
        let now = self.clock.now();
        let known = self.remembered_house.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((read, house)) = known
            && now >= read
            && now.since(read) < REMEMBERED
        {
            return Ok(house);
        }
        let house = Arc::new(self.front.house.read(self).await?);
        let mut slot = self.remembered_house.0.write().unwrap_or_else(PoisonError::into_inner);
        *slot = Some((now, Arc::clone(&house)));
        Ok(house)
    }

    /// Reads the company again at the next page; call it after its settings were changed.
    pub fn forget_house(&self) {
        *self.remembered_house.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
