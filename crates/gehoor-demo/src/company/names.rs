//! Made-up customers, in the many shapes in which people write their names.

use gehoor_kernel::rng::Random;

const WRITTEN: &str = include_str!("../../data/customers.txt");
const FIRST: &str = include_str!("../../data/first_names.txt");
const LAST: &str = include_str!("../../data/last_names.txt");

/// A customer to be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The name as it is written down.
    pub(crate) name: String,
    /// The part of the mail address before the @.
    pub(crate) mailbox: String,
    /// Whether it is a company: those answer at other times.
    pub(crate) company: bool,
}

/// The n-th customer (from 0): first those of the list, then people put together.
pub(crate) fn customer(n: usize, random: &mut Random) -> Draft {
    let line = WRITTEN.lines().filter(|line| !line.starts_with('#')).nth(n);
    let (name, company) =
        match line.map(|line| line.strip_prefix("company: ").map_or((line, false), |name| (name, true))) {
            Some((name, company)) => (name.to_owned(), company),
            None => (put_together(random), false),
        };
    let mailbox = mailbox(&name, n);
    Draft { name, mailbox, company }
}

fn put_together(random: &mut Random) -> String {
    let first = pick(FIRST.split_whitespace(), random);
    let last = pick(LAST.lines(), random);
    let initial = first.chars().next().unwrap_or('A');
    match random.below(6) {
        0 => format!("Mevrouw {initial}. {last}"),
        1 => format!("De heer {initial}. {last}"),
        2 => turned(first, last),
        3 => format!("{first} {last}-{}", capital(pick(LAST.lines(), random))),
        4 => format!("Fam. {}", capital(last)),
        _ => format!("{first} {last}"),
    }
}

/// As in a card index: "Berg, Anna van den".
fn turned(first: &str, last: &str) -> String {
    match last.rsplit_once(' ') {
        Some((before, name)) => format!("{name}, {first} {before}"),
        None => format!("{last}, {first}"),
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn pick<'a>(all: impl Iterator<Item = &'a str> + Clone, random: &mut Random) -> &'a str {
    let count = all.clone().count() as u64;
    all.into_iter().nth(random.below(count) as usize).unwrap_or_default()
}

/// Plain letters of the name, and the customer's number, so that no two are the same.
fn mailbox(name: &str, n: usize) -> String {
    let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    if plain.is_empty() { format!("klant{n}") } else { format!("{plain}{n}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_kernel::text::{email, name};

    #[test]
    fn every_name_and_mail_address_can_be_written_down() {
        let mut random = Random::from_seed(7);
        for n in 0..500 {
            let draft = customer(n, &mut random);
            assert!(name::check(&draft.name).is_ok(), "{draft:?}");
            assert!(email::check(&format!("{}@example.nl", draft.mailbox)).is_ok(), "{draft:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_people() {
        let people = |seed| {
            let mut random = Random::from_seed(seed);
            (0..200).map(|n| customer(n, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(people(3), people(3));
        assert_ne!(people(3), people(4));
    }
}
