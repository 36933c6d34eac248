//! The company's own wording: texts of the catalogue as people read and type them, with "[name]" where Gehoor fills in a value.
//! In the store such a place is written as in the catalogue: "{ $name }". Pure.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::parse;

/// The names of the values that a text of the catalogue tells: "{ $name }" gives "name". Sorted, each once.
pub fn placeholders(text: &str) -> Vec<String> {
    let parts = text.split("{ $").skip(1).filter_map(|rest| rest.split_once(" }"));
    let mut names: Vec<String> = parts.map(|(name, _)| name.trim().to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

/// What is wrong with an own text beside the standard one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A value that the standard text tells is not told.
    Missing(String),
    /// There is no such value.
    Unknown(String),
}

/// A text of the catalogue as people read it; `label` gives the word for a value.
pub fn shown(text: &str, label: impl Fn(&str) -> String) -> String {
    placeholders(text)
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(&told(name), &format!("[{}]", label(name))))
}

/// What was typed, as the store keeps it: each "[word]" is a value of the standard text, and so is one in the catalogue's braces.
///
/// # Errors
/// The first that is none of them, or else the first value that is not told.
pub fn typed(standard: &str, own: &str, label: impl Fn(&str) -> String) -> Result<String, Misfit> {
    let names = placeholders(standard);
    let mut text = String::with_capacity(own.len());
    let mut rest = own;
    while let Some((before, word, after)) = bracketed(rest) {
        let said = word.trim().to_lowercase();
        let known = names.iter().find(|name| label(name).to_lowercase() == said);
        let name = known.ok_or_else(|| Misfit::Unknown(format!("[{word}]")))?;
        text.extend([before, told(name).as_str()]);
        rest = after;
    }
    text.push_str(rest);
    if let Some(name) = placeholders(&text).iter().find(|name| !names.contains(name)) {
        return Err(Misfit::Unknown(told(name)));
    }
    match names.iter().find(|name| !text.contains(&told(name))) {
        Some(name) => Err(Misfit::Missing(format!("[{}]", label(name)))),
        None => Ok(text),
    }
}

/// The first "[word]" of a text, with what stands before and after it.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (word, after) = rest.split_once(']')?;
    Some((before, word, after))
}

fn told(name: &str) -> String {
    format!("{{ ${name} }}")
}

/// The texts of a catalogue file that can be worded otherwise: key and text. Those with a choice by number can't. `informal`
/// takes the wording of `.je` where there is one.
pub fn texts(file: &str, informal: bool) -> Vec<(String, String)> {
    let resource = parse(file).unwrap_or_else(|(resource, _)| resource);
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    messages.filter_map(|message| Some((message.id.name.to_owned(), text_of(message, informal)?))).collect()
}

fn text_of(message: &Message<&str>, informal: bool) -> Option<String> {
    let own = message.attributes.iter().find(|attribute| informal && attribute.id.name == "je");
    let pattern = own.map(|attribute| &attribute.value).or(message.value.as_ref())?;
    plain(pattern).map(|text| text.trim().to_owned())
}

/// A pattern of texts and values alone; `None` for one with a choice.
fn plain(pattern: &Pattern<&str>) -> Option<String> {
    pattern.elements.iter().map(element).collect()
}

fn element(element: &PatternElement<&str>) -> Option<String> {
    match element {
        PatternElement::TextElement { value } => Some((*value).to_owned()),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(told(id.name)),
        PatternElement::Placeable { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(name: &str) -> String {
        if name == "name" { "naam" } else { name }.to_owned()
    }

    #[test]
    fn an_own_text_tells_what_the_standard_tells() {
        let standard = "Beloofd aan { $name } voor { $moment }.";
        let read = |own: &str| typed(standard, own, label);
        assert_eq!(shown(standard, label), "Beloofd aan [naam] voor [moment].");
        assert_eq!(read("Voor [moment]: [ Naam ]").as_deref(), Ok("Voor { $moment }: { $name }"));
        assert_eq!(read("Voor { $moment }: [naam]").as_deref(), Ok("Voor { $moment }: { $name }"));
        assert_eq!(read("Voor [naam]"), Err(Misfit::Missing("[moment]".to_owned())));
        assert_eq!(read("[naam] [moment] [prijs]"), Err(Misfit::Unknown("[prijs]".to_owned())));
        assert_eq!(read("[naam] [moment] { $prijs }"), Err(Misfit::Unknown("{ $prijs }".to_owned())));
        assert_eq!(read("[naam] [moment] 3] [").as_deref(), Ok("{ $name } { $moment } 3] ["));
    }

    #[test]
    fn texts_of_several_lines_are_read_whole_and_those_with_a_choice_are_left_out() {
        let file = "# Kop\na = Een\nb = Uw { $x }\n    .je = Je { $x }\nc = { $count ->\n    [one] een\n   *[other] { $count }\n} keer\nd =\n    Twee\n\n    regels { $y }\ne = Uit\n";
        let of = |informal| {
            let all = texts(file, informal);
            all.into_iter().map(|(key, text)| format!("{key}:{text}")).collect::<Vec<_>>()
        };
        assert_eq!(of(false), ["a:Een", "b:Uw { $x }", "d:Twee\n\nregels { $y }", "e:Uit"]);
        assert_eq!(of(true)[1], "b:Je { $x }");
    }
}
