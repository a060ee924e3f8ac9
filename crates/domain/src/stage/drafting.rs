//! Reading what somebody typed about what a stage asks.

use std::collections::BTreeSet;

use jiff::civil::Date;
use measures::money::{Currency, Money};

use super::criterion::{Comparison, Criterion, Operator, Test};
use super::guide::{AskedField, FieldType, Guide, Guides, StageAction};
use super::guiding::{BUILT_IN, CriterionDraft, FieldDraft, GuideDraft};
use crate::deal::number_typed;
use crate::fold::{fold, free_key};
use crate::{BuyingRole, Problems, Result};

/// The most actions, fields or criteria of one stage.
pub(super) const MOST: usize = 20;

/// The longest goal, statement or item, in letters.
const LONGEST: usize = 300;

/// Reads a draft, and notes what needs another look.
pub(super) struct Reader<'g> {
    pub(super) stage: &'g str,
    /// What all stages ask so far.
    pub(super) guides: &'g Guides,
    /// What the form began with, when others may have changed the stage meanwhile.
    pub(super) seen: Option<&'g Guide>,
    /// The numbers of all teams.
    pub(super) teams: BTreeSet<i64>,
    /// The numbers of all tools.
    pub(super) tools: BTreeSet<i64>,
    /// The numbers of all scorecards.
    pub(super) scorecards: BTreeSet<i64>,
    /// What amounts are typed in.
    pub(super) currency: Currency,
    pub(super) problems: Problems,
}

