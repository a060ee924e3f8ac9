//! The product: its nouns, its rules and its events. No HTTP, no HTML, no JSON shapes.

mod account;
mod actor;
mod answered;
mod around;
mod contact;
mod deal;
mod error;
mod event;
pub mod export;
pub mod figures;
mod file;
mod fold;
pub mod follower;
mod help;
mod id;
pub mod import;
mod many;
mod member;
mod migrations;
mod note;
mod notice;
mod paging;
mod period;
mod process;
mod product;
pub mod quick;
mod rate;
pub mod rights;
mod scene;
pub mod search;
pub mod secret;
mod setup;
mod stage;
mod target;
mod team;
mod thanks;
mod tool;
mod verify;
mod workspace;

pub use account::{Account, AccountDraft, AccountLine, AccountPage};
pub use actor::{Actor, ActorKind, Role};
pub use answered::Answered;
pub use around::{Around, Mate};
pub use contact::{Contact, ContactDraft};
pub use db::Error as StorageError;
pub use deal::{
    AnswerDraft, Apart, Arrival, Asked, Board, Buyer, BuyerDraft, BuyingRole, CheckDraft, ClosureDraft, Column,
    Conformance, Deal, DealDraft, DealPage, DealTeamDraft, End, Face, Filter, Guidance, Knowledge, Mark, MarkDraft,
    MoveDraft, Moved, NewDeal, NextStepDraft, Order, Part, ScoreDraft, Scored, Share, ShareDraft, Sort, Statuses,
    TermsDraft, Tile, Total, Verdict, Visited, WaiverDraft, WaiverReason, initials,
};
pub use error::{Error, Problem, Problems, Result};
pub use event::{
    Area, Audience, Entry, Event, Kind, Named, Subject, Told, feed, history, since, told_about, topics_since,
};
pub use file::{CHUNK, File, FileDraft, LARGEST_FILE, Received};
pub use fold::fold;
pub use help::{HelpDraft, HelpRequest};
pub use id::{
    AccountId, ContactId, DealId, FileId, HelpRequestId, Id, ImportId, LeaveId, MemberId, MembershipId, NoteId,
    PeriodId, ProcessId, ProductId, SessionId, TeamId, ThanksId, TokenId, ToolId, WorkspaceId,
};
pub use member::{
    Invitation, Link, LinkPurpose, Member, MemberDraft, MemberLine, MemberState, Scope, SessionLine, SignIn, TokenLine,
};
pub use migrations::MIGRATIONS;
pub use note::{About, Note, NoteDraft};
pub use notice::Notice;
pub use paging::Page;
pub use period::{period_on, period_typed, periods_on, sprint_on};
pub use process::{
    Adoption, Beginning, Comment, Difference, FollowDraft, LaunchDraft, Outcome, Preset, Process, ProposalDraft, Round,
    RoundAnswer, RoundAnswerDraft, RoundDraft, Stance, Version, VersionState,
};
pub use product::{Product, ProductDraft};
pub use rate::{Rate, RateDraft};
pub use scene::{Dice, Scene, day_of};
pub use setup::{SetupDraft, set_up};
pub use stage::{
    Ages, AskedField, BUILT_IN, Comparison, Counted, Criterion, CriterionDraft, FieldDraft, FieldType, Guide,
    GuideDraft, Guides, Known, Lesson, Lift, Operator, Stage, StageAction, StageDraft, Standing, Status, Test,
    Together,
};
pub use target::{Aim, AimFrom, CellProblem, ImportedTargets, Target, TargetDraft, TargetLine, TargetsDraft};
pub use team::{DayOffDraft, LeaveDraft, LeaveLine, Place, Team, TeamDraft, TeamRole, calendar_of, calendar_of_team};
pub use thanks::{Thanks, ThanksDraft};
pub use tool::{
    Band, BandDraft, Content, Element, ElementDraft, Filled, Followed, MERGE_FIELDS, RubricPreset, Scorecard, Tool,
    ToolDraft, ToolKind, ToolLine, ToolPlace,
};
pub use verify::{Finding, verify};
pub use workspace::{Workspace, WorkspaceDraft};
