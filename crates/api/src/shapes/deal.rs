use domain::{Member, Result, Scene, Tile};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Money, Named, day, instant};

/// A deal, with everything it says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Deal {
    /// The number that people see and say.
    pub(crate) number: i64,
    /// What is being sold to whom.
    pub(crate) title: String,
    /// The customer.
    pub(crate) account: Option<Named>,
    /// The person there.
    pub(crate) contact: Option<Named>,
    /// What is sold.
    pub(crate) product: Option<Named>,
    /// What it is worth.
    pub(crate) amount: Option<Money>,
    /// The amount is the list price, not an offer.
    pub(crate) amount_estimated: bool,
    /// When it should be closed.
    #[schema(format = Date)]
    pub(crate) expected_close: Option<String>,
    /// How many times its expected close was moved back.
    pub(crate) close_moves: i64,
    /// The key of the stage it stands in.
    pub(crate) stage: String,
    /// `open`, `won` or `lost`.
    pub(crate) status: String,
    /// Since when it stands in its stage.
    #[schema(format = Date)]
    pub(crate) stage_entered_on: Option<String>,
    /// Who is accountable.
    pub(crate) owner: Named,
    /// Its home team.
    pub(crate) team: Option<Named>,
    /// What was agreed to do next.
    pub(crate) next_step: Option<NextStep>,
    /// The last day on which somebody did something about it.
    #[schema(format = Date)]
    pub(crate) last_touched_on: String,
    /// When work on it began.
    #[schema(format = Date)]
    pub(crate) opened_on: Option<String>,
    /// When it was won or lost.
    #[schema(format = Date)]
    pub(crate) closed_on: Option<String>,
    /// Why it was lost.
    pub(crate) lost_reason: Option<String>,
    /// It was taken off the board.
    pub(crate) discarded: bool,
    /// When it was written down.
    #[schema(format = DateTime)]
    pub(crate) created_at: String,
    /// Counts its changes; the `ETag` is made of it.
    pub(crate) version: i64,
}

/// What was agreed to do next.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NextStep {
    /// What.
    pub(crate) step: String,
    /// By when.
    #[schema(format = Date)]
    pub(crate) due: Option<String>,
    /// Who promised it.
    pub(crate) by: Option<Named>,
}

/// A deal in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealLine {
    /// The number that people see and say.
    pub(crate) number: i64,
    /// What is being sold to whom.
    pub(crate) title: String,
    /// The customer.
    pub(crate) account: Option<Named>,
    /// What it is worth.
    pub(crate) amount: Option<Money>,
    /// The amount is the list price, not an offer.
    pub(crate) amount_estimated: bool,
    /// When it should be closed.
    #[schema(format = Date)]
    pub(crate) expected_close: Option<String>,
    /// The key of the stage it stands in.
    pub(crate) stage: String,
    /// `open`, `won` or `lost`.
    pub(crate) status: String,
    /// Since when it stands in its stage.
    #[schema(format = Date)]
    pub(crate) stage_entered_on: Option<String>,
    /// For how many days it stands there; nothing for a closed deal.
    pub(crate) days_in_stage: Option<i64>,
    /// How many days are usual there.
    pub(crate) usual_days: Option<i64>,
    /// What was agreed to do next.
    pub(crate) next_step: Option<NextStep>,
    /// When it was won or lost.
    #[schema(format = Date)]
    pub(crate) closed_on: Option<String>,
    /// Who is accountable.
    pub(crate) owner: Named,
    /// Everybody on the deal team, the owner first.
    pub(crate) people: Vec<Named>,
    /// Counts its changes.
    pub(crate) version: i64,
}

/// The deal team: who is on it, in which role, with which share.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealTeam {
    /// Who is accountable.
    pub(crate) owner: Named,
    /// Everybody, the owner first. Revenue shares add up to 100 %.
    pub(crate) shares: Vec<Share>,
    /// The version of the deal.
    pub(crate) version: i64,
}

