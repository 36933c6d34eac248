//! What is known of a browser: its cookies, where it is, what it calls itself.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use gehoor_shell::App;
use gehoor_shell::server::Peer;
use gehoor_shell::web::{COOKIE, SECURE_COOKIE};

use crate::{Opened, Visit, place_of};

/// The most characters of a cookie of ours.
const LONGEST: usize = 200;
const STEP_SECONDS: u64 = 300;

/// Which of our cookies.
#[derive(Clone, Copy)]
pub(super) enum Cookie {
    /// The session.
    Session,
    /// A sign-in that waits for its code.
    Step,
    /// A browser that colleagues share.
    Device,
}

impl Cookie {
    fn name(self, app: &App) -> &'static str {
        match (self, is_secure(app)) {
            (Self::Session, true) => SECURE_COOKIE,
            (Self::Session, false) => COOKIE,
            (Self::Step, true) => "__Host-gehoor-step",
            (Self::Step, false) => "gehoor-step",
            (Self::Device, true) => "__Host-gehoor-device",
            (Self::Device, false) => "gehoor-device",
        }
    }

    /// Its value, when the browser has it.
    pub(super) fn of(self, app: &App, headers: &HeaderMap) -> Option<String> {
        let name = self.name(app);
        let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let found = pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
        found.filter(|value| value.len() <= LONGEST)
    }

    /// Puts it into an answer, for so many seconds; 0 takes it away.
    pub(super) fn set(self, app: &App, response: &mut Response, value: &str, seconds: u64) {
        let secure = if is_secure(app) { "; Secure" } else { "" };
        let name = self.name(app);
        let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}

fn is_secure(app: &App) -> bool {
    app.settings.base_url.starts_with("https://")
}

/// The browser that a request comes from, as it wants to sign in.
pub fn visit(app: &App, headers: &HeaderMap, peer: Peer) -> Visit {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Visit {
        source: place_of(peer.0),
        label: label(agent),
        device: Cookie::Device.of(app, headers),
        before: Cookie::Session.of(app, headers),
    }
}

/// A browser and its system in words that people know, from what it says of itself.
fn label(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Go and see this address of ours.
pub(super) fn go(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// Go and see this address, with the session that was opened or renewed.
pub fn enter(app: &App, opened: &Opened, address: &str) -> Response {
    let mut response = go(address);
    let seconds = opened.until.since(app.clock.now()).as_secs();
    Cookie::Session.set(app, &mut response, opened.secret.text(), seconds);
    Cookie::Step.set(app, &mut response, "", 0);
    response
}

/// Go and give the code, with the secret of the step.
pub(super) fn step(app: &App, secret: &str, address: &str) -> Response {
    let mut response = go(address);
    Cookie::Step.set(app, &mut response, secret, STEP_SECONDS);
    response
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_browser_is_told_in_words_that_people_know() {
        let phone = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
        assert_eq!(label(phone), "Chrome, Android");
        assert_eq!(
            label("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox, Linux"
        );
        assert_eq!(
            label("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"),
            "Safari, iPhone"
        );
        assert_eq!(label("<script>"), "");
    }
}
