//! How well the way of a deal fits the way that the process names.
//!
//! The model is a straight line: every step once, in order. The cheapest alignment of a way with it costs one for each
//! step of the way that the model does not have there, and one for each step of the model that the way leaves out (W. van
//! der Aalst, A. Adriansyah and B. van Dongen, WIREs Data Mining 2, 2012). Against a straight line, what fits is a
//! longest common subsequence, so no search is needed.

/// One step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move<T> {
    /// In both.
    Together(T),
    /// Only in the way: a return, a repeat, or a step that the model does not have.
    Extra(T),
    /// Only in the model: it was left out.
    Skipped(T),
}

/// The cheapest alignment of a way with a straight line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment<T> {
    /// Its steps, in order.
    pub moves: Vec<Move<T>>,
    /// How many steps are in one of the two only.
    pub cost: usize,
    /// The lengths of way and model together.
    pub length: usize,
}

impl<T> Alignment<T> {
    /// From 0 to 1: 1 less the cost over the lengths of both together; 1 for nothing against nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "ways are far shorter than 2^53")]
    pub fn fitness(&self) -> f64 {
        if self.length == 0 { 1.0 } else { 1.0 - self.cost as f64 / self.length as f64 }
    }
}

/// Aligns a way with a straight line, in time and memory of the product of their lengths. Where several alignments are
/// as cheap, steps of the way are taken before steps of the model.
#[must_use]
pub fn align<T: Copy + PartialEq>(way: &[T], line: &[T]) -> Alignment<T> {
    let width = line.len() + 1;
    // the longest common subsequence of what is left from here on
    let mut common = vec![0_usize; (way.len() + 1) * width];
    for (at, step) in way.iter().enumerate().rev() {
        for (place, named) in line.iter().enumerate().rev() {
            common[at * width + place] = if step == named {
                common[(at + 1) * width + place + 1] + 1
            } else {
                common[(at + 1) * width + place].max(common[at * width + place + 1])
            };
        }
    }
    let (mut at, mut place, mut moves) = (0, 0, Vec::with_capacity(way.len() + line.len()));
    while at < way.len() || place < line.len() {
        let left = |at: usize, place: usize| common[at * width + place];
        match (way.get(at), line.get(place)) {
            (Some(step), Some(named)) if step == named => {
                moves.push(Move::Together(*step));
                (at, place) = (at + 1, place + 1);
            }
            (Some(step), Some(_)) if left(at + 1, place) == left(at, place) => {
                moves.push(Move::Extra(*step));
                at += 1;
            }
            (_, Some(named)) => {
                moves.push(Move::Skipped(*named));
                place += 1;
            }
            (Some(step), None) => {
                moves.push(Move::Extra(*step));
                at += 1;
            }
            (None, None) => break,
        }
    }
    let length = way.len() + line.len();
    let cost = length - 2 * common.first().copied().unwrap_or(0);
    Alignment { moves, cost, length }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn a_leap_a_return_and_a_repeat_are_named() {
        let line = ['a', 'b', 'c', 'w'];
        let leap = align(&['a', 'c', 'w'], &line);
        assert_eq!((leap.cost, leap.moves[1]), (1, Move::Skipped('b')));
        let back = align(&['a', 'b', 'a', 'b', 'c', 'w'], &line);
        assert_eq!((back.cost, back.length), (2, 10));
        assert!((back.fitness() - 0.8).abs() < 1e-12);
        let extra: Vec<_> = back.moves.iter().filter(|step| matches!(step, Move::Extra(_))).collect();
        assert_eq!(extra.len(), 2);
        assert!((align::<char>(&[], &[]).fitness() - 1.0).abs() < 1e-12);
        assert!(align(&[], &line).fitness().abs() < 1e-12);
    }

    /// The cheapest alignment by Dijkstra's idea in its plainest form: try every move.
    fn cheapest(way: &[u8], line: &[u8]) -> usize {
        match (way, line) {
            ([], rest) | (rest, []) => rest.len(),
            ([step, way @ ..], [named, line @ ..]) => {
                let extra = 1 + cheapest(way, &[&[*named], line].concat());
                let skipped = 1 + cheapest(&[&[*step], way].concat(), line);
                let together = if step == named { cheapest(way, line) } else { usize::MAX };
                extra.min(skipped).min(together)
            }
        }
    }

    proptest! {
        #[test]
        fn no_alignment_is_cheaper(way in vec(0_u8..4, 0..7), line in vec(0_u8..4, 0..5)) {
            let alignment = align(&way, &line);
            prop_assert_eq!(alignment.cost, cheapest(&way, &line));
            let apart = alignment.moves.iter().filter(|step| !matches!(step, Move::Together(_))).count();
            prop_assert_eq!(apart, alignment.cost);
            let walked: Vec<u8> = alignment.moves.iter().filter_map(|step| match step {
                Move::Together(step) | Move::Extra(step) => Some(*step),
                Move::Skipped(_) => None,
            }).collect();
            prop_assert_eq!(walked, way);
        }
    }
}
