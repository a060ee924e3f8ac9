//! Labels that do not lie on each other.

use crate::path::Place;

/// A rectangle on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Extent {
    pub(crate) fn around(place: Place, radius: f64) -> Self {
        Self { left: place.x - radius, top: place.y - radius, right: place.x + radius, bottom: place.y + radius }
    }

    /// The stroke between two places, on which no label should lie.
    pub(crate) fn along(from: Place, to: Place) -> Self {
        Self {
            left: from.x.min(to.x) - 1.0,
            top: from.y.min(to.y) - 1.0,
            right: from.x.max(to.x) + 1.0,
            bottom: from.y.max(to.y) + 1.0,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn lies_in(&self, outer: &Self) -> bool {
        self.left >= outer.left && self.right <= outer.right && self.top >= outer.top && self.bottom <= outer.bottom
    }
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) at: Place,
    pub(crate) anchor: Anchor,
}

impl Label {
    fn space(&self, font_size: f64) -> Extent {
        let width = text_width(&self.text, font_size);
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        Extent { left, top: self.at.y - font_size * 0.85, right: left + width, bottom: self.at.y + font_size * 0.25 }
    }
}

/// What is taken on a drawing already.
pub(crate) struct Room {
    bounds: Extent,
    font_size: f64,
    taken: Vec<Extent>,
}

impl Room {
    pub(crate) fn new(bounds: Extent, font_size: f64) -> Self {
        Self { bounds, font_size, taken: Vec::new() }
    }

    pub(crate) fn is_free(&self, space: &Extent) -> bool {
        space.lies_in(&self.bounds) && !self.taken.iter().any(|taken| taken.meets(space))
    }

    pub(crate) fn take(&mut self, space: Extent) {
        self.taken.push(space);
    }

    /// The first of the labels that fits; it takes its room. Nothing when none does.
    pub(crate) fn place(&mut self, labels: impl IntoIterator<Item = Label>) -> Option<Label> {
        let label = labels.into_iter().find(|label| self.is_free(&label.space(self.font_size)))?;
        self.taken.push(label.space(self.font_size));
        Some(label)
    }
}

/// About how wide a text is; system fonts differ by less than the air around a label.
pub(crate) fn text_width(text: &str, font_size: f64) -> f64 {
    text.chars().map(|c| character_width(c) * font_size).sum()
}

fn character_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | '\'' | '\u{2019}' | '|' | ':' | ' ' | '\u{a0}' => 0.32,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.9,
        'A'..='Z' => 0.68,
        c if u32::from(c) >= 0x2e80 => 1.0,
        _ => 0.58,
    }
}

/// A name cut to at most so many characters, with an ellipsis where something is missing.
pub(crate) fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Extent = Extent { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };

    fn label(x: f64, anchor: Anchor) -> Label {
        Label { text: "Hallmark €18k".to_owned(), at: Place { x, y: 50.0 }, anchor }
    }

    #[test]
    fn a_label_gives_way_to_one_that_was_there_before() {
        let mut room = Room::new(BOUNDS, 11.0);
        assert!(room.place([label(10.0, Anchor::Start)]).is_some());
        assert_eq!(room.place([label(30.0, Anchor::Start)]), None);
        assert!(room.place([label(30.0, Anchor::Start), label(190.0, Anchor::End)]).is_some());
    }

    #[test]
    fn a_label_stays_on_the_drawing() {
        let mut room = Room::new(BOUNDS, 11.0);
        assert_eq!(room.place([label(190.0, Anchor::Start), label(5.0, Anchor::End)]), None);
    }

    #[test]
    fn long_names_end_in_an_ellipsis() {
        assert_eq!(shortened("Hallmark", 8), "Hallmark");
        assert_eq!(shortened("Consolidated Messenger", 14), "Consolidated\u{2026}");
    }
}
