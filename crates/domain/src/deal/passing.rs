//! Whether a deal may go on: what the stages that it leaves ask, what of it is open, and the reason why it goes on
//! all the same. Never a wall; the same on board and page, in bulk, by API and by import.

use jiff::civil::Date;

use super::Deal;
use super::facts::ROWS;
use super::known::Knowledge;
use super::waiving::{WaiverDraft, WaiverReason};
use crate::id::maybe;
use crate::stage::{left_behind, left_behind_into};
use crate::{AskedField, Criterion, Event, Guide, Guides, Kind, Known, Result, Scene, Stage, Standing, Status};

/// A criterion of a stage, and how it stands for a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The key of the stage.
    pub stage: String,
    /// What is asked.
    pub criterion: Criterion,
    /// How it stands.
    pub standing: Standing,
}

/// What follows from how the criteria stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Everything holds.
    Passes,
    /// Something that should hold does not: it is noted.
    PassesWithGaps,
    /// Something that must hold does not: a reason is asked for.
    AsksForReason,
}

impl Verdict {
    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::PassesWithGaps => "passes_with_gaps",
            Self::AsksForReason => "asks_for_reason",
        }
    }

    /// Of criteria that stand so.
    #[must_use]
    pub fn of(asked: &[Asked]) -> Self {
        let open = || asked.iter().filter(|asked| asked.standing == Standing::Open);
        if open().any(|asked| asked.criterion.must) {
            Self::AsksForReason
        } else if open().next().is_some() {
            Self::PassesWithGaps
        } else {
            Self::Passes
        }
    }
}

/// What the process asks of a deal where it stands, and what is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guidance {
    /// What the stage asks.
    pub guide: Guide,
    /// What is to be found out up to here, what the criteria here look at, and whatever has an answer.
    pub fields: Vec<AskedField>,
    /// The criteria of the stage, in their order, and how they stand.
    pub asked: Vec<Asked>,
    /// What was found out, on the whole way so far.
    pub answers: Vec<Knowledge>,
    /// What was checked.
    pub checks: Vec<Knowledge>,
}

impl Deal {
    /// What the process asks of it where it stands; nothing when no stage of it asks anything.
    pub fn guidance(&self, scene: &mut Scene<'_>, stages: &[Stage]) -> Result<Option<Guidance>> {
        let guides = Guides::of_stages(scene, stages)?;
        if guides.is_empty() {
            return Ok(None);
        }
        let guide = guides.at(&self.stage).cloned().unwrap_or_default();
        let (answers, checks) = (self.answers(scene)?, self.checks(scene)?);
        let known = self.known_with(scene, &answers, &checks)?;
        let asked = asked_of(&self.stage, &guide, &known);
        let fields = fields_for(self, stages, &guides, &answers);
        Ok(Some(Guidance { guide, fields, asked, answers, checks }))
    }

    /// What a move into `to` is asked, stage by stage: the one it leaves and those it leaps over.
    pub fn asked(&self, scene: &mut Scene<'_>, stages: &[Stage], to: &Stage) -> Result<Vec<Asked>> {
        self.asked_knowing(scene, (stages, &self.stage), to, |_| {})
    }

    /// The same for a way from another stage than the one where it stands, if `learn` were known beside what is.
    pub(crate) fn asked_knowing(
        &self,
        scene: &mut Scene<'_>,
        (stages, from): (&[Stage], &str),
        to: &Stage,
        learn: impl FnOnce(&mut Known),
    ) -> Result<Vec<Asked>> {
        let guides = Guides::of_stages(scene, stages)?;
        let left = left_on_the_way(scene, stages, from, to)?;
        let guided: Vec<(&Stage, &Guide)> =
            left.into_iter().filter_map(|stage| Some((stage, guides.at(&stage.key)?))).collect();
        if guided.iter().all(|(_, guide)| guide.criteria.is_empty()) {
            return Ok(Vec::new());
        }
        let mut known = self.known(scene)?;
        learn(&mut known);
        Ok(guided.into_iter().flat_map(|(stage, guide)| asked_of(&stage.key, guide, &known)).collect())
    }

