//! The result as tables in Markdown.

use std::fmt::Write as _;
use std::path::Path;

use crate::growth::Size;
use crate::importing::Imported;
use crate::limits::{Verdict, count, mib};
use crate::options::Options;
use crate::pages::Measured;
use crate::writer::Written;

/// Everything that was measured.
pub(crate) struct Report {
    pub(crate) engine: &'static str,
    pub(crate) rounds: usize,
    pub(crate) sizes: Vec<Size>,
    pub(crate) writer: Option<Written>,
    pub(crate) import: Option<Imported>,
}

impl Report {
    pub(crate) fn new(options: &Options) -> Self {
        let engine = if options.database.is_some() { "PostgreSQL" } else { "SQLite" };
        Self { engine, rounds: options.rounds, sizes: Vec::new(), writer: None, import: None }
    }

    /// The section of this engine, with its heading.
    pub(crate) fn table(&self, verdicts: &[Verdict]) -> String {
        let mut text = format!("## Measured on {}\n\n", self.engine);
        let sizes: Vec<String> = self.sizes.iter().map(|size| size.deals.to_string()).collect();
        let _ = writeln!(text, "`cargo x bench --deals {}`, {} rounds. {}\n", sizes.join(","), self.rounds, machine());
        if !verdicts.is_empty() {
            list(&mut text, verdicts);
        }
        self.acts(&mut text);
        self.rest(&mut text);
        text
    }

    fn acts(&self, text: &mut String) {
        text.push_str("### Pages and changes\n\nPages with 8 clients, changes with one. ");
        text.push_str("Answers are not compressed here, since no client asks for it.\n\n");
        text.push_str("| deals | act | CPU ms | per second | failed | p50 / p95 / p99 ms | bytes | static: CPU ms, per second | raw: CPU ms, p50 ms | fdatasync ms |\n");
        text.push_str("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for size in &self.sizes {
            for act in &size.acts {
                let _ = writeln!(text, "{}", line(size.deals, act));
            }
        }
        text.push('\n');
    }

    fn rest(&self, text: &mut String) {
        text.push_str("### Everything else\n\n");
        text.push_str("| deals | 64 clients: per second, p50 / p99 ms, failed | in step: p50 / p95 ms | a stream KiB | memory MiB | start to first board ms | first board: requests, kB, kB of JavaScript | data made in s |\n");
        text.push_str("|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for size in &self.sizes {
            let Size { crowd, live, view, .. } = size;
            let _ = writeln!(
                text,
                "| {} | {:.0}, {:.1} / {:.1}, {} | {:.0} / {:.0} | {:.1} | {:.0} | {:.0} | {}, {:.1}, {:.1} | {:.1} |",
                size.deals,
                crowd.rate(),
                crowd.wait(50),
                crowd.wait(99),
                crowd.failed,
                live.p50,
                live.p95,
                live.stream_kib,
                mib(size.pss_kib),
                size.start_ms,
                view.requests,
                count(view.bytes) / 1e3,
                count(view.script_bytes) / 1e3,
                size.made_in,
            );
        }
        if let Some(Written { rate, p50, p99 }) = self.writer {
            let _ = writeln!(
                text,
                "\nThe writer under 64 clients: {rate:.0} durable changes a second (row, counter, event), p50 {p50:.2} ms, p99 {p99:.2} ms."
            );
        }
        if let Some(Imported { cpu_ms, wall_ms, bare_ms, full_ms }) = self.import {
            let _ = writeln!(
                text,
                "\nImport of 9,000 rows: {cpu_ms:.0} ms CPU, {wall_ms:.0} ms to wait. Raw, the same deals with one event each: {bare_ms:.0} ms ({:.1} x); raw, every row that the import wrote: {full_ms:.0} ms ({:.1} x).",
                cpu_ms / bare_ms,
                cpu_ms / full_ms,
            );
        }
    }
}

fn list(text: &mut String, verdicts: &[Verdict]) {
    let held = verdicts.iter().filter(|verdict| verdict.holds()).count();
    let _ = writeln!(text, "### Limits: {held} of {} hold\n", verdicts.len());
    text.push_str("| what | measured | limit | |\n|---|---:|---:|---|\n");
    for verdict in verdicts {
        let (measured, sign) = (spoken(verdict.measured), if verdict.at_least { "≥" } else { "≤" });
        let word = match (verdict.holds(), verdict.is_known()) {
            (true, _) => "holds",
            (false, true) => "**missed**, known",
            (false, false) => "**missed**",
        };
        let (limit, unit) = (spoken(verdict.limit), verdict.unit);
        let _ = writeln!(text, "| {} | {measured} {unit} | {sign} {limit} | {word} |", verdict.what);
    }
    text.push('\n');
}

fn line(deals: u32, act: &Measured) -> String {
    let pair = |pair: Option<(f64, f64)>, second: usize| {
        pair.map_or_else(|| "–".to_owned(), |(one, two)| format!("{one:.3}, {two:.second$}"))
    };
    let sync = act.sync_ms.map_or_else(|| "–".to_owned(), |ms| format!("{ms:.2}"));
    format!(
        "| {deals} | {} | {:.3} | {:.0} | {} | {:.2} / {:.2} / {:.2} | {} | {} | {} | {sync} |",
        act.act.name(),
        act.cpu_ms,
        act.rate,
        act.failed,
        act.p50,
        act.p95,
        act.p99,
        act.bytes,
        pair(act.fixed, 0),
        pair(act.raw, 2),
    )
}

fn spoken(number: f64) -> String {
    match number.abs() {
        large if large >= 100.0 => format!("{number:.0}"),
        middle if middle >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// The machine's shape, without its name.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("", |(_, model)| model);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("");
    format!("{cores} cores ({model}), load {load} when it ended.")
}

/// Puts the section in the place of the one with its heading, or at the end.
pub(crate) fn replace(file: &Path, section: &str) {
    let before = std::fs::read_to_string(file).unwrap_or_default();
    let heading = section.lines().next().unwrap_or_default();
    let after = match before.split_once(&format!("{heading}\n")) {
        None => format!("{}\n\n{section}", before.trim_end()),
        Some((above, rest)) => {
            let below = rest.find("\n## ").map_or("", |at| &rest[at + 1..]);
            let gap = if below.is_empty() { "" } else { "\n" };
            format!("{above}{section}{gap}{below}")
        }
    };
    std::fs::write(file, after).unwrap();
}
