//! Deciding by consent: the team is asked until a day; nobody has to love the proposal, but whoever objects says
//! why, and an objection stands until it is answered.

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::proposing::words_of;
use super::{Version, VersionState};
use crate::{Error, Kind, Problems, Result, Role, Scene};

/// How long a round lasts unless somebody says otherwise, in days.
const USUAL_DAYS: i32 = 7;

/// How many days people have at least.
const FEWEST_DAYS: i32 = 2;

/// The longest reason, in letters.
const LONGEST: usize = 1000;

/// What somebody says to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Good enough to try.
    Agrees,
    /// It would do harm; with a reason.
    Objects,
    /// Others may decide.
    StandsAside,
}

impl Stance {
    /// Every stance, in the order of forms.
    pub const ALL: [Self; 3] = [Self::Agrees, Self::Objects, Self::StandsAside];

    /// The name in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agree",
            Self::Objects => "object",
            Self::StandsAside => "stand_aside",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.name() == name)
    }
}

/// Asking the team, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct RoundDraft {
    /// The last day to answer; a week from today unless said.
    pub due_on: String,
    /// How many have to agree; half of those asked unless said.
    pub quorum: String,
}

/// An answer as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct AnswerDraft {
    /// The name of the stance.
    pub stance: String,
    /// Why; an objection needs one.
    pub reason: String,
    /// The round that the form shows; empty when it does not matter.
    pub round: String,
}

/// What one person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Their number and name.
    pub by: (i64, String),
    /// What they say.
    pub stance: Stance,
    /// Why.
    pub reason: String,
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Answers are awaited.
    Open,
    /// Somebody objects.
    Objected,
    /// Enough agree and nobody objects: it may go live.
    Consented,
    /// The day has passed, and too few agreed.
    Lapsed,
}

/// A round of consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// What was said so far, in the order of the people's numbers.
    pub answers: Vec<Answered>,
    /// How many people are asked.
    pub asked: usize,
    /// How many have to agree.
    pub quorum: usize,
    /// Until when.
    pub due_on: Date,
}

impl RoundDraft {
    /// Until when, and how many have to agree. Who asks may not make the asking empty: half of the people, two days;
    /// operations, who answer for the process, are free.
    fn read(&self, scene: &Scene<'_>, asked: i64) -> Result<(Date, i64)> {
        let (today, half) = (scene.today(), ((asked + 1) / 2).max(1));
        let free = scene.actor.operates();
        let (fewest, earliest) = if free { (1, today) } else { (half, today.saturating_add(FEWEST_DAYS.days())) };
        let mut problems = Problems::default();
        let due_on = match self.due_on.trim() {
            "" => Some(today.saturating_add(USUAL_DAYS.days())),
            typed => typed.parse().ok().filter(|day| *day >= earliest),
        };
        let quorum = match self.quorum.trim() {
            "" => Some(half),
            typed => typed.parse().ok().filter(|quorum| (fewest..=asked.max(1)).contains(quorum)),
        };
        if due_on.is_none() {
            problems.add_with("due_on", "problem-round-due", &[("day", earliest.to_string())]);
        }
        if quorum.is_none() {
            problems.add_with(
                "quorum",
                "problem-round-quorum",
                &[("fewest", fewest.to_string()), ("people", asked.to_string())],
            );
        }
        problems.or(())?;
        due_on.zip(quorum).ok_or_else(|| Problems::one("due_on", "problem-round-due").into())
    }
}

impl Round {
    /// Where it stands on `today`. Consent is reached when nobody objects, the quorum agrees, and either everybody has
    /// answered or the day has passed: who still may object is waited for.
    #[must_use]
    pub fn outcome(&self, today: Date) -> Outcome {
        let saying = |stance| self.answers.iter().filter(|answer| answer.stance == stance).count();
        let over = today > self.due_on;
        if saying(Stance::Objects) > 0 {
            Outcome::Objected
        } else if saying(Stance::Agrees) >= self.quorum && (over || self.answers.len() >= self.asked) {
            Outcome::Consented
        } else if over {
            Outcome::Lapsed
        } else {
            Outcome::Open
        }
    }
}

