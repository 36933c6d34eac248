//! Reads a scenario file.

use gehoor_kernel::time::civil::{DateTime, date};

use super::{Line, Person, Scenario, Team, What, act, expect, moment};

/// Reads a whole scenario; a fault names its line.
///
/// Head lines: `title:`, `start:`, `team NAME: people`, `customer NAME: numbers`. After them the play: lines that begin with a
/// moment, and indented `expect` lines that speak of the moment above them. `#` begins a remark.
pub fn parse(text: &str) -> Result<Scenario, String> {
    let start = date(2026, 1, 1).at(0, 0, 0, 0);
    let mut scenario =
        Scenario { title: String::new(), start, teams: Vec::new(), customers: Vec::new(), lines: Vec::new() };
    let mut now = None;
    for (place, line) in text.lines().enumerate() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let read = match now {
            None => head(&mut scenario, bare).map(|begun| begun.then_some(scenario.start)),
            Some(at) => play_line(&mut scenario, place + 1, line, at).map(Some),
        };
        now = read.map_err(|fault| format!("line {}: {fault}", place + 1))?.or(now);
    }
    Ok(scenario)
}

/// Reads a head line; true when it was the last ("start:").
fn head(scenario: &mut Scenario, line: &str) -> Result<bool, String> {
    let (key, value) = line.split_once(": ").ok_or_else(|| format!("\"{line}\" is not a head line"))?;
    let list = || value.split(", ").map(|item| item.trim().to_owned()).collect::<Vec<_>>();
    match key.split_once(' ') {
        Some(("team", name)) => scenario.teams.push(Team { name: name.to_owned(), people: list() }),
        Some(("customer", name)) => scenario.customers.push(Person { name: name.to_owned(), points: list() }),
        _ if key == "title" => scenario.title = value.to_owned(),
        _ if key == "start" => {
            scenario.start = start(value)?;
            return Ok(true);
        }
        _ => return Err(format!("\"{key}\" is not known in the head")),
    }
    Ok(false)
}

fn start(text: &str) -> Result<DateTime, String> {
    let found = moment::leading(text, date(2020, 1, 1).at(0, 0, 0, 0));
    found.map(|(start, _)| start).ok_or_else(|| format!("\"{text}\" is not a moment"))
}

fn play_line(scenario: &mut Scenario, number: usize, line: &str, now: DateTime) -> Result<DateTime, String> {
    let bare = line.trim();
    let timed = if line.starts_with(char::is_whitespace) { None } else { moment::leading(bare, now) };
    let (at, rest) = timed.unwrap_or((now, bare));
    let what = match rest.strip_prefix("expect ") {
        Some(claims) => What::Expect(expect::read(claims, at)?),
        None if rest.is_empty() => What::Nothing,
        None => What::Act(act::read(rest, at)?),
    };
    scenario.lines.push(Line { number, text: bare.to_owned(), at, what });
    Ok(at)
}
