//! `gehoor serve`, `setup`, `healthcheck` and `doctor`.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use gehoor_db::DbError;
use gehoor_people::{Secret, Tokens};
use gehoor_shell::app::Ids;
use gehoor_shell::{Clock, Error};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::args::{Serve, Setup};
use super::client::Client;
use super::out::{Exit, Trouble};
use super::session::Session;
use crate::config::Config;
use crate::setup::{ACTOR, Company, set_up};
use crate::store::Refused;
use crate::{serve, setup, store};

/// `gehoor serve`
pub async fn serve(session: &Session, args: &Serve) -> Result<(), Trouble> {
    let config = session.config(&[("server.listen", args.listen.clone())])?;
    let level = serve::log(&config);
    let signals = serve::Signals::listen()?;
    let listener = listen(session, &config).await?;
    let admin = admin(session, &config).await?;
    let clock = Clock::system();
    let db = store::open(&config, &clock).await.map_err(|e| session.refused(e))?;
    let cx = gehoor_shell::Cx::new(clock.now(), ACTOR, Ids::from_system().random().next_u64());
    let code = db.write(gehoor_db::work(cx, |tx, cx| Box::pin(setup::new_code(tx, cx)))).await;
    let code = code.map_err(|e: Error| session.failed(&e))?;
    let app = store::app(db, clock, &config, Arc::new(Tokens)).map_err(|e| session.refused(e))?;
    let address = listener.local_addr()?.to_string();
    session.out.note("serving", &[("url", format!("http://{address}"))]);
    if let Some(code) = code {
        let (url, code) = (format!("{}/setup", config.base_url()), code.text().to_owned());
        session.out.note("serving-empty", &[("url", url), ("code", code)]);
    }
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
    let again = || match session.config(&[("server.listen", args.listen.clone())]) {
        Ok(config) => Ok(config.text("log.level").to_owned()),
        Err(trouble) => Err(trouble.lines.join("; ")),
    };
    serve::run(&app, (listener, admin), (level, again), signals).await;
    Ok(())
}

/// The socket for those who run the server, if there is to be one. A second server on this machine that was set up
/// without an address for it goes without.
async fn admin(session: &Session, config: &Config) -> Result<Option<TcpListener>, Trouble> {
    let address = config.text("server.admin_listen");
    if address == "off" || address == config.text("server.listen") {
        return Ok(None);
    }
    match TcpListener::bind(address).await {
        Ok(listener) => {
            session.out.note("serving-admin", &[("url", format!("http://{}", listener.local_addr()?))]);
            Ok(Some(listener))
        }
        Err(why) => {
            let args = [("address", address.to_owned()), ("why", why.to_string())];
            if !config.is_default("server.admin_listen") {
                return Err(session.out.fail(Exit::Config, "listen", &args));
            }
            session.out.note("serving-no-admin", &args);
            Ok(None)
        }
    }
}

/// The socket that the settings name.
pub async fn listen(session: &Session, config: &Config) -> Result<TcpListener, Trouble> {
    let address = config.text("server.listen").to_owned();
    let why = |e: std::io::Error| {
        session.out.fail(Exit::Config, "listen", &[("address", address.clone()), ("why", e.to_string())])
    };
    TcpListener::bind(&address).await.map_err(why)
}

/// `gehoor setup`
pub async fn setup(session: &Session, args: Setup) -> Result<(), Trouble> {
    let config = session.config(&[])?;
    let company = company(session, args)?;
    setup::check(&company).map_err(|e| session.failed(&e))?;
    let clock = Clock::system();
    let db = store::open(&config, &clock).await.map_err(|e| session.refused(e))?;
    let secret = Secret::new().map_err(|e| session.failed(&e))?;
    let cx = gehoor_shell::Cx::new(clock.now(), ACTOR, Ids::from_system().random().next_u64());
    let input = (cx, company, secret.clone());
    let work = gehoor_db::work(input, |tx, (cx, company, secret)| Box::pin(set_up(tx, cx, company, secret)));
    let done: Result<setup::Done, Error> = db.write(work).await;
    let done = done.map_err(|e| session.failed(&e))?;
    let token = done.is_new.then(|| secret.text().to_owned());
    let text = token.clone().unwrap_or_default();
    session.out.data(&json!({"administrator": done.admin.to_string(), "token": token}), &text);
    session.out.note(if done.is_new { "setup-done" } else { "setup-again" }, &[]);
    Ok(())
}

