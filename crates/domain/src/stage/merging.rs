//! Bringing together what two people made of the same stage: each one's changes since what both had seen. Nobody's
//! words are lost: what one took away and the other changed stays, and where both changed the same words, whoever
//! saves later is shown the other's before theirs take their place.

use super::criterion::{Comparison, Criterion, Test};
use super::guide::{AskedField, Guide, StageAction};

/// Words that both changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The list and the key of the row: `goal`, `criteria` or `fields`.
    pub(super) place: (&'static str, String),
    /// What the other one made of it.
    pub(super) theirs: String,
}

/// What two people made of a stage.
pub(super) struct Merged {
    /// Of both; one's own words where they differ.
    pub(super) guide: Guide,
    /// Where they differ.
    pub(super) conflicts: Vec<Conflict>,
    /// What was seen, with the other's words where they differ: seen now too.
    pub(super) seen: Guide,
}

/// What both made of it; one's own words where they differ.
pub(crate) fn merged_guide(base: &Guide, mine: &Guide, theirs: &Guide) -> Guide {
    merge(base, mine, theirs).guide
}

/// Brings `mine` and `theirs` together, which both began as `base`.
pub(super) fn merge(base: &Guide, mine: &Guide, theirs: &Guide) -> Merged {
    let (mut conflicts, mut seen) = (Vec::new(), base.clone());
    let goal = match chosen(&base.goal, &mine.goal, &theirs.goal) {
        Some(goal) => goal.clone(),
        None => {
            conflicts.push(Conflict { place: ("goal", String::new()), theirs: theirs.goal.clone() });
            seen.goal.clone_from(&theirs.goal);
            mine.goal.clone()
        }
    };
    let criteria = rows((&base.criteria, &mine.criteria, &theirs.criteria), &mut seen.criteria, &mut conflicts);
    let fields = rows((&base.fields, &mine.fields, &theirs.fields), &mut seen.fields, &mut conflicts);
    let actions = actions(&base.actions, &mine.actions, &theirs.actions);
    let mut guide = Guide { goal, actions, fields, criteria, retired: theirs.retired.clone() };
    let gone = theirs.keys().filter(|key| guide.keys().all(|kept| kept != *key)).map(str::to_owned);
    let gone: Vec<String> = gone.chain(theirs.retired.iter().cloned()).collect();
    guide.retired = gone.into_iter().filter(|key| guide.keys().all(|kept| kept != key)).collect();
    Merged { guide, conflicts, seen }
}

/// The one that was changed; none when both were, differently.
fn chosen<'v, T: PartialEq>(base: &'v T, mine: &'v T, theirs: &'v T) -> Option<&'v T> {
    if mine == base || mine == theirs {
        Some(theirs)
    } else if theirs == base {
        Some(mine)
    } else {
        None
    }
}

/// A row of a list, known by its key.
trait Keyed: Clone + PartialEq {
    const LIST: &'static str;
    fn key(&self) -> &str;
    /// All of it in words: whoever saves later has to see what they replace.
    fn words(&self) -> String;
    /// Part by part; true when both changed the same part, which is then one's own.
    fn merge_with(&self, base: &Self, theirs: &Self) -> (Self, bool);
}

impl Keyed for Criterion {
    const LIST: &'static str = "criteria";

    fn key(&self) -> &str {
        &self.key
    }

    fn words(&self) -> String {
        let compared = |compare: &Comparison| format!("{} {} {}", compare.field, compare.op.name(), compare.value);
        let seen = match &self.test {
            Test::Checklist { items } => items.join(", "),
            Test::FieldPresent { field } => field.clone(),
            Test::FieldCompared { compare } => compared(compare),
            Test::ContactRole { role } => role.clone(),
            Test::ScoreAtLeast { tool, least } => format!("{tool} >= {least}"),
            Test::Word | Test::Link => self.test.name().to_owned(),
        };
        let teams: Vec<String> = self.exempt.iter().map(ToString::to_string).collect();
        let parts = [seen, self.when.as_ref().map(compared).unwrap_or_default(), teams.join(", ")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{} ({}; {})", self.text, if self.must { "must" } else { "should" }, parts.join("; "))
    }

    fn merge_with(&self, base: &Self, theirs: &Self) -> (Self, bool) {
        let mut both = false;
        let merged = Self {
            key: self.key.clone(),
            text: part(&base.text, &self.text, &theirs.text, &mut both),
            must: part(&base.must, &self.must, &theirs.must, &mut both),
            evidence: part(&base.evidence, &self.evidence, &theirs.evidence, &mut both),
            test: part(&base.test, &self.test, &theirs.test, &mut both),
            when: part(&base.when, &self.when, &theirs.when, &mut both),
            exempt: part(&base.exempt, &self.exempt, &theirs.exempt, &mut both),
        };
        (merged, both)
    }
}

impl Keyed for AskedField {
    const LIST: &'static str = "fields";

    fn key(&self) -> &str {
        &self.key
    }

