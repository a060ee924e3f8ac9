//! Text made equal where people take it for equal: the `…_key` columns and the words of the search.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` without case, accents and doubled spaces. Both engines compare the result byte by byte, so
/// they answer alike.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return folded_ascii(text);
    }
    let plain: String = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect();
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded.replace('ø', "o").replace('ß', "ss").replace('æ', "ae").replace('œ', "oe").replace('ł', "l")
}

/// Most text has nothing to decompose.
fn folded_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    }
    folded
}

/// The most words of one text that the search keeps.
const WORDS_KEPT: usize = 16;

/// The folded words of a text, each once, at most sixteen.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in fold(text).split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if words.len() < WORDS_KEPT && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// The words of a key that is made of a text.
const WORDS_OF_KEY: usize = 5;

/// A name for programs, made of the first words of a text (or of `otherwise`, when it has none), that is not taken.
pub(crate) fn free_key(text: &str, otherwise: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = words(text).into_iter().take(WORDS_OF_KEY).collect::<Vec<_>>().join("_");
    let base = if base.is_empty() { otherwise.to_owned() } else { base };
    let mut keys = std::iter::once(base.clone()).chain((2_u64..).map(|count| format!("{base}_{count}")));
    keys.find(|key| !taken(key)).unwrap_or(base)
}

/// The first text that no longer begins with `prefix`, for a range instead of a `LIKE`.
#[must_use]
pub fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_find_names_without_accents_and_case() {
        assert_eq!(fold("  Lena  SØRENSEN "), "lena sorensen");
        assert_eq!(fold("Straße Übermut"), "strasse ubermut");
        assert_eq!(words("GTX-Pro, GTX pro (Łódź)"), ["gtx", "pro", "lodz"]);
    }
}
