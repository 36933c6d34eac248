//! Plays a scenario on the product and compares every expectation with what holds.

use super::expect::Expect;
use super::stage::Stage;
use super::{Scenario, What};
use crate::desk::Trouble;
use crate::trace::{clock, day_name};

/// What came of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// Its title.
    pub title: String,
    /// The timeline as it went: as written where it held, with `-` and `+` where it did not.
    pub timeline: Vec<String>,
    /// How many expectations held.
    pub held: usize,
    /// How many did not.
    pub failed: usize,
}

/// Plays a scenario under a seed.
pub fn play(scenario: &Scenario, seed: u64) -> Result<Played, Trouble> {
    let mut stage = Stage::set(scenario, seed)?;
    let mut played = Played { title: scenario.title.clone(), timeline: Vec::new(), held: 0, failed: 0 };
    for line in &scenario.lines {
        let fault =
            |trouble: Trouble| Trouble::new(format!("line {}: {}: {trouble}", line.number, line.text));
        stage.go_to(line.at).map_err(fault)?;
        match &line.what {
            What::Nothing => played.timeline.push(format!("  {}", line.text)),
            What::Act(act) => {
                played.timeline.push(format!("  {}", line.text));
                stage.act(act).map_err(fault)?;
            }
            What::Expect(expected) => {
                compare(&stage, expected, line.number, &line.text, &mut played).map_err(fault)?
            }
        }
        for breach in stage.audit().map_err(fault)? {
            played.failed += 1;
            played.timeline.push(format!("+ after line {}: {breach}", line.number));
        }
    }
    Ok(played)
}

fn compare(
    stage: &Stage,
    expected: &Expect,
    line: usize,
    text: &str,
    played: &mut Played,
) -> Result<(), Trouble> {
    let shown = stage.shown(&expected.customer)?;
    if expected.holds(&shown) {
        played.held += 1;
        played.timeline.push(format!("      {text}"));
        return Ok(());
    }
    played.failed += 1;
    let at = shown.at.map_or_else(String::new, |at| {
        format!(", {} {} {}:{:02}", day_name(at.weekday()), at.date(), clock(at), at.second())
    });
    played.timeline.push(format!("-     {text}   (line {line})"));
    played.timeline.push(format!("+     in truth {}: {}{at}", expected.customer, shown.words.join(", ")));
    Ok(())
}
