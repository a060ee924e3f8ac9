//! Names that are probably meant: the same letters with other gaps, or a slip of the finger.

use std::collections::HashMap;

use super::dialect::squashed;
use crate::fold;

/// The most pairs of names that are compared letter by letter.
const MOST_PAIRS: usize = 4_000_000;

/// Names that are known, ready to be compared with.
pub(super) struct Names {
    exact: HashMap<String, String>,
    squashed: HashMap<String, Option<String>>,
    folded: Vec<(String, String)>,
}

impl Names {
    pub(super) fn of(names: impl IntoIterator<Item = String>) -> Self {
        let (mut exact, mut without_gaps, mut folded) = (HashMap::new(), HashMap::new(), Vec::new());
        for name in names {
            let key = fold(&name);
            if exact.contains_key(&key) {
                continue;
            }
            // Two names that only differ in gaps are like nothing in particular.
            without_gaps.entry(squashed(&name)).and_modify(|known| *known = None).or_insert_with(|| Some(name.clone()));
            folded.push((key.clone(), name.clone()));
            exact.insert(key, name);
        }
        Self { exact, squashed: without_gaps, folded }
    }

    /// The known name that is the same but for case, accents and spaces around.
    pub(super) fn same(&self, name: &str) -> Option<&str> {
        self.exact.get(&fold(name)).map(String::as_str)
    }

    /// The known name that is probably meant; nothing when two are equally near. `compared` names were
    /// compared before in the same look.
    pub(super) fn like(&self, name: &str, compared: usize) -> Option<&str> {
        if let Some(found) = self.squashed.get(&squashed(name)) {
            return found.as_deref();
        }
        if compared.saturating_mul(self.folded.len()) > MOST_PAIRS {
            return None;
        }
        let key = fold(name);
        let mut near = self.folded.iter().filter(|(known, _)| is_slip(&key, known));
        let found = near.next()?;
        near.next().is_none().then_some(found.1.as_str())
    }
}

/// One slip in a name of eight letters, two in fifteen; never in a digit, and never in a short word, for
/// `Harbour A` and `Harbour B` are two harbours.
fn is_slip(one: &str, other: &str) -> bool {
    let (letters, others) = (one.chars().count(), other.chars().count());
    let allowed = match letters.min(others) {
        ..8 => return false,
        8..15 => 1,
        _ => 2,
    };
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    if letters.abs_diff(others) > allowed || digits(one) != digits(other) {
        return false;
    }
    let (words, known): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let short = |(word, known): (&&str, &&str)| word != known && word.chars().count().min(known.chars().count()) < 4;
    if words.len() == known.len() && words.iter().zip(&known).any(short) {
        return false;
    }
    strsim::osa_distance(one, other) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(name: &str) -> Option<String> {
        let known = ["GTX Pro", "GTX Plus Pro", "Massive Dynamic", "Harbour A", "Model 500 Series", "Isdom"];
        Names::of(known.map(str::to_owned)).like(name, 1).map(str::to_owned)
    }

    #[test]
    fn a_name_with_other_gaps_or_a_slip_is_the_known_one() {
        assert_eq!(like("GTXPro").as_deref(), Some("GTX Pro"));
        assert_eq!(like("gtx-plus pro").as_deref(), Some("GTX Plus Pro"));
        assert_eq!(like("Masive Dynamic").as_deref(), Some("Massive Dynamic"));
    }

    #[test]
    fn another_name_is_another_thing() {
        for name in ["Harbour B", "Model 600 Series", "Isdon", "GTX", "Passive Kinetic"] {
            assert_eq!(like(name), None, "{name}");
        }
    }
}
