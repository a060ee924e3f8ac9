/// Everything that is ever bound to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, or nothing.
    Text(Option<String>),
    /// A whole number (an instant in microseconds, money in minor units, a count), or nothing.
    Int(Option<i64>),
    /// Yes or no, or nothing.
    Bool(Option<bool>),
    /// The 16 bytes of a UUID, or nothing.
    Id(Option<[u8; 16]>),
    /// Bytes, or nothing.
    Bytes(Option<Vec<u8>>),
}

macro_rules! bound {
    ($($kind:ident from $owned:ty),+ $(,)?) => {$(
        impl From<$owned> for Value {
            fn from(value: $owned) -> Self {
                Self::$kind(Some(value))
            }
        }

        impl From<Option<$owned>> for Value {
            fn from(value: Option<$owned>) -> Self {
                Self::$kind(value)
            }
        }
    )+};
}

bound!(Text from String, Int from i64, Bool from bool, Id from [u8; 16], Bytes from Vec<u8>);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Some(bytes.to_owned()))
    }
}