impl Version {
    /// Asks the team whether the draft is good enough to try. Who asks agrees. Its author, leaders and operations.
    pub fn propose(&mut self, scene: &mut Scene<'_>, draft: &RoundDraft) -> Result<()> {
        self.must_be_steered(scene)?;
        match self.state {
            VersionState::Proposed => return Ok(()),
            VersionState::Draft => {}
            _ => return Err(Error::Stale),
        }
        self.must_be_sound(scene)?;
        let asked = scene.find::<i64>(ASKED, &[])?.unwrap_or(1);
        let (due_on, quorum) = draft.read(scene, asked)?;
        (self.round, self.due_on, self.quorum) = (self.round + 1, Some(due_on), quorum);
        let [process, number] = self.values();
        scene.run(OPEN, &[process, number, self.round.into(), due_on.to_string().into(), quorum.into()])?;
        self.stand(scene, VersionState::Proposed)?;
        if scene.actor.member().is_some() {
            self.write_answer(scene, Stance::Agrees, "")?;
        }
        let about = |event: crate::Event| event.with("due_on", due_on.to_string()).with("quorum", quorum);
        self.tell(scene, Kind::ProposalOpened, about)
    }

    /// Takes the proposal back to be worked on: the next round asks everybody anew.
    pub fn rework(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_be_steered(scene)?;
        match self.state {
            VersionState::Draft => Ok(()),
            VersionState::Proposed => {
                self.stand(scene, VersionState::Draft)?;
                self.tell(scene, Kind::ProposalReworked, |event| event)
            }
            _ => Err(Error::Stale),
        }
    }

    /// Answers the round, or changes one's mind. Everybody but partners.
    pub fn answer(&self, scene: &mut Scene<'_>, draft: &AnswerDraft) -> Result<()> {
        if scene.actor.read_only || scene.actor.role == Role::Partner || scene.actor.member().is_none() {
            return Err(Error::Forbidden);
        }
        let is_other = draft.round.trim().parse().is_ok_and(|round: i64| round != self.round);
        if self.state != VersionState::Proposed || is_other {
            return Err(Error::Stale);
        }
        let mut problems = Problems::default();
        let Some(stance) = Stance::named(draft.stance.trim()) else {
            return Err(Problems::one("stance", "problem-stance").into());
        };
        let reason = words_of(&draft.reason, ("reason", stance == Stance::Objects), LONGEST, &mut problems);
        problems.or(())?;
        if self.write_answer(scene, stance, &reason)? == 0 {
            return Ok(());
        }
        let about = |event: crate::Event| event.with("stance", stance.name()).with("reason", reason);
        self.tell(scene, Kind::ProposalAnswered, about)
    }

    /// How many rows are other than before.
    fn write_answer(&self, scene: &mut Scene<'_>, stance: Stance, reason: &str) -> Result<u64> {
        let [process, number] = self.values();
        let values = [
            process,
            number,
            self.round.into(),
            scene.actor.id.into(),
            stance.name().into(),
            reason.into(),
            scene.now.into(),
        ];
        scene.run(ANSWER, &values)
    }

    /// The round that is under way or was the last one.
    pub fn latest_round(&self, scene: &mut Scene<'_>) -> Result<Option<Round>> {
        let Some(due_on) = self.due_on else { return Ok(None) };
        let [process, number] = self.values();
        let answers: Vec<Answered> = scene.all(ANSWERS, &[process, number, self.round.into()])?;
        let asked = scene.find::<i64>(ASKED, &[])?.unwrap_or(1);
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        Ok(Some(Round { answers, asked: count(asked), quorum: count(self.quorum), due_on }))
    }
}

impl FromRow for Answered {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            by: (row.int("number")?, row.text("name")?),
            stance: Stance::named(&row.text("stance")?).unwrap_or(Stance::StandsAside),
            reason: row.text("reason")?,
        })
    }
}

/// Everybody who can sign in and sells here.
const ASKED: &str = "
    SELECT COUNT(*) AS asked FROM members WHERE workspace_id = $1 AND state = 'active' AND role <> 'partner'";

const OPEN: &str = "
    UPDATE process_versions SET round = $4, due_on = $5, quorum = $6
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

const ANSWER: &str = "
    INSERT INTO process_answers (workspace_id, process_id, version, round, member_id, stance, reason, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace_id, process_id, version, round, member_id)
    DO UPDATE SET stance = excluded.stance, reason = excluded.reason, answered_at = excluded.answered_at
    WHERE process_answers.stance <> excluded.stance OR process_answers.reason <> excluded.reason";

const ANSWERS: &str = "
    SELECT m.number, m.name, a.stance, a.reason
    FROM process_answers a JOIN members m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
      AND m.state = 'active' AND m.role <> 'partner'
    WHERE a.workspace_id = $1 AND a.process_id = $2 AND a.version = $3 AND a.round = $4 ORDER BY m.number LIMIT 1000";
