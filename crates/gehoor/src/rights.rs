//! Who may come to which page: the matrix of rights, made from the pages themselves.

use std::fmt::Write;

use gehoor_shell::web::{PageRow, Pages, Right};

use crate::slices;

/// Whose thing an address is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A promise: of whoever holds or made it and their teams.
    Promise,
    /// A customer: everybody's who works here.
    Customer,
    /// Somebody's own account.
    Account,
    /// Whoever has the secret in the address has the right.
    Secret,
    /// The company's: administrators and leads see all of it.
    Company,
}

const THINGS: &[(&str, Thing)] = &[
    ("/promises/{", Thing::Promise),
    ("/today/offers/{", Thing::Promise),
    ("/customers/{", Thing::Customer),
    ("/account/", Thing::Account),
    ("/p/{", Thing::Secret),
    ("/reset/{", Thing::Secret),
    ("/admin/", Thing::Company),
    ("/lead/", Thing::Company),
    ("/figures", Thing::Company),
];

/// Whose thing is meant by the parameter of an address; `None` when nobody has decided that yet.
pub fn thing(path: &str) -> Option<Thing> {
    THINGS.iter().find(|(start, _)| path.starts_with(start)).map(|(_, thing)| *thing)
}

/// Every page of the program, in the order of addresses.
pub fn rows() -> Vec<PageRow> {
    let mut rows = Pages::of(&slices::all()).rows().to_vec();
    rows.sort_by_key(|row| (row.path, row.method));
    rows
}

/// The matrix as a table in Markdown.
pub(crate) fn table() -> String {
    let mut text = String::from(
        "| address | | nobody | employee | lead | administrator | somebody else's |\n|---|---|---|---|---|---|---|\n",
    );
    for row in rows() {
        let cells = [Right::Anyone, Right::Employee, Right::Lead, Right::Administrator]
            .map(|who| cell(row.right, who));
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} |",
            row.path,
            row.method,
            cells.join(" | "),
            others(row.path)
        );
    }
    text
}

fn cell(needed: Right, who: Right) -> &'static str {
    match who {
        _ if who >= needed => "yes",
        Right::Anyone => "sign-in",
        _ => "404",
    }
}

fn others(path: &str) -> &'static str {
    match thing(path).filter(|_| path.contains('{')) {
        None => "",
        Some(Thing::Promise | Thing::Account) => "404",
        Some(Thing::Customer | Thing::Company) => "shared",
        Some(Thing::Secret) => "by secret",
    }
}
