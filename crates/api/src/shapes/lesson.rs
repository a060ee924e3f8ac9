//! What the passes of a criterion teach.

use serde::Serialize;
use utoipa::ToSchema;

/// What the passes of a criterion within the last year say.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Lesson {
    /// The key of the criterion.
    criterion: String,
    /// How often a deal left with it.
    met: i64,
    /// How often without it, when it only should hold.
    gaps: i64,
    /// How often without it, with a reason.
    waived: i64,
    /// It was waived in more than 30 % of at least 20 passes.
    proposes_change: bool,
    /// Of the deals that left with it and have ended: how many were won.
    won_with: u64,
    /// Of how many.
    ended_with: u64,
    /// Of the deals that left without it and have ended: how many were won.
    won_without: u64,
    /// Of how many.
    ended_without: u64,
    /// The difference of the two win rates, with its interval at 90 %.
    lift: Option<Lift>,
}

/// A difference of two shares, in -1..=1.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Lift {
    /// The difference itself.
    points: f64,
    /// The lower end of its interval.
    low: f64,
    /// The upper end.
    high: f64,
}

impl Lesson {
    pub(crate) fn of((criterion, lesson): (String, domain::Lesson)) -> Self {
        let lift = lesson.lift().map(|lift| Lift { points: lift.points, low: lift.low, high: lift.high });
        Self {
            criterion,
            met: lesson.met,
            gaps: lesson.gaps,
            waived: lesson.waived,
            proposes_change: lesson.proposes_change(),
            won_with: lesson.ended_with.0,
            ended_with: lesson.ended_with.1,
            won_without: lesson.ended_without.0,
            ended_without: lesson.ended_without.1,
            lift,
        }
    }
}
