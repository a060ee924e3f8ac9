use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::Error;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        const TAKEN: [i32; 3] =
            [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY, ffi::SQLITE_CONSTRAINT_ROWID];
        match error.sqlite_error() {
            Some(failure) if TAKEN.contains(&failure.extended_code) => Self::Taken,
            Some(failure) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Contended,
                ErrorCode::OperationInterrupted => Self::TooLong,
                _ => Self::Engine(error.to_string()),
            },
            None => Self::Engine(error.to_string()),
        }
    }
}

/// What a failed COMMIT means. After an error of the disk the change may come back with the next
/// start, because its pages stand in the log.
pub(super) fn uncommitted(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => Error::Unknown,
        _ => error.into(),
    }
}
