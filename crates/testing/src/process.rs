//! A real server process, for tests that end it as a power cut would, and for measurements.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// A running `paceline serve`. It is killed when this is dropped.
pub struct Process {
    child: Child,
    address: SocketAddr,
}

/// What a process has used so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Used {
    /// Processor time in user and kernel mode, in milliseconds, to ten of them.
    pub cpu_ms: f64,
    /// Memory: its own and its part of what is shared (PSS), in kibibytes.
    pub pss_kib: u64,
}

impl Process {
    /// Starts a server on a free port with what says where its data is: `--data DIR`, `--database URL`.
    #[must_use]
    pub fn serve(binary: &Path, place: &[&str]) -> Self {
        let mut command = Command::new(binary);
        command.args(["serve", "--port", "0", "--log", "warn"]).args(place);
        Self::start(&mut command)
    }

    /// Starts a program whose first line ends in its address.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        said.read_line(&mut first).unwrap();
        let address = first.trim().rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        let address = address.unwrap_or_else(|| panic!("the server did not say where it is: {first:?}"));
        // whatever else it says is read, so that it never waits for a reader
        thread::spawn(move || said.lines().for_each(drop));
        Self { child, address }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The number by which the system knows it.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has used so far.
    #[must_use]
    pub fn used(&self) -> Used {
        Used { cpu_ms: cpu_ms(self.id()), pss_kib: pss_kib(self.id()) }
    }

    /// Ends it at once, without a word, and waits until it is gone.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill(); // it may be gone already
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// The processor time of a process in milliseconds, after `proc(5)`: fields 14 and 15 of its `stat`, in
/// hundredths of a second. A process that is gone has used none.
#[must_use]
pub fn cpu_ms(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // the name of the program stands in brackets and may hold blanks
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks: u32 = fields.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    f64::from(ticks) * 10.0
}

fn pss_kib(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    pss.and_then(|pss| pss.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
