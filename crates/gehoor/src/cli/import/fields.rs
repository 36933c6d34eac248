//! Which column is which field: by its heading in Dutch or English, or as the person says with `--map`.

use super::sheet::Sheet;
use serde_json::{Map, Value, json};

/// A field that a row of this kind may have, with headings that mean it.
type Field = (&'static str, &'static [&'static str]);

const CUSTOMER: &[Field] = &[
    ("name", &["naam", "klant", "klantnaam", "customer", "customername", "volledigenaam", "fullname"]),
    ("language", &["taal", "lang"]),
    ("phone", &["telefoon", "telefoonnummer", "tel", "mobiel", "mobile", "phonenumber", "nummer"]),
    ("phone2", &["telefoon2", "vast", "landline", "telephone2"]),
    ("email", &["mail", "emailadres", "emailaddress"]),
];
const PROMISE: &[Field] = &[
    ("customerId", &["klantnummer", "klantid"]),
    ("name", &["naam", "klant", "klantnaam", "customer", "customername"]),
    ("phone", &["telefoon", "telefoonnummer", "tel", "mobiel", "mobile", "phonenumber"]),
    ("email", &["mail", "emailadres", "emailaddress"]),
    ("language", &["taal", "lang"]),
    ("text", &["belofte", "promise", "omschrijving", "description", "wat"]),
    ("kind", &["soort", "type"]),
    ("owner", &["eigenaar", "wie", "team", "medewerker"]),
    ("from", &["at", "moment", "datum", "date", "wanneer", "van"]),
    ("until", &["tot", "totuiterlijk"]),
    ("key", &["sleutel", "gebeurtenis", "event", "when"]),
    ("expectedBy", &["verwacht", "verwachtop", "expected"]),
    ("reference", &["referentie", "kenmerk", "order", "ordernummer"]),
    ("amount", &["bedrag", "euro"]),
];
const EVENT: &[Field] = &[
    ("key", &["sleutel", "gebeurtenis", "event", "order"]),
    ("occurredAt", &["tijd", "moment", "datum", "date", "at"]),
];

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One customer a row.
    Customers,
    /// One promise a row.
    Promises,
    /// One outside event a row.
    Events,
}

impl Kind {
    /// The word of the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Promises => "promises",
            Self::Events => "events",
        }
    }

    fn fields(self) -> &'static [Field] {
        match self {
            Self::Customers => CUSTOMER,
            Self::Promises => PROMISE,
            Self::Events => EVENT,
        }
    }

    /// The names of all fields.
    pub fn names(self) -> Vec<&'static str> {
        self.fields().iter().map(|(name, _)| *name).collect()
    }
}

/// For each field in use the column it comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Mapping(Vec<(&'static str, usize)>);

/// Why a mapping can't be made; the text is `import-fault-<code>`.
#[derive(Debug, PartialEq, Eq)]
pub struct MapFault {
    /// Stable word.
    pub code: &'static str,
    /// What it is about.
    pub what: String,
}

impl Mapping {
    /// What the person said (`COLUMN=FIELD`), then what the headings say. Columns that mean nothing are left alone.
    pub fn new(kind: Kind, head: &[String], said: &[String]) -> Result<Self, Vec<MapFault>> {
        let (mut taken, mut faults) = (Vec::new(), Vec::new());
        for pair in said {
            match said_pair(kind, head, pair) {
                Ok(pair) => taken.push(pair),
                Err(fault) => faults.push(fault),
            }
        }
        for (column, heading) in head.iter().enumerate() {
            let field = kind
                .fields()
                .iter()
                .find(|(name, others)| means(heading, name, others))
                .map(|(name, _)| *name);
            let free = field.filter(|field| taken.iter().all(|(name, at)| name != field && *at != column));
            taken.extend(free.map(|field| (field, column)));
        }
        if taken.is_empty() && faults.is_empty() {
            faults.push(MapFault { code: "noColumn", what: kind.names().join(", ") });
        }
        if faults.is_empty() { Ok(Self(taken)) } else { Err(faults) }
    }

