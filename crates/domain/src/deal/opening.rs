//! Opening a deal.

use db::Value;
use jiff::civil::Date;
use measures::money::{Currency, Money};
use serde::Deserialize;

use super::sharing::alone;
use super::{Deal, amount_typed, currency_typed, date_typed, money_told};
use crate::id::maybe;
use crate::{
    Account, AccountId, Contact, ContactId, Error, Event, Kind, Member, MemberId, Problems, Process, Product,
    ProductId, Result, Role, Scene, Stage, Team, TeamId, search,
};

/// A new deal as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct DealDraft {
    /// What is being sold to whom.
    #[serde(default)]
    pub title: String,
    /// The customer: the name of an account, known or new.
    #[serde(default)]
    pub account: String,
    /// The person there: the name of a contact, known or new.
    #[serde(default)]
    pub contact: String,
    /// The person there, when they were picked: `contact-12`.
    #[serde(default)]
    pub contact_picked: String,
    /// The name of a product.
    #[serde(default)]
    pub product: String,
    /// What it is worth.
    #[serde(default)]
    pub amount: String,
    /// ISO 4217 code, the workspace's own unless said.
    #[serde(default)]
    pub currency: String,
    /// When it should be closed (ISO).
    #[serde(default)]
    pub expected_close: String,
    /// The key of an open stage, the first one of the process unless said.
    #[serde(default)]
    pub stage: String,
    /// The key of the process; the one of the stage unless said, else the standard one.
    #[serde(default)]
    pub process: String,
    /// The owner's number, the actor unless said.
    #[serde(default)]
    pub owner: String,
    /// The home team's number, the owner's own unless said.
    #[serde(default)]
    pub team: String,
}

/// A deal that is sound and not yet there.
#[derive(Debug, Clone)]
pub struct NewDeal {
    /// What is being sold to whom.
    pub title: String,
    /// The customer.
    pub account: Option<AccountId>,
    /// The person there.
    pub contact: Option<ContactId>,
    /// What is sold.
    pub product: Option<ProductId>,
    /// What it is worth.
    pub amount: Option<Money>,
    /// The amount is the list price.
    pub estimated: bool,
    /// Without an amount: the currency it will have.
    pub currency: Currency,
    /// When it should be closed.
    pub expected_close: Option<Date>,
    /// The open stage it begins in.
    pub stage: Stage,
    /// When work on it began; nothing when nobody knows.
    pub opened_on: Option<Date>,
    /// Who is accountable.
    pub owner: MemberId,
    /// Its home team.
    pub team: Option<TeamId>,
}

impl Deal {
    /// Opens a deal: its owner has the whole of it until the team says otherwise.
    pub fn open(scene: &mut Scene<'_>, draft: &DealDraft) -> Result<Self> {
        if scene.actor.read_only || scene.actor.role == Role::Partner {
            return Err(Error::Forbidden);
        }
        let new = draft.read(scene)?;
        let account = match new.account {
            None if !draft.account.trim().is_empty() => Some(Account::named_or_new(scene, &draft.account)?.id),
            known => known,
        };
        let contact = Contact::meant(scene, &draft.contact_picked, &draft.contact, account)?;
        Self::insert(scene, NewDeal { account, contact: contact.map(|contact| contact.id), ..new })
    }

    /// Writes a sound deal: the row, its facts, its totals, its words, one event.
    pub(crate) fn insert(scene: &mut Scene<'_>, new: NewDeal) -> Result<Self> {
        let day = new.opened_on.unwrap_or_else(|| scene.today());
        let number = scene.next_number("deals")?;
        let deal = Self::of_new(scene, new, day, number);
        let row = deal.row(scene);
        scene.run(INSERT, &row)?;
        deal.write_terms(scene, day)?;
        deal.write_visit(scene, deal.opened_on)?;
        deal.write_shares(scene, day, &alone(deal.owner, ""))?;
        deal.count(scene, None)?;
        search::keep(scene, deal.id, &deal.title)?;
        deal.opening(day).record(scene)?;
        Ok(deal)
    }

    /// The event of its opening on `day`.
    pub(super) fn opening(&self, day: Date) -> Event {
        let event = self.event(Kind::DealOpened).with("amount", money_told(self.amount()));
        event.with("title", self.title.as_str()).with("stage", self.stage.as_str()).effective(day)
    }

    /// The deal that a new one becomes on `day`, with the number that people see.
    pub(super) fn of_new(scene: &mut Scene<'_>, new: NewDeal, day: Date, number: i64) -> Self {
        Self {
            id: scene.new_id(),
            number,
            title: new.title,
            account: new.account,
            contact: new.contact,
            product: new.product,
            amount_minor: new.amount.map(|money| money.minor),
            currency: new.amount.map_or(new.currency, |money| money.currency),
            amount_estimated: new.estimated,
            expected_close: new.expected_close,
            process: new.stage.process,
            process_version: new.stage.version,
            stage: new.stage.key,
            status: new.stage.kind,
            stage_entered_on: new.opened_on,
            owner: new.owner,
            team: new.team,
            next_step: None,
            next_step_on: None,
            next_step_by: None,
            last_touched_on: day,
            close_moves: 0,
            opened_on: new.opened_on,
            closed_on: None,
            lost_reason: None,
            version: 1,
            discarded: false,
            created_at: scene.now,
        }
    }

