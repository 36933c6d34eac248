//! What follows from the paths alone: a name of its own for every operation, the form of ids, and links from an answer
//! to what can be done next with the thing that it holds.

use std::collections::BTreeSet;

use utoipa::openapi::link::LinkBuilder;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, Type};
use utoipa::openapi::{OpenApi, RefOr};

use crate::api::API;

/// The letters of an id after its prefix (Crockford's base 32).
const LETTERS: &str = "[0-9a-hjkmnp-tv-z]{26}";

/// An operation that takes the id of one thing of its subject and nothing else in its path.
struct Target {
    subject: String,
    parameter: String,
    id: String,
}

/// Names every operation, says what ids look like, and links answers to operations.
pub(super) fn complete(document: &mut OpenApi) {
    let mut targets = Vec::new();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let id = name(method, path);
            operation.operation_id = Some(id.clone());
            ids(path, operation);
            targets.extend(target(path, id));
        }
    }
    ids_in_bodies(document);
    let with_id = shapes_with_id(document);
    for (path, item) in &mut document.paths.paths {
        let subject = path.rsplit('/').next().unwrap_or_default().to_owned();
        for (_, operation) in operations(item).filter(|(method, _)| *method == "post") {
            link(operation, targets.iter().filter(|target| target.subject == subject), &with_id);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("get", &mut item.get),
        ("post", &mut item.post),
        ("put", &mut item.put),
        ("patch", &mut item.patch),
        ("delete", &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// "/api/v1/promises/{id}/asked-first" by POST is "postPromisesByIdAskedFirst".
fn name(method: &str, path: &str) -> String {
    let mut name = method.to_owned();
    for part in path.strip_prefix(API).unwrap_or(path).split(['/', '-']).filter(|part| !part.is_empty()) {
        let (by, word) = match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(parameter) => ("By", parameter),
            None => ("", part),
        };
        name.push_str(by);
        name.extend(word.chars().take(1).map(|first| first.to_ascii_uppercase()));
        name.extend(word.chars().skip(1));
    }
    name
}

fn target(path: &str, id: String) -> Option<Target> {
    let mut parts = path.strip_prefix(API)?.trim_start_matches('/').split('/');
    let (subject, parameter) = (parts.next()?, parts.next()?);
    let parameter = parameter.strip_prefix('{')?.strip_suffix('}')?;
    let alone = parts.all(|part| !part.starts_with('{'));
    alone.then(|| Target { subject: subject.to_owned(), parameter: parameter.to_owned(), id })
}

/// Ids in the path look like the ids of the subject before them.
fn ids(path: &str, operation: &mut Operation) {
    let parts: Vec<&str> = path.split('/').collect();
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        if parameter.parameter_in != ParameterIn::Path {
            continue;
        }
        let place = parts.iter().position(|part| *part == format!("{{{}}}", parameter.name));
        let subject = place.and_then(|place| parts.get(place.checked_sub(1)?));
        if let Some(prefix) = subject.and_then(|subject| prefix(subject)) {
            parameter.schema = Some(RefOr::T(Schema::Object(id_of(prefix))));
        }
    }
}

fn prefix(subject: &str) -> Option<&'static str> {
    let known = [
        ("contact-points", "cp"),
        ("promises", "pr"),
        ("handovers", "ho"),
        ("customers", "cu"),
        ("users", "us"),
        ("members", "us"),
        ("absences", "ab"),
        ("teams", "te"),
        ("tokens", "to"),
        ("imports", "ba"),
    ];
    known.into_iter().find(|(word, _)| *word == subject).map(|(_, prefix)| prefix)
}

/// The schema of an id with this prefix.
fn id_of(prefix: &str) -> Object {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(form(prefix))).build()
}

fn form(prefix: &str) -> String {
    format!("^{prefix}_{LETTERS}$")
}

/// Ids in the bodies of requests look like ids of what they name.
fn ids_in_bodies(document: &mut OpenApi) {
    let shapes = document.components.iter_mut().flat_map(|components| &mut components.schemas);
    for (_, shape) in shapes.filter(|(name, _)| name.ends_with("Body")) {
        let RefOr::T(Schema::Object(shape)) = shape else { continue };
        for (name, field) in &mut shape.properties {
            let prefix = match name.as_str() {
                "customerId" | "otherId" => "cu",
                "userId" | "standIn" => "us",
                "teamId" => "te",
                "contactPointId" => "cp",
                _ => continue,
            };
            if let RefOr::T(Schema::Object(field)) = field {
                field.pattern = Some(form(prefix));
            }
        }
    }
}

/// The names of the shapes that have a field `id`.
fn shapes_with_id(document: &OpenApi) -> BTreeSet<String> {
    let shapes = document.components.iter().flat_map(|components| &components.schemas);
    let has_id = |schema: &RefOr<Schema>| matches!(schema, RefOr::T(Schema::Object(object)) if object.properties.contains_key("id"));
    shapes.filter(|(_, schema)| has_id(schema)).map(|(name, _)| name.clone()).collect()
}

/// Links the answer that holds a new thing to every operation on it.
fn link<'a>(
    operation: &mut Operation,
    targets: impl Iterator<Item = &'a Target>,
    with_id: &BTreeSet<String>,
) {
    let Some(RefOr::T(made)) = operation.responses.responses.get_mut("201") else { return };
    let holds_id = made.content.get("application/json").is_some_and(|content| match content {
        RefOr::T(content) => is_shape(content.schema.as_ref(), with_id),
        RefOr::Ref(_) => false,
    });
    if !holds_id {
        return;
    }
    for target in targets {
        let link = LinkBuilder::new()
            .operation_id(target.id.clone())
            .parameter(target.parameter.clone(), "$response.body#/id")
            .build();
        made.links.insert(target.id.clone(), RefOr::T(link));
    }
}

fn is_shape(schema: Option<&RefOr<Schema>>, shapes: &BTreeSet<String>) -> bool {
    match schema {
        Some(RefOr::Ref(to)) => to.ref_location.rsplit('/').next().is_some_and(|name| shapes.contains(name)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_named_by_their_address() {
        assert_eq!(name("get", "/api/v1/promises"), "getPromises");
        assert_eq!(name("post", "/api/v1/promises/{id}/asked-first"), "postPromisesByIdAskedFirst");
        assert_eq!(name("delete", "/api/v1/teams/{id}/members/{user}"), "deleteTeamsByIdMembersByUser");
    }

    #[test]
    fn what_needs_two_ids_is_no_target() {
        assert!(target("/api/v1/promises/{id}/notes", String::new()).is_some());
        assert!(target("/api/v1/promises/{id}/handovers/{handoverId}/declines", String::new()).is_none());
        assert!(target("/api/v1/promises", String::new()).is_none());
    }
}