    /// Lets it leave for `to` on `day`, before it does: notes how every criterion stands, and the reason if one is
    /// needed. The event that tells of a waiver comes before the one that tells of the move.
    ///
    /// # Errors
    /// `problem-waiver-missing` on `waiver` when something that must hold does not, and no reason was given.
    pub(crate) fn pass(
        &self,
        scene: &mut Scene<'_>,
        stages: &[Stage],
        to: &Stage,
        day: Date,
        draft: &WaiverDraft,
    ) -> Result<Passage> {
        let here = stages.iter().find(|stage| stage.key == self.stage);
        here.map_or_else(|| Ok(Passage::default()), |here| self.pass_from(scene, (stages, here), to, day, draft))
    }

    /// The same from another stage than the one where it stands.
    pub(super) fn pass_from(
        &self,
        scene: &mut Scene<'_>,
        (stages, from): (&[Stage], &Stage),
        to: &Stage,
        day: Date,
        draft: &WaiverDraft,
    ) -> Result<Passage> {
        let left = left_on_the_way(scene, stages, &from.key, to)?;
        let mut passage = Passage::between(stages, &from.key, to, &left);
        let asked = self.asked_knowing(scene, (stages, &from.key), to, |_| {})?;
        if asked.is_empty() {
            return Ok(passage);
        }
        let waiver = match Verdict::of(&asked) {
            Verdict::AsksForReason => Some(draft.reason(&asked)?),
            Verdict::Passes | Verdict::PassesWithGaps => None,
        };
        self.note_passes(scene, &asked, waiver, day)?;
        if let Some(reason) = waiver {
            let event =
                self.event(Kind::CriteriaWaived).with("criteria", open_of(&asked, true)).with("reason", reason.name());
            let event = event.with("words", draft.waiver_words.trim()).with("to", to.key.as_str());
            event.effective(day).record(scene)?;
        }
        passage.gaps = open_of(&asked, false);
        Ok(passage)
    }

    /// Notes how the criteria of the stage stood in which it was lost: nothing was asked, but what they are worth shows
    /// in deals that were lost, too.
    pub(super) fn note_loss(&self, scene: &mut Scene<'_>, day: Date) -> Result<()> {
        let guides = Guides::of(scene, self.process, self.process_version)?;
        let Some(guide) = guides.at(&self.stage).filter(|guide| !guide.criteria.is_empty()) else { return Ok(()) };
        let asked = asked_of(&self.stage, guide, &self.known(scene)?);
        self.note(scene, &asked, day, |asked| match asked.standing {
            Standing::Met => ("held", None),
            Standing::Open => ("lacked", None),
            other => (other.name(), None),
        })
    }

    /// Notes how the criteria stood when it left.
    fn note_passes(
        &self,
        scene: &mut Scene<'_>,
        asked: &[Asked],
        waiver: Option<WaiverReason>,
        day: Date,
    ) -> Result<()> {
        self.note(scene, asked, day, |asked| match asked.standing {
            Standing::Open if asked.criterion.must => ("waived", waiver),
            Standing::Open => ("gap", None),
            other => (other.name(), None),
        })
    }

    /// One row for each criterion.
    fn note(
        &self,
        scene: &mut Scene<'_>,
        asked: &[Asked],
        day: Date,
        outcome: impl Fn(&Asked) -> (&'static str, Option<WaiverReason>),
    ) -> Result<()> {
        let row = |(count, asked): (i64, &Asked)| {
            let (outcome, reason) = outcome(asked);
            vec![
                self.id.into(),
                ((self.version + 1) * ROWS + count).into(),
                self.process.into(),
                self.process_version.into(),
                asked.stage.as_str().into(),
                asked.criterion.key.as_str().into(),
                outcome.into(),
                reason.map(WaiverReason::name).into(),
                day.to_string().into(),
                maybe(scene.actor.member()),
                maybe(scene.import),
            ]
        };
        let rows = (0_i64..).zip(asked).map(row).collect();
        scene.batch(PASS, rows)
    }
}

/// How a deal goes from one open stage to another, for the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    /// What should have held and did not.
    gaps: Vec<String>,
    /// The keys of the stages that it leaps over.
    leapt: Vec<String>,
    /// It goes back.
    returned: bool,
    /// Why, if somebody said so.
    reason: String,
}

