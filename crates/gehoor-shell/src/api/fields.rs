//! Typed readers over a JSON object (or query keys) that gather every fault and refuse unknown fields.
//!
//! A reader that finds a fault gives a stand-in value; [`Fields::done`] then refuses, so the stand-in goes nowhere.

use std::ops::RangeInclusive;
use std::str::FromStr;

use gehoor_kernel::id::BadId;
use gehoor_kernel::time::civil::{Date, DateTime, Time};
use gehoor_kernel::time::{Instant, Zone};
use serde_json::{Map, Value};

use crate::{Error, Fault};

/// How values stand in what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texts {
    /// Each in its own kind.
    Json,
    /// All as texts, in an address.
    Query,
    /// All as texts, in a form.
    Form,
}

/// A reader of one object. Read every known field, then call [`Fields::done`].
pub struct Fields<'a> {
    object: Option<&'a Map<String, Value>>,
    pointer: String,
    texts: Texts,
    lenient: bool,
    known: Vec<&'static str>,
    faults: Vec<Fault>,
}

impl<'a> Fields<'a> {
    /// A reader of a JSON body, which must be an object.
    pub fn of(body: &'a Value) -> Self {
        Self::at(body, String::new(), Texts::Json)
    }

    /// A reader of a form: numbers and flags stand in texts ("on" is yes), faults point to "/name".
    pub fn of_form(body: &'a Value) -> Self {
        Self::at(body, String::new(), Texts::Form)
    }

    /// A reader of query keys: numbers and flags stand in texts, faults point to "?name".
    pub fn of_query(query: &'a Value) -> Self {
        Self::at(query, String::new(), Texts::Query)
    }

