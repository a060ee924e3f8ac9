use std::error::Error as _;
use std::io;

use tokio_postgres::error::SqlState;

use crate::Error;

/// What the server, or the silence of the server, means.
pub(super) fn judged(error: &tokio_postgres::Error, closed: bool) -> Error {
    match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION) => Error::Taken,
        Some(
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED | &SqlState::LOCK_NOT_AVAILABLE,
        ) => Error::Contended,
        Some(&SqlState::QUERY_CANCELED) => Error::TooLong,
        Some(
            &SqlState::ADMIN_SHUTDOWN
            | &SqlState::CRASH_SHUTDOWN
            | &SqlState::CANNOT_CONNECT_NOW
            | &SqlState::TOO_MANY_CONNECTIONS,
        ) => Error::Unreachable,
        Some(_) if !closed => told(error),
        _ if closed || error.is_closed() || of_the_network(error) => Error::Unreachable,
        _ => told(error),
    }
}

/// Whether a prepared statement no longer fits its tables. The message may be in any language; the
/// name of the routine is not, but only `PostgreSQL` itself tells it.
pub(super) fn is_outdated(error: &tokio_postgres::Error) -> bool {
    let Some(told) = error.as_db_error() else { return false };
    told.code() == &SqlState::FEATURE_NOT_SUPPORTED
        && (told.routine() == Some("RevalidateCachedQuery") || told.message().starts_with("cached plan"))
}

fn of_the_network(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(<dyn std::error::Error>::is::<io::Error>)
}

/// The server's message without its details, which would carry what people wrote into the logs.
fn told(error: &tokio_postgres::Error) -> Error {
    Error::Engine(error.as_db_error().map_or_else(|| in_full(error), |told| told.message().to_owned()))
}

fn in_full(error: &tokio_postgres::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}
