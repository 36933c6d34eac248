//! Why the demo does not go on.

/// Why the demo does not go on.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A file, a port or a process.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The store or a use case.
    #[error(transparent)]
    Work(#[from] gehoor_shell::Error),
    /// A catalogue of texts is broken.
    #[error(transparent)]
    Texts(#[from] gehoor_shell::texts::BadCatalogue),
    /// The store can't be opened; the text says what to do.
    #[error("{0}")]
    Refused(String),
    /// The server of the story did not do what a server does.
    #[error("{0}")]
    Server(String),
    /// Something that the story claims does not hold.
    #[error("{0}")]
    Broken(String),
    /// A mistake in the demo itself.
    #[error("{0}")]
    Program(String),
}
