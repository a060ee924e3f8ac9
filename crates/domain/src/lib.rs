//! The product: its nouns, its rules and its events. No HTTP, no HTML, no JSON shapes.

mod account;
mod actor;
mod deal;
mod error;
mod event;
mod fold;
mod id;
mod member;
mod migrations;
mod product;
mod scene;
pub mod search;
pub mod secret;
mod setup;
mod stage;
mod team;
mod workspace;

pub use account::{Account, AccountDraft};
pub use actor::{Actor, ActorKind, Role};
pub use deal::{
    ClosureDraft, Deal, DealDraft, DealTeamDraft, MoveDraft, NewDeal, NextStepDraft, Part, Share, ShareDraft,
    TermsDraft,
};
pub use error::{Error, Problem, Problems, Result};
pub use event::{Area, Audience, Entry, Event, Kind, Subject, history, since, topics_since};
pub use fold::fold;
pub use id::{
    AccountId, ContactId, DealId, HelpRequestId, Id, ImportId, LeaveId, MemberId, MembershipId, NoteId, PeriodId,
    ProcessId, ProductId, SessionId, TeamId, ThanksId, TokenId, WorkspaceId,
};
pub use member::{
    Invitation, Link, LinkPurpose, Member, MemberDraft, MemberState, Scope, SessionLine, SignIn, TokenLine,
};
pub use migrations::MIGRATIONS;
pub use product::{Product, ProductDraft};
pub use scene::{Dice, Scene, day_of};
pub use setup::{SetupDraft, set_up};
pub use stage::{Stage, Status};
pub use team::{DayOffDraft, LeaveDraft, LeaveLine, Place, Team, TeamDraft, TeamRole, calendar_of, calendar_of_team};
pub use workspace::Workspace;
