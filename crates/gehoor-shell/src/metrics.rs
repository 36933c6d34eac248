//! Counters and histograms for `/metrics`, in the Prometheus text format. No names, numbers or addresses.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::slice::Gauge;

const BOUNDS: [f64; 14] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 3600.0];
const STATUS: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// A histogram of durations in seconds.
#[derive(Debug, Default)]
pub struct Histogram {
    buckets: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    micros: AtomicU64,
}

impl Histogram {
    /// Counts one duration.
    pub fn observe(&self, value: Duration) {
        let seconds = value.as_secs_f64();
        if let Some(place) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            self.buckets[place].fetch_add(1, Ordering::Relaxed);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(u64::try_from(value.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    fn write(&self, out: &mut String, name: &str, help: &str) {
        head(out, name, help, "histogram");
        let mut total = 0;
        for (bucket, bound) in self.buckets.iter().zip(BOUNDS) {
            total += bucket.load(Ordering::Relaxed);
            let _ = writeln!(out, "{name}_bucket{{le=\"{bound}\"}} {total}");
        }
        let count = self.count.load(Ordering::Relaxed).max(total);
        let sum = Duration::from_micros(self.micros.load(Ordering::Relaxed)).as_secs_f64();
        let _ = writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {count}\n{name}_sum {sum}\n{name}_count {count}");
    }
}

/// The figures of this process.
#[derive(Debug, Default)]
pub struct Metrics {
    /// How much too late due steps were acted on.
    pub lateness: Histogram,
    /// How long requests took until their answer began.
    pub requests: Histogram,
    by_status: [AtomicU64; STATUS.len()],
    failed: Mutex<BTreeMap<&'static str, u64>>,
}

impl Metrics {
    /// Counts a request with the answer's status.
    pub fn request(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).clamp(1, STATUS.len()) - 1;
        self.by_status[class].fetch_add(1, Ordering::Relaxed);
        self.requests.observe(took);
    }

    /// Counts a failed run of a task.
    pub fn task_failed(&self, task: &'static str) {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner).entry(task).or_default() += 1;
    }

    /// How many runs of each task failed.
    pub fn failures(&self) -> BTreeMap<&'static str, u64> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Everything in the text format, with the gauges read just now.
    pub fn text(&self, gauges: &[Gauge]) -> String {
        let mut out = String::new();
        head(&mut out, "gehoor_build_info", "The running version", "gauge");
        let _ = writeln!(out, "gehoor_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
        for gauge in gauges {
            head(&mut out, gauge.name, gauge.help, "gauge");
            let _ = writeln!(out, "{} {}", gauge.name, gauge.value);
        }
        self.lateness.write(&mut out, "gehoor_timer_lateness_seconds", "How late due steps were acted on");
        self.requests.write(&mut out, "gehoor_http_request_seconds", "Time until the answer began");
        head(&mut out, "gehoor_http_requests_total", "Requests by class of status", "counter");
        for (count, class) in self.by_status.iter().zip(STATUS) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(out, "gehoor_http_requests_total{{status=\"{class}\"}} {count}");
        }
        head(&mut out, "gehoor_task_failures_total", "Runs of tasks that failed", "counter");
        for (task, count) in self.failures() {
            let _ = writeln!(out, "gehoor_task_failures_total{{task=\"{task}\"}} {count}");
        }
        out
    }
}

fn head(out: &mut String, name: &str, help: &str, kind: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}
