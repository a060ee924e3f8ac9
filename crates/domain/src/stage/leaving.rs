//! Which stages a move leaves behind.

use super::{Stage, Status};

/// The open stages that a move leaves behind: the one where a deal stands and those that it leaps over. None for a
/// way back, or to a lost stage.
pub(crate) fn left_behind<'s>(stages: &'s [Stage], from: &str, to: &Stage) -> Vec<&'s Stage> {
    let Some(here) = stages.iter().find(|stage| stage.key == from && stage.kind == Status::Open) else {
        return Vec::new();
    };
    let reached = |stage: &&Stage| match to.kind {
        Status::Open => stage.position < to.position,
        Status::Won => true,
        Status::Lost => false,
    };
    let open = stages.iter().filter(|stage| stage.kind == Status::Open && stage.position >= here.position);
    open.filter(reached).collect()
}

/// The same for a move into a version with other stages, `theirs`: places are compared within one version only. Where
/// `own` lacks the stage that it goes to, everything up to the last shared stage before that one is left behind.
pub(crate) fn left_behind_into<'s>(own: &'s [Stage], theirs: &[Stage], from: &str, to: &Stage) -> Vec<&'s Stage> {
    let known = own.iter().find(|stage| stage.key == to.key);
    if let Some(known) = known.or((to.kind != Status::Open).then_some(to)) {
        return left_behind(own, from, known);
    }
    let Some(here) = own.iter().find(|stage| stage.key == from && stage.kind == Status::Open) else {
        return Vec::new();
    };
    let place = |stage: &Stage| theirs.iter().find(|other| other.key == stage.key).map(|other| other.position);
    let before = |stage: &&Stage| place(stage).is_some_and(|place| place < to.position);
    let open = || own.iter().filter(|stage| stage.kind == Status::Open);
    let Some(last) = open().filter(before).map(|stage| stage.position).max() else { return Vec::new() };
    let not_behind = |stage: &&Stage| place(stage).is_none_or(|place| place < to.position);
    open().filter(|stage| (here.position..=last).contains(&stage.position)).filter(not_behind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, ProcessId};

    fn stages(keys: &[&str]) -> Vec<Stage> {
        let stage = |(place, key): (i64, &&str)| Stage {
            process: ProcessId::of([1; 16]),
            version: 1,
            key: (*key).into(),
            name: (*key).into(),
            kind: Status::Open,
            position: place * 10,
            usual_days: None,
            learned_days: None,
            preset_win_rate: 50,
        };
        (1..).zip(keys).map(stage).collect()
    }

    #[test]
    fn places_are_compared_within_one_version() {
        let own = stages(&["contact", "discovery", "demo", "proposal"]);
        let theirs = stages(&["contact", "demo", "trial", "proposal"]);
        let behind = |from: &str, to: &str| -> Vec<&str> {
            let to = theirs.iter().find(|stage| stage.key == to).unwrap_or(&theirs[0]);
            left_behind_into(&own, &theirs, from, to).into_iter().map(|stage| stage.key.as_str()).collect()
        };
        assert_eq!(behind("demo", "trial"), ["demo"]);
        assert_eq!(behind("discovery", "demo"), ["discovery"]);
        assert_eq!(behind("contact", "trial"), ["contact", "discovery", "demo"]);
        assert!(behind("proposal", "trial").is_empty(), "a way back");
        assert!(behind("discovery", "contact").is_empty(), "a way back from what is gone");
    }
}
