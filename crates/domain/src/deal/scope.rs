//! From a filter to the one index that leads to its deals, and the conditions that are left over.
//!
//! Every statement of boards and lists begins with the same values: the workspace, what is left
//! over of the filter ($2 to $11), and the value that the scope looks for ($12).
//! Which are followed by $13 the process, $14 the status, $15 the stage (empty: any).

use db::Value;
use jiff::Span;
use jiff::civil::Date;

use super::Filter;
use crate::fold::words;
use crate::id::{Id, maybe};
use crate::{Account, AccountId, Member, MemberId, ProcessId, Result, Role, Scene, Stage, Status, Team, TeamId};

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
    process: ProcessId,
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
    pub(super) fn of(scene: &mut Scene<'_>, filter: &Filter, stages: &[Stage]) -> Result<Option<Self>> {
        let Some(process) = stages.first().map(|stage| stage.process) else { return Ok(None) };
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
        narrowed.scope = narrowed.narrowest(scene);
        Ok(Some(narrowed))
    }

    /// The same, but only of what entered its stage on this day or later.
    pub(super) fn since(self, day: Option<Date>) -> Self {
        Self { entered_from: day, ..self }
    }

    /// Takes the narrowest condition out of those that are left over, to be what leads.
    fn narrowest(&mut self, scene: &Scene<'_>) -> Scope {
        if scene.actor.role == Role::Partner {
            return Scope::On(scene.actor.id);
        }
        if let Some(owner) = self.owner.take() {
            return Scope::Owner(owner);
        }
        if let Some(account) = self.account.take() {
            return Scope::Account(account);
        }
        let longest = (0..self.words.len()).max_by_key(|&at| self.words[at].chars().count());
        if let Some(at) = longest {
            return Scope::Word(self.words.remove(at));
        }
        self.team.take().map_or(Scope::All, Scope::Team)
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
            self.process.into(),
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
        let usual = stage.and_then(|stage| stage.usual_days);
        let span = usual.and_then(|days| Span::new().try_days(days).ok());
        let day = span.and_then(|span| self.today.checked_sub(span).ok());
        day.map_or_else(|| "0000-00-00".to_owned(), |day| day.to_string())
    }
}

impl Scope {
    fn value(&self) -> Value {
        match self {
            Self::All => "".into(),
            Self::Stage(text) | Self::Word(text) => text.as_str().into(),
            Self::Owner(member) | Self::On(member) => (*member).into(),
            Self::Team(team) => (*team).into(),
            Self::Account(account) => (*account).into(),
        }
    }
}

/// Deals with what stands beside them on a tile, in one workspace; from the owners' side when they are
/// to come in the owners' order.
macro_rules! tiles {
    () => {
        tiles!(
            "deals d
             LEFT JOIN members m ON m.workspace_id = d.workspace_id AND m.id = d.owner_id
             LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
             WHERE d.workspace_id = $1"
        )
    };
    (by_owner) => {
        tiles!(
            "members m CROSS JOIN deals d
             LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
             WHERE m.workspace_id = $1 AND d.workspace_id = $1 AND d.owner_id = m.id"
        )
    };
    ($from:literal) => {
        concat!(
            "SELECT d.id, d.number, d.title, d.amount_minor, d.currency, d.amount_estimated, d.expected_close,
               d.stage_key, d.status, d.stage_entered_on, d.next_step, d.next_step_on, d.closed_on, d.version,
               a.number AS account_number, a.name AS account_name, m.number AS owner_number, m.name AS owner_name
             FROM ",
            $from
        )
    };
}

/// Deals in whose title or customer's name a word begins like this.
macro_rules! with_word {
    ($word:literal) => {
        concat!(
            "d.id IN (
               SELECT w.subject_id FROM search_words w
               WHERE w.workspace_id = $1 AND w.subject_kind = 'deal' AND w.word >= ",
            $word,
            " AND w.word < ",
            $word,
            " || '\u{10ffff}'
               UNION SELECT o.id FROM search_words w
               JOIN deals o ON o.workspace_id = w.workspace_id AND o.account_id = w.subject_id
               WHERE w.workspace_id = $1 AND w.subject_kind = 'account' AND w.word >= ",
            $word,
            " AND w.word < ",
            $word,
            " || '\u{10ffff}')"
        )
    };
}

/// What is left over of the filter.
macro_rules! left_over {
    () => {
        concat!(
            " AND d.discarded_at IS NULL AND (d.owner_id = $2 OR $2 IS NULL) AND (d.team_id = $3 OR $3 IS NULL)
              AND (d.account_id = $4 OR $4 IS NULL) AND ($5 = '' OR d.expected_close >= $5)
              AND ($6 = '' OR d.expected_close <= $6) AND ($7 = '' OR d.stage_entered_on < $7)
              AND ($8 = '' OR d.stage_entered_on >= $8) AND ($9 = '' OR ",
            with_word!("$9"),
            ") AND ($10 = '' OR ",
            with_word!("$10"),
            ") AND ($11 = '' OR ",
            with_word!("$11"),
            ") AND d.process_id = $13 AND d.status = $14 AND (d.stage_key = $15 OR $15 = '')"
        )
    };
}

/// The statement for a scope: `$query!` with the scope's own condition before the rest.
macro_rules! in_scope {
    ($scope:expr, $query:ident $(, $rest:tt)*) => {
        match $scope {
            Scope::All => $query!(" AND $12 = ''" $(, $rest)*),
            Scope::Stage(_) => $query!(" AND d.stage_key = $12" $(, $rest)*),
            Scope::Owner(_) => $query!(" AND d.owner_id = $12" $(, $rest)*),
            Scope::Team(_) => $query!(" AND d.team_id = $12" $(, $rest)*),
            Scope::Account(_) => $query!(" AND d.account_id = $12" $(, $rest)*),
            Scope::On(_) => $query!(
                " AND d.id IN (SELECT s.deal_id FROM deal_shares s
                    WHERE s.workspace_id = $1 AND s.member_id = $12 AND s.to_on IS NULL)" $(, $rest)*
            ),
            Scope::Word(_) => $query!(concat!(" AND ", with_word!("$12")) $(, $rest)*),
        }
    };
}

pub(super) use {in_scope, left_over, tiles, with_word};
