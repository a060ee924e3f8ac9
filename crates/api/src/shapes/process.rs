//! Processes, their versions and what the team says to them.

use std::collections::BTreeMap;

use domain::{FollowDraft, LaunchDraft, Outcome, ProposalDraft, RoundAnswerDraft, RoundDraft};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Guide, Stage};

/// A way of selling.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Process {
    /// Its name for programs.
    key: String,
    /// Its name for people.
    name: String,
    /// The one that is meant when none is named.
    standard: bool,
    /// The number of the version that new deals follow; 0 when none is live yet.
    live_version: i64,
}

/// A version of a process, as a line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionLine {
    /// Its number.
    number: i64,
    /// `draft`, `proposed`, `trial`, `live`, `retired` or `withdrawn`.
    state: &'static str,
    /// What it is about.
    title: String,
    /// Why it is better.
    reason: String,
    /// The number of the version that it changes.
    based_on: Option<i64>,
    /// The number of who proposed it.
    author: Option<i64>,
    /// How many open deals follow it.
    deals: i64,
}

/// A version of a process with everything in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Version {
    #[serde(flatten)]
    line: VersionLine,
    /// Its stages, in their order.
    stages: Vec<StageOfVersion>,
    /// What is other than in the version that it changes.
    #[schema(value_type = Vec<Object>)]
    differences: Vec<Value>,
    /// The last time the team was asked.
    round: Option<Round>,
    /// What was said about it, oldest first.
    comments: Vec<Comment>,
    /// The numbers of the teams that try it.
    trying: Vec<i64>,
}

/// A stage and what it asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StageOfVersion {
    #[serde(flatten)]
    stage: Stage,
    /// What it asks.
    guide: Guide,
}

/// Asking the team.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Round {
    /// Its number.
    number: i64,
    /// `open`, `objected`, `consented` or `lapsed`.
    outcome: &'static str,
    /// The last day to answer.
    #[schema(format = Date)]
    due_on: String,
    /// How many have to agree.
    quorum: usize,
    /// How many are asked.
    asked: usize,
    /// What was answered.
    answers: Vec<Said>,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Said {
    /// The number of the person.
    member: i64,
    /// `agree`, `object` or `stand_aside`.
    stance: &'static str,
    /// Why.
    reason: String,
}

/// Something said about a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Comment {
    /// The number of the person.
    member: i64,
    /// What was said.
    words: String,
}

/// A proposal: what it is about, and what it begins with.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProposalSet {
    /// What it is about.
    title: String,
    /// Why it is better.
    reason: String,
    /// `b2b`, `saas` or `renewal`; what is live now unless said.
    preset: String,
    /// The name of a new process; a change of the one in the address unless said.
    new_process: String,
}

/// Asking the team.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RoundSet {
    /// The last day to answer; a week from today unless said.
    #[schema(format = Date)]
    due_on: String,
    /// How many have to agree; half of those asked unless said.
    quorum: Option<i64>,
}

/// One's own answer.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StanceSet {
    /// `agree`, `object` or `stand_aside`.
    stance: String,
    /// Why; an objection needs it.
    reason: String,
    /// The number of the round that is answered; the one that is open unless said.
    round: Option<i64>,
}

/// Something to say.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CommentSet {
    /// What.
    pub(crate) words: String,
}

/// Putting a version to work.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LaunchSet {
    /// The numbers of the teams that try it first; everybody works by it unless said.
    teams: Vec<i64>,
    /// Why without the team's consent, where there is none.
    reason: String,
}

/// Which version deals go on with, and where they stand in it.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FollowSet {
    /// The key of another process; the same unless said.
    process: String,
    /// The number of the version; the live one unless said.
    pub(crate) version: Option<i64>,
    /// By the key of a stage, the key of the one to stand in; the same unless said.
    stages: BTreeMap<String, String>,
}

impl From<domain::Process> for Process {
    fn from(process: domain::Process) -> Self {
        let domain::Process { key, name, standard, live_version, .. } = process;
        Self { key, name, standard, live_version }
    }
}

