//! `gehoor demo`: the demo company and its story, on this program's own slices.

use std::path::PathBuf;
use std::sync::Arc;

use gehoor_demo::{Host, Options, Telling};
use gehoor_people::Tokens;
use gehoor_shell::app::{Front, Parts};
use gehoor_shell::web::{Sessions, Visitor};
use gehoor_shell::{App, BoxFuture, Error};
use gehoor_signin::KnownSessions;

use super::args::Demo;
use super::out::{Exit, Trouble};
use super::session::Session;
use crate::config::Config;
use crate::{serve, slices, store};

/// Runs the demo until Ctrl-C, or the server of its story until its input ends.
pub async fn demo(session: &Session, args: &Demo) -> Result<(), Trouble> {
    let folder = args.folder.clone().or_else(|| session.global.data.clone()).unwrap_or_else(usual_folder);
    let place = Some(folder.display().to_string());
    let config = session.config(&[("store.folder", place), ("log.level", Some("warn".to_owned()))])?;
    let _ = serve::log(&config);
    let host = host(config)?;
    let done = match args.stage {
        Some(at) => gehoor_demo::stage(&host, at).await,
        None => gehoor_demo::run(&host, &options(session, args, folder)).await,
    };
    done.map_err(|trouble| Trouble::new(Exit::Failure, "demo", trouble.to_string()))
}

/// Whoever watches the demo may also come in with the token that it prints.
struct Watchers;

impl Sessions for Watchers {
    fn visitor<'a>(&'a self, app: &'a App, secret: &'a str) -> BoxFuture<'a, Result<Option<Visitor>, Error>> {
        Box::pin(async move {
            match KnownSessions.visitor(app, secret).await? {
                Some(visitor) => Ok(Some(visitor)),
                None => Tokens.visitor(app, secret).await,
            }
        })
    }
}

fn usual_folder() -> PathBuf {
    PathBuf::from("gehoor-demo")
}

fn options(session: &Session, args: &Demo, folder: PathBuf) -> Options {
    let telling = match (args.story_only, args.no_story) {
        (true, _) => Telling::StoryOnly,
        (false, true) => Telling::CompanyOnly,
        (false, false) => Telling::Both,
    };
    let language = session.out.language;
    Options { folder, port: args.port, fast: args.fast, at: args.now, seed: args.seed, telling, language }
}

fn host(config: Config) -> Result<Host, Trouble> {
    let config = Arc::new(config);
    let (to_open, to_build) = (Arc::clone(&config), config);
    Ok(Host {
        open: Box::new(move |clock| {
            let config = Arc::clone(&to_open);
            Box::pin(async move { store::open(&config, &clock).await.map_err(|why| why.to_string()) })
        }),
        app: Box::new(move |db, clock, ids, channels| {
            let parts = Parts {
                db,
                clock,
                ids,
                settings: store::settings(&to_build),
                slices: slices::all(),
                authenticator: Arc::new(Tokens),
                channels,
                front: Front { sessions: Arc::new(Watchers), ..store::front() },
            };
            App::new(parts).map_err(|why| why.to_string())
        }),
        program: std::env::current_exe()?,
    })
}
