//! The `d` of a path, written short.

use std::fmt::{self, Write};

/// A place on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A coordinate with one decimal, and none where it is zero.
pub(crate) struct Coordinate(pub(crate) f64);

impl fmt::Display for Coordinate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        let tenths = if tenths == 0.0 { 0.0 } else { tenths };
        if tenths % 10.0 == 0.0 { write!(out, "{:.0}", tenths / 10.0) } else { write!(out, "{:.1}", tenths / 10.0) }
    }
}

/// A line through places; those that lie on the straight line between their neighbours are left out.
pub(crate) fn line(places: &[Place]) -> String {
    let mut path = String::new();
    let bends = places.iter().enumerate().filter(|(index, place)| {
        let before = index.checked_sub(1).and_then(|before| places.get(before));
        let neighbours = before.zip(places.get(index + 1));
        neighbours.is_none_or(|(before, after)| !is_between(before, place, after))
    });
    for (count, (_, place)) in bends.enumerate() {
        let verb = if count == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{verb}{} {}", Coordinate(place.x), Coordinate(place.y));
    }
    path
}

/// A closed area around places.
pub(crate) fn area(places: &[Place]) -> String {
    if places.is_empty() { String::new() } else { line(places) + "Z" }
}

fn is_between(before: &Place, place: &Place, after: &Place) -> bool {
    let cross = (place.x - before.x) * (after.y - before.y) - (place.y - before.y) * (after.x - before.x);
    let forward = (place.x - before.x) * (after.x - place.x) + (place.y - before.y) * (after.y - place.y);
    cross.abs() < 0.05 && forward >= 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(places: &[(f64, f64)]) -> String {
        line(&places.iter().map(|&(x, y)| Place { x, y }).collect::<Vec<_>>())
    }

    #[test]
    fn a_line_keeps_its_bends_only() {
        assert_eq!(through(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 2.0)]), "M0 0L2 2L3 2");
        assert_eq!(through(&[(0.0, 0.0), (0.0, 5.0), (0.0, 2.0)]), "M0 0L0 5L0 2");
        assert_eq!(through(&[]), "");
    }

    #[test]
    fn coordinates_have_one_decimal_at_most() {
        assert_eq!([48.0, 116.44, -0.04, 219.96].map(|x| Coordinate(x).to_string()), ["48", "116.4", "0", "220"]);
    }
}
