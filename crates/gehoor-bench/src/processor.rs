//! What processes cost: processor time and memory, as /proc tells.

use std::time::Duration;

/// Ticks of /proc/<id>/stat in a second (USER_HZ, fixed at 100 for programs by Linux).
const TICKS: u64 = 100;

/// The processor time that these processes have used so far, in microseconds.
pub fn used(processes: &[u32]) -> u64 {
    processes.iter().map(|id| ticks(&id.to_string())).sum::<u64>() * 1_000_000 / TICKS
}

/// The processor time that this process has used so far, in microseconds.
pub fn own() -> u64 {
    ticks("self") * 1_000_000 / TICKS
}

fn ticks(id: &str) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // Fields after the name in brackets: utime and stime are the 12th and 13th (proc(5), fields 14 and 15).
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let field = |place: usize| fields.get(place).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    field(11) + field(12)
}

/// The processor time of all living threads of a process, to the nanosecond.
pub fn exact(id: u32) -> Duration {
    let tasks = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let nanos = tasks.filter_map(|task| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanos.sum())
}

/// The memory of a process in MiB: its share of what it holds with others (PSS).
pub fn memory(id: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("Pss:")).unwrap_or_default();
    let kib: f64 = line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    kib / 1024.0
}