fn company(session: &Session, args: Setup) -> Result<Company, Trouble> {
    let mut missing = Vec::new();
    let mut ask = |given: Option<String>, name: &str, usual: &str| match ask(session, given, name, usual) {
        Ok(answer) => answer,
        Err(flag) => {
            missing.push(flag);
            String::new()
        }
    };
    let language = session.out.language.tag();
    let company = Company {
        name: ask(args.company, "company", ""),
        zone: ask(args.zone, "zone", "Europe/Amsterdam"),
        country: ask(args.country, "country", "NL"),
        language: ask(args.company_language, "company-language", language),
        admin_name: ask(args.admin_name, "admin-name", ""),
        admin_email: Some(ask(args.admin_email, "admin-email", " ")).filter(|email| !email.trim().is_empty()),
    };
    if missing.is_empty() {
        return Ok(company);
    }
    Err(session.out.fail(Exit::Usage, "missing", &[("flags", missing.join(", "))]))
}

/// What was given as a flag, else what the person types, else what is usual.
fn ask(session: &Session, given: Option<String>, name: &str, usual: &str) -> Result<String, String> {
    if let Some(given) = given {
        return Ok(given);
    }
    if session.global.no_input || !std::io::stdin().is_terminal() {
        return if usual.is_empty() { Err(format!("--{name}")) } else { Ok(usual.trim().to_owned()) };
    }
    let mut stderr = std::io::stderr().lock();
    let _ = write!(stderr, "{} [{usual}]: ", session.out.say(&format!("cli-arg-{name}"), &[]));
    let _ = stderr.flush();
    let mut line = String::new();
    let _ = std::io::stdin().read_line(&mut line);
    match (line.trim(), usual) {
        ("", "") => Err(format!("--{name}")),
        ("", usual) => Ok(usual.trim().to_owned()),
        (typed, _) => Ok(typed.to_owned()),
    }
}

/// `gehoor healthcheck`
pub async fn healthcheck(session: &Session) -> Result<(), Trouble> {
    let base = match &session.global.url {
        Some(url) => url.clone(),
        None => session.config(&[])?.base_url(),
    };
    let client = Client::remote(&base, String::new(), session.out.clone());
    let ready = client.get("/readyz").await?.body;
    session.out.data(&json!({"ready": true, "url": base, "detail": ready}), "");
    session.out.note("healthy", &[("url", base)]);
    Ok(())
}

/// One thing that was looked at.
struct Looked {
    name: &'static str,
    fine: bool,
    text: String,
}

/// `gehoor doctor`
pub async fn doctor(session: &Session) -> Result<(), Trouble> {
    let config = session.config(&[])?;
    let looked = [
        config_place(session, &config),
        store_place(session, &config).await,
        backups(session, &config),
        port(session, &config).await,
    ];
    let bad = looked.iter().filter(|one| !one.fine).count();
    let line = |one: &Looked| format!("{} {}", if one.fine { "ok  " } else { "FAIL" }, one.text);
    let document: Vec<Value> =
        looked.iter().map(|one| json!({"name": one.name, "ok": one.fine, "text": one.text})).collect();
    session.out.data(
        &json!({"findings": bad, "items": document}),
        &looked.iter().map(line).collect::<Vec<_>>().join("\n"),
    );
    if bad == 0 {
        Ok(())
    } else {
        Err(session.out.fail(Exit::Findings, "findings", &[("count", bad.to_string())]))
    }
}

fn looked(
    session: &Session,
    name: &'static str,
    code: &str,
    fine: bool,
    args: &[(&'static str, String)],
) -> Looked {
    Looked { name, fine, text: session.out.say(&format!("doctor-{code}"), args) }
}

fn config_place(session: &Session, config: &Config) -> Looked {
    let set = config.all().filter(|(_, setting)| setting.origin != crate::config::Origin::Default).count();
    looked(session, "config", "config", true, &[("set", set.to_string())])
}

async fn store_place(session: &Session, config: &Config) -> Looked {
    let place = config.folder().display().to_string();
    match store::open(config, &Clock::system()).await {
        Ok(_) => looked(session, "store", "store", true, &[("place", place)]),
        Err(Refused::Db(DbError::Refused { code: "secondServer", .. })) => {
            looked(session, "store", "store-served", true, &[("place", place)])
        }
        Err(why) => Looked { name: "store", fine: false, text: why.to_string() },
    }
}

fn backups(session: &Session, config: &Config) -> Looked {
    let files = std::fs::read_dir(config.backups()).into_iter().flatten().flatten();
    let newest = files.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path()))).max();
    match newest {
        Some((_, path)) => looked(session, "backup", "backup", true, &[("file", path.display().to_string())]),
        None => looked(session, "backup", "no-backup", false, &[]),
    }
}

async fn port(session: &Session, config: &Config) -> Looked {
    let address = config.text("server.listen").to_owned();
    match TcpListener::bind(&address).await {
        Ok(_) => looked(session, "listen", "port-free", true, &[("address", address)]),
        Err(e) if e.kind() == std::io::ErrorKind::AddrInUse => {
            looked(session, "listen", "port-used", true, &[("address", address)])
        }
        Err(e) => {
            looked(session, "listen", "port-bad", false, &[("address", address), ("why", e.to_string())])
        }
    }
}
