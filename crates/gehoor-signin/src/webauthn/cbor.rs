//! As much of CBOR (RFC 8949) as authenticators write: definite lengths, few levels, one item.

use super::Unfit;

/// Authenticators nest four levels at most (CTAP2 canonical form).
const DEPTH: u8 = 4;

/// One value, borrowed from the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    /// A list, map or other value, whose parts were only walked over.
    Other,
}

/// The authenticator's data in an attestation object of the form "none" or any other: the statement itself is not looked
/// at, since we ask for none.
pub(super) fn authenticator_data(attestation: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut found = None;
    let rest = each(attestation, |name, item| {
        if let (Item::Text("authData"), Item::Bytes(data)) = (name, item) {
            found = Some(data.to_vec());
        }
    })?;
    if rest.is_empty() { found.ok_or(Unfit::Malformed) } else { Err(Unfit::Malformed) }
}

/// Reads a map and shows each pair; gives what follows it.
pub(super) fn each<'a>(bytes: &'a [u8], mut show: impl FnMut(Item<'a>, Item<'a>)) -> Result<&'a [u8], Unfit> {
    let (5, pairs, mut rest) = head(bytes)? else { return Err(Unfit::Malformed) };
    for _ in 0..pairs {
        let (name, after) = item(rest, DEPTH)?;
        let (value, after) = item(after, DEPTH)?;
        show(name, value);
        rest = after;
    }
    Ok(rest)
}

/// What follows the first item.
pub(super) fn skip(bytes: &[u8]) -> Result<&[u8], Unfit> {
    item(bytes, DEPTH).map(|(_, rest)| rest)
}

fn item(bytes: &[u8], depth: u8) -> Result<(Item<'_>, &[u8]), Unfit> {
    let (kind, number, rest) = head(bytes)?;
    match kind {
        0 => Ok((Item::Int(small(number)?), rest)),
        1 => Ok((Item::Int(-1 - small(number)?), rest)),
        2 => text(rest, number).map(|(bytes, rest)| (Item::Bytes(bytes), rest)),
        3 => {
            let (bytes, rest) = text(rest, number)?;
            Ok((Item::Text(std::str::from_utf8(bytes).map_err(|_| Unfit::Malformed)?), rest))
        }
        4 => parts(rest, number, depth),
        5 => parts(rest, number.checked_mul(2).ok_or(Unfit::Malformed)?, depth),
        7 => Ok((Item::Other, rest)),
        _ => Err(Unfit::Malformed),
    }
}

fn parts(mut rest: &[u8], count: u64, depth: u8) -> Result<(Item<'_>, &[u8]), Unfit> {
    let depth = depth.checked_sub(1).ok_or(Unfit::Malformed)?;
    for _ in 0..count {
        (_, rest) = item(rest, depth)?;
    }
    Ok((Item::Other, rest))
}

/// Major type, argument, and the rest.
fn head(bytes: &[u8]) -> Result<(u8, u64, &[u8]), Unfit> {
    let (first, rest) = bytes.split_first().ok_or(Unfit::Malformed)?;
    let (kind, short) = (first >> 5, first & 31);
    let length = match short {
        0..=23 => return Ok((kind, u64::from(short), rest)),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return Err(Unfit::Malformed),
    };
    let number = rest.get(..length).ok_or(Unfit::Malformed)?;
    Ok((kind, number.iter().fold(0, |all, byte| (all << 8) | u64::from(*byte)), &rest[length..]))
}

fn text(rest: &[u8], length: u64) -> Result<(&[u8], &[u8]), Unfit> {
    let length = usize::try_from(length).map_err(|_| Unfit::Malformed)?;
    rest.split_at_checked(length).ok_or(Unfit::Malformed)
}

fn small(number: u64) -> Result<i64, Unfit> {
    i64::try_from(number).map_err(|_| Unfit::Malformed)
}
