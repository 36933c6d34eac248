//! `gehoor config`: what the settings are, whether they are right, and a file to start from.

use super::args::Config as Asked;
use super::out::{Out, Trouble, table};
use super::session::Session;
use crate::config::{Config, KEYS, Key, Setting};
use serde_json::{Map, Value, json};

/// Runs the command.
pub fn run(session: &Session, asked: &Asked) -> Result<(), Trouble> {
    match asked {
        Asked::Show { origin } => {
            show(&session.out, &session.config(&[])?, *origin);
            Ok(())
        }
        Asked::Check => check(session),
        Asked::Sample => {
            session.out.data(&json!({ "sample": sample(&session.out) }), &sample(&session.out));
            Ok(())
        }
    }
}

fn check(session: &Session) -> Result<(), Trouble> {
    session.config(&[])?;
    session.out.data(&json!({ "ok": true }), "");
    session.out.note("config-ok", &[]);
    Ok(())
}

fn show(out: &Out, config: &Config, origin: bool) {
    let mut document = Map::new();
    let mut rows = Vec::new();
    for (key, setting) in config.all() {
        let value = shown(key, setting);
        let told =
            if origin { json!({"value": value, "origin": setting.origin.to_string()}) } else { json!(value) };
        document.insert(key.name.to_owned(), told);
        let line = format!("{} = {}", key.name, Value::from(value));
        rows.push(if origin { vec![line, format!("# {}", setting.origin)] } else { vec![line] });
    }
    let lines: Vec<String> = table(&[String::new()], &rows).lines().skip(1).map(str::to_owned).collect();
    let text = if origin { aligned(&rows) } else { lines.join("\n") };
    out.data(&Value::Object(document), &text);
}

fn aligned(rows: &[Vec<String>]) -> String {
    let width = rows.iter().filter_map(|row| row.first()).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let line = |row: &Vec<String>| format!("{:width$}  {}", row[0], row.get(1).map_or("", String::as_str));
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn shown(key: &Key, setting: &Setting) -> String {
    if key.secret && !setting.value.is_empty() { "***".to_owned() } else { setting.value.clone() }
}

/// A file with every setting, its meaning and its default, all of it commented out.
pub fn sample(out: &Out) -> String {
    let mut text = String::new();
    let mut section = "";
    for key in KEYS {
        let (part, name) = key.name.split_once('.').unwrap_or(("", key.name));
        if part != section {
            section = part;
            text.push_str(&format!("\n[{part}]\n"));
        }
        text.push_str(&format!("# {}\n", meaning(key, out).replace('\n', "\n# ")));
        let number = key.default.parse::<u64>().is_ok();
        let value = if number { key.default.to_owned() } else { format!("\"{}\"", key.default) };
        text.push_str(&format!("# {name} = {value}\n"));
    }
    text.trim_start().to_owned()
}

/// What a setting means, from the catalogue.
pub fn meaning(key: &Key, out: &Out) -> String {
    out.say(&format!("config-key-{}", key.name.replace(['.', '_'], "-")), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Sources;
    use gehoor_shell::texts::{Language, Texts};

    #[test]
    fn the_sample_is_a_file_that_can_be_read_and_explains_every_setting() {
        for language in [Language::Nl, Language::En] {
            let out = Out::new(Texts::new(crate::TEXTS).unwrap(), language, false, true);
            assert!(KEYS.iter().all(|key| !meaning(key, &out).starts_with("config-key")));
            let uncommented = sample(&out).replace("# ", "");
            let lines: Vec<&str> =
                uncommented.lines().filter(|l| l.starts_with('[') || l.contains(" = ")).collect();
            let file =
                std::env::temp_dir().join(format!("gehoor-sample-{}-{language:?}.toml", std::process::id()));
            std::fs::write(&file, lines.join("\n")).unwrap();
            let config = Config::read(&Sources { named_file: Some(file), ..Sources::default() }).unwrap();
            assert_eq!(config.text("server.listen"), "127.0.0.1:4266");
        }
    }
}
