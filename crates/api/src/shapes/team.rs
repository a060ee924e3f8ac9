use domain::{DayOffDraft, TeamDraft};
use measures::calendar::WorkingWeek;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Given, Named, day};

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Team {
    /// The number that people see.
    pub(crate) number: i64,
    /// Its name.
    pub(crate) name: String,
    /// The region or office it works from.
    pub(crate) region: Option<String>,
    /// IANA name of its time zone.
    pub(crate) time_zone: String,
    /// The days it works, 1 (Monday) to 7.
    pub(crate) working_days: Vec<u8>,
    /// ISO 3166 code of the country whose public holidays it keeps.
    pub(crate) holiday_country: Option<String>,
    /// How many weeks a sprint lasts, if it has sprints.
    pub(crate) sprint_weeks: Option<i64>,
    /// The day on which some sprint began.
    #[schema(format = Date)]
    pub(crate) sprint_starts_on: Option<String>,
    /// Counts its changes.
    pub(crate) version: i64,
}

/// A new team, or a change of one. What is not given stays; `null` empties.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamChange {
    /// Its name; a new team needs one.
    pub(crate) name: Option<String>,
    /// Its region or office.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) region: Given<String>,
    /// IANA name of its time zone.
    pub(crate) time_zone: Option<String>,
    /// The days it works, 1 (Monday) to 7.
    pub(crate) working_days: Option<Vec<u8>>,
    /// The country whose public holidays it keeps.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) holiday_country: Given<String>,
    /// How many weeks a sprint lasts.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) sprint_weeks: Given<i64>,
    /// The day on which a sprint begins.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub(crate) sprint_starts_on: Given<String>,
}

/// A person's place in a team.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Place {
    /// The person.
    pub(crate) member: Named,
    /// `seller` or `leader`.
    pub(crate) role: String,
    /// Since when.
    #[schema(format = Date)]
    pub(crate) from: Option<String>,
}

/// A person's part in a team.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceSet {
    /// `seller` unless said, or `leader`.
    pub(crate) role: Option<String>,
    /// From which day on, today unless said.
    #[schema(format = Date)]
    pub(crate) from: Option<String>,
}

/// A day off.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayOff {
    /// The day.
    #[schema(format = Date)]
    pub(crate) day: String,
    /// What is celebrated.
    #[serde(default)]
    pub(crate) name: String,
    /// Half of it is worked.
    #[serde(default)]
    pub(crate) half: bool,
}

/// Days off to set; others stay.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DaysOffSet {
    /// The days.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) days: Vec<DayOff>,
}

fn numbers(week: WorkingWeek) -> Vec<u8> {
    (1..=7).filter(|day| week.bits() & (1 << (day - 1)) != 0).collect()
}

impl From<domain::Team> for Team {
    fn from(team: domain::Team) -> Self {
        Self {
            number: team.number,
            name: team.name,
            region: team.region,
            time_zone: team.time_zone,
            working_days: numbers(team.working_week),
            holiday_country: team.holiday_country,
            sprint_weeks: team.sprint_weeks,
            sprint_starts_on: day(team.sprint_starts_on),
            version: team.version,
        }
    }
}

impl From<domain::Place> for Place {
    fn from(place: domain::Place) -> Self {
        Self {
            member: Named { number: place.number, name: place.name },
            role: place.role.name().to_owned(),
            from: day(place.from_on),
        }
    }
}

impl TeamChange {
    pub(crate) fn draft(&self) -> TeamDraft {
        TeamDraft {
            name: self.name.clone(),
            region: self.region.typed(Clone::clone),
            time_zone: self.time_zone.clone(),
            working_days: self.working_days.as_ref().map(|days| days.iter().map(ToString::to_string).collect()),
            holiday_country: self.holiday_country.typed(Clone::clone),
            sprint_weeks: self.sprint_weeks.typed(ToString::to_string),
            sprint_starts_on: self.sprint_starts_on.typed(Clone::clone),
            ..TeamDraft::default()
        }
    }
}

impl DaysOffSet {
    pub(crate) fn drafts(&self) -> Vec<DayOffDraft> {
        let draft = |off: &DayOff| DayOffDraft {
            day: off.day.clone(),
            name: off.name.clone(),
            worked: if off.half { "half" } else { "" }.to_owned(),
        };
        self.days.iter().map(draft).collect()
    }
}
