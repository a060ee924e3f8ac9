/// What a query returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Anything the database can refuse. After every one of them but [`Error::Unknown`] nothing of the
/// change is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A text has the character NUL in it, which `PostgreSQL` cannot keep; refused on both engines.
    #[error("a text has the character NUL in it")]
    Nul,
    /// A unique value or a primary key is taken already.
    #[error("that is taken already")]
    Taken,
    /// Others changed the same rows at the same moment, again and again.
    #[error("too many changes at the same moment")]
    Contended,
    /// Too much work is waiting; come again in a moment.
    #[error("the database is busy")]
    Busy,
    /// A statement took longer than its lane allows.
    #[error("that took too long")]
    TooLong,
    /// The database server cannot be reached at the moment.
    #[error("the database cannot be reached")]
    Unreachable,
    /// The connection broke while the change was being made durable: it may be kept, or not. It is
    /// never run again; whoever asked has to look.
    #[error("nobody knows whether the change was kept")]
    Unknown,
    /// The threads are gone: the program is stopping.
    #[error("the database is closed")]
    Closed,
    /// This engine cannot do that.
    #[error("{0}")]
    Unsupported(&'static str),
    /// The database was made by a newer program.
    #[error("the database is at migration {database}, this program knows {program}: use a newer program")]
    Newer {
        /// The last migration in the database.
        database: i64,
        /// The last migration that the program knows.
        program: i64,
    },
    /// A column is missing, empty, or of another type than was asked for.
    #[error("column {0}")]
    Column(String),
    /// Everything else, in the engine's own words.
    #[error("{0}")]
    Engine(String),
}
