use std::time::Duration;

/// How a [`crate::Db`] is opened. The defaults suit a server of two cores and little memory.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that read for pages.
    pub readers: usize,
    /// Threads that read for long work: exports, recounts.
    pub long_readers: usize,
    /// Threads that write to `PostgreSQL`, each for its share of the groups. `SQLite` has one writer.
    pub writers: usize,
    /// Whether an answer means that the change survives a power cut.
    pub durability: Durability,
    /// The most changes that wait for one writer before [`crate::Error::Busy`].
    pub writes_waiting: usize,
    /// The most looks that wait in each reading lane before [`crate::Error::Busy`].
    pub reads_waiting: usize,
    /// The longest that a statement of the page lane may take.
    pub page_limit: Duration,
    /// Bytes of its file that an `SQLite` reader maps into memory. They count as memory of the program
    /// (PSS), and save only the copying of pages that the system has cached anyway.
    pub mapped_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            readers: 2,
            long_readers: 1,
            writers: 2,
            durability: Durability::Full,
            writes_waiting: 1024,
            reads_waiting: 512,
            page_limit: Duration::from_secs(2),
            mapped_bytes: 0,
        }
    }
}

/// What an answer promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The change is on the disk.
    Full,
    /// The change is with the operating system: for tests.
    Off,
}
