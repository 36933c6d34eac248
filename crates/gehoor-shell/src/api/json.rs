//! Strict JSON: at most 64 levels deep, no key twice in one object, faults with their place.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::Error;

const DEPTH: usize = 64;

/// Reads one JSON value; refuses broken texts with line and column.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict { depth: DEPTH }.deserialize(&mut reader);
    value.and_then(|value| reader.end().map(|()| value)).map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let known = ["duplicateKey", "depth"].into_iter().find(|reason| text.starts_with(reason));
    Error::BrokenJson { line: error.line(), column: error.column(), reason: known.unwrap_or("syntax") }
}

struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: serde::de::Error>(&self) -> Result<Self, E> {
        if self.depth == 0 { Err(E::custom("depth")) } else { Ok(Self { depth: self.depth - 1 }) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut found = Vec::new();
        while let Some(value) = list.next_element_seed(self.deeper()?)? {
            found.push(value);
        }
        Ok(Value::Array(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut found = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if found.contains_key(&key) {
                return Err(A::Error::custom("duplicateKey"));
            }
            let value = map.next_value_seed(self.deeper()?)?;
            found.insert(key, value);
        }
        Ok(Value::Object(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> (&'static str, usize) {
        match parse(text.as_bytes()) {
            Err(Error::BrokenJson { reason, column, .. }) => (reason, column),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_broken_text_is_refused_with_its_place() {
        assert_eq!(reason(r#"{"a":1,}"#), ("syntax", 8));
        assert_eq!(reason(r#"{"a":1,"a":2}"#).0, "duplicateKey");
        assert_eq!(reason(&"[".repeat(10_000)).0, "depth");
        assert_eq!(reason("1e400").0, "syntax");
        assert_eq!(reason("{} x").0, "syntax");
        assert!(matches!(parse(b"\"\xff\""), Err(Error::BrokenJson { .. })));
    }

    #[test]
    fn a_sound_text_is_read_as_it_stands() {
        let text = r#"{"a":[1,-2,2.5,true,null,"\u0000é"],"b":{}}"#;
        assert_eq!(parse(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        assert!(parse(format!("{}{}", "[".repeat(60), "]".repeat(60)).as_bytes()).is_ok());
    }
}