    /// The headings that no field uses.
    pub fn unused<'a>(&self, head: &'a [String]) -> Vec<&'a str> {
        let used = |at: usize| self.0.iter().any(|(_, column)| *column == at);
        head.iter().enumerate().filter(|(at, _)| !used(*at)).map(|(_, heading)| heading.as_str()).collect()
    }

    /// The heading of a field's column; the field's own name when no column gives it.
    pub fn heading<'a>(&self, head: &'a [String], field: &'a str) -> &'a str {
        let column = self.0.iter().find(|(name, _)| *name == field).map(|(_, column)| *column);
        column.and_then(|column| head.get(column)).map_or(field, String::as_str)
    }

    /// The rows as the API takes them: `{"row": 2, "fields": {…}}`, empty cells left out.
    pub fn rows(&self, sheet: &Sheet) -> Vec<Value> {
        let fields = |cells: &[String]| {
            let filled = self
                .0
                .iter()
                .filter_map(|(name, at)| cells.get(*at).filter(|c| !c.is_empty()).map(|c| (name, c)));
            filled.map(|(name, cell)| ((*name).to_owned(), Value::from(cell.as_str()))).collect::<Map<_, _>>()
        };
        sheet.rows.iter().map(|row| json!({"row": row.number, "fields": fields(&row.cells)})).collect()
    }
}

fn said_pair(kind: Kind, head: &[String], pair: &str) -> Result<(&'static str, usize), MapFault> {
    let (column, field) =
        pair.split_once('=').ok_or_else(|| MapFault { code: "map", what: pair.to_owned() })?;
    let at = head.iter().position(|heading| heading == column || plain(heading) == plain(column));
    let name = kind.names().into_iter().find(|name| *name == field);
    match (at, name) {
        (Some(at), Some(name)) => Ok((name, at)),
        (None, _) => Err(MapFault { code: "noSuchColumn", what: column.to_owned() }),
        (_, None) => {
            Err(MapFault { code: "noSuchField", what: format!("{field} ({})", kind.names().join(", ")) })
        }
    }
}

fn means(heading: &str, name: &str, others: &[&str]) -> bool {
    let heading = plain(heading);
    heading == name.to_lowercase() || others.contains(&heading.as_str())
}

fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::sheet::read;

    fn head(text: &str) -> Vec<String> {
        text.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn headings_in_both_languages_are_understood() {
        let head = head("Klantnaam;E-mail;Telefoon-nummer;Kleur");
        let mapping = Mapping::new(Kind::Customers, &head, &[]).unwrap();
        assert_eq!(mapping.0, [("name", 0), ("email", 1), ("phone", 2)]);
        assert_eq!(mapping.unused(&head), ["Kleur"]);
        assert_eq!(mapping.heading(&head, "phone"), "Telefoon-nummer");
    }

    #[test]
    fn what_the_person_says_goes_first() {
        let head = head("naam;bijnaam");
        let mapping = Mapping::new(Kind::Customers, &head, &["bijnaam=name".to_owned()]).unwrap();
        assert_eq!(mapping.0, [("name", 1)]);
        let faults =
            Mapping::new(Kind::Customers, &head, &["x=name".into(), "naam=shoe".into(), "naam".into()])
                .unwrap_err();
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["noSuchColumn", "noSuchField", "map"]);
    }

    #[test]
    fn rows_keep_their_numbers_and_leave_empty_cells_out() {
        let sheet = read(b"naam;telefoon\nA;\n\nB;06\n", None, None).unwrap();
        let rows = Mapping::new(Kind::Customers, &sheet.head, &[]).unwrap().rows(&sheet);
        assert_eq!(
            rows,
            [
                json!({"row": 2, "fields": {"name": "A"}}),
                json!({"row": 4, "fields": {"name": "B", "phone": "06"}})
            ]
        );
    }
}
