//! Strict JSON: at most 64 levels deep, no key twice in one object, faults with their place.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::Error;

const DEPTH: usize = 64;

/// Reads one JSON value; refuses broken texts with line and column, and half of a pair of surrogates by its field.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let path = RefCell::new(Vec::new());
    let value = Strict { depth: DEPTH, path: &path }.deserialize(&mut reader);
    value.and_then(|value| reader.end().map(|()| value)).map_err(|error| broken(&error, &path.borrow()))
}

/// A step on the way to the value that is being read.
enum Step {
    Key(String),
    Place(usize),
}

fn pointer(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Step::Place(place) => format!("/{place}"),
    };
    path.iter().map(step).collect()
}

fn broken(error: &serde_json::Error, path: &[Step]) -> Error {
    let text = error.to_string();
    if ["lone leading surrogate", "unexpected end of hex escape"].iter().any(|start| text.starts_with(start))
    {
        return Error::fault(pointer(path), "surrogate");
    }
    let known = ["duplicateKey", "depth"].into_iter().find(|reason| text.starts_with(reason));
    Error::BrokenJson { line: error.line(), column: error.column(), reason: known.unwrap_or("syntax") }
}

struct Strict<'a> {
    depth: usize,
    /// The way to the value that is being read; after a fault it stays as it was.
    path: &'a RefCell<Vec<Step>>,
}

impl Strict<'_> {
    fn deeper<E: serde::de::Error>(&self, step: Step) -> Result<Self, E> {
        if self.depth == 0 {
            return Err(E::custom("depth"));
        }
        self.path.borrow_mut().push(step);
        Ok(Self { depth: self.depth - 1, path: self.path })
    }

    fn back(&self) -> Option<Step> {
        self.path.borrow_mut().pop()
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
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
        while let Some(value) = list.next_element_seed(self.deeper(Step::Place(found.len()))?)? {
            self.back();
            found.push(value);
        }
        self.back();
        Ok(Value::Array(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut found = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if found.contains_key(&key) {
                return Err(A::Error::custom("duplicateKey"));
            }
            let value = map.next_value_seed(self.deeper(Step::Key(key))?)?;
            if let Some(Step::Key(key)) = self.back() {
                found.insert(key, value);
            }
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
    fn half_of_a_pair_of_surrogates_is_refused_by_its_field() {
        for (text, place) in [
            (r#"{"a":["x",{"b/c":"\ud800"}],"d":1}"#, "/a/1/b~1c"),
            (r#"{"a":[[],{"x":{}},"\udc00"]}"#, "/a/2"),
            (r#"{"a":{"b":1},"c":"\ud83dx"}"#, "/c"),
            (r#""\ud83d\u0041""#, ""),
        ] {
            let Err(Error::Invalid(faults)) = parse(text.as_bytes()) else { panic!("{text}") };
            assert_eq!((faults[0].pointer.as_str(), faults[0].code), (place, "surrogate"), "{text}");
        }
    }

    #[test]
    fn a_sound_text_is_read_as_it_stands() {
        let text = r#"{"a":[1,-2,2.5,true,null,"\u0000é"],"b":{}}"#;
        assert_eq!(parse(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        assert!(parse(format!("{}{}", "[".repeat(60), "]".repeat(60)).as_bytes()).is_ok());
    }
}
