//! A person as somebody typed them.

use serde::Deserialize;

use super::Member;
use crate::{Problems, Result, Role, Scene};

/// A person as somebody typed them. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct MemberDraft {
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// Their name.
    pub name: Option<String>,
    /// Their e-mail; empty for none.
    pub email: Option<String>,
    /// Their part in the workspace.
    pub role: Option<String>,
    /// Their time zone; empty for the team's.
    pub time_zone: Option<String>,
}

impl MemberDraft {
    pub(super) fn read_into(&self, member: &mut Member, scene: &mut Scene<'_>) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(name) = &self.name {
            match name.trim() {
                "" => problems.add("name", "problem-name-missing"),
                long if long.chars().count() > 120 => problems.add("name", "problem-name-long"),
                name => name.clone_into(&mut member.name),
            }
        }
        if let Some(email) = self.email.as_ref().map(|email| email.trim()) {
            member.email = (!email.is_empty()).then(|| email.to_owned());
            if !email.is_empty() && !looks_like_email(email) {
                problems.add("email", "problem-email");
            } else if Member::with_email(scene, email)?.is_some_and(|other| other.id != member.id) {
                problems.add("email", "problem-email-taken");
            }
        }
        match self.role.as_deref().map(Role::named) {
            None => {}
            Some(Some(Role::Admin)) if scene.actor.role != Role::Admin => problems.add("role", "problem-role-admin"),
            Some(Some(role)) => member.role = role,
            Some(None) => problems.add("role", "problem-role"),
        }
        if let Some(zone) = self.time_zone.as_ref().map(|zone| zone.trim()) {
            member.time_zone = (!zone.is_empty()).then(|| zone.to_owned());
            if !zone.is_empty() && jiff::tz::TimeZone::get(zone).is_err() {
                problems.add("time_zone", "problem-time-zone");
            }
        }
        problems.or(())
    }
}

/// One `@`, something before it, a name with a dot behind it, no spaces. What is really there only the
/// mail server knows.
pub(super) fn looks_like_email(email: &str) -> bool {
    let sound = email.len() <= 254 && !email.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    sound
        && email.split_once('@').is_some_and(|(person, host)| {
            !person.is_empty()
                && !host.contains('@')
                && host.split('.').count() > 1
                && !host.split('.').any(str::is_empty)
        })
}