    /// The row of a deal that is not there yet.
    pub(super) fn row(&self, scene: &Scene<'_>) -> Vec<Value> {
        let text = |day: Option<Date>| day.map(|day| day.to_string());
        vec![
            self.id.into(),
            self.number.into(),
            self.title.as_str().into(),
            crate::fold(&self.title).into(),
            maybe(self.account),
            maybe(self.contact),
            maybe(self.product),
            self.amount_minor.into(),
            self.currency.code().into(),
            self.amount_estimated.into(),
            text(self.expected_close).into(),
            self.process.into(),
            self.process_version.into(),
            self.stage.as_str().into(),
            self.status.name().into(),
            text(self.stage_entered_on).into(),
            self.owner.into(),
            maybe(self.team),
            self.next_step.as_deref().into(),
            text(self.next_step_on).into(),
            maybe(self.next_step_by),
            self.last_touched_on.to_string().into(),
            text(self.opened_on).into(),
            text(self.closed_on).into(),
            self.lost_reason.as_deref().into(),
            self.version.into(),
            self.created_at.into(),
            maybe(scene.import),
        ]
    }
}

impl DealDraft {
    fn read(&self, scene: &mut Scene<'_>) -> Result<NewDeal> {
        let mut problems = Problems::default();
        let account = Account::named(scene, &self.account)?;
        let product = self.product(scene, &mut problems)?;
        let title = self.title(product.as_ref(), &mut problems);
        let currency = currency_typed(&self.currency, scene.actor.workspace.currency, &mut problems);
        let amount = amount_typed(&self.amount, currency, &mut problems);
        let listed = product.as_ref().and_then(Product::price).filter(|price| price.currency == currency);
        let owner = self.owner(scene, &mut problems)?;
        let team = self.team(scene, owner, &mut problems)?;
        let stage = Process::beginning(scene, (&self.process, &self.stage), team, &mut problems)?;
        let expected_close = date_typed(&self.expected_close, "expected_close", &mut problems);
        let Some(stage) = stage else { return Err(problems.into()) };
        problems.or(NewDeal {
            title,
            account: account.map(|account| account.id),
            contact: None,
            product: product.map(|product| product.id),
            estimated: amount.is_none() && listed.is_some(),
            amount: amount.or(listed),
            currency,
            expected_close,
            stage,
            opened_on: Some(scene.today()),
            owner,
            team,
        })
    }

    fn title(&self, product: Option<&Product>, problems: &mut Problems) -> String {
        let (title, account) = (self.title.trim(), self.account.trim());
        let made = match (title.is_empty(), account.is_empty(), product) {
            (false, ..) => title.to_owned(),
            (true, false, Some(product)) => format!("{account} · {}", product.name),
            (true, false, None) => account.to_owned(),
            (true, true, _) => String::new(),
        };
        if made.is_empty() {
            problems.add("title", "problem-title-missing");
        } else if made.chars().count() > 200 {
            problems.add("title", "problem-title-long");
        }
        made
    }

    fn product(&self, scene: &mut Scene<'_>, problems: &mut Problems) -> Result<Option<Product>> {
        if self.product.trim().is_empty() {
            return Ok(None);
        }
        let found = Product::named(scene, &self.product)?;
        if found.is_none() {
            problems.add("product", "problem-product-unknown");
        }
        Ok(found)
    }

    fn owner(&self, scene: &mut Scene<'_>, problems: &mut Problems) -> Result<MemberId> {
        if self.owner.trim().is_empty() {
            return match scene.actor.member() {
                Some(me) => Ok(me),
                None => Err(Problems::one("owner", "problem-owner-missing").into()),
            };
        }
        let found = Member::numbered_typed(scene, &self.owner)?;
        if found.is_none() {
            problems.add("owner", "problem-member-unknown");
        }
        Ok(found.map_or(scene.actor.id, |member| member.id))
    }

    fn team(&self, scene: &mut Scene<'_>, owner: MemberId, problems: &mut Problems) -> Result<Option<TeamId>> {
        if self.team.trim().is_empty() {
            return Team::home_of(scene, owner);
        }
        let found = Team::numbered_typed(scene, &self.team)?;
        if found.is_none() {
            problems.add("team", "problem-team-unknown");
        }
        Ok(found.map(|team| team.id))
    }
}

pub(super) const INSERT: &str = "
    INSERT INTO deals (workspace_id, id, number, title, title_key, account_id, contact_id, product_id, amount_minor,
      currency, amount_estimated, expected_close, process_id, process_version, stage_key, status, stage_entered_on,
      owner_id, team_id, next_step, next_step_on, next_step_by, last_touched_on, opened_on, closed_on, lost_reason,
      version, created_at, import_id, close_moves)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
      $24, $25, $26, $27, $28, $29, 0)";