/// One person's place on a deal team.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Share {
    /// Whose.
    pub(crate) member: Named,
    /// What they do on this deal.
    pub(crate) role: String,
    /// `revenue` (a part of the 100 %) or `overlay` (beside them).
    pub(crate) kind: String,
    /// How much, in hundredths of a per cent: 3333 is 33.33 %.
    pub(crate) basis_points: i64,
}

impl Deal {
    /// The deal as it stands, with the names of what it refers to.
    pub(crate) fn read(scene: &mut Scene<'_>, deal: &domain::Deal) -> Result<Self> {
        Ok(Self {
            number: deal.number,
            title: deal.title.clone(),
            account: deal.account.map(|id| Named::account(scene, id)).transpose()?,
            contact: deal.contact.map(|id| Named::contact(scene, id)).transpose()?,
            product: deal.product.map(|id| Named::product(scene, id)).transpose()?,
            amount: deal.amount().map(Money::from),
            amount_estimated: deal.amount_estimated,
            expected_close: day(deal.expected_close),
            close_moves: deal.close_moves,
            stage: deal.stage.clone(),
            status: deal.status.name().to_owned(),
            stage_entered_on: day(deal.stage_entered_on),
            owner: Named::member(scene, deal.owner)?,
            team: deal.team.map(|id| Named::team(scene, id)).transpose()?,
            next_step: NextStep::read(scene, deal)?,
            last_touched_on: deal.last_touched_on.to_string(),
            opened_on: day(deal.opened_on),
            closed_on: day(deal.closed_on),
            lost_reason: deal.lost_reason.clone(),
            discarded: deal.discarded,
            created_at: instant(deal.created_at),
            version: deal.version,
        })
    }
}

impl NextStep {
    fn read(scene: &mut Scene<'_>, deal: &domain::Deal) -> Result<Option<Self>> {
        let Some(step) = deal.next_step.clone() else { return Ok(None) };
        let by = deal.next_step_by.map(|id| Named::member(scene, id)).transpose()?;
        Ok(Some(Self { step, due: day(deal.next_step_on), by }))
    }
}

impl From<Tile> for DealLine {
    fn from(tile: Tile) -> Self {
        let people = tile.faces.iter().map(|face| Named { number: face.number, name: face.name.clone() });
        Self {
            number: tile.number,
            amount: tile.amount().map(Money::from),
            people: people.collect(),
            title: tile.title,
            account: tile.account.map(Named::of),
            amount_estimated: tile.amount_estimated,
            expected_close: day(tile.expected_close),
            stage: tile.stage,
            status: tile.status.name().to_owned(),
            stage_entered_on: day(tile.stage_entered_on),
            days_in_stage: tile.days_in_stage,
            usual_days: tile.usual_days,
            next_step: tile.next_step.map(|step| NextStep { step, due: day(tile.next_step_on), by: None }),
            closed_on: day(tile.closed_on),
            owner: Named::of(tile.owner),
            version: tile.version,
        }
    }
}

impl DealTeam {
    /// The deal team as it is.
    pub(crate) fn read(scene: &mut Scene<'_>, deal: &domain::Deal) -> Result<Self> {
        let shares = deal.shares(scene)?.into_iter().map(|share| Share::read(scene, share));
        let shares = shares.collect::<Result<Vec<_>>>()?;
        Ok(Self { owner: Named::member(scene, deal.owner)?, shares, version: deal.version })
    }
}

impl Share {
    /// A deal team has thirty people at most.
    fn read(scene: &mut Scene<'_>, share: domain::Share) -> Result<Self> {
        let member = Member::with_id(scene, share.member)?;
        Ok(Self {
            member: Named { number: member.number, name: member.name },
            role: share.role,
            kind: share.kind.name().to_owned(),
            basis_points: share.basis_points,
        })
    }
}
