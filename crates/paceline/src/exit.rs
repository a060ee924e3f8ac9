use std::fmt;
use std::process::ExitCode;

use domain::{Error, Problems};

/// Why a command stops, in words and as an exit code.
#[derive(Debug)]
pub(crate) struct Stop {
    code: u8,
    words: String,
}

impl Stop {
    /// Something was asked for that cannot be: exit code 2.
    pub(crate) fn asked(words: impl Into<String>) -> Self {
        Self { code: 2, words: words.into() }
    }

    /// The data is not as it should be: exit code 3.
    pub(crate) fn damaged(words: impl Into<String>) -> Self {
        Self { code: 3, words: words.into() }
    }

    /// Something went wrong on the way: exit code 1.
    pub(crate) fn failed(words: impl Into<String>) -> Self {
        Self { code: 1, words: words.into() }
    }

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(problems) => Self::asked(sentences(&problems)),
            Error::Storage(error) => error.into(),
            other => Self::asked(other.to_string()),
        }
    }
}

impl From<db::Error> for Stop {
    fn from(error: db::Error) -> Self {
        Self::failed(format!("The database would not: {error}."))
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<csv::Error> for Stop {
    fn from(error: csv::Error) -> Self {
        Self::failed(error.to_string())
    }
}

fn sentences(problems: &Problems) -> String {
    let texts = http::texts();
    let lines = problems.iter().map(|(field, problem)| format!("{field}: {}", texts.problem(problem)));
    lines.collect::<Vec<_>>().join("\n")
}
