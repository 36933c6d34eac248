//! The catalogues: every text that people read, in Dutch and English.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use unic_langid::langid;

use crate::web::Address;

/// A language that Gehoor speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag: "nl" or "en".
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag ("nl", "nl-NL", "en-GB"); `None` for another one.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match primary {
            p if p.eq_ignore_ascii_case("nl") => Some(Self::Nl),
            p if p.eq_ignore_ascii_case("en") => Some(Self::En),
            _ => None,
        }
    }

    /// The best of ours for a header Accept-Language; `None` when it names none of ours.
    pub fn heard(header: &str) -> Option<Self> {
        let ours = header.split([',', ';']).any(|part| Self::of_tag(part).is_some());
        ours.then(|| Self::accepted(header))
    }

    /// The best of ours for a header Accept-Language (RFC 9110 §12.5.4); Dutch when it names none of ours.
    pub fn accepted(header: &str) -> Self {
        let mut best = (0.0, Self::default());
        for part in header.split(',').take(20) {
            let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
            let weight = weight.trim().strip_prefix("q=").unwrap_or("0");
            let weight: f32 = weight.trim().parse().unwrap_or(0.0);
            let language = if tag.trim() == "*" { Some(Self::default()) } else { Self::of_tag(tag) };
            if let Some(language) = language
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// A catalogue file that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("catalogue {language}: {text}")]
pub struct BadCatalogue {
    /// The tag of the language.
    pub language: &'static str,
    /// What is wrong.
    pub text: String,
}

/// All texts of both languages. Cheap to clone.
#[derive(Clone)]
pub struct Texts(Arc<[FluentBundle<FluentResource>; 2]>);

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

impl Texts {
    /// Merges catalogue files (Fluent syntax); a key that stands twice, or a broken file, is an error.
    pub fn new<'a>(files: impl IntoIterator<Item = &'a (Language, &'a str)>) -> Result<Self, BadCatalogue> {
        let mut bundles = [
            FluentBundle::new_concurrent(vec![langid!("nl")]),
            FluentBundle::new_concurrent(vec![langid!("en")]),
        ];
        for bundle in &mut bundles {
            bundle.set_use_isolating(false);
        }
        for (language, text) in files {
            let bad = |text: String| BadCatalogue { language: language.tag(), text };
            let resource = FluentResource::try_new((*text).to_owned())
                .map_err(|(_, errors)| bad(format!("{errors:?}")))?;
            bundles[*language as usize]
                .add_resource(resource)
                .map_err(|errors| bad(format!("{errors:?}")))?;
        }
        Ok(Self(Arc::new(bundles)))
    }

    /// The text `key` with its named values; the other language's when this one lacks it; the key itself when both do.
    pub fn say(&self, language: Language, key: &str, args: &[(&'static str, String)]) -> String {
        let other = if language == Language::Nl { Language::En } else { Language::Nl };
        self.find(language, key, args)
            .or_else(|| self.find(other, key, args))
            .unwrap_or_else(|| key.to_owned())
    }

    /// The same text for a company that says "je": the attribute `.je` of the message where it has one.
    pub fn say_to(
        &self,
        language: Language,
        address: Address,
        key: &str,
        args: &[(&'static str, String)],
    ) -> String {
        let informal = address == Address::Informal && language == Language::Nl;
        let own = if informal { self.attribute(language, key, "je", args) } else { None };
        own.unwrap_or_else(|| self.say(language, key, args))
    }

    /// Whether this language has the text.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.0[language as usize].has_message(key)
    }

    fn find(&self, language: Language, key: &str, args: &[(&'static str, String)]) -> Option<String> {
        let bundle = &self.0[language as usize];
        let pattern = bundle.get_message(key)?.value()?;
        Some(format(bundle, pattern, args))
    }

    fn attribute(
        &self,
        language: Language,
        key: &str,
        name: &str,
        args: &[(&'static str, String)],
    ) -> Option<String> {
        let bundle = &self.0[language as usize];
        let pattern = bundle.get_message(key)?.get_attribute(name)?.value();
        Some(format(bundle, pattern, args))
    }
}

fn format(
    bundle: &FluentBundle<FluentResource>,
    pattern: &Pattern<&str>,
    args: &[(&'static str, String)],
) -> String {
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        let number = value.parse::<i64>().ok().filter(|n| n.to_string() == *value);
        values.set(*name, number.map_or_else(|| FluentValue::from(value.as_str()), FluentValue::from));
    }
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_our_languages_is_taken() {
        let cases = [
            ("en", Language::En),
            ("nl-BE,nl;q=0.9,en;q=0.8", Language::Nl),
            ("de, en; q=0.5, nl;q=0.4", Language::En),
            ("fr", Language::Nl),
            ("", Language::Nl),
            ("en;q=zz", Language::Nl),
        ];
        for (header, language) in cases {
            assert_eq!(Language::accepted(header), language, "{header}");
        }
    }

    #[test]
    fn both_languages_have_the_same_texts() {
        let texts = Texts::new(crate::TEXTS).unwrap();
        for (_, file) in crate::TEXTS {
            let keys =
                file.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_once(" = "));
            for (key, _) in keys {
                assert!(
                    [Language::Nl, Language::En].iter().all(|language| texts.has(*language, key)),
                    "{key}"
                );
            }
        }
    }
}
