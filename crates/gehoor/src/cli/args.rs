//! The commands and their arguments. Every word of help stands in the catalogues (`cli-…`), put in by `help.rs`.

use clap::{Args, Parser, Subcommand};
use gehoor_kernel::time::Instant;
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "gehoor",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args, Clone)]
pub struct Global {
    #[arg(long, global = true, value_name = "FILE", env = "GEHOOR_CONFIG")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL", env = "GEHOOR_URL")]
    pub url: Option<String>,
    #[arg(long, global = true, value_name = "FILE", env = "GEHOOR_TOKEN_FILE")]
    pub token_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "nl|en", env = "GEHOOR_LANGUAGE")]
    pub language: Option<String>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, short, global = true)]
    pub yes: bool,
    #[arg(long, global = true)]
    pub no_input: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Serve(Serve),
    Demo(Demo),
    Setup(Setup),
    #[command(subcommand)]
    User(User),
    #[command(subcommand)]
    Team(Team),
    #[command(subcommand)]
    Token(Token),
    #[command(subcommand)]
    Import(Import),
    Today(Today),
    #[command(subcommand)]
    Promise(Promise),
    Check,
    #[command(subcommand)]
    Backup(Backup),
    Restore(Restore),
    #[command(subcommand)]
    Config(Config),
    Doctor,
    Healthcheck,
    Completions(Completions),
    Man(Man),
    Version,
    #[command(hide = true)]
    Reference(Reference),
}

#[derive(Debug, Args)]
pub struct Serve {
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub fast: u32,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<Instant>,
    #[arg(long)]
    pub no_story: bool,
    #[arg(long, conflicts_with = "no_story")]
    pub story_only: bool,
    // The server on which the story is played, with its clock at this moment (microseconds since 1970).
    #[arg(long, hide = true, value_name = "MICROSECONDS")]
    pub stage: Option<i64>,
}

#[derive(Debug, Args)]
pub struct Setup {
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    #[arg(long, value_name = "COUNTRY")]
    pub country: Option<String>,
    #[arg(long, value_name = "nl|en")]
    pub company_language: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub admin_name: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    pub admin_email: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum User {
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "EMAIL")]
        email: Option<String>,
        #[arg(long, value_name = "ROLE", default_value = "employee")]
        role: String,
        #[arg(long, value_name = "TEAM")]
        team: Option<String>,
    },
    List,
    Leave {
        #[arg(value_name = "USER")]
        user: String,
        #[arg(long, value_name = "USER")]
        stand_in: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Return {
        #[arg(value_name = "USER")]
        user: String,
    },
    Reset {
        #[arg(value_name = "USER")]
        user: String,
        #[arg(long)]
        without_codes: bool,
    },
    Erase {
        #[arg(value_name = "USER")]
        user: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Team {
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "USER")]
        lead: Option<String>,
    },
    List,
    Join {
        #[arg(value_name = "TEAM")]
        team: String,
        #[arg(value_name = "USER")]
        user: String,
    },
    Close {
        #[arg(value_name = "TEAM")]
        team: String,
        #[arg(long, value_name = "OWNER")]
        to: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Token {
    Create {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "USER")]
        user: Option<String>,
        #[arg(long, value_name = "SCOPE", default_value = "write")]
        scope: String,
        #[arg(long, value_name = "DAYS", default_value_t = 90)]
        days: u32,
    },
    List,
    Revoke {
        #[arg(value_name = "TOKEN")]
        token: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Import {
    Customers(ImportFile),
    Promises(ImportFile),
    Events(ImportFile),
    List,
    Undo {
        #[arg(value_name = "BATCH")]
        batch: String,
    },
}

#[derive(Debug, Args)]
pub struct ImportFile {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "SEPARATOR")]
    pub separator: Option<String>,
    #[arg(long, value_name = "ENCODING")]
    pub encoding: Option<String>,
}

#[derive(Debug, Args)]
pub struct Today {
    #[arg(long, value_name = "TEAM")]
    pub team: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub limit: u16,
}

#[derive(Debug, Subcommand)]
pub enum Promise {
    Make(PromiseMake),
    Show {
        #[arg(value_name = "PROMISE")]
        promise: String,
    },
    Attempt {
        #[arg(value_name = "PROMISE")]
        promise: String,
        #[arg(value_name = "OUTCOME")]
        outcome: String,
        #[arg(long, value_name = "CHANNEL", default_value = "phone")]
        channel: String,
        #[arg(long, value_name = "CONTACT-POINT")]
        contact_point: Option<String>,
        #[arg(long)]
        kept: bool,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    Deliver {
        #[arg(value_name = "PROMISE")]
        promise: String,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    Release {
        #[arg(value_name = "PROMISE")]
        promise: String,
        #[arg(value_name = "WORDS")]
        words: String,
    },
}

#[derive(Debug, Args)]
pub struct PromiseMake {
    #[arg(value_name = "TEXT")]
    pub text: String,
    #[arg(long, value_name = "CUSTOMER")]
    pub customer: String,
    #[arg(long, value_name = "KIND", default_value = "callBack")]
    pub kind: String,
    #[arg(long, value_name = "OWNER")]
    pub owner: Option<String>,
    #[arg(long, value_name = "MOMENT", conflicts_with_all = ["when", "soon"])]
    pub at: Option<String>,
    #[arg(long, value_name = "MOMENT", requires = "at")]
    pub until: Option<String>,
    #[arg(long, value_name = "KEY", conflicts_with = "soon", requires = "expected_by")]
    pub when: Option<String>,
    #[arg(long, value_name = "MOMENT")]
    pub expected_by: Option<String>,
    #[arg(long, value_name = "MINUTES", required_unless_present_any = ["at", "when"])]
    pub soon: Option<u32>,
    #[arg(long, value_name = "TEXT")]
    pub reference: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Backup {
    Create {
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    Verify {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    List,
}

#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub enum Config {
    Show {
        #[arg(long)]
        origin: bool,
    },
    Check,
    Sample,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Reference {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[arg(long)]
    pub check: bool,
}
