//! `xtask/waivers.txt`: what may be longer than the house likes, how long, and why.

use super::finding::Finding;
use super::sources::Sources;

const LIST: &str = "xtask/waivers.txt";

/// What to do about something too long.
pub(super) const ADVICE: &str = "cut it, or give a reason in xtask/waivers.txt";

/// The list, and which of its lines were needed.
pub(super) struct Waivers {
    lines: Vec<Line>,
    malformed: Vec<usize>,
}

struct Line {
    number: usize,
    thing: String,
    most: usize,
    needed: bool,
}

impl Waivers {
    /// Reads the list: `path` or `path::function`, the number of lines it may have, the reason.
    pub(super) fn read(sources: &Sources) -> Self {
        let mut waivers = Self { lines: Vec::new(), malformed: Vec::new() };
        let text = sources.at(LIST).map_or("", |source| &source.text);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match parse(number, line) {
                Some(line) => waivers.lines.push(line),
                None => waivers.malformed.push(number),
            }
        }
        waivers
    }

    /// Whether a line allows `thing` to have `length` lines. The line counts as needed even when it
    /// allows too little.
    pub(super) fn cover(&mut self, thing: &str, length: usize) -> bool {
        let Some(line) = self.lines.iter_mut().find(|line| line.thing == thing) else { return false };
        line.needed = true;
        length <= line.most
    }

    /// What is wrong with the list itself, once everything was measured.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let needless = self.lines.iter().filter(|line| !line.needed).map(|line| {
            Finding::new(LIST, line.number, format!("`{}` needs no waiver any more: take the line away", line.thing))
        });
        let malformed = self.malformed.iter().map(|number| {
            Finding::new(LIST, *number, "a waiver is a path or path::function, a number of lines, and a reason")
        });
        needless.chain(malformed).collect()
    }
}

fn parse(number: usize, line: &str) -> Option<Line> {
    let mut words = line.split_whitespace();
    let (thing, most) = (words.next()?, words.next()?.parse().ok()?);
    words.next()?;
    Some(Line { number, thing: thing.to_owned(), most, needed: false })
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn a_waiver_without_a_reason_is_none() {
        let waivers = Waivers::read(&Sources::of(&[(LIST, "# the list\n\na.rs 310\n")]));
        assert_eq!(shown(&waivers.findings()).len(), 1);
    }
}