    /// The same reader, which leaves fields alone that nobody asked for.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    fn at(value: &'a Value, pointer: String, texts: Texts) -> Self {
        let object = value.as_object();
        let faults =
            if object.is_none() { vec![Fault::new(pointer.clone(), "notObject")] } else { Vec::new() };
        Self { object, pointer, texts, lenient: false, known: Vec::new(), faults }
    }

    /// The pointer of a field of this object.
    pub fn pointer(&self, name: &str) -> String {
        if self.texts == Texts::Query {
            return format!("?{name}");
        }
        format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"))
    }

    /// Adds a fault of the caller's own about the field `name`.
    pub fn fault(&mut self, name: &str, code: &'static str) {
        let pointer = self.pointer(name);
        self.faults.push(Fault::new(pointer, code));
    }

    /// Adds a fault with values for its text; its pointer is set to the field `name`.
    pub fn add(&mut self, name: &str, mut fault: Fault) {
        fault.pointer = self.pointer(name);
        self.faults.push(fault);
    }

    /// Whether no fault was found so far.
    pub fn clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether the field was sent, be it as null.
    pub fn given(&mut self, name: &'static str) -> bool {
        self.raw(name).is_some()
    }

    /// Ends the reading: refuses with all faults, fields that nobody asked for among them.
    pub fn done(mut self) -> Result<(), Error> {
        self.refuse_unknown();
        if self.faults.is_empty() { Ok(()) } else { Err(Error::Invalid(self.faults)) }
    }

    /// A required text of so many characters (not bytes), kept exactly; not only spaces, no NUL.
    pub fn text(&mut self, name: &'static str, length: RangeInclusive<usize>) -> String {
        self.required(name, |fields| fields.opt_text(name, length)).unwrap_or_default()
    }

    /// A text as [`Fields::text`]; `None` when the field is missing or null.
    pub fn opt_text(&mut self, name: &'static str, length: RangeInclusive<usize>) -> Option<String> {
        let value = self.value(name)?;
        let Some(text) = value.as_str() else { return self.refuse(name, Fault::new("", "notText")) };
        match text_fault(text, &length) {
            Some(fault) => self.refuse(name, fault),
            None => Some(text.to_owned()),
        }
    }

    /// A required id.
    pub fn id<T: FromStr<Err = BadId>>(&mut self, name: &'static str) -> T {
        let id = self.required(name, |fields| fields.opt_id(name));
        id.unwrap_or_else(stand_in)
    }

    /// An id; `None` when the field is missing or null.
    pub fn opt_id<T: FromStr<Err = BadId>>(&mut self, name: &'static str) -> Option<T> {
        let value = self.value(name)?;
        match value.as_str().unwrap_or_default().parse() {
            Ok(id) => Some(id),
            Err(bad) => self.refuse(name, Fault::new("", "notId").arg("prefix", bad.prefix)),
        }
    }

    /// A required moment: RFC 3339 with any offset.
    pub fn instant(&mut self, name: &'static str) -> Instant {
        self.required(name, |fields| fields.opt_instant(name)).unwrap_or(Instant::MIN)
    }

    /// A moment; `None` when the field is missing or null.
    pub fn opt_instant(&mut self, name: &'static str) -> Option<Instant> {
        let value = self.value(name)?;
        match value.as_str().unwrap_or_default().parse() {
            Ok(at) => Some(at),
            Err(_) => self.refuse(name, Fault::new("", "notInstant")),
        }
    }

    /// A moment on the clock of `zone`, as an input of type datetime-local sends it ("2026-11-25T14:00"); `None` when
    /// the field is missing. An hour that does not exist moves to the next that does; of a double hour the first.
    pub fn opt_wall(&mut self, name: &'static str, zone: &Zone) -> Option<Instant> {
        let wall: DateTime = self.parsed(name, "notWallMoment")?;
        Some(zone.instant_of(wall))
    }

    /// A calendar day ("2026-11-25"); `None` when the field is missing.
    pub fn opt_date(&mut self, name: &'static str) -> Option<Date> {
        self.parsed(name, "notDate")
    }

    /// A time of day ("14:00"); `None` when the field is missing.
    pub fn opt_time(&mut self, name: &'static str) -> Option<Time> {
        self.parsed(name, "notTime")
    }

    fn parsed<T: FromStr>(&mut self, name: &'static str, code: &'static str) -> Option<T> {
        let value = self.value(name)?;
        match value.as_str().unwrap_or_default().trim().parse() {
            Ok(read) => Some(read),
            Err(_) => self.refuse(name, Fault::new("", code)),
        }
    }

    /// A required whole number within the range.
    pub fn int(&mut self, name: &'static str, range: RangeInclusive<i64>) -> i64 {
        let least = *range.start();
        self.required(name, |fields| fields.opt_int(name, range)).unwrap_or(least)
    }

    /// A whole number; `None` when the field is missing or null.
    pub fn opt_int(&mut self, name: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(name)?;
        let number = if self.texts != Texts::Json {
            value.as_str().and_then(|text| text.trim().parse().ok())
        } else {
            whole(value)
        };
        match number {
            Some(number) if range.contains(&number) => Some(number),
            Some(_) => {
                let fault = Fault::new("", "outOfRange").arg("min", range.start()).arg("max", range.end());
                self.refuse(name, fault)
            }
            None => self.refuse(name, Fault::new("", "notInt")),
        }
    }

    /// Yes or no; `None` when the field is missing or null.
    pub fn opt_flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.value(name)?;
        let flag = match value.as_str().filter(|_| self.texts != Texts::Json) {
            Some("true" | "on") => Some(true),
            Some("false") => Some(false),
            _ => value.as_bool(),
        };
        flag.or_else(|| self.refuse(name, Fault::new("", "notFlag")))
    }

    /// A required word out of a list.
    pub fn word(&mut self, name: &'static str, words: &[&'static str]) -> &'static str {
        self.required(name, |fields| fields.opt_word(name, words)).unwrap_or_default()
    }

    /// A word out of a list; `None` when the field is missing or null.
    pub fn opt_word(&mut self, name: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let value = self.value(name)?;
        let sent = value.as_str();
        let found = words.iter().copied().find(|word| Some(*word) == sent);
        found.or_else(|| {
            let fault = Fault::new("", "notWord").arg("words", words.join(", "));
            let guess = sent.and_then(|sent| closest(sent, words.iter().copied()));
            self.refuse(name, fault.arg("guess", guess.unwrap_or_default()))
        })
    }

    /// A required object, read by `read`; `None` when it is missing or no object.
    pub fn object<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Fields<'a>) -> T) -> Option<T> {
        self.required(name, |fields| fields.opt_object(name, read))
    }

    /// An object; `None` when the field is missing, null or no object.
    pub fn opt_object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'a>) -> T,
    ) -> Option<T> {
        let value = self.value(name)?;
        let pointer = self.pointer(name);
        self.sub(value, pointer, read)
    }

    /// A list of objects, each read by `read`; empty when the field is missing and the range allows that.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        count: RangeInclusive<usize>,
        mut read: impl FnMut(&mut Fields<'a>) -> T,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for (place, value) in self.values(name, count).iter().enumerate() {
            let pointer = format!("{}/{place}", self.pointer(name));
            found.extend(self.sub(value, pointer, &mut read));
        }
        found
    }

    /// A list of texts, each of so many characters.
    pub fn texts(
        &mut self,
        name: &'static str,
        count: RangeInclusive<usize>,
        length: RangeInclusive<usize>,
    ) -> Vec<String> {
        let mut found = Vec::new();
        for (place, value) in self.values(name, count).iter().enumerate() {
            let fault = match value.as_str() {
                Some(text) => text_fault(text, &length),
                None => Some(Fault::new("", "notText")),
            };
            match fault {
                Some(mut fault) => {
                    fault.pointer = format!("{}/{place}", self.pointer(name));
                    self.faults.push(fault);
                }
                None => found.extend(value.as_str().map(str::to_owned)),
            }
        }
        found
    }

    /// The raw members of a list, for readers of a slice's own; empty when the field is missing and the range allows that.
    pub fn values(&mut self, name: &'static str, count: RangeInclusive<usize>) -> &'a [Value] {
        let value = if *count.start() > 0 {
            self.required(name, |fields| fields.value(name))
        } else {
            self.value(name)
        };
        let Some(value) = value else { return &[] };
        if self.texts == Texts::Form && value.is_string() {
            return std::slice::from_ref(value);
        }
        let Some(list) = value.as_array() else {
            self.refuse::<()>(name, Fault::new("", "notList"));
            return &[];
        };
        if !count.contains(&list.len()) {
            let fault = Fault::new("", "badCount").arg("min", count.start()).arg("max", count.end());
            self.refuse::<()>(name, fault);
            return &[];
        }
        list
    }

    fn sub<T>(
        &mut self,
        value: &'a Value,
        pointer: String,
        read: impl FnOnce(&mut Fields<'a>) -> T,
    ) -> Option<T> {
        let mut inner = Fields::at(value, pointer, Texts::Json);
        let found = inner.object.is_some().then(|| read(&mut inner));
        inner.refuse_unknown();
        self.faults.append(&mut inner.faults);
        found
    }

    fn raw(&mut self, name: &'static str) -> Option<&'a Value> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        self.object.and_then(|object| object.get(name))
    }

    fn value(&mut self, name: &'static str) -> Option<&'a Value> {
        self.raw(name).filter(|value| !value.is_null())
    }

    fn required<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.value(name).is_none() && self.object.is_some() {
            return self.refuse(name, Fault::new("", "missing"));
        }
        read(self)
    }

    fn refuse<T>(&mut self, name: &str, fault: Fault) -> Option<T> {
        self.add(name, fault);
        None
    }

    fn refuse_unknown(&mut self) {
        if self.lenient {
            return;
        }
        let Some(object) = self.object.filter(|object| !object.is_empty()) else { return };
        let unknown: Vec<&String> = object.keys().filter(|key| !self.known.contains(&key.as_str())).collect();
        for key in unknown.into_iter().take(20) {
            let guess = closest(key, self.known.iter().copied()).unwrap_or_default();
            self.add(key, Fault::new("", "unknownField").arg("guess", guess));
        }
    }
}

fn whole(value: &Value) -> Option<i64> {
    let exact = |number: f64| number.fract() == 0.0 && number.abs() < 9e15;
    value.as_i64().or_else(|| value.as_f64().filter(|number| exact(*number)).map(|number| number as i64))
}

fn text_fault(text: &str, length: &RangeInclusive<usize>) -> Option<Fault> {
    let count = text.chars().count();
    if count > *length.end() {
        return Some(Fault::new("", "tooLong").arg("max", length.end()));
    }
    if *length.start() > 0 && text.trim().is_empty() {
        return Some(Fault::new("", "blank"));
    }
    if count < *length.start() {
        return Some(Fault::new("", "tooShort").arg("min", length.start()));
    }
    text.contains('\0').then(|| Fault::new("", "nul"))
}

/// The known word that somebody who typed `sent` probably meant.
fn closest(sent: &str, words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let sent: String = sent.chars().take(64).collect();
    let near = words.map(|word| (strsim::jaro_winkler(&sent.to_lowercase(), &word.to_lowercase()), word));
    near.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

/// Any id of the kind, to go on reading after a fault; [`Fields::done`] refuses before it is used.
fn stand_in<T: FromStr<Err = BadId>>() -> T {
    let prefix = match T::from_str("") {
        Ok(id) => return id,
        Err(bad) => bad.prefix,
    };
    let text = format!("{prefix}_{}", gehoor_kernel::id::encode(0));
    #[expect(
        clippy::expect_used,
        reason = "26 zeros after the kind's own prefix are an id, by the form of ids"
    )]
    text.parse().expect("an id of zeros")
}
