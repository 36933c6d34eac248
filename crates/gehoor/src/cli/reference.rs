//! The reference documents, made from the program itself so that they can't lag.

use std::fmt::Write;

use super::out::{Out, Trouble};
use super::{config, help};
use crate::config::KEYS;
use crate::{MIGRATIONS, slices};
use clap::Command;
use gehoor_db::{Db, Sql, work};
use gehoor_kernel::time::Instant;
use gehoor_shell::texts::Language;

const GENERATED: &str = "Written by `cargo xtask gen`; do not edit.";

/// File names under `docs/reference/` and their texts.
pub fn documents() -> Result<Vec<(&'static str, String)>, Trouble> {
    let texts =
        super::texts().map_err(|e| Trouble::new(super::out::Exit::Failure, "texts", e.to_string()))?;
    let out = Out::new(texts, Language::En, false, true);
    Ok(vec![
        ("openapi.json", gehoor_shell::api::openapi_json(&slices::all())),
        ("cli.md", commands(&out)),
        ("config.md", settings(&out)),
        ("rights.md", rights()),
        ("timers.md", timers()),
        ("schema.md", schema()?),
    ])
}

fn commands(out: &Out) -> String {
    let mut text = format!("# Command line\n\n{GENERATED}\n");
    let mut command = help::command(out).term_width(100);
    command.build();
    describe(&command, "gehoor", &mut text);
    text.push_str("\n## Exit codes\n\n");
    for code in [0, 1, 2, 3, 4, 5, 6, 75, 78] {
        let _ = writeln!(text, "- {code}: {}", out.say(&format!("exit-{code}"), &[]));
    }
    text
}

fn describe(command: &Command, name: &str, text: &mut String) {
    let help = command.clone().bin_name(name).render_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(text, "\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim());
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        describe(sub, &format!("{name} {}", sub.get_name()), text);
    }
}

fn settings(out: &Out) -> String {
    let mut text = format!("# Settings\n\n{GENERATED}\n\n{}\n", out.say("config-intro", &[]));
    for key in KEYS {
        let default =
            if key.default.is_empty() { "(empty)".to_owned() } else { format!("`{}`", key.default) };
        let _ = write!(text, "\n## {}\n\n{}\n\n", key.name, config::meaning(key, out));
        let _ = writeln!(
            text,
            "- default: {default}\n- values: `{}`\n- variable: `{}`",
            key.allowed(),
            key.variable()
        );
        if key.secret {
            let _ = writeln!(
                text,
                "- secret: shown as `***`; read from a file by `{}_file` or `{}_FILE`",
                key.name,
                key.variable()
            );
        }
    }
    text
}

fn timers() -> String {
    let mut text = format!(
        "# Timers\n\n{GENERATED}\n\nEach runs at start, when it is poked, at its next moment, and by its period if it has one.\n\n"
    );
    text.push_str("| timer | what it does | period |\n|---|---|---|\n");
    for task in gehoor_shell::scheduler::all_tasks(&slices::all()) {
        let period = task.period.map_or("-".to_owned(), |period| format!("{} s", period.as_secs()));
        let _ = writeln!(text, "| {} | {} | {period} |", task.name, task.doc);
    }
    text
}

fn rights() -> String {
    let told = "Who may come to which page. \"yes\" comes in; \"sign-in\" is sent to sign in first; \"404\" is told that \
        nothing is there, as for what does not exist. The last column is for things that another team holds. What is not \
        in this table is not served.";
    format!("# Rights\n\n{GENERATED}\n\n{told}\n\n{}", crate::rights::table())
}

static OBJECTS: Sql = Sql {
    lite: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name",
    pg: "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
};

fn schema() -> Result<String, Trouble> {
    let failed = |e: gehoor_db::DbError| Trouble::new(super::out::Exit::Failure, "schema", e.to_string());
    let read = async {
        let db = Db::memory()?;
        db.migrate(MIGRATIONS, Instant::MIN).await?;
        db.read(work((), |tx, ()| Box::pin(tx.rows(&OBJECTS, &[], |row| Ok((row.text(0)?, row.text(1)?))))))
            .await
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let tables = runtime.block_on(read).map_err(failed)?;
    let mut text = format!(
        "# Schema\n\n{GENERATED}\n\nOne schema for both engines; shown as the embedded engine holds it.\n"
    );
    for (name, sql) in tables {
        let _ = write!(text, "\n## {name}\n\n```sql\n{}\n```\n", sql.trim());
    }
    Ok(text)
}
