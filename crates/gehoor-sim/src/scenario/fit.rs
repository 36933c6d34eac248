//! Fits a sentence to a template with holes: "{} calls {}: {}".

/// The texts in the holes of `template`, when `sentence` has its shape. Each hole takes as little as it can and is never empty.
pub fn fit<'a>(template: &str, sentence: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = template.split("{}");
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let end = if part.is_empty() { rest.len() } else { rest.find(part)? };
        let hole = rest[..end].trim();
        if hole.is_empty() {
            return None;
        }
        found.push(hole);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn holes_are_filled_in_order() {
        let found = fit("{} calls {}: {}", "Fatima calls Mr De Wit: the phone is off");
        assert_eq!(found, Some(vec!["Fatima", "Mr De Wit", "the phone is off"]));
        assert_eq!(fit("{} arrives", "order 4711 arrives again"), None);
        assert_eq!(fit("the server stops", "the server stops"), Some(vec![]));
    }
}
