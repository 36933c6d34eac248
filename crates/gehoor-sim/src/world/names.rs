//! Names and numbers of made-up people.

use crate::dice::Dice;

const FAMILY: [&str; 40] = [
    "De Wit",
    "Jansen",
    "Van Dijk",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "De Boer",
    "Mulder",
    "De Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "Van Leeuwen",
    "Dekker",
    "Brouwer",
    "Dijkstra",
    "Smeets",
    "De Haan",
    "Koster",
    "Prins",
    "Blom",
    "Huisman",
    "Kuipers",
    "Veenstra",
    "Postma",
    "Kok",
    "Willems",
    "Hoekstra",
    "Maas",
    "Verhoeven",
    "Yılmaz",
    "El Amrani",
    "Kaya",
    "Nguyễn",
    "Özdemir",
    "Janssens",
    "Groeneveld",
    "Schouten",
];

const STAFF: [&str; 10] =
    ["Fatima", "Kees", "Sanne", "Mo", "Ingrid", "Bram", "Noor", "Willem", "Aylin", "Joost"];

const WORDS: [&str; 8] = [
    "Bel me als de uitlaat binnen is.",
    "Laat even weten of de auto klaar is.",
    "Ik hoor graag wat de reparatie kost.",
    "Kan de wintercontrole nog deze week?",
    "De radio doet het nog steeds niet, bel me erover.",
    "Stuur de rekening nog eens, die is zoek.",
    "Wanneer kan ik de sleutel ophalen?",
    "Please ring me when the tyres are in.",
];

/// "Mevrouw Jansen 7": a name and a number, so that no two customers have the same.
pub fn customer(index: usize, dice: &mut Dice) -> String {
    let title = dice.word(&["Meneer", "Mevrouw"]);
    format!("{title} {} {index}", dice.word(&FAMILY))
}

/// The name of the employee with this place in the list.
pub fn employee(index: usize) -> &'static str {
    STAFF[index % STAFF.len()]
}

/// What a customer asks for, in the customer's words.
pub fn wish(dice: &mut Dice) -> &'static str {
    dice.word(&WORDS)
}

/// A valid Dutch mobile number in E.164; `serial` makes it one of a kind.
pub fn mobile(serial: u64, dice: &mut Dice) -> String {
    let block = dice.between(1, 4);
    format!("+316{block}{:07}", (serial * 7_919 + 1_000_003) % 10_000_000)
}

/// A valid Dutch number of a house in Amersfoort in E.164.
pub fn landline(serial: u64) -> String {
    format!("+3133{:07}", 4_000_000 + (serial * 6_007) % 900_000)
}
