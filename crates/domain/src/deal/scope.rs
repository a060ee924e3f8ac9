//! From a filter to the one index that leads to its deals, and the conditions that are left over.

use db::Value;
use jiff::Span;
use jiff::civil::Date;

use super::Filter;
use crate::fold::{after_prefix, words};
use crate::id::{Id, maybe};
use crate::{
    Account, AccountId, Error, Member, MemberId, Process, ProcessId, Result, Role, Scene, Stage, Status, Team, TeamId,
};

/// What leads to the deals of a filter: the narrowest thing that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scope {
    /// Nothing: the order of the list itself is an index.
    All,
    /// One stage.
    Stage(String),
    /// The deals of one owner.
    Owner(MemberId),
    /// The deals of one home team.
    Team(TeamId),
    /// The deals of one owner in one stage.
    OwnerIn(MemberId),
    /// The deals of one home team in one stage.
    TeamIn(TeamId),
    /// The deals with one customer.
    Account(AccountId),
    /// The deals that a partner is on.
    On(MemberId),
    /// The deals in which a word begins like this.
    Word(String),
}

/// A filter made ready for statements.
#[derive(Debug, Clone)]
pub(super) struct Narrowed {
    pub(super) scope: Scope,
    /// Nothing: those of every process.
    process: Option<ProcessId>,
    owner: Option<MemberId>,
    team: Option<TeamId>,
    account: Option<AccountId>,
    close_from: Option<Date>,
    close_to: Option<Date>,
    words: Vec<String>,
    stuck: bool,
    today: Date,
    /// Only those that entered their stage on this day or later: what a closed column still shows.
    entered_from: Option<Date>,
}

impl Narrowed {
    /// Finds what the filter names. Nothing when it names somebody or something that is not there.
    pub(super) fn of(scene: &mut Scene<'_>, filter: &Filter) -> Result<Option<Self>> {
        let process = match filter.process.as_deref().map(|key| Process::keyed(scene, key)) {
            Some(Err(Error::NotFound)) => return Ok(None),
            known => known.transpose()?.map(|process| process.id),
        };
        let mut owner = filter.mine.then_some(scene.actor.id);
        if let Some(number) = filter.owner {
            let named = Member::numbered_typed(scene, &number.to_string())?.map(|member| member.id);
            if named.is_none() || owner.is_some_and(|me| Some(me) != named) {
                return Ok(None);
            }
            owner = named;
        }
        let team = match filter.team {
            Some(number) => Team::numbered_typed(scene, &number.to_string())?.map(|team| team.id),
            None => None,
        };
        let account = match filter.account {
            Some(number) => Account::numbered(scene, number).ok().map(|account| account.id),
            None => None,
        };
        if team.is_some() != filter.team.is_some() || account.is_some() != filter.account.is_some() {
            return Ok(None);
        }
        let mut narrowed = Self {
            scope: Scope::All,
            process,
            owner,
            team,
            account,
            close_from: filter.close_from,
            close_to: filter.close_to,
            words: words(&filter.text).into_iter().take(3).collect(),
            stuck: filter.stuck,
            today: scene.today(),
            entered_from: None,
        };
        narrowed.scope = narrowed.narrowest(scene)?;
        Ok(Some(narrowed))
    }

    /// The same, but only of what entered its stage on this day or later.
    pub(super) fn since(self, day: Option<Date>) -> Self {
        Self { entered_from: day, ..self }
    }

    /// Takes the narrowest condition out of those that are left over, to be what leads.
    fn narrowest(&mut self, scene: &mut Scene<'_>) -> Result<Scope> {
        if scene.actor.role == Role::Partner {
            return Ok(Scope::On(scene.actor.id));
        }
        if let Some(owner) = self.owner.take() {
            return Ok(Scope::Owner(owner));
        }
        if let Some(account) = self.account.take() {
            return Ok(Scope::Account(account));
        }
        let longest = (0..self.words.len()).max_by_key(|&at| self.words[at].chars().count());
        if let Some(at) = longest
            && is_rare(scene, &self.words[at])?
        {
            return Ok(Scope::Word(self.words.remove(at)));
        }
        Ok(self.team.take().map_or(Scope::All, Scope::Team))
    }

