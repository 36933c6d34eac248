//! Puts the words of the catalogues into the commands: what each does, its examples, what each argument means.

use super::out::Out;
use clap::{Arg, ArgAction, Command, CommandFactory};

/// The whole command line in the language of `out`.
pub fn command(out: &Out) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    dress(super::args::Cli::command().arg(help), "cli", out)
}

fn dress(command: Command, key: &str, out: &Out) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let arguments: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = command.about(out.say(&format!("{key}-about"), &[])).help_template(template(key, out));
    for id in arguments {
        let (text, heading) = (argument(key, &id, out), out.say("cli-heading-options", &[]));
        command = command.mut_arg(id, |arg| {
            let positional = arg.is_positional();
            let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
            let arg =
                if takes { arg.help(text).hide_possible_values(true).hide_env(true) } else { arg.help(text) };
            if positional { arg } else { arg.help_heading(leak(heading)) }
        });
    }
    for name in names {
        let inner = format!("{key}-{name}");
        command = command.mut_subcommand(name, |sub| dress(sub, &inner, out));
    }
    command.subcommand_help_heading(leak(out.say("cli-heading-commands", &[])))
}

// clap keeps headings for the life of the program; there are two.
fn leak(text: String) -> &'static str {
    static WORDS: std::sync::Mutex<Vec<&'static str>> = std::sync::Mutex::new(Vec::new());
    let mut words = WORDS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = words.iter().find(|word| **word == text) {
        return known;
    }
    let word: &'static str = Box::leak(text.into_boxed_str());
    words.push(word);
    word
}

/// The key of an argument's text: its own under the command, else the one that all commands share.
pub fn argument_key(key: &str, id: &str, out: &Out) -> String {
    let id = id.replace('_', "-");
    let own = format!("{key}-arg-{id}");
    if out.has(&own) { own } else { format!("cli-arg-{id}") }
}

fn argument(key: &str, id: &str, out: &Out) -> String {
    out.say(&argument_key(key, id, out), &[])
}

// Examples first: what people look for.
fn template(key: &str, out: &Out) -> String {
    let examples = format!("{key}-examples");
    let shown = if out.has(&examples) {
        let lines: String = out.say(&examples, &[]).lines().map(|line| format!("  {line}\n")).collect();
        format!("{}\n{lines}\n", out.say("cli-heading-examples", &[]))
    } else {
        String::new()
    };
    format!("{shown}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", out.say("cli-heading-usage", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_shell::texts::{Language, Texts};

    fn missing(command: &Command, key: &str, out: &Out) -> Vec<String> {
        let mut lost: Vec<String> = vec![format!("{key}-about")];
        lost.extend(command.get_arguments().map(|arg| argument_key(key, arg.get_id().as_str(), out)));
        lost.retain(|key| !out.has(key));
        for sub in command.get_subcommands() {
            lost.extend(missing(sub, &format!("{key}-{}", sub.get_name()), out));
        }
        lost
    }

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        let texts = Texts::new(crate::TEXTS).unwrap();
        for language in [Language::Nl, Language::En] {
            let out = Out::new(texts.clone(), language, false, true);
            let lost = missing(&command(&out), "cli", &out);
            assert!(lost.is_empty(), "{language:?}: {lost:#?}");
        }
    }

    #[test]
    fn help_starts_with_examples() {
        let out = Out::new(Texts::new(crate::TEXTS).unwrap(), Language::En, false, true);
        let help = command(&out).render_help().to_string();
        assert!(help.starts_with("Examples:\n  gehoor "), "{help}");
        command(&out).debug_assert();
    }
}
