use serde::{Deserialize, Deserializer};

/// A field of a change: not given, it stays; `null`, it is emptied; a value, it becomes that.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Given<T> {
    /// The field is not there.
    #[default]
    Not,
    /// The field is `null`.
    Null,
    /// The field has a value.
    Value(T),
}

impl<T> Given<T> {
    /// The field as a form would have it: nothing, empty, or the value as text.
    pub(crate) fn typed(&self, text: impl FnOnce(&T) -> String) -> Option<String> {
        match self {
            Self::Not => None,
            Self::Null => Some(String::new()),
            Self::Value(value) => Some(text(value)),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(reader)?.map_or(Self::Null, Self::Value))
    }
}
