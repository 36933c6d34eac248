//! Commands that only write text: completions, manual pages, the version, the reference documents.

use std::path::Path;

use super::out::{Exit, Out, Trouble};
use super::{help, reference};
use clap::Command;
use serde_json::json;

/// `gehoor completions SHELL`
pub fn completions(out: &Out, shell: clap_complete::Shell) -> Result<(), Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(out), "gehoor", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    out.data(&json!({ "script": script }), &script);
    Ok(())
}

/// `gehoor man`: one page on stdout, or a page for every command into a folder.
pub fn man(out: &Out, folder: Option<&Path>) -> Result<(), Trouble> {
    let command = help::command(out);
    let Some(folder) = folder else {
        let page = page(&command)?;
        out.data(&json!({ "page": page }), &page);
        return Ok(());
    };
    std::fs::create_dir_all(folder)?;
    write_pages(&command, "gehoor", folder)?;
    out.note("man-written", &[("folder", folder.display().to_string())]);
    Ok(())
}

fn page(command: &Command) -> Result<String, Trouble> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn write_pages(command: &Command, name: &str, folder: &Path) -> Result<(), Trouble> {
    std::fs::write(folder.join(format!("{name}.1")), page(command)?)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        write_pages(sub, &format!("{name}-{}", sub.get_name()), folder)?;
    }
    Ok(())
}

/// `gehoor version`
pub fn version(out: &Out) -> Result<(), Trouble> {
    let (version, schema) = (env!("CARGO_PKG_VERSION"), crate::MIGRATIONS.len());
    out.data(&json!({ "version": version, "schema": schema }), &format!("gehoor {version}\nschema {schema}"));
    Ok(())
}

/// `gehoor reference FOLDER`: writes the reference documents; with `check` only says which of them differ.
pub fn reference(folder: &Path, check: bool) -> Result<(), Trouble> {
    let documents = reference::documents()?;
    if !check {
        std::fs::create_dir_all(folder)?;
        for (name, text) in documents {
            std::fs::write(folder.join(name), text)?;
        }
        return Ok(());
    }
    let differs =
        |name: &str, text: &str| std::fs::read_to_string(folder.join(name)).ok().as_deref() != Some(text);
    let stale: Vec<String> =
        documents.iter().filter(|(n, t)| differs(n, t)).map(|(n, _)| (*n).to_owned()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    let trouble = Trouble::new(Exit::Findings, "stale", format!("not up to date: {}", stale.join(", ")));
    Err(trouble.line("cargo xtask gen"))
}
