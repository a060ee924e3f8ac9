use std::collections::BTreeMap;

use domain::{MemberId, Problems, Result, Scene, TargetDraft, TargetLine};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Money, Named, Period, instant};

/// What a person or a team aims for in a period.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Target {
    /// The period.
    pub(crate) period: Period,
    /// The whole target as it is now.
    pub(crate) amount: Money,
    /// How it came to be, oldest first.
    pub(crate) steps: Vec<TargetStep>,
}

/// A target as it was set or changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TargetStep {
    /// The whole target from then on.
    pub(crate) amount: Money,
    /// Why.
    pub(crate) reason: String,
    /// Who set it; nobody when the program did.
    pub(crate) author: Option<Named>,
    /// The day from which it counts.
    #[schema(format = Date)]
    pub(crate) effective_on: String,
    /// When it was written down.
    #[schema(format = DateTime)]
    pub(crate) recorded_at: String,
}

/// A target to set.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetSet {
    /// The period as people write it: `2026-03`, `2026-Q1`, `2026`, or a day in it.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) period: String,
    /// `month`, `quarter`, `year` or `sprint`, when the period is given by a day in it.
    pub(crate) kind: Option<String>,
    /// The whole target, in the workspace's currency.
    pub(crate) amount: Option<Money>,
    /// Why; needed when a target is changed.
    pub(crate) reason: Option<String>,
    /// The day from which it counts.
    #[schema(format = Date)]
    pub(crate) from: Option<String>,
}

impl Target {
    pub(crate) fn read(scene: &mut Scene<'_>, target: &domain::Target) -> Result<Self> {
        let mut authors = BTreeMap::new();
        let currency = scene.actor.workspace.currency;
        let steps = target.lines.iter().map(|line| TargetStep::read(scene, &mut authors, line));
        Ok(Self {
            period: Period::from(target.period),
            amount: Money::of(target.minor(), currency),
            steps: steps.collect::<Result<_>>()?,
        })
    }
}

impl TargetStep {
    pub(crate) fn read(
        scene: &mut Scene<'_>,
        authors: &mut BTreeMap<MemberId, Named>,
        line: &TargetLine,
    ) -> Result<Self> {
        let author = match line.author {
            None => None,
            Some(id) => match authors.get(&id) {
                Some(known) => Some(known.clone()),
                None => {
                    let named = Named::member(scene, id)?;
                    authors.insert(id, named.clone());
                    Some(named)
                }
            },
        };
        Ok(Self {
            amount: Money::of(line.minor, scene.actor.workspace.currency),
            reason: line.reason.clone(),
            author,
            effective_on: line.effective_on.to_string(),
            recorded_at: instant(line.recorded_at),
        })
    }
}

impl TargetSet {
    pub(crate) fn draft(&self, scene: &Scene<'_>) -> Result<TargetDraft> {
        let (amount, currency) = self.amount.as_ref().map(Money::typed).unwrap_or_default();
        if !currency.is_empty() && !currency.eq_ignore_ascii_case(scene.actor.workspace.currency.code()) {
            return Err(Problems::one("amount.currency", "problem-target-currency").into());
        }
        Ok(TargetDraft {
            kind: self.kind.clone().unwrap_or_default(),
            start: self.period.clone(),
            amount,
            reason: self.reason.clone().unwrap_or_default(),
            from: self.from.clone().unwrap_or_default(),
        })
    }
}
