//! The garage at work: its past from a seed, and its present on the clock that the viewer chose.

mod day;
mod desk;
mod known;
mod log;
mod memory;
mod past;
mod post;
mod steps;
mod telephones;
mod words;

use std::time::Duration;

use gehoor_db::Db;
use gehoor_kernel::time::{Instant, minutes};
use gehoor_shell::app::Ids;
use gehoor_shell::{App, Clock, scheduler, server};
use tokio::net::TcpListener;

use crate::cli::Screen;
use crate::company::{self, Crew};
use crate::{Host, Options, Trouble};
use day::{Days, STEP};
use desk::Desk;
use memory::Memory;

/// How often the moment is written down when nothing is simulated.
const NOTE: Duration = minutes(1);
/// With simulated people the day begins a little before the garage opens.
const BEFORE_OPENING: Duration = minutes(10);

/// Sets the garage up where there is none yet, serves it, and says what happens; until Ctrl-C.
pub(crate) async fn watch(host: &Host, options: &Options, screen: &Screen) -> Result<(), Trouble> {
    std::fs::create_dir_all(&options.folder)?;
    let wall = Clock::system();
    let db = host.open(wall.clone()).await?;
    let from = options.at.unwrap_or_else(|| wall.now());
    let memory = match Memory::read(&options.folder) {
        Some(memory) => memory,
        None => begin(host, options, screen, &db, from).await?,
    };
    let start = memory.at.max(from);
    let ahead = options.at.is_some() || options.fast > 1 || start > wall.now();
    let clock = if ahead { Clock::fast(start, options.fast) } else { wall };
    let app = host.app(db, clock, Ids::from_system(), post::channels())?;
    let desk = open(app.clone()).await?;
    let listener = listen(options.port).await?;
    greet(screen, options, &desk, &listener.local_addr()?.to_string()).await?;
    let tasks = scheduler::start(&app);
    let live = live(desk, memory, options.fast > 1);
    let served = tokio::select! {
        () = server::serve(&app, listener, stopped()) => Ok(()),
        failed = live => failed,
        failed = log::follow(&app, screen), if options.fast > 1 => failed,
    };
    tasks.stop().await;
    served
}

async fn listen(port: u16) -> std::io::Result<TcpListener> {
    if port != 0 {
        return TcpListener::bind(("127.0.0.1", port)).await;
    }
    match TcpListener::bind("127.0.0.1:8080").await {
        Ok(listener) => Ok(listener),
        Err(_) => TcpListener::bind("127.0.0.1:0").await,
    }
}

async fn stopped() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Builds the garage's past on an empty store.
async fn begin(
    host: &Host,
    options: &Options,
    screen: &Screen,
    db: &Db,
    wall: Instant,
) -> Result<Memory, Trouble> {
    let open = company::hours()?;
    let until = if options.fast > 1 {
        open.next_open(wall).unwrap_or(wall).minus(BEFORE_OPENING).max(wall)
    } else {
        wall
    };
    let clock = Clock::manual(past::begin(until)?);
    let app = host.app(db.clone(), clock, Ids::from_seed(options.seed), post::channels())?;
    if Crew::load(&app).await?.is_some() {
        let args = [("folder", options.folder.display().to_string())];
        return Err(Trouble::Refused(screen.text("demo-not-empty", &args)));
    }
    screen.say("demo-building", &[("seed", options.seed.to_string())]);
    past::build(&app, options.seed, until).await?;
    let memory = Memory::new(&options.folder, options.seed, until);
    memory.write()?;
    Ok(memory)
}

async fn open(app: App) -> Result<Desk, Trouble> {
    let (crew, _) = company::open(&app).await?;
    Ok(Desk { app, crew, zone: company::zone()? })
}

/// The present: simulated people at work, or only the moment written down now and then.
async fn live(desk: Desk, mut memory: Memory, simulated: bool) -> Result<(), Trouble> {
    let app = desk.app.clone();
    let (pace, customers) = (if simulated { STEP } else { NOTE }, desk.customers().await?);
    let days = Days { desk, open: company::hours()?, seed: memory.seed, customers };
    let mut next = app.clock.now();
    loop {
        if simulated {
            days.step().await?;
        }
        memory.at = app.clock.now();
        memory.write()?;
        next = next.plus(pace).max(app.clock.now());
        tokio::time::sleep(app.clock.wait_for(next)).await;
    }
}

/// Tells where the garage is to be found, and what can be asked.
async fn greet(screen: &Screen, options: &Options, desk: &Desk, address: &str) -> Result<(), Trouble> {
    let token = company::token(&desk.app, &desk.crew).await?;
    company::passwords(&desk.app, &desk.crew).await?;
    company::named(&desk.app, options.language).await?;
    let open = desk.open_promises(false).await?;
    let customers = desk.customers().await?.len().to_string();
    screen.gap();
    screen.say("demo-garage", &[("customers", customers), ("open", open.len().to_string())]);
    screen.say("demo-address", &[("address", format!("http://{address}"))]);
    screen.say("demo-sign-in", &[("password", company::PASSWORD.to_owned())]);
    screen.say("demo-token", &[("token", token.clone())]);
    screen.say("demo-try", &[]);
    let curl = format!("curl -s -H 'Authorization: Bearer {token}' http://{address}/api/v1");
    screen.literal(&format!("{curl}/today?view=all"));
    screen.literal(&format!("{curl}/promises?state=due"));
    if let Some(wait) = open.iter().find_map(|view| view.promise.trigger.waits()) {
        let body = format!("-H 'Content-Type: application/json' -d '{{\"key\": \"{}\"}}'", wait.key);
        screen.literal(&format!("{curl}/events {body}"));
    }
    screen.gap();
    let key = if options.fast > 1 { "demo-fast" } else { "demo-slow" };
    let from = screen.moment(desk.app.clock.now());
    screen.say(key, &[("factor", options.fast.to_string()), ("from", from)]);
    Ok(())
}
