//! A fault on purpose, in debug builds only: the torture must catch a store that answers before its commit.

/// True when this process was started to answer before the commit.
pub(crate) fn answers_early() -> bool {
    #[cfg(debug_assertions)]
    {
        static PLANTED: std::sync::LazyLock<bool> = std::sync::LazyLock::new(|| {
            std::env::var("GEHOOR_PLANTED_FAULT").is_ok_and(|fault| fault == "answerEarly")
        });
        *PLANTED
    }
    #[cfg(not(debug_assertions))]
    false
}

/// How long the early answer is ahead of the commit.
const AHEAD: std::time::Duration = std::time::Duration::from_millis(30);

/// Leaves a killer time between the answer and the commit.
pub(crate) fn pause() {
    std::thread::park_timeout(AHEAD);
}

/// The same, without holding a thread.
pub(crate) async fn pause_async() {
    tokio::time::sleep(AHEAD).await;
}