impl Reader<'_> {
    pub(super) fn read(mut self, draft: &GuideDraft) -> Result<Guide> {
        let goal = self.words("goal", &draft.goal);
        let actions = filled(&draft.actions, |action| &action.text);
        let typed_fields = filled(&draft.fields, |field| &field.label);
        let typed_criteria = filled(&draft.criteria, |criterion| &criterion.text);
        for (list, rows) in
            [("actions", actions.len()), ("fields", typed_fields.len()), ("criteria", typed_criteria.len())]
        {
            if rows > MOST {
                self.problems.add(list, "problem-guide-many");
            }
        }
        // each row is compared with those before it, so far too many are not read at all
        self.problems.clone().or(())?;
        let actions = actions
            .into_iter()
            .map(|(row, action)| StageAction {
                text: self.words(&format!("actions.{row}.text"), &action.text),
                role: self.words(&format!("actions.{row}.role"), &action.role),
                tool: self.tool(&format!("actions.{row}.tool"), &action.tool),
            })
            .collect();
        let mut fields: Vec<AskedField> = Vec::new();
        for (row, field) in typed_fields {
            let field = self.field(row, field, &fields);
            fields.push(field);
        }
        let mut criteria: Vec<Criterion> = Vec::new();
        for (row, typed) in typed_criteria {
            if let Some(criterion) = self.criterion(row, typed, &fields, &criteria) {
                criteria.push(criterion);
            }
        }
        let mut guide = Guide { goal, actions, fields, criteria, retired: BTreeSet::new() };
        guide.retired = self.retired(&guide);
        self.problems.or(guide)
    }

    /// The keys that are gone now, and those that were gone before. A field that another stage looks at has to stay.
    fn retired(&mut self, guide: &Guide) -> BTreeSet<String> {
        let Some(before) = self.guides.at(self.stage) else { return BTreeSet::new() };
        let gone: Vec<&str> = before.keys().filter(|key| guide.keys().all(|kept| kept != *key)).collect();
        let needed = before.fields.iter().find(|field| {
            gone.contains(&field.key.as_str()) && self.guides.others(self.stage).any(|other| other.looks_at(&field.key))
        });
        if let Some(field) = needed {
            self.problems.add_with("fields", "problem-field-needed", &[("field", field.label.clone())]);
        }
        before.retired.iter().cloned().chain(gone.into_iter().map(str::to_owned)).collect()
    }

    /// The number of a tool that is there, or that the stage had before.
    fn tool(&mut self, field: &str, typed: &str) -> String {
        let typed = typed.trim();
        let known = typed.parse().is_ok_and(|number| self.tools.contains(&number))
            || self.known().any(|guide| guide.actions.iter().any(|action| action.tool == typed));
        if !typed.is_empty() && !known {
            self.problems.add(field, "problem-tool-unknown");
        }
        typed.to_owned()
    }

    fn words(&mut self, field: &str, typed: &str) -> String {
        let typed = typed.trim();
        if typed.chars().count() > LONGEST {
            self.problems.add(field, "problem-guide-long");
        }
        typed.to_owned()
    }

    fn field(&mut self, row: usize, typed: &FieldDraft, before: &[AskedField]) -> AskedField {
        let label = self.words(&format!("fields.{row}.label"), &typed.label);
        let same = |field: &AskedField| field.key != typed.key && fold(&field.label) == fold(&label);
        if before.iter().any(|field| fold(&field.label) == fold(&label)) || self.elsewhere().any(same) {
            self.problems.add(&format!("fields.{row}.label"), "problem-field-known");
        }
        let kind = FieldType::ALL.into_iter().find(|kind| kind.name() == typed.kind.trim()).unwrap_or_default();
        let options = if kind == FieldType::Choice { lines(&typed.options) } else { Vec::new() };
        if kind == FieldType::Choice && options.len() < 2 {
            self.problems.add(&format!("fields.{row}.options"), "problem-field-options");
        }
        let there = |key: &str| before.iter().any(|field| field.key == key);
        let own = self.known().any(|guide| guide.fields.iter().any(|field| field.key == typed.key));
        let own = own && !there(&typed.key);
        let taken = |key: &str| self.guides.is_taken(key) || BUILT_IN.contains(&key) || there(key);
        AskedField { key: if own { typed.key.clone() } else { free_key(&label, "field", taken) }, label, kind, options }
    }

    /// What the stage asks, and what it asked when the form was opened.
    fn known(&self) -> impl Iterator<Item = &Guide> {
        self.guides.at(self.stage).into_iter().chain(self.seen)
    }

    /// The fields of other stages.
    fn elsewhere(&self) -> impl Iterator<Item = &AskedField> {
        self.guides.others(self.stage).flat_map(|guide| &guide.fields)
    }

    fn criterion(
        &mut self,
        row: usize,
        typed: &CriterionDraft,
        fields: &[AskedField],
        before: &[Criterion],
    ) -> Option<Criterion> {
        let at = format!("criteria.{row}.");
        let text = self.words(&format!("{at}text"), &typed.text);
        let when = self.condition(&at, typed, fields);
        let exempt = self.exempt(&format!("{at}exempt"), &typed.exempt);
        let test = self.test(&at, typed, fields)?;
        let there = |key: &str| before.iter().any(|criterion| criterion.key == key);
        let own = self.known().any(|guide| guide.criteria.iter().any(|criterion| criterion.key == typed.key));
        let own = own && !there(&typed.key);
        let taken = |key: &str| self.guides.is_taken(key) || there(key);
        Some(Criterion {
            key: if own { typed.key.clone() } else { free_key(&text, "criterion", taken) },
            text,
            must: typed.severity.trim() != "should",
            evidence: !typed.evidence.trim().is_empty(),
            test,
            when,
            exempt,
        })
    }

    fn test(&mut self, at: &str, typed: &CriterionDraft, fields: &[AskedField]) -> Option<Test> {
        match typed.kind.trim() {
            "" | "word" => Some(Test::Word),
            "link" => Some(Test::Link),
            "checklist" => {
                let items = lines(&typed.items);
                if items.is_empty() || items.len() > MOST {
                    self.problems.add(&format!("{at}items"), "problem-criterion-items");
                }
                Some(Test::Checklist { items })
            }
            "field_present" => {
                let field = self.known_field(&format!("{at}field"), &typed.field, fields)?;
                Some(Test::FieldPresent { field })
            }
            "field_compared" => {
                let compare = self.comparison(at, (&typed.field, &typed.op, &typed.value), fields)?;
                Some(Test::FieldCompared { compare })
            }
            "contact_role" => {
                let role = BuyingRole::named(typed.role.trim());
                if role.is_none() {
                    self.problems.add(&format!("{at}role"), "problem-buying-role");
                }
                role.map(|role| Test::ContactRole { role: role.name().to_owned() })
            }
            "score_at_least" => self.score(at, typed),
            _ => {
                self.problems.add(&format!("{at}kind"), "problem-criterion-kind");
                None
            }
        }
    }

    fn score(&mut self, at: &str, typed: &CriterionDraft) -> Option<Test> {
        let tool = typed.tool.trim().parse().ok().filter(|tool| self.scorecards.contains(tool));
        let least = typed.least.trim().parse().ok().filter(|least| (1..=100).contains(least));
        if tool.is_none() {
            self.problems.add(&format!("{at}tool"), "problem-criterion-scorecard");
        }
        if least.is_none() {
            self.problems.add(&format!("{at}least"), "problem-criterion-least");
        }
        tool.zip(least).map(|(tool, least)| Test::ScoreAtLeast { tool, least })
    }

    fn condition(&mut self, at: &str, typed: &CriterionDraft, fields: &[AskedField]) -> Option<Comparison> {
        let when = (&*typed.when_field, &*typed.when_op, &*typed.when_value);
        if when.0.trim().is_empty() { None } else { self.comparison(&format!("{at}when_"), when, fields) }
    }

    fn comparison(
        &mut self,
        at: &str,
        (field, op, value): (&str, &str, &str),
        fields: &[AskedField],
    ) -> Option<Comparison> {
        let field = self.known_field(&format!("{at}field"), field, fields)?;
        let (op, value) = (Operator::named(op.trim()), self.value(&field, value.trim(), fields));
        if op.is_none() || value.is_none() {
            self.problems.add(&format!("{at}value"), "problem-criterion-value");
        }
        Some(Comparison { field, op: op?, value: value? })
    }

    /// A value as the answers of this field are written, so that they compare.
    fn value(&self, field: &str, typed: &str, fields: &[AskedField]) -> Option<String> {
        let asked = fields.iter().chain(self.elsewhere()).find(|asked| asked.key == field);
        let day = |typed: &str| typed.parse::<Date>().ok().map(|day| day.to_string());
        match (field, asked.map(|asked| asked.kind)) {
            _ if typed.is_empty() => None,
            ("amount", None) => Money::typed(typed, self.currency).ok().map(|money| money.decimal()),
            ("expected_close" | "next_step_due", None) | (_, Some(FieldType::Date)) => day(typed),
            (_, Some(FieldType::Number)) => number_typed(typed).map(|number| number.to_string()),
            _ => Some(typed.to_owned()),
        }
    }

    /// The key of a field of every deal, of another stage, or of this form, where its label names it: it may have no
    /// key yet.
    fn known_field(&mut self, at: &str, typed: &str, fields: &[AskedField]) -> Option<String> {
        let typed = typed.trim();
        let known = fields.iter().chain(self.elsewhere()).any(|field| field.key == typed) || BUILT_IN.contains(&typed);
        let exact = known.then_some(typed);
        let labelled = || fields.iter().find(|field| fold(&field.label) == fold(typed)).map(|field| field.key.as_str());
        let key = exact.or_else(labelled).map(str::to_owned);
        if key.is_none() {
            self.problems.add(at, "problem-criterion-field");
        }
        key
    }

    fn exempt(&mut self, field: &str, typed: &str) -> BTreeSet<i64> {
        let mut exempt = BTreeSet::new();
        for word in typed.split([' ', ',']).filter(|word| !word.is_empty()) {
            match word.parse().ok().filter(|number| self.teams.contains(number)) {
                Some(number) => drop(exempt.insert(number)),
                None => self.problems.add(field, "problem-criterion-team"),
            }
        }
        exempt
    }
}

/// The rows with words, and where they stand.
fn filled<T>(rows: &[T], words: impl Fn(&T) -> &String) -> Vec<(usize, &T)> {
    rows.iter().enumerate().filter(|(_, row)| !words(row).trim().is_empty()).collect()
}

/// The lines with words, each once.
fn lines(typed: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !kept.iter().any(|known| fold(known) == fold(line)) {
            kept.push(line.chars().take(LONGEST).collect());
        }
    }
    kept
}
