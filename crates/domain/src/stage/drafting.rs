//! Reading what somebody typed about what a stage asks.

use std::collections::BTreeSet;

use super::criterion::{Comparison, Criterion, Operator, Test};
use super::guide::{AskedField, FieldType, Guide, Guides, StageAction};
use super::guiding::{BUILT_IN, CriterionDraft, FieldDraft, GuideDraft};
use crate::fold::{fold, words};
use crate::{Problems, Result};

/// The most actions, fields or criteria of one stage.
const MOST: usize = 20;

/// The longest goal, statement or item, in letters.
const LONGEST: usize = 300;

/// Reads a draft, and notes what needs another look.
pub(super) struct Reader<'g> {
    pub(super) stage: &'g str,
    /// What all stages ask so far.
    pub(super) guides: &'g Guides,
    /// The numbers of all teams.
    pub(super) teams: BTreeSet<i64>,
    pub(super) problems: Problems,
}

impl Reader<'_> {
    pub(super) fn read(mut self, draft: &GuideDraft) -> Result<Guide> {
        let goal = self.words("goal", &draft.goal);
        for (list, rows) in
            [("actions", draft.actions.len()), ("fields", draft.fields.len()), ("criteria", draft.criteria.len())]
        {
            if rows > MOST {
                self.problems.add(list, "problem-guide-many");
            }
        }
        let actions = draft.actions.iter().enumerate().filter(|(_, action)| !action.text.trim().is_empty());
        let actions: Vec<StageAction> = actions
            .map(|(row, action)| StageAction {
                text: self.words(&format!("actions.{row}.text"), &action.text),
                role: self.words(&format!("actions.{row}.role"), &action.role),
            })
            .collect();
        let mut fields: Vec<AskedField> = Vec::new();
        for (row, field) in draft.fields.iter().enumerate().filter(|(_, field)| !field.label.trim().is_empty()) {
            let field = self.field(row, field, &fields);
            fields.push(field);
        }
        let mut criteria: Vec<Criterion> = Vec::new();
        for (row, typed) in draft.criteria.iter().enumerate().filter(|(_, typed)| !typed.text.trim().is_empty()) {
            if let Some(criterion) = self.criterion(row, typed, &fields, &criteria) {
                criteria.push(criterion);
            }
        }
        self.problems.or(Guide { goal, actions, fields, criteria })
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
        let known: Vec<&str> = self.guides.fields().map(|field| field.key.as_str()).chain(BUILT_IN).collect();
        let own = self.guides.at(self.stage).is_some_and(|guide| guide.fields.iter().any(|f| f.key == typed.key));
        let taken = |key: &str| known.contains(&key) || before.iter().any(|field| field.key == key);
        AskedField { key: if own { typed.key.clone() } else { free(&label, "field", taken) }, label, kind, options }
    }

    /// The fields of other stages.
    fn elsewhere(&self) -> impl Iterator<Item = &AskedField> {
        let own = self.guides.at(self.stage);
        self.guides.fields().filter(move |field| own.is_none_or(|own| !own.fields.contains(field)))
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
        let known = |key: &str| self.guides.criteria().any(|criterion| criterion.key == key);
        let taken = |key: &str| known(key) || before.iter().any(|criterion| criterion.key == key);
        Some(Criterion {
            key: if known(&typed.key) { typed.key.clone() } else { free(&text, "criterion", taken) },
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
            _ => {
                self.problems.add(&format!("{at}kind"), "problem-criterion-kind");
                None
            }
        }
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
        let field = self.known_field(&format!("{at}field"), field, fields);
        let (op, value) = (Operator::named(op.trim()), value.trim().to_owned());
        if op.is_none() || value.is_empty() {
            self.problems.add(&format!("{at}value"), "problem-criterion-value");
        }
        Some(Comparison { field: field?, op: op?, value })
    }

    /// The key of a field of every deal, of another stage, or of this form, where its label names it: it may have no
    /// key yet.
    fn known_field(&mut self, at: &str, typed: &str, fields: &[AskedField]) -> Option<String> {
        let typed = typed.trim();
        let here = fields.iter().find(|field| field.key == typed || fold(&field.label) == fold(typed));
        let there = || self.elsewhere().any(|field| field.key == typed) || BUILT_IN.contains(&typed);
        let key = here.map(|field| field.key.clone()).or_else(|| there().then(|| typed.to_owned()));
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

/// A key made of the first words, that is not taken.
fn free(text: &str, otherwise: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = words(text).into_iter().take(5).collect::<Vec<_>>().join("_");
    let base = if base.is_empty() { otherwise.to_owned() } else { base };
    let mut keys = std::iter::once(base.clone()).chain((2_u64..).map(|count| format!("{base}_{count}")));
    keys.find(|key| !taken(key)).unwrap_or(base)
}
