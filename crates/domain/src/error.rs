use std::collections::BTreeMap;

/// What every domain function returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can stand between a person and what they want.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// It is not there, or not for them to see.
    #[error("not found")]
    NotFound,
    /// They may see it, but not do this.
    #[error("not allowed")]
    Forbidden,
    /// What they typed needs another look.
    #[error("some of this needs another look")]
    Invalid(Problems),
    /// Someone changed it meanwhile.
    #[error("someone changed this meanwhile")]
    Stale,
    /// The database would not.
    #[error(transparent)]
    Storage(db::Error),
}

impl Error {
    /// The same, with problems of fields at the fields of another form: pairs of the name there and here.
    #[must_use]
    pub fn at(self, fields: &[(&str, &str)]) -> Self {
        let Self::Invalid(found) = self else { return self };
        let mut problems = Problems::default();
        for (field, problem) in found.iter() {
            let here = fields.iter().find(|(there, _)| *there == field).map_or(field, |(_, here)| here);
            problems.add_with(here, problem.text, &problem.given);
        }
        problems.into()
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            // what somebody typed, not what the database did
            db::Error::Nul => Problems::one("text", "problem-nul").into(),
            error => Self::Storage(error),
        }
    }
}

/// A sentence that a person can act on, as an id in the texts and what is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the sentence.
    pub text: &'static str,
    /// Names and values of what the sentence leaves open.
    pub given: Vec<(&'static str, String)>,
}

/// What is wrong, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(BTreeMap<String, Problem>);

impl Problems {
    /// One problem with one field.
    #[must_use]
    pub fn one(field: &str, text: &'static str) -> Self {
        let mut problems = Self::default();
        problems.add(field, text);
        problems
    }

    /// One problem with one field, with something to be filled into its sentence.
    #[must_use]
    pub fn with(field: &str, text: &'static str, given: &[(&'static str, String)]) -> Self {
        let mut problems = Self::default();
        problems.add_with(field, text, given);
        problems
    }

    /// Notes a problem; the first one of a field stays.
    pub fn add(&mut self, field: &str, text: &'static str) {
        self.add_with(field, text, &[]);
    }

    /// Notes a problem with something to be filled in; the first one of a field stays.
    pub fn add_with(&mut self, field: &str, text: &'static str, given: &[(&'static str, String)]) {
        self.0.entry(field.to_owned()).or_insert_with(|| Problem { text, given: given.to_vec() });
    }

    /// The problem with `field`, if it has one.
    #[must_use]
    pub fn on(&self, field: &str) -> Option<&Problem> {
        self.0.get(field)
    }

    /// Every field that has a problem.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().map(|(field, problem)| (field.as_str(), problem))
    }

    /// Nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `value`, unless something is wrong.
    pub fn or<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(Error::Invalid(self)) }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}
