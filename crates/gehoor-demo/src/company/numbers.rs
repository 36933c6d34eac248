//! Telephone numbers of the demo: valid by the number plan, and all from one block that is clearly made up: 06 12 34 xx xx.

use gehoor_kernel::rng::Random;

/// From here on nobody has the number; the number that was meant is this much lower.
const NOBODY: u32 = 5_000;

/// How many customers can have a number of their own.
pub(crate) const MOST: u32 = 4_900;

/// The number of the n-th customer (from 0), in digits as people dial it. The first hundred are left to the story.
pub(crate) fn right(n: u32) -> String {
    format!("061234{:04}", 100 + n % MOST)
}

/// The same with a slip of the pen: a number that nobody has.
pub(crate) fn wrong(n: u32) -> String {
    format!("061234{:04}", NOBODY + (100 + n % MOST) % NOBODY)
}

/// Whether somebody has the number, in E.164 form.
pub(crate) fn exists(e164: &str) -> bool {
    last_four(e164).is_some_and(|last| last < NOBODY)
}

/// The number that was meant, when nobody has this one.
pub(crate) fn meant(e164: &str) -> String {
    let last = last_four(e164).unwrap_or(0);
    format!("061234{:04}", last % NOBODY)
}

/// A number as people write it down: with spaces, a dash, the country's code, or nothing.
pub(crate) fn typed(digits: &str, random: &mut Random) -> String {
    let (head, tail) = digits.split_at(2);
    match random.below(5) {
        0 => digits.to_owned(),
        1 => format!("{head}-{tail}"),
        2 => format!("+31 6 {tail}"),
        3 => format!("0031 6 {tail}"),
        _ => {
            let pairs: Vec<&str> = (0..8).step_by(2).filter_map(|at| tail.get(at..at + 2)).collect();
            format!("{head} {}", pairs.join(" "))
        }
    }
}

fn last_four(e164: &str) -> Option<u32> {
    e164.get(e164.len().checked_sub(4)?..)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_kernel::text::phone;

    #[test]
    fn every_number_is_valid_however_it_is_typed() {
        let mut random = Random::from_seed(1);
        for n in (0..MOST).step_by(37) {
            for digits in [right(n), wrong(n)] {
                let number = phone::parse(&typed(&digits, &mut random), "NL").unwrap();
                assert_eq!(number.e164, format!("+31{}", &digits[1..]));
            }
        }
    }

    #[test]
    fn a_wrong_number_leads_to_the_one_that_was_meant() {
        for n in [0, 1, 4_000, MOST - 1] {
            assert!(exists(&right(n)) && !exists(&wrong(n)));
            assert_eq!(meant(&wrong(n)), right(n));
        }
    }
}
