//! The driver for tests and the simulator: one thread, no sleep, moved by hand with its own clock.

use gehoor_kernel::time::Instant;

use super::{Ran, Task, all_tasks};
use crate::{App, Error};

/// Runs tasks when they are due by the application's clock, in a fixed order.
pub struct Hand {
    app: App,
    lines: Vec<Line>,
}

struct Line {
    task: Task,
    due: Option<Instant>,
}

impl Hand {
    /// All tasks of the application, each due at once: a start looks at everything.
    pub fn new(app: &App) -> Self {
        let start = app.clock.now();
        let lines = all_tasks(&app.slices).into_iter().map(|task| Line { task, due: Some(start) }).collect();
        Self { app: app.clone(), lines }
    }

    /// Runs every due task until nothing more is due now. Gives what was run, in order.
    pub async fn run_due(&mut self) -> Result<Vec<(&'static str, Ran)>, Error> {
        let mut log = Vec::new();
        while let Some(place) = self.first_due() {
            let ran = self.run(place).await?;
            log.push((self.lines[place].task.name, ran));
        }
        Ok(log)
    }

    /// The next moment at which a task wants to run; `None` when all are idle for ever.
    pub fn next(&self) -> Option<Instant> {
        self.lines.iter().filter_map(|line| self.due(line)).min()
    }

    fn first_due(&self) -> Option<usize> {
        let now = self.app.clock.now();
        self.lines.iter().position(|line| self.due(line).is_some_and(|due| due <= now))
    }

    fn due(&self, line: &Line) -> Option<Instant> {
        let wanted = self.app.pokes.bell(line.task.name).and_then(|bell| bell.wanted());
        [line.due, wanted].into_iter().flatten().min()
    }

    async fn run(&mut self, place: usize) -> Result<Ran, Error> {
        let line = &mut self.lines[place];
        if let Some(bell) = self.app.pokes.bell(line.task.name) {
            bell.begin();
        }
        let ran = line.task.run_once(&self.app).await?;
        let now = self.app.clock.now();
        let by_period = line.task.period.map(|period| now.plus(period));
        line.due = if ran.worked > 0 { Some(now) } else { [ran.next, by_period].into_iter().flatten().min() };
        Ok(ran)
    }
}
