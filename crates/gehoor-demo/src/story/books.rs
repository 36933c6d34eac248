//! The caller's own books: what the server acknowledged, to be compared with what it still knows after a kill.

use std::collections::BTreeMap;

use serde_json::Value;

use super::http::{Call, Client};
use crate::Trouble;

/// What was acknowledged: for each address the last answer about it.
#[derive(Default)]
pub(super) struct Books(BTreeMap<String, Value>);

/// What a comparison found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Compared {
    /// How many objects were looked up.
    pub(super) objects: usize,
    /// How many values of theirs were compared.
    pub(super) values: usize,
    /// What is gone or different.
    pub(super) lost: Vec<String>,
}

impl Books {
    /// Writes down what the server said about the object at `path`.
    pub(super) fn note(&mut self, path: String, said: &Value) {
        self.0.insert(path, said.clone());
    }

    /// Asks the server for everything in the books and compares.
    pub(super) async fn compare(&self, client: &Client) -> Result<Compared, Trouble> {
        let mut found = Compared { objects: self.0.len(), values: 0, lost: Vec::new() };
        for (path, noted) in &self.0 {
            let now = client.ask(&Call::get(path.clone())).await?.body;
            covers(path, noted, &now, &mut found);
        }
        Ok(found)
    }
}

/// Every value that was noted is there, unchanged. What the server tells besides is free.
fn covers(place: &str, noted: &Value, now: &Value, found: &mut Compared) {
    match (noted, now) {
        (Value::Object(noted), Value::Object(now)) => {
            for (name, value) in noted {
                covers(&format!("{place}.{name}"), value, now.get(name).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(noted), Value::Array(now)) if noted.len() <= now.len() => {
            for (n, (value, now)) in noted.iter().zip(now).enumerate() {
                covers(&format!("{place}[{n}]"), value, now, found);
            }
        }
        _ => {
            found.values += 1;
            if noted != now {
                found.lost.push(format!("{place}: {noted} -> {now}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn compared(noted: &Value, now: &Value) -> Compared {
        let mut found = Compared { objects: 1, values: 0, lost: Vec::new() };
        covers("x", noted, now, &mut found);
        found
    }

    #[test]
    fn more_is_fine_and_less_is_lost() {
        let noted = json!({"a": 1, "b": [{"c": 2}]});
        assert!(compared(&noted, &json!({"a": 1, "b": [{"c": 2, "d": 3}, {}], "e": 4})).lost.is_empty());
        assert_eq!(compared(&noted, &json!({"a": 2, "b": [{"c": 2}]})).lost.len(), 1);
        assert_eq!(compared(&noted, &json!({"a": 1, "b": []})).lost.len(), 1);
        assert_eq!(compared(&noted, &json!({"a": 1})).lost.len(), 1);
    }
}