impl Passage {
    /// Between two stages, with those that are left behind on the way.
    fn between(stages: &[Stage], from: &str, to: &Stage, left: &[&Stage]) -> Self {
        let leapt = left.iter().filter(|stage| stage.key != from);
        let place = |key: &str| stages.iter().find(|stage| stage.key == key).map(|stage| stage.position);
        let returned = to.kind == Status::Open && place(from).zip(place(&to.key)).is_some_and(|(here, to)| here > to);
        Self { leapt: leapt.map(|stage| stage.key.clone()).collect(), returned, ..Self::default() }
    }

    /// The same, for this reason.
    pub(super) fn because(self, reason: &str) -> Self {
        Self { reason: reason.trim().chars().take(500).collect(), ..self }
    }

    /// The event with what is special about the way.
    pub(crate) fn tell(&self, event: Event) -> Event {
        let lists = [("gaps", &self.gaps), ("leapt", &self.leapt)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let event = lists.fold(event, |event, (name, list)| event.with(name, list.clone()));
        let event = if self.returned { event.with("returned", true) } else { event };
        if self.reason.is_empty() { event } else { event.with("reason", self.reason.as_str()) }
    }
}

/// The stages that a move leaves behind, be it within the version of these stages or into another one.
fn left_on_the_way<'s>(scene: &mut Scene<'_>, stages: &'s [Stage], from: &str, to: &Stage) -> Result<Vec<&'s Stage>> {
    let of = |stage: &Stage| (stage.process, stage.version);
    if stages.first().is_none_or(|own| of(own) == of(to)) {
        return Ok(left_behind(stages, from, to));
    }
    let theirs = Stage::of(scene, to.process, to.version)?;
    Ok(left_behind_into(stages, &theirs, from, to))
}

/// The statements that do not hold, of those that must or of those that should.
#[must_use]
pub(crate) fn open_of(asked: &[Asked], must: bool) -> Vec<String> {
    let open = asked.iter().filter(|asked| asked.standing == Standing::Open && asked.criterion.must == must);
    open.map(|asked| asked.criterion.text.clone()).collect()
}

/// The questions of the stages up to where a deal stands, those that the criteria there look at, and those that have an
/// answer.
fn fields_for(deal: &Deal, stages: &[Stage], guides: &Guides, answers: &[Knowledge]) -> Vec<AskedField> {
    let here = stages.iter().find(|stage| stage.key == deal.stage).map_or(i64::MAX, |stage| stage.position);
    let so_far = stages.iter().filter(|stage| stage.position <= here).filter_map(|stage| guides.at(&stage.key));
    let so_far: Vec<&str> = so_far.flat_map(|guide| &guide.fields).map(|field| field.key.as_str()).collect();
    let wanted = |field: &&AskedField| {
        let looked_at = guides.at(&deal.stage).is_some_and(|guide| guide.looks_at(&field.key));
        so_far.contains(&field.key.as_str()) || looked_at || answers.iter().any(|known| known.key == field.key)
    };
    guides.fields().filter(wanted).cloned().collect()
}

fn asked_of(stage: &str, guide: &Guide, known: &Known) -> Vec<Asked> {
    let asked = guide.criteria.iter().map(|criterion| Asked {
        stage: stage.to_owned(),
        criterion: criterion.clone(),
        standing: criterion.stands(known),
    });
    asked.collect()
}

const PASS: &str = "
    INSERT INTO criterion_passes (workspace_id, deal_id, number, process_id, process_version, stage_key, criterion_key,
      outcome, waiver, passed_on, member_id, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
