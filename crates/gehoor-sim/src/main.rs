//! `gehoor-sim --seeds N [--from S] [--jobs J] [--days D]`: many seeds of a simulated week; the first seeds that fail are shown with the
//! end of their trace and the command that repeats them.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that tells its findings on the terminal"
)]

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use gehoor_sim::week::{Orders, Outcome, Tally, run};

/// Lines of the trace shown for a seed that failed.
const TAIL: usize = 40;
/// Failing seeds after which no more are tried.
const ENOUGH: usize = 3;

struct Arguments {
    seeds: u64,
    from: u64,
    jobs: u64,
    days: u64,
    whole: bool,
}

fn main() -> ExitCode {
    match arguments() {
        Ok(arguments) => all(&arguments),
        Err(fault) => {
            eprintln!("{fault}\nusage: gehoor-sim [--seeds 300] [--from 1] [--jobs 2] [--days 7] [--trace]");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut read = Arguments { seeds: 300, from: 1, jobs: 2, days: 7, whole: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let field = match word.as_str() {
            "--seeds" => &mut read.seeds,
            "--from" => &mut read.from,
            "--jobs" => &mut read.jobs,
            "--days" => &mut read.days,
            "--trace" => {
                read.whole = true;
                continue;
            }
            other => return Err(format!("\"{other}\" is not known")),
        };
        let value = words.next().ok_or_else(|| format!("{word} needs a number"))?;
        *field = value.parse().map_err(|_| format!("{word} needs a number, not \"{value}\""))?;
    }
    Ok(read)
}

fn all(arguments: &Arguments) -> ExitCode {
    let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
    let failed: Mutex<Vec<Outcome>> = Mutex::new(Vec::new());
    let total: Mutex<Tally> = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..arguments.jobs.max(1) {
            scope.spawn(|| worker(arguments, &next, &done, &failed, &total));
        }
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let total = total.into_inner().unwrap_or_else(PoisonError::into_inner);
    failed.iter().for_each(|outcome| show(outcome, arguments));
    println!(
        "{} seeds of {} days: {} promises, {} attempts, {} kept, {} messages, {} deaths of the process; {} seeds failed",
        done.into_inner(),
        arguments.days,
        total.promises,
        total.attempts,
        total.kept,
        total.messages,
        total.deaths,
        failed.len()
    );
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn worker(
    arguments: &Arguments,
    next: &AtomicU64,
    done: &AtomicU64,
    failed: &Mutex<Vec<Outcome>>,
    total: &Mutex<Tally>,
) {
    loop {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let enough = failed.lock().unwrap_or_else(PoisonError::into_inner).len() >= ENOUGH;
        if place >= arguments.seeds || enough {
            return;
        }
        let outcome = run(Orders { days: arguments.days, ..Orders::week(arguments.from + place) });
        total.lock().unwrap_or_else(PoisonError::into_inner).add(&outcome.tally);
        if arguments.whole {
            outcome.trace.tail(usize::MAX).iter().for_each(|line| println!("{line}"));
        }
        if !outcome.is_clean() {
            failed.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
        }
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        if so_far.is_multiple_of(25) {
            println!("{so_far} of {} seeds", arguments.seeds);
        }
    }
}

fn show(outcome: &Outcome, arguments: &Arguments) {
    println!("\nseed {} failed", outcome.seed);
    outcome.trace.tail(TAIL).iter().for_each(|line| println!("  {line}"));
    outcome.breaches.iter().for_each(|breach| println!("  BROKEN {breach}"));
    outcome.trouble.iter().for_each(|trouble| println!("  TROUBLE {trouble}"));
    println!("again: cargo xtask sim --seeds 1 --from {} --days {} --trace\n", outcome.seed, arguments.days);
}
