//! E-mail addresses: what cannot be one is refused with what to do; what is probably a typing error gets a suggestion.

/// What is wrong with a typed e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailFault {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// There is no @ with something on both sides.
    #[error("no @ with something on both sides")]
    NoAt,
    /// There is white space or a control character in it.
    #[error("white space inside")]
    Space {
        /// The address without it, when that is one.
        suggestion: Option<String>,
    },
    /// The part before the @ is not one, or is longer than 64 bytes.
    #[error("the part before the @ is not valid")]
    Local,
    /// The part after the @ is no domain name.
    #[error("the part after the @ is no domain name")]
    Domain {
        /// The address with the likely domain, when there is one.
        suggestion: Option<String>,
    },
    /// Longer than 254 bytes.
    #[error("too long")]
    TooLong,
}

impl EmailFault {
    /// The fixed word of this fault, as catalogues and the API name it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "emailEmpty",
            Self::NoAt => "emailNoAt",
            Self::Space { .. } => "emailSpace",
            Self::Local => "emailLocal",
            Self::Domain { .. } => "emailDomain",
            Self::TooLong => "emailTooLong",
        }
    }

    /// The address that was probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Space { suggestion } | Self::Domain { suggestion } => suggestion.as_deref(),
            _ => None,
        }
    }
}

/// Domains in use by many Dutch customers, to recognise a typing error by.
const COMMON: [&str; 32] = [
    "gmail.com",
    "hotmail.com",
    "hotmail.nl",
    "outlook.com",
    "live.nl",
    "live.com",
    "icloud.com",
    "yahoo.com",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "xs4all.nl",
    "hetnet.nl",
    "home.nl",
    "casema.nl",
    "upcmail.nl",
    "telfort.nl",
    "tele2.nl",
    "online.nl",
    "quicknet.nl",
    "chello.nl",
    "zonnet.nl",
    "protonmail.com",
    "me.com",
    "msn.com",
    "gmx.net",
    "gmx.de",
    "web.de",
    "telenet.be",
    "skynet.be",
    "kpnplanet.nl",
    "solcon.nl",
];

/// The address to store: trimmed, the domain in lower case, the part before the @ exactly as typed.
/// Rules: RFC 5321 §4.1.2 and §4.5.3.1 with dots between atoms, and letters beyond ASCII by RFC 6531; a domain needs a dot.
pub fn check(typed: &str) -> Result<String, EmailFault> {
    let typed = typed.trim().strip_prefix("mailto:").unwrap_or(typed.trim());
    if typed.is_empty() {
        return Err(EmailFault::Empty);
    }
    if typed.contains(|c: char| c.is_whitespace() || c.is_control()) {
        let joined: String = typed.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        return Err(EmailFault::Space { suggestion: check(&joined).ok() });
    }
    let (local, domain) =
        typed.rsplit_once('@').filter(|(l, d)| !l.is_empty() && !d.is_empty()).ok_or(EmailFault::NoAt)?;
    if !is_local(local) {
        return Err(EmailFault::Local);
    }
    let domain = domain.to_lowercase();
    if !is_domain(&domain) {
        return Err(EmailFault::Domain { suggestion: mended(local, &domain) });
    }
    let address = format!("{local}@{domain}");
    if address.len() > 254 { Err(EmailFault::TooLong) } else { Ok(address) }
}

/// The address that was probably meant when the domain is one typing error away from a common one ("gmial.com").
pub fn suggestion(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    if COMMON.contains(&domain) {
        return None;
    }
    COMMON.iter().find(|known| one_slip(domain, known)).map(|known| format!("{local}@{known}"))
}

fn mended(local: &str, domain: &str) -> Option<String> {
    let dotted = domain.replace(',', ".").replace("..", ".");
    let dotted = dotted.trim_matches('.');
    if is_domain(dotted) {
        return Some(format!("{local}@{dotted}"));
    }
    let known = COMMON
        .iter()
        .find(|known| known.replace('.', "") == domain || known.split('.').next() == Some(domain));
    known.map(|known| format!("{local}@{known}"))
}

fn is_local(local: &str) -> bool {
    let atom = |part: &str| !part.is_empty() && part.chars().all(is_atom_char);
    local.len() <= 64 && local.split('.').all(atom)
}

fn is_atom_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(char) || !char.is_ascii()
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && c.is_alphanumeric()))
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
        && !last.bytes().all(|b| b.is_ascii_digit())
}

/// Whether one character more, less, changed, or two neighbours swapped make `typed` into `known`.
fn one_slip(typed: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    match (a.len(), b.len()) {
        (n, m) if n == m => a[1..] == b[1..] || (n >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]),
        (n, m) if n == m + 1 => a[1..] == *b,
        (n, m) if n + 1 == m => *a == b[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_and_their_domain_is_lowered() {
        assert_eq!(check(" Jan.de+Boer@Garage-Jansen.NL ").as_deref(), Ok("Jan.de+Boer@garage-jansen.nl"));
        assert_eq!(check("mailto:a@b.example").as_deref(), Ok("a@b.example"));
        assert_eq!(check("josé@müller.example").as_deref(), Ok("josé@müller.example"));
    }

    #[test]
    fn what_cannot_be_mail_is_refused_with_what_was_meant() {
        let refused = |typed: &str| check(typed).expect_err(typed);
        assert_eq!(refused("jan"), EmailFault::NoAt);
        assert_eq!(refused("@ziggo.nl"), EmailFault::NoAt);
        assert_eq!(refused("jan..x@ziggo.nl"), EmailFault::Local);
        assert_eq!(refused("jan @ziggo.nl").suggestion(), Some("jan@ziggo.nl"));
        assert_eq!(refused("jan@ziggo,nl").suggestion(), Some("jan@ziggo.nl"));
        assert_eq!(refused("jan@gmailcom").suggestion(), Some("jan@gmail.com"));
        assert_eq!(refused("jan@-x.nl"), EmailFault::Domain { suggestion: None });
        assert_eq!(refused(&format!("{}@a.nl", "a".repeat(65))), EmailFault::Local);
    }

    #[test]
    fn a_slip_in_a_common_domain_is_noticed() {
        assert_eq!(suggestion("jan@gmial.com").as_deref(), Some("jan@gmail.com"));
        assert_eq!(suggestion("jan@gmail.co").as_deref(), Some("jan@gmail.com"));
        assert_eq!(suggestion("jan@zigggo.nl").as_deref(), Some("jan@ziggo.nl"));
        assert_eq!(suggestion("jan@gmail.com"), None);
        assert_eq!(suggestion("jan@garage.example"), None);
    }
}
