//! Bytes of a file made text: what spreadsheets and programs of all ages write.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoded {
    /// UTF-8, with or without a mark at its beginning.
    Utf8,
    /// UTF-16, told by the mark at its beginning.
    Utf16,
    /// Neither: taken for Windows-1252, in which every byte is a letter.
    Windows1252,
}

/// The text of a file; nothing when the bytes are no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<(Cow<'_, str>, Encoded)> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[mark..];
    let name = if encoding == UTF_16LE || encoding == UTF_16BE { Encoded::Utf16 } else { Encoded::Utf8 };
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) {
        return is_text(&text).then_some((text, name));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(body);
    (name == Encoded::Utf8 && is_text(&text)).then_some((text, Encoded::Windows1252))
}

/// Text has no control characters but those that part lines and columns.
fn is_text(text: &str) -> bool {
    let odd =
        |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}');
    let looked_at = text.chars().take(4096);
    let (mut letters, mut controls) = (0_usize, 0_usize);
    for letter in looked_at {
        letters += 1;
        controls += usize::from(odd(letter));
        if letter == '\0' {
            return false;
        }
    }
    controls * 50 <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<(String, Encoded)> {
        decoded(bytes).map(|(text, encoded)| (text.into_owned(), encoded))
    }

    #[test]
    fn the_encodings_of_spreadsheets_are_told_apart() {
        let word = || "Łódź".to_owned();
        assert_eq!(read("Łódź".as_bytes()), Some((word(), Encoded::Utf8)));
        assert_eq!(read("\u{feff}Łódź".as_bytes()), Some((word(), Encoded::Utf8)));
        let little: Vec<u8> = "\u{feff}Łódź".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Łódź".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), Some((word(), Encoded::Utf16)));
        assert_eq!(read(&big), Some((word(), Encoded::Utf16)));
        assert_eq!(read(b"M\xfcller"), Some(("Müller".to_owned(), Encoded::Windows1252)));
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        assert_eq!(read(b"PK\x03\x04\x14\0\0\0"), None);
        assert_eq!(read(&[0xff, 0xfe, 0, 0xd8]), None);
    }
}
