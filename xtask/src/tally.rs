//! Counting tests over several runners, from what they print.

use std::fmt;
use std::time::Duration;

/// How many tests ran, and how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Takes in one line of a runner's output: the closing line of `cargo nextest`, of `cargo test`, or
    /// one of the closing lines of `node --test`. Any other line counts nothing.
    pub(crate) fn hear(&mut self, line: &str) {
        let line = line.trim_start();
        if let Some(rest) = line.strip_prefix("Summary [") {
            self.add(&in_words(rest.split_once("run:").map_or("", |(_, counts)| counts)));
        } else if let Some(rest) = line.strip_prefix("test result:") {
            self.add(&in_words(rest));
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            self.add(&in_node_words(rest));
        }
    }

    /// Something other than a test failed.
    pub(crate) fn fail(&mut self) {
        self.failed += 1;
    }

    /// Whether a test failed.
    pub(crate) fn has_failures(self) -> bool {
        self.failed > 0
    }

    /// The closing line, as nextest writes its own.
    pub(crate) fn summary(self, took: Duration) -> String {
        let run = self.passed + self.failed;
        let tests = if run == 1 { "test" } else { "tests" };
        let failed = if self.failed == 0 { String::new() } else { format!(", {} failed", self.failed) };
        let took = took.as_secs_f64();
        format!(
            "     Summary [{took:>8.3}s] {run} {tests} run: {} passed{failed}, {} skipped",
            self.passed, self.skipped
        )
    }

    fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// `12 passed (1 slow), 1 failed, 1 timed out, 2 skipped` or `ok. 3 passed; 0 failed; 1 ignored; …`.
fn in_words(counts: &str) -> Tally {
    let mut tally = Tally::default();
    let mut before: Option<u64> = None;
    for word in counts.split_whitespace().map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric())) {
        match (before, word) {
            (Some(count), "passed") => tally.passed += count,
            (Some(count), "failed" | "timed" | "exec") => tally.failed += count,
            (Some(count), "skipped" | "ignored") => tally.skipped += count,
            _ => {}
        }
        before = word.parse().ok();
    }
    tally
}

/// `pass 3`, `fail 0`, `cancelled 0`, `skipped 1`, `todo 0`.
fn in_node_words(line: &str) -> Tally {
    let mut tally = Tally::default();
    let Some((word, count)) = line.split_once(' ') else { return tally };
    let Ok(count) = count.trim().parse() else { return tally };
    match word {
        "pass" => tally.passed = count,
        "fail" | "cancelled" => tally.failed = count,
        "skipped" | "todo" => tally.skipped = count,
        _ => {}
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: &[&str]) -> String {
        let mut tally = Tally::default();
        for line in lines {
            tally.hear(line);
        }
        tally.to_string()
    }

    #[test]
    fn nextest_is_understood() {
        let line = "     Summary [   1.004s] 14 tests run: 12 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(heard(&[line]), "12 passed, 2 failed, 2 skipped");
        assert_eq!(
            heard(&["     Summary [   0.004s] 1 test run: 1 passed, 0 skipped"]),
            "1 passed, 0 failed, 0 skipped"
        );
        assert_eq!(heard(&["        PASS [   0.004s] db groups"]), "0 passed, 0 failed, 0 skipped");
    }

    #[test]
    fn cargo_test_is_understood_over_several_binaries() {
        let line = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s";
        assert_eq!(heard(&[line, line]), "6 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn node_is_understood_in_both_of_its_dialects() {
        assert_eq!(heard(&["ℹ tests 4", "ℹ pass 2", "ℹ fail 1", "ℹ skipped 1"]), "2 passed, 1 failed, 1 skipped");
        assert_eq!(heard(&["# pass 2", "# fail 0", "# duration_ms 12.5"]), "2 passed, 0 failed, 0 skipped");
    }

    #[test]
    fn the_closing_line_is_one_that_readers_of_nextest_know() {
        let tally = Tally { passed: 3, failed: 1, skipped: 2 };
        assert_eq!(
            tally.summary(Duration::from_millis(1500)),
            "     Summary [   1.500s] 4 tests run: 3 passed, 1 failed, 2 skipped"
        );
    }
}
