//! How things look in JSON. Money is minor units with a currency, days are ISO dates, instants are RFC
//! 3339, and everything is named by the number that people see.

mod account;
mod buyer;
mod conformance;
mod contact;
mod deal;
mod difference;
mod drafts;
mod event;
mod figures;
mod file;
mod given;
mod guide;
mod import;
mod lesson;
mod me;
mod member;
mod money;
mod moving;
mod named;
mod note;
mod period;
mod problem;
mod process;
mod product;
mod rate;
mod score;
mod stage;
mod target;
mod team;
mod tool;

pub(crate) use account::{Account, AccountChange, AccountLine, Merged};
pub(crate) use buyer::{Buyer, BuyerSet};
pub(crate) use conformance::Conformance;
pub(crate) use contact::{Contact, ContactChange};
pub(crate) use deal::{Deal, DealLine, DealTeam};
pub(crate) use drafts::missing;
pub(crate) use drafts::{DealChange, DealTeamSet, NewDeal, NextStepSet};
pub(crate) use event::Event;
pub(crate) use figures::{Burndown, DealFigures, Forecast, PathToQuota};
pub(crate) use file::File;
pub(crate) use given::Given;
pub(crate) use guide::{AnswerSet, CheckSet, Guidance, Guide};
pub(crate) use import::Import;
pub(crate) use lesson::Lesson;
pub(crate) use me::Me;
pub(crate) use member::{Leave, LeaveSet, Member, MemberChange};
pub(crate) use money::Money;
pub(crate) use moving::{Closure, Moves, MovesDone, Reopening, StageChange};
pub(crate) use named::{Named, Nothing};
pub(crate) use note::{Note, NoteSet};
pub(crate) use period::Period;
pub(crate) use problem::{FieldProblem, Problem};
pub(crate) use process::{
    CommentSet, FollowSet, LaunchSet, Process, ProposalSet, RoundSet, StanceSet, Version, VersionLine,
};
pub(crate) use product::{Product, ProductSet};
pub(crate) use rate::{Rate, RateSet};
pub(crate) use score::{Score, ScoreSet};
pub(crate) use stage::{Elsewhere, Stage, StageOrder, StageSet};
pub(crate) use target::{Target, TargetSet};
pub(crate) use team::{DayOff, DaysOffSet, Place, PlaceSet, Team, TeamChange};
pub(crate) use tool::{Followed, Mail, OfferedTool, Tool, ToolLine, ToolSet};

use jiff::Timestamp;

/// An instant (microseconds since 1970 UTC) after RFC 3339.
pub(crate) fn instant(micros: i64) -> String {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// A day as ISO has it.
pub(crate) fn day(day: Option<jiff::civil::Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