impl VersionLine {
    pub(crate) fn of(version: &domain::Version, adoption: &domain::Adoption) -> Self {
        let deals = adoption.get(&version.number).map_or(0, |stages| stages.iter().map(|(_, deals)| deals).sum());
        Self {
            number: version.number,
            state: version.state.name(),
            title: version.title.clone(),
            reason: version.reason.clone(),
            based_on: version.based_on,
            author: version.author_name.as_ref().map(|(number, _)| *number),
            deals,
        }
    }
}

impl Version {
    /// Reads everything about it.
    pub(crate) fn read(scene: &mut domain::Scene<'_>, version: &domain::Version) -> domain::Result<Self> {
        let adoption = domain::Process::keyed(scene, &version.process_key)?.adoption(scene)?;
        let (guides, today) = (version.guides(scene)?, scene.today());
        let shown = |stage: domain::Stage| {
            let guide = guides.at(&stage.key).cloned().unwrap_or_default();
            let guide = Guide::of(&guide, guides.revision(&stage.key));
            StageOfVersion { stage: stage.into(), guide }
        };
        Ok(Self {
            line: VersionLine::of(version, &adoption),
            stages: version.stages(scene)?.into_iter().map(shown).collect(),
            differences: version.differences(scene)?.iter().map(super::difference::told).collect(),
            round: version.latest_round(scene)?.map(|round| Round::of(version.round, round, today)),
            comments: version.comments(scene)?.into_iter().map(Comment::from).collect(),
            trying: version.trying(scene)?.into_iter().map(|team| team.number).collect(),
        })
    }
}

impl Round {
    fn of(number: i64, round: domain::Round, today: jiff::civil::Date) -> Self {
        let outcome = match round.outcome(today) {
            Outcome::Open => "open",
            Outcome::Objected => "objected",
            Outcome::Consented => "consented",
            Outcome::Lapsed => "lapsed",
        };
        let said = |answer: domain::RoundAnswer| Said {
            member: answer.by.0,
            stance: answer.stance.name(),
            reason: answer.reason,
        };
        Self {
            number,
            outcome,
            due_on: round.due_on.to_string(),
            quorum: round.quorum,
            asked: round.asked,
            answers: round.answers.into_iter().map(said).collect(),
        }
    }
}

impl From<domain::Comment> for Comment {
    fn from(comment: domain::Comment) -> Self {
        Self { member: comment.by.0, words: comment.words }
    }
}

impl ProposalSet {
    /// The draft, for the process with this key.
    pub(crate) fn draft(&self, process: &str) -> ProposalDraft {
        let Self { title, reason, preset, new_process } = self.clone();
        ProposalDraft { title, reason, preset, new_process, process: process.to_owned() }
    }
}

impl RoundSet {
    pub(crate) fn draft(&self) -> RoundDraft {
        let quorum = self.quorum.map(|quorum| quorum.to_string()).unwrap_or_default();
        RoundDraft { due_on: self.due_on.clone(), quorum }
    }
}

impl StanceSet {
    pub(crate) fn draft(&self) -> RoundAnswerDraft {
        RoundAnswerDraft {
            stance: self.stance.clone(),
            reason: self.reason.clone(),
            round: self.round.map(|round| round.to_string()).unwrap_or_default(),
        }
    }
}

impl LaunchSet {
    pub(crate) fn draft(&self) -> LaunchDraft {
        let teams: Vec<String> = self.teams.iter().map(ToString::to_string).collect();
        LaunchDraft { teams: teams.join(" "), reason: self.reason.clone() }
    }
}

impl FollowSet {
    pub(crate) fn draft(&self) -> FollowDraft {
        let version = self.version.map(|version| version.to_string()).unwrap_or_default();
        let (process, stages) = (self.process.clone(), self.stages.clone());
        FollowDraft { process, version, stages, ..FollowDraft::default() }
    }
}
