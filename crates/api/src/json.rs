//! Reading JSON bodies and queries strictly: what is not known here is refused with a sentence, so that a
//! slip of the pen does not pass for a change.

use domain::Problems;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::failure::Failure;

/// A body as JSON; an empty one counts as `{}`. What is no JSON at all is malformed; what is JSON but
/// something else than expected is a problem with its field.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    let body = if body.trim_ascii().is_empty() { b"{}" } else { body };
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        match inner.classify() {
            Category::Data => problem(&path, &inner.to_string()).into(),
            Category::Io | Category::Syntax | Category::Eof => Failure::Malformed(inner.to_string()),
        }
    })?;
    reader.end().map_err(|error| Failure::Malformed(error.to_string()))?;
    Ok(read)
}

/// The query of an address.
pub(crate) fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(reader)
        .map_err(|error| problem(&error.path().to_string(), &error.inner().to_string()).into())
}

/// What a reader says about a field, as a sentence.
fn problem(path: &str, said: &str) -> Problems {
    let path = path.trim_start_matches('.');
    let said = said.split(" at line ").next().unwrap_or(said);
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let (field, known) = quoted.split_first().map_or(("", &[][..]), |(field, known)| (*field, known));
    let inside = |field: &str| match path.rsplit_once('.') {
        Some((above, _)) => format!("{above}.{field}"),
        None => field.to_owned(),
    };
    if said.starts_with("unknown field") {
        let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
        return Problems::with(&inside(field), "problem-unknown-field", &[("known", known)]);
    }
    if said.starts_with("duplicate field") {
        return Problems::one(&inside(field), "problem-duplicate-field");
    }
    if said.starts_with("missing field") {
        let path = if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") };
        return Problems::one(&path, "problem-missing-field");
    }
    Problems::with(if path.is_empty() { "body" } else { path }, "problem-value", &[("what", said.to_owned())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::NewDeal;

    fn refused(body: &str) -> String {
        match read::<NewDeal>(body.as_bytes()) {
            Err(Failure::Malformed(_)) => "malformed".to_owned(),
            Err(Failure::Domain(domain::Error::Invalid(problems))) => {
                problems.iter().map(|(field, problem)| format!("{field} {}", problem.text)).collect()
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_json_is_malformed_and_nothing_of_it_panics() {
        let deep = "[".repeat(10_000);
        let deep_inside = format!("{{\"title\":{deep}");
        for body in ["{", "nan", "{\"owner\": NaN}", "{\"owner\": 1e400}", "{} x", "\u{0}"] {
            assert_eq!(refused(body), "malformed", "{body}");
        }
        assert!(read::<NewDeal>(deep.as_bytes()).is_err() && read::<NewDeal>(deep_inside.as_bytes()).is_err());
        assert!(read::<NewDeal>(b"{\"title\": \"\\ud800\"}").is_err(), "half a letter");
        assert!(read::<NewDeal>(&[0xff, 0xfe]).is_err(), "not UTF-8");
    }

    #[test]
    fn what_is_not_known_is_a_problem_with_its_field() {
        assert_eq!(refused(r#"{"titel": "x"}"#), "titel problem-unknown-field");
        assert_eq!(refused(r#"{"title": "x", "title": "y"}"#), "title problem-duplicate-field");
        assert_eq!(refused(r#"{"amount": {"minor": 1, "currency": "EUR", "x": 1}}"#), "amount.x problem-unknown-field");
        assert_eq!(refused(r#"{"amount": {"minor": 1}}"#), "amount.currency problem-missing-field");
        assert_eq!(refused(r#"{"amount": {"minor": 1.5, "currency": "EUR"}}"#), "amount.minor problem-value");
        assert_eq!(refused(r#"{"owner": 99999999999999999999}"#), "owner problem-value");
        assert_eq!(refused("[]"), "body problem-value");
        assert_eq!(refused(r#"{"__proto__": {}, "workspace_id": 1}"#), "__proto__ problem-unknown-field");
    }
}
