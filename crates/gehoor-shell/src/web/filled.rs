//! What stands in a form: the values, and the faults beside them.

use serde_json::Value;

use super::ui::Ui;
use crate::Fault;

/// The values of a form by the names of its fields, with the faults found in them.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    values: Value,
    faults: Vec<(String, String)>,
}

impl Filled {
    /// An empty form.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A form with these values.
    pub fn with<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let values =
            pairs.into_iter().map(|(name, value)| (name.into(), Value::String(value.into()))).collect();
        Self { values: Value::Object(values), faults: Vec::new() }
    }

    pub(super) fn of(ui: &Ui, values: Value, faults: Vec<Fault>) -> Self {
        let named =
            |fault: Fault| (fault.pointer.trim_start_matches(['/', '?']).to_owned(), ui.fault(&fault));
        Self { values, faults: faults.into_iter().map(named).collect() }
    }

    /// The value of a field; empty when nothing was filled in. Of a list the first.
    pub fn value(&self, name: &str) -> &str {
        let value = self.values.get(name);
        let first = value.and_then(|value| value.as_array()).and_then(|list| list.first());
        first.or(value).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether a choice (radio, checkbox, option) is made.
    pub fn is(&self, name: &str, choice: &str) -> bool {
        match self.values.get(name) {
            Some(Value::Array(list)) => list.iter().any(|one| one.as_str() == Some(choice)),
            Some(value) => value.as_str() == Some(choice),
            None => false,
        }
    }

    /// What is wrong with a field, in the reader's language.
    pub fn fault(&self, name: &str) -> Option<&str> {
        self.faults.iter().find(|(of, _)| of == name).map(|(_, text)| text.as_str())
    }

    /// All faults: name of the field and sentence, in the order in which they were found.
    pub fn faults(&self) -> &[(String, String)] {
        &self.faults
    }

    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}
