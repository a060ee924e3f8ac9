//! Putting a proposed step off, and saying that it is done.

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::Rule;
use crate::deal::{date_typed, day};
use crate::id::Id;
use crate::{Deal, DealId, Error, Event, Kind, MemberId, Problems, Result, Scene};

/// What stands for every rule of a deal.
const EVERY_RULE: &str = "all";

/// How long a step rests by itself, in days: a week.
const RESTS: i32 = 7;

/// The longest that a step may rest, in days.
const LONGEST_REST: i32 = 366;

/// A proposed step, as a form names it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct StepDraft {
    /// The deal's number.
    #[serde(default)]
    pub deal: String,
    /// The names of rules, with blanks between; empty for every rule of the deal.
    #[serde(default)]
    pub rule: String,
    /// Until which day it rests (ISO), a week unless said.
    #[serde(default)]
    pub until: String,
}

/// A rule that somebody put off on a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snoozed {
    /// The deal.
    pub deal: DealId,
    /// The rule; nothing for all of them.
    pub rule: Option<Rule>,
    /// The first day on which it shows again.
    pub until_on: Date,
}

impl Snoozed {
    pub(super) fn covers(&self, deal: DealId, rule: Rule, as_of: Date) -> bool {
        self.deal == deal && as_of < self.until_on && self.rule.is_none_or(|put_off| put_off == rule)
    }
}

/// Puts a proposed step off. The same again changes nothing. Only for oneself.
pub fn snooze_step(scene: &mut Scene<'_>, draft: &StepDraft) -> Result<()> {
    let member = person(scene)?;
    let deal = draft.deal(scene)?;
    let rules = draft.rules()?;
    let today = scene.today();
    let mut problems = Problems::default();
    let until = date_typed(&draft.until, "until", &mut problems).unwrap_or_else(|| after(today, RESTS));
    if until <= today || until > after(today, LONGEST_REST) {
        problems.add("until", "problem-snooze-until");
    }
    problems.or(())?;
    rules.into_iter().try_for_each(|rule| put_off(scene, member, &deal, rule, until))
}

/// Says that a proposed step is done: the promise it was about is kept, any other reason rests for a
/// week.
pub fn finish_step(scene: &mut Scene<'_>, draft: &StepDraft) -> Result<()> {
    let member = person(scene)?;
    let mut deal = draft.deal(scene)?;
    let rules = draft.rules()?;
    if rules.iter().any(|rule| rule.is_none_or(|rule| rule == Rule::Overdue)) && deal.next_step.is_some() {
        return deal.finish_next_step(scene);
    }
    let until = after(scene.today(), RESTS);
    rules.into_iter().try_for_each(|rule| put_off(scene, member, &deal, rule, until))
}

/// What a person has put off and rests on `as_of`.
pub(in crate::figures) fn snoozed(scene: &mut Scene<'_>, member: MemberId, as_of: Date) -> Result<Vec<Snoozed>> {
    scene.all(RESTING, &[member.into(), as_of.to_string().into()])
}

fn put_off(scene: &mut Scene<'_>, member: MemberId, deal: &Deal, rule: Option<Rule>, until: Date) -> Result<()> {
    let name = rule.map_or(EVERY_RULE, Rule::name);
    let until = until.to_string();
    let changed = scene.run(PUT_OFF, &[member.into(), deal.id.into(), name.into(), until.as_str().into()])?;
    if changed == 0 {
        return Ok(());
    }
    Event::new(Kind::StepSnoozed).about(deal.id).with("rule", name).with("until", until).record(scene).map(drop)
}

fn person(scene: &Scene<'_>) -> Result<MemberId> {
    scene.actor.member().filter(|_| !scene.actor.read_only).ok_or(Error::Forbidden)
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

impl StepDraft {
    fn deal(&self, scene: &mut Scene<'_>) -> Result<Deal> {
        let number = self.deal.trim().parse().map_err(|_| Error::NotFound)?;
        Deal::numbered(scene, number)
    }

    /// Each once, at most as many as there are; nothing for all of them.
    fn rules(&self) -> Result<Vec<Option<Rule>>> {
        if matches!(self.rule.trim(), "" | EVERY_RULE) {
            return Ok(vec![None]);
        }
        let mut rules: Vec<Option<Rule>> = Vec::new();
        for name in self.rule.split_whitespace() {
            let rule = Rule::named(name).ok_or_else(|| Problems::one("rule", "problem-rule"))?;
            if !rules.contains(&Some(rule)) {
                rules.push(Some(rule));
            }
        }
        Ok(rules)
    }
}

impl FromRow for Snoozed {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: DealId::of(row.id("deal_id")?),
            rule: Rule::named(&row.text("rule")?),
            until_on: day(row, "until_on")?.unwrap_or_default(),
        })
    }
}

const RESTING: &str = "
    SELECT deal_id, rule, until_on FROM snoozes WHERE workspace_id = $1 AND member_id = $2 AND until_on > $3";

const PUT_OFF: &str = "
    INSERT INTO snoozes (workspace_id, member_id, deal_id, rule, until_on) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (workspace_id, member_id, deal_id, rule) DO UPDATE SET until_on = excluded.until_on
    WHERE snoozes.until_on <> excluded.until_on";