    fn words(&self) -> String {
        format!("{} ({})", self.label, [&[self.kind.name().to_owned()], &*self.options].concat().join(", "))
    }

    fn merge_with(&self, base: &Self, theirs: &Self) -> (Self, bool) {
        let mut both = false;
        let merged = Self {
            key: self.key.clone(),
            label: part(&base.label, &self.label, &theirs.label, &mut both),
            kind: part(&base.kind, &self.kind, &theirs.kind, &mut both),
            options: part(&base.options, &self.options, &theirs.options, &mut both),
        };
        (merged, both)
    }
}

fn part<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T, both: &mut bool) -> T {
    let chosen = chosen(base, mine, theirs);
    *both |= chosen.is_none();
    chosen.unwrap_or(mine).clone()
}

fn rows<T: Keyed>((base, mine, theirs): (&[T], &[T], &[T]), seen: &mut [T], conflicts: &mut Vec<Conflict>) -> Vec<T> {
    let find = |rows: &[T], key: &str| rows.iter().find(|row| row.key() == key).cloned();
    let mut merged = Vec::new();
    for row in theirs {
        match (find(base, row.key()), find(mine, row.key())) {
            (Some(old), Some(own)) => {
                let (kept, both) = own.merge_with(&old, row);
                if both {
                    let place = (T::LIST, row.key().to_owned());
                    conflicts.push(Conflict { place, theirs: row.words() });
                    seen.iter_mut().filter(|shown| shown.key() == row.key()).for_each(|shown| *shown = row.clone());
                }
                merged.push(kept);
            }
            // taken away by one, and left as it was by the other
            (Some(old), None) if old == *row => {}
            (None | Some(_), None) => merged.push(row.clone()),
            (None, Some(own)) => merged.push(own),
        }
    }
    let left = mine.iter().filter(|own| find(theirs, own.key()).is_none());
    merged.extend(left.filter(|own| find(base, own.key()).as_ref() != Some(*own)).cloned());
    merged
}

/// Actions have no keys: each is taken for another when its words are others.
fn actions(base: &[StageAction], mine: &[StageAction], theirs: &[StageAction]) -> Vec<StageAction> {
    let kept = theirs.iter().filter(|action| mine.contains(action) || !base.contains(action));
    let mut merged: Vec<StageAction> = kept.cloned().collect();
    let added = mine.iter().filter(|action| !base.contains(action) && !theirs.contains(action));
    merged.extend(added.cloned());
    merged
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn criterion(key: &str, text: &str) -> Criterion {
        Criterion {
            key: key.into(),
            text: text.into(),
            must: true,
            evidence: false,
            test: Test::Word,
            when: None,
            exempt: BTreeSet::new(),
        }
    }

    fn guide(goal: &str, criteria: &[(&str, &str)], done: &[&str]) -> Guide {
        let action = |text: &&str| StageAction { text: (*text).into(), ..StageAction::default() };
        Guide {
            goal: goal.into(),
            criteria: criteria.iter().map(|(key, text)| criterion(key, text)).collect(),
            actions: done.iter().map(action).collect(),
            ..Guide::default()
        }
    }

    #[test]
    fn changes_of_both_come_together() {
        let base = guide("Goal", &[("a", "One"), ("b", "Two")], &["Call", "Write"]);
        let mine = guide("My goal", &[("a", "One"), ("b", "Two mine"), ("c", "Three")], &["Call", "Visit"]);
        let theirs = guide("Goal", &[("b", "Two"), ("d", "Four")], &["Call", "Write", "Ask"]);
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.conflicts, []);
        let mut wanted =
            guide("My goal", &[("b", "Two mine"), ("d", "Four"), ("c", "Three")], &["Call", "Ask", "Visit"]);
        wanted.retired = BTreeSet::new();
        assert_eq!(merged.guide, wanted);
    }

    #[test]
    fn what_one_took_away_and_the_other_changed_stays() {
        let base = guide("", &[("a", "One"), ("b", "Two")], &[]);
        let mine = guide("", &[("b", "Two")], &[]);
        let theirs = guide("", &[("a", "One, but better"), ("b", "Two")], &[]);
        assert_eq!(merge(&base, &mine, &theirs).guide.criteria.len(), 2);
        assert_eq!(merge(&base, &theirs, &mine).guide.criteria.len(), 2);
    }

    #[test]
    fn the_same_words_changed_by_both_are_shown_before_they_are_replaced() {
        let base = guide("Goal", &[("a", "One")], &[]);
        let mine = guide("Mine", &[("a", "My one")], &[]);
        let theirs = guide("Theirs", &[("a", "Their one")], &[]);
        let first = merge(&base, &mine, &theirs);
        let told: Vec<&str> = first.conflicts.iter().map(|conflict| conflict.theirs.as_str()).collect();
        assert_eq!(told, ["Theirs", "Their one (must; word)"]);
        let again = merge(&first.seen, &mine, &theirs);
        assert_eq!((again.conflicts, again.guide.goal.as_str()), (Vec::new(), "Mine"));
        assert_eq!(again.guide.criteria[0].text, "My one");
    }
}
