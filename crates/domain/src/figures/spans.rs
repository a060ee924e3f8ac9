//! Who was in which team on a day.

use db::{FromRow, Row};
use jiff::civil::Date;

use crate::deal::day;
use crate::id::Id;
use crate::{MemberId, TeamId, TeamRole};

/// A membership from a day to another.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) member: MemberId,
    pub(crate) team: TeamId,
    pub(crate) role: TeamRole,
    pub(crate) from_on: Date,
    pub(crate) to_on: Option<Date>,
}

impl Span {
    fn holds(&self, day: Date) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|to| day < to)
    }
}

/// Memberships of some people.
pub(crate) struct Spans(Vec<Span>);

impl Spans {
    pub(crate) fn of(spans: impl Iterator<Item = Span>) -> Self {
        Self(spans.collect())
    }

    /// The team that a person sold in on `day`, else the one they led. Before the first membership that
    /// was written down it is that one: imported deals are older than the teams that are typed in.
    pub(crate) fn home(&self, member: MemberId, day: Date) -> Option<TeamId> {
        let own = || self.0.iter().filter(|span| span.member == member);
        let begun = own().map(|span| span.from_on).min()?;
        let held = own().filter(|span| span.holds(day.max(begun)));
        held.max_by_key(|span| (span.role == TeamRole::Seller, span.from_on, std::cmp::Reverse(span.team)))
            .map(|span| span.team)
    }

    /// The teams that a person led on `day`.
    pub(crate) fn leads(&self, member: MemberId, day: Date) -> Vec<TeamId> {
        let led = |span: &&Span| span.member == member && span.role == TeamRole::Leader && span.holds(day);
        self.0.iter().filter(led).map(|span| span.team).collect()
    }

    /// A person's part in a team on `day`; before the team's first day, on that day.
    pub(crate) fn role_in(&self, team: TeamId, member: MemberId, day: Date) -> Option<TeamRole> {
        let of_team = || self.0.iter().filter(|span| span.team == team);
        let begun = of_team().map(|span| span.from_on).min()?;
        of_team().find(|span| span.member == member && span.holds(day.max(begun))).map(|span| span.role)
    }
}

impl FromRow for Span {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            member: MemberId::of(row.id("member_id")?),
            team: TeamId::of(row.id("team_id")?),
            role: TeamRole::named(&row.text("role")?).unwrap_or(TeamRole::Seller),
            from_on: day(row, "from_on")?.unwrap_or_default(),
            to_on: day(row, "to_on")?,
        })
    }
}