    /// Kept totals say it all: nothing is left over, and the scope is one that totals are kept for.
    pub(super) fn kept_totals(&self, scene: &Scene<'_>) -> Option<(&'static str, [u8; 16])> {
        let left_over = self.owner.is_some()
            || self.team.is_some()
            || self.account.is_some()
            || self.close_from.is_some()
            || self.close_to.is_some()
            || self.stuck
            || !self.words.is_empty();
        match &self.scope {
            _ if left_over => None,
            Scope::All => Some(("all", scene.workspace().bytes())),
            Scope::Owner(owner) => Some(("member", owner.bytes())),
            Scope::Team(team) => Some(("team", team.bytes())),
            _ => None,
        }
    }

    /// What is stuck stands in an open stage and is asked for stage by stage, because each has its own
    /// usual time.
    pub(super) fn by_stage(&self) -> bool {
        self.stuck
    }

    /// Whether the stage is one of the process that the filter names, if it names one.
    pub(super) fn has_stage(&self, stage: &Stage) -> bool {
        self.process.is_none_or(|process| process == stage.process)
    }

    /// The values $2 to $15, in `scope`.
    pub(super) fn values(&self, scope: &Scope, status: Status, stage: Option<&Stage>) -> Vec<Value> {
        let day = |day: Option<Date>| Value::from(day.map_or_else(String::new, |day| day.to_string()));
        let word = |at: usize| Value::from(self.words.get(at).map_or("", String::as_str));
        vec![
            maybe(self.owner),
            maybe(self.team),
            maybe(self.account),
            day(self.close_from),
            day(self.close_to),
            self.entered_before(stage).into(),
            day(self.entered_from),
            word(0),
            word(1),
            word(2),
            scope.value(),
            maybe(stage.map(|stage| stage.process).or(self.process)),
            status.name().into(),
            stage.map_or("", |stage| &stage.key).into(),
        ]
    }

    /// What entered the stage before this day stands there for longer than is usual. Where nothing is
    /// usual nothing is stuck: before the first of days.
    fn entered_before(&self, stage: Option<&Stage>) -> String {
        if !self.stuck {
            return String::new();
        }
        let usual = stage.and_then(Stage::usual);
        let span = usual.and_then(|days| Span::new().try_days(days).ok());
        let day = span.and_then(|span| self.today.checked_sub(span).ok());
        day.map_or_else(|| "0000-00-00".to_owned(), |day| day.to_string())
    }
}

/// Whether so few things have a word that begins like this that going from them to their deals is
/// shorter than looking through the deals. What many have is found soon among any deals.
fn is_rare(scene: &mut Scene<'_>, word: &str) -> Result<bool> {
    for (kind, most) in [("deal", 2000), ("account", 100)] {
        let found: Option<i64> =
            scene.find(WITH_WORD, &[word.into(), after_prefix(word).into(), kind.into(), most.into()])?;
        if found.unwrap_or(0) >= most {
            return Ok(false);
        }
    }
    Ok(true)
}

const WITH_WORD: &str = "
    SELECT COUNT(*) FROM (
      SELECT subject_id FROM search_words
      WHERE workspace_id = $1 AND word >= $2 AND word < $3 AND subject_kind = $4 LIMIT $5) f";

impl Scope {
    /// The same within one stage, where an index leads there; for deals in the order in which they
    /// arrived there, more of them do.
    pub(super) fn within(&self, stage: Option<&Stage>, arriving: bool) -> Self {
        match (self, stage) {
            (Self::All, Some(stage)) => Self::Stage(stage.key.clone()),
            (Self::Owner(owner), Some(_)) if arriving => Self::OwnerIn(*owner),
            (Self::Team(team), Some(_)) if arriving => Self::TeamIn(*team),
            (scope, _) => scope.clone(),
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::All => "".into(),
            Self::Stage(text) | Self::Word(text) => text.as_str().into(),
            Self::Owner(member) | Self::OwnerIn(member) | Self::On(member) => (*member).into(),
            Self::Team(team) | Self::TeamIn(team) => (*team).into(),
            Self::Account(account) => (*account).into(),
        }
    }
}
