use domain::Face;
use maud::{Markup, html};

/// How many hues there are.
const HUES: u64 = 12;

/// The first letters of the first and the last word.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A hue for a person, always the same one.
pub(crate) fn hue(number: i64) -> String {
    format!("hue-{}", (number.unsigned_abs().wrapping_mul(7)) % HUES)
}

/// A person's face, beside their name.
pub(crate) fn face(number: i64, name: &str) -> Markup {
    html! { span class={ "face " (hue(number)) } aria-hidden="true" { (initials(name)) } }
}

/// A small one.
pub(crate) fn face_small(number: i64, name: &str) -> Markup {
    html! { span class={ "face s " (hue(number)) } aria-hidden="true" { (initials(name)) } }
}

/// A small face with the name, leading to the person's page.
pub(crate) fn person(number: i64, name: &str) -> Markup {
    html! { a.person href={ "/people/" (number) } { (face_small(number, name)) (name) } }
}

/// The faces of several people, at most `most` of them; screen readers hear the names.
pub(crate) fn faces(people: &[Face], most: usize) -> Markup {
    let names: Vec<&str> = people.iter().map(|face| face.name.as_str()).collect();
    let (shown, rest) = people.split_at(most.min(people.len()));
    html! {
        @if !people.is_empty() {
            span.faces role="img" aria-label=(names.join(", ")) {
                @for face in shown { span class={ "face s " (hue(face.number)) } title=(face.name) { (initials(&face.name)) } }
                @if !rest.is_empty() { span.face.s.rest { "+" (rest.len()) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_and_the_last_word() {
        assert_eq!(initials("Anna Maria Snelling"), "AS");
        assert_eq!(initials("Cher"), "C");
        assert_eq!(initials("  "), "");
    }
}
