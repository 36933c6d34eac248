//! The styles, scripts, fonts and icons of `web/`, embedded in the program. Nothing but the program depends on this
//! crate, so that a changed style rebuilds no slice.

use std::borrow::Cow;
use std::collections::HashMap;

use gehoor_shell::web::{Asset, Assets};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../../web/dist"]
struct Dist;

/// All built files; none when `web/` was not built (npm was missing).
pub fn assets() -> Assets {
    let names: HashMap<String, String> =
        bytes("names.json").and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    let files = names.values().filter_map(|name| Some((name.clone(), asset(name)?))).collect();
    Assets::new(files, names)
}

fn asset(name: &str) -> Option<Asset> {
    let brotli = bytes(&format!("{name}.br"));
    Some(Asset { kind: kind(name), bytes: bytes(name)?, brotli })
}

fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(name).map(|file| file.data)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_that_was_built_has_its_kind() {
        let assets = assets();
        for (name, address) in assets.all() {
            let file = assets.file(name).expect("a named file is there");
            assert!(!address.is_empty());
            assert_ne!(file.kind, "application/octet-stream", "{name}");
        }
    }
}
