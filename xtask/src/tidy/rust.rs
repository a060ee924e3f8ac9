//! Just enough of Rust's grammar to tell words from texts and comments.

/// A piece of a Rust source; comments are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'s> {
    /// What it is.
    pub(super) kind: Kind,
    /// The word, the mark, or what stands between the quotes of a text, escapes as written.
    pub(super) text: &'s str,
    /// The line it begins on, counted from one.
    pub(super) line: usize,
    /// The offset in the source at which it begins.
    pub(super) at: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword, a name or a number.
    Word,
    /// A string literal.
    Text,
    /// A character literal or a lifetime.
    Quoted,
    /// Any other single character.
    Mark,
}

impl Token<'_> {
    /// Whether it is this word or mark.
    pub(super) fn is(&self, text: &str) -> bool {
        self.kind != Kind::Text && self.text == text
    }

    /// The line it ends on.
    pub(super) fn last_line(&self) -> usize {
        self.line + self.text.matches('\n').count()
    }

    /// The offset just behind a word or mark.
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The tokens of `source`. What is no valid Rust gives tokens too, only not useful ones.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut reader = Reader { source, at: 0, line: 1 };
    let mut found = Vec::new();
    while let Some(piece) = reader.piece() {
        let line = reader.line;
        let at = reader.at;
        if let Some((kind, from, to)) = piece.token {
            found.push(Token { kind, text: &source[at + from..at + to], line, at });
        }
        reader.pass(piece.length);
    }
    found
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
    line: usize,
}

/// What stands at the reader, and the part of it that makes a token.
struct Piece {
    length: usize,
    token: Option<(Kind, usize, usize)>,
}

impl Piece {
    fn skipped(length: usize) -> Self {
        Self { length, token: None }
    }

    fn whole(kind: Kind, length: usize) -> Self {
        Self { length, token: Some((kind, 0, length)) }
    }
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn pass(&mut self, length: usize) {
        self.line += self.rest()[..length].matches('\n').count();
        self.at += length;
    }

    fn piece(&self) -> Option<Piece> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        Some(if first.is_whitespace() {
            Piece::skipped(first.len_utf8())
        } else if rest.starts_with("//") {
            Piece::skipped(rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            Piece::skipped(block_comment(rest))
        } else if let Some(text) = text(rest) {
            text
        } else if first == '\'' {
            Piece::whole(Kind::Quoted, quoted(rest))
        } else if is_word(first) {
            Piece::whole(Kind::Word, rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()))
        } else {
            Piece::whole(Kind::Mark, first.len_utf8())
        })
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let bytes = rest.as_bytes();
    for (at, pair) in bytes.windows(2).enumerate() {
        match pair {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return at + 2,
            b"*/" => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}

/// A string literal, whatever its prefix and number of `#`.
fn text(rest: &str) -> Option<Piece> {
    let prefix = rest.find(|letter| !matches!(letter, 'b' | 'c' | 'r')).filter(|length| *length <= 2)?;
    let raw = rest[..prefix].contains('r');
    let hashes = if raw { rest[prefix..].chars().take_while(|mark| *mark == '#').count() } else { 0 };
    let from = prefix + hashes;
    let body = rest[from..].strip_prefix('"')?;
    let length = if raw { body.find(&format!("\"{}", "#".repeat(hashes))) } else { unescaped_quote(body) };
    let length = length.unwrap_or(body.len());
    let end = (from + 1 + length + 1 + hashes).min(rest.len());
    Some(Piece { length: end, token: Some((Kind::Text, from + 1, from + 1 + length)) })
}

fn unescaped_quote(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.char_indices().find_map(|(at, letter)| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// The length of a character literal, or of the quote that begins a lifetime.
fn quoted(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => letters.skip(1).find(|(_, letter)| *letter == '\'').map_or(rest.len(), |(at, _)| at + 1),
        Some(_) => letters.next().filter(|(_, letter)| *letter == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, source: &str) -> Vec<&str> {
        tokens(source).into_iter().filter(|token| token.kind == kind).map(|token| token.text).collect()
    }

    #[test]
    fn texts_are_found_in_every_spelling() {
        let source = r##"let a = "one \" two"; let b = r#"three " four"#; let c = b"five"; let r = "six";"##;
        assert_eq!(of(Kind::Text, source), [r#"one \" two"#, "three \" four", "five", "six"]);
    }

    #[test]
    fn comments_say_nothing_even_nested_or_with_quotes() {
        assert_eq!(of(Kind::Word, "one // \" two\n/* \" /* three */ four */ five"), ["one", "five"]);
    }

    #[test]
    fn a_quote_as_a_character_opens_no_text() {
        assert_eq!(of(Kind::Text, r#"['"', '\'', '\\', "text"]"#), ["text"]);
        assert_eq!(of(Kind::Word, "impl<'s> Reader<'s>"), ["impl", "s", "Reader", "s"]);
    }

    #[test]
    fn lines_are_counted_through_texts_and_comments() {
        let found = tokens("/* 1\n2 */ two \"\n\" three");
        let lines: Vec<_> = found.iter().map(|token| (token.line, token.last_line())).collect();
        assert_eq!(lines, [(2, 2), (2, 3), (3, 3)]);
    }
}
