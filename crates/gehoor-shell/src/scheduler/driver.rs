//! The driver of a running server: one light thread of execution for each task.

use std::sync::Arc;
use std::time::Duration;

use gehoor_kernel::time::Instant;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::pokes::Bell;
use super::{Ran, Task, all_tasks};
use crate::App;

/// A sleeper looks at the clock at least this often: the machine's clock may be set forward while it sleeps.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
/// How often a store that other nodes write to is looked at.
const SHARED_LOOK: Duration = Duration::from_secs(1);
/// The last part of a sleep, which is slept to the moment.
const EXACT: Duration = Duration::from_millis(20);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The running tasks of a server.
pub struct Driver {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Starts all tasks; each runs at once, so that a start finds whatever fell due meanwhile.
pub fn start(app: &App) -> Driver {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    for task in all_tasks(&app.slices) {
        if let Some(bell) = app.pokes.bell(task.name) {
            tasks.spawn(Loop { app: app.clone(), task, bell, stopped: stopped.clone() }.run());
        }
    }
    Driver { stop, tasks }
}

impl Driver {
    /// Lets every running batch end, starts no other, and waits for that.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Sleeps so long, or until shortly before, so that the rest can be slept to the moment: the runtime's own timers end with the
/// millisecond after, which is later than all the work of a step.
async fn nap(wait: Duration) {
    if wait > EXACT {
        tokio::time::sleep(wait - EXACT).await;
    } else {
        futures_timer::Delay::new(wait).await;
    }
}

struct Loop {
    app: App,
    task: Task,
    bell: Arc<Bell>,
    stopped: watch::Receiver<bool>,
}

impl Loop {
    async fn run(mut self) {
        let mut pause = FIRST_PAUSE;
        while !*self.stopped.borrow() {
            self.bell.begin();
            match self.task.run_once(&self.app).await {
                Ok(ran) => {
                    pause = FIRST_PAUSE;
                    self.rest(ran).await;
                }
                Err(error) => {
                    tracing::error!(task = self.task.name, %error, "a task failed and will be run again");
                    self.app.metrics.task_failed(self.task.name);
                    self.sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Sleeps until the next moment, a poke, the period or the stop; not at all when there may be more to do.
    async fn rest(&mut self, ran: Ran) {
        if ran.worked > 0 {
            tokio::task::yield_now().await;
            return;
        }
        let now = self.app.clock.now();
        let by_period = self.period().map(|period| now.plus(period));
        let mut until = self.bell.end([ran.next, by_period].into_iter().flatten().min());
        while until.is_none_or(|until| until > self.app.clock.now()) && !*self.stopped.borrow() {
            tokio::select! {
                () = nap(self.wait(until)) => {}
                () = self.bell.rung() => until = self.bell.end(until),
                _ = self.stopped.changed() => {}
            }
        }
    }

    fn wait(&self, until: Option<Instant>) -> Duration {
        let wait = until.map(|until| self.app.clock.wait_for(until));
        wait.map_or(Duration::from_secs(3600), |wait| wait.min(LONGEST_SLEEP))
    }

    fn period(&self) -> Option<Duration> {
        let shared = self.app.db.is_shared().then_some(SHARED_LOOK);
        self.task.period.or(shared)
    }

    async fn sleep(&mut self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = self.stopped.changed() => {}
        }
    }
}
