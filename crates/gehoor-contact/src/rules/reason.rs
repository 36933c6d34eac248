//! The `Reason` header field of SIP (RFC 3326; in responses RFC 6432; location RFC 8606).

use super::words::words;

words! {
    /// Where in the network a release cause was born (RFC 8606).
    Location {
        /// The user.
        User = "U",
        /// The private network of the local user.
        LocalPrivate = "LPN",
        /// The public network of the local user.
        LocalPublic = "LN",
        /// A transit network.
        Transit = "TN",
        /// The public network of the remote user.
        RemotePublic = "RLN",
        /// The private network of the remote user.
        RemotePrivate = "RPN",
        /// An international network.
        International = "INTL",
        /// Beyond a point where networks of different kinds meet.
        Beyond = "BI",
    }
}

/// One value of a `Reason` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The protocol whose cause it is: `Q.850`, `SIP`, …
    pub protocol: String,
    /// The cause, where it is a number.
    pub cause: Option<u32>,
    /// Its text, without quotes.
    pub text: Option<String>,
    /// Where it was born.
    pub location: Option<Location>,
}

/// Reads the values of one or more `Reason` header fields, in their order.
///
/// Takes a bare value, header lines (folded or not), or a whole message; other lines of a message are passed over.
/// Never fails: what can't be read is left out.
pub fn read_reasons(header: &str) -> Vec<Reason> {
    let unfolded = header.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let head = unfolded.trim_start().split("\n\n").next().unwrap_or_default();
    let fields: Vec<&str> = head.lines().filter_map(reason_value).collect();
    let values = if fields.is_empty() && !looks_like_message(head) { vec![head] } else { fields };
    values.into_iter().flat_map(|value| split(value, ',')).filter_map(read_one).collect()
}

fn reason_value(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(':')?;
    name.trim().eq_ignore_ascii_case("reason").then_some(value)
}

fn looks_like_message(head: &str) -> bool {
    head.lines().nth(1).is_some_and(|line| line.contains(':'))
}

fn read_one(value: &str) -> Option<Reason> {
    let mut parts = split(value, ';').into_iter();
    let protocol = parts.next()?.trim();
    if protocol.is_empty() || protocol.contains(char::is_whitespace) {
        return None;
    }
    let mut reason = Reason { protocol: protocol.to_owned(), cause: None, text: None, location: None };
    for part in parts {
        if let Some((name, value)) = part.split_once('=') {
            set(&mut reason, name.trim(), value.trim());
        }
    }
    Some(reason)
}

fn set(reason: &mut Reason, name: &str, value: &str) {
    if name.eq_ignore_ascii_case("cause") {
        reason.cause = unquoted(value).parse().ok();
    } else if name.eq_ignore_ascii_case("text") {
        reason.text = Some(unquoted(value));
    } else if name.eq_ignore_ascii_case("location") {
        reason.location = unquoted(value).to_ascii_uppercase().parse().ok();
    }
}

/// The parts between separators that stand outside quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (place, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if letter == separator && !quoted => {
                parts.push(&text[start..place]);
                start = place + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else { return value.to_owned() };
    let (mut text, mut escaped) = (String::with_capacity(inner.len()), false);
    for letter in inner.chars() {
        match letter {
            _ if escaped => {
                escaped = false;
                text.push(letter);
            }
            '\\' => escaped = true,
            '"' => break,
            _ => text.push(letter),
        }
    }
    text
}
