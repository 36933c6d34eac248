//! Files as people have them become one batch that can be undone.

use crate::program::Program;

#[test]
fn all_faults_are_told_with_row_and_column_and_nothing_is_stored() {
    let program = Program::set_up();
    let rows =
        b"Naam;Telefoon;E-mail\nRen\xe9;06 1234567;rene@example.com\n;0612345678;\nPiet;;piet at example\n";
    let run = program.run(&["import", "customers", &program.file("k.csv", rows)]);
    assert_eq!(run.code, 5, "{run:?}");
    for place in ["row 2, Telefoon", "row 3, Naam", "row 4, E-mail"] {
        assert!(run.err.contains(place), "{place}: {}", run.err);
    }
    assert_eq!(program.run(&["import", "list", "--json"]).json()["items"].as_array().unwrap().len(), 0);
}

#[test]
fn a_batch_is_stored_as_written_and_undone() {
    let program = Program::set_up();
    let rows = "\u{feff}naam,telefoon\n\"=cmd|' /C calc'!A0\",0612345678\nŽofie,\n";
    let file = program.file("k.csv", rows.as_bytes());
    let dry = program.run(&["import", "customers", &file, "--dry-run", "--json"]);
    assert_eq!((dry.code, dry.json()["rows"].as_u64()), (0, Some(2)), "{dry:?}");
    let run = program.run(&["import", "customers", &file]);
    assert_eq!(run.code, 0, "{run:?}");
    let undone = program.run(&["import", "undo", run.out.trim(), "--json"]).json();
    assert_eq!((undone["undone"].as_i64(), undone["kept"].as_i64()), (Some(2), Some(0)), "{undone}");
    assert_eq!(program.run(&["check"]).code, 0);
}

#[test]
fn what_was_acted_on_stays_when_its_import_is_undone() {
    let program = Program::set_up();
    let rows = "klant;telefoon;belofte;van\nA;0612345678;bellen;2026-01-05 10:00\nB;0612345679;bellen;2026-01-05 11:00\n";
    let run = program.run(&["import", "promises", &program.file("b.csv", rows.as_bytes())]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(program.run(&["promise", "attempt", &program.first_of_today(), "noAnswer"]).code, 0);
    let undone = program.run(&["import", "undo", run.out.trim(), "--json"]).json();
    assert_eq!((undone["undone"].as_i64(), undone["kept"].as_i64()), (Some(2), Some(2)), "{undone}");
    assert_eq!(program.run(&["check"]).code, 0);
}

#[test]
fn columns_are_pointed_out_and_unknown_ones_refused() {
    let program = Program::set_up();
    let file = program.file("e.csv", b"wat\torderdatum\norder-1\t22-11-2026\n");
    let none = program.run(&["import", "events", &file]);
    assert_eq!(none.code, 5, "{none:?}");
    let run = program.run(&["import", "events", &file, "--map", "wat=key", "--json"]);
    assert_eq!((run.code, run.json()["rows"].as_u64()), (0, Some(1)), "{run:?}");
    assert_eq!(program.run(&["import", "events", &file, "--map", "wat=shoe"]).code, 5);
    assert_eq!(program.run(&["import", "events", "absent.csv"]).code, 3);
}
