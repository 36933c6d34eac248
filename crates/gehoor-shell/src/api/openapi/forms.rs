//! Texts with a form of their own (hours of a day, days, zones) say so in the document, wherever they stand.

use utoipa::openapi::schema::ArrayItems;
use utoipa::openapi::{Array, KnownFormat, OpenApi, RefOr, Schema, SchemaFormat};

/// "09:00-17:30"; midnight at the end is 24:00.
const RANGE: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
/// An IANA name.
const ZONE: &str = "^[A-Za-z][A-Za-z0-9_+/-]{1,59}$";
/// ISO 3166 alpha-2.
const COUNTRY: &str = "^[A-Z]{2}$";
/// The fields that hold ranges of one day.
const RANGES: [&str; 8] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "hours"];

/// The fields that hold waits in minutes, the shortest first.
const WAITS: [&str; 3] = ["windowMinutes", "busyMinutes", "unreachableMinutes"];

/// Adds the forms to all shapes.
pub(super) fn complete(document: &mut OpenApi) {
    let shapes = document.components.iter_mut().flat_map(|components| components.schemas.values_mut());
    for shape in shapes {
        let RefOr::T(Schema::Object(shape)) = shape else { continue };
        for (name, field) in &mut shape.properties {
            if let RefOr::T(field) = field {
                give(name, field);
            }
        }
    }
}

fn give(name: &str, field: &mut Schema) {
    match field {
        Schema::Array(list) if RANGES.contains(&name) => items(list, Form::Pattern(RANGE)),
        Schema::Array(list) if name == "closed" => items(list, Form::Date),
        Schema::Array(list) if WAITS.contains(&name) => {
            (list.min_items, list.max_items) = (Some(1), Some(20));
            items(list, Form::Minutes);
        }
        Schema::Object(field) => {
            let pattern = match name {
                "timeZone" | "zone" => ZONE,
                "defaultCountry" => COUNTRY,
                "holidays" => "^(none|netherlands)$",
                _ => return,
            };
            field.pattern = Some(pattern.to_owned());
        }
        _ => {}
    }
}

/// What each text or number of a list looks like.
enum Form {
    Pattern(&'static str),
    Date,
    /// At most a week.
    Minutes,
}

fn items(list: &mut Array, form: Form) {
    let ArrayItems::RefOrSchema(item) = &mut list.items else { return };
    let RefOr::T(Schema::Object(item)) = &mut **item else { return };
    match form {
        Form::Pattern(pattern) => item.pattern = Some(pattern.to_owned()),
        Form::Date => item.format = Some(SchemaFormat::KnownFormat(KnownFormat::Date)),
        Form::Minutes => {
            (item.minimum, item.maximum) =
                (Some(utoipa::Number::from(0_usize)), Some(utoipa::Number::from(10_080_usize)));
        }
    }
}
