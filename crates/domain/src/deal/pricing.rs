//! Changing what a deal says: its title, customer, product, amount, expected close, owner and home team.

use jiff::civil::Date;
use measures::money::Money;
use serde::Deserialize;
use serde_json::Value as Json;

use super::sharing::alone;
use super::{Deal, money_told, version_typed};
use super::{amount_typed, currency_typed, date_typed};
use crate::id::maybe;
use crate::{Account, Contact, Error, Kind, Member, Problems, Product, Result, Scene, Status, Team, fold, search};

/// What a deal says, as typed. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct TermsDraft {
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// What is being sold to whom.
    pub title: Option<String>,
    /// The customer's name; empty for none.
    pub account: Option<String>,
    /// The person there: the name of a contact, known or new; empty for nobody.
    pub contact: Option<String>,
    /// The person there, when they were picked: `contact-12`.
    #[serde(default)]
    pub contact_picked: String,
    /// The product's name; empty for none.
    pub product: Option<String>,
    /// What it is worth; empty when nobody knows.
    pub amount: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// When it should be closed (ISO); empty when nobody knows.
    pub expected_close: Option<String>,
    /// The owner's number.
    pub owner: Option<String>,
    /// The home team's number; empty for none.
    pub team: Option<String>,
    /// Why; needed once the deal is closed.
    #[serde(default)]
    pub reason: String,
}

impl Deal {
    /// Changes what the deal says, one event for each kind of change; what is the same stays silent.
    /// On a closed deal it is a correction: leaders and operations only, with a reason.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &TermsDraft) -> Result<()> {
        self.must_change(scene)?;
        self.must_be(version_typed(&draft.version))?;
        let mut wanted = self.clone();
        draft.read_into(&mut wanted, scene)?;
        if wanted == *self {
            return Ok(());
        }
        let closed = self.status != Status::Open;
        if closed && !self.may_correct(scene) {
            return Err(Error::Forbidden);
        }
        if closed && draft.reason.trim().is_empty() {
            return Err(Problems::one("reason", "problem-correction-needs-reason").into());
        }
        if self.status == Status::Won && wanted.amount_minor.is_none() {
            return Err(Problems::one("amount", "problem-won-needs-amount").into());
        }
        let day = scene.today();
        self.become_as(scene, wanted, day, draft.reason.trim())
    }

    /// Takes over the wanted terms on `day`.
    pub(crate) fn become_as(&mut self, scene: &mut Scene<'_>, wanted: Self, day: Date, reason: &str) -> Result<()> {
        let before = std::mem::replace(self, wanted);
        self.version = before.version + 1;
        self.last_touched_on = before.last_touched_on.max(day);
        let later = |now: Option<Date>, was: Option<Date>| now.zip(was).is_some_and(|(now, was)| now > was);
        if later(self.expected_close, before.expected_close) {
            self.close_moves += 1;
        }
        self.write_words(scene)?;
        self.write_terms(scene, day)?;
        self.hand_over(scene, &before, day)?;
        self.count(scene, Some(&before))?;
        if self.title != before.title {
            search::keep(scene, self.id, &self.title)?;
        }
        let number = self.tell_changes(scene, &before, day, reason)?;
        self.settle(scene, day, "correction", number)
    }

    /// A new owner who is not on the deal team yet takes the old owner's place there.
    fn hand_over(&self, scene: &mut Scene<'_>, before: &Self, day: Date) -> Result<()> {
        if self.owner == before.owner {
            return Ok(());
        }
        let mut shares = self.shares(scene)?;
        if shares.iter().all(|share| share.member != self.owner) {
            match shares.iter_mut().find(|share| share.member == before.owner) {
                Some(place) => place.member = self.owner,
                None => shares = alone(self.owner, ""),
            }
            self.write_shares(scene, day, &shares)?;
        }
        Ok(())
    }

    fn tell_changes(&self, scene: &mut Scene<'_>, before: &Self, day: Date, reason: &str) -> Result<i64> {
        let told = |event: crate::Event, from: Json, to: Json| event.with("from", from).with("to", to).effective(day);
        let mut number = 0;
        if (self.amount_minor, self.currency) != (before.amount_minor, before.currency) {
            let closed = self.status != Status::Open;
            let kind = if closed { Kind::DealCorrected } else { Kind::DealAmountChanged };
            let event = told(self.event(kind), money_told(before.amount()), money_told(self.amount()));
            number = event.with("reason", reason).record(scene)?;
        }
        if self.expected_close != before.expected_close {
            let (from, to) = (day_told(before.expected_close), day_told(self.expected_close));
            number = told(self.event(Kind::DealCloseMoved), from, to).record(scene)?;
        }
        if (self.owner, self.team) != (before.owner, before.team) {
            let event = self.event(Kind::DealHandedOver).about_as(before.owner, "previous owner");
            number = event.about_as(self.owner, "added").with("reason", reason).effective(day).record(scene)?;
        }
        let words = |deal: &Self| (deal.title.clone(), deal.account, deal.contact, deal.product);
        if words(self) != words(before) {
            // about what it leaves too: an import that brought that is not taken back without it
            let event = self.event(Kind::DealChanged).about_any(before.account);
            let event = event.about_any(before.contact).about_any(before.product);
            number = told(event, before.title.as_str().into(), self.title.as_str().into()).record(scene)?;
        }
        Ok(number)
    }

    fn write_words(&self, scene: &mut Scene<'_>) -> Result<()> {
        let values = [
            self.id.into(),
            self.title.as_str().into(),
            crate::fold(&self.title).into(),
            maybe(self.account),
            maybe(self.contact),
            maybe(self.product),
            self.amount_minor.into(),
            self.currency.code().into(),
            self.amount_estimated.into(),
            self.expected_close.map(|day| day.to_string()).into(),
            self.owner.into(),
            maybe(self.team),
            self.close_moves.into(),
            self.last_touched_on.to_string().into(),
            self.version.into(),
        ];
        scene.run(WRITE_WORDS, &values).map(drop)
    }
}

fn day_told(day: Option<Date>) -> Json {
    day.map_or(Json::Null, |day| day.to_string().into())
}

impl TermsDraft {
    fn read_into(&self, deal: &mut Deal, scene: &mut Scene<'_>) -> Result<()> {
        let mut problems = Problems::default();
        self.read_words(deal, scene, &mut problems)?;
        self.read_amount(deal, &mut problems);
        self.read_people(deal, scene, &mut problems)?;
        problems.or(())
    }

    fn read_words(&self, deal: &mut Deal, scene: &mut Scene<'_>, problems: &mut Problems) -> Result<()> {
        if let Some(title) = &self.title {
            match title.trim() {
                "" => problems.add("title", "problem-title-missing"),
                long if long.chars().count() > 200 => problems.add("title", "problem-title-long"),
                title => title.clone_into(&mut deal.title),
            }
        }
        if let Some(name) = &self.account {
            let none = name.trim().is_empty();
            deal.account = if none { None } else { Some(Account::named_or_new(scene, name)?.id) };
        }
        self.read_contact(deal, scene)?;
        if let Some(name) = &self.product {
            let found = Product::named(scene, name)?;
            if found.is_none() && !name.trim().is_empty() {
                problems.add("product", "problem-product-unknown");
            }
            deal.product = found.map(|product| product.id);
        }
        if let Some(day) = &self.expected_close {
            deal.expected_close = date_typed(day, "expected_close", problems);
        }
        Ok(())
    }

    /// The name that stands there already means who is there, wherever they work.
    fn read_contact(&self, deal: &mut Deal, scene: &mut Scene<'_>) -> Result<()> {
        let Some(name) = self.contact.as_deref().or((!self.contact_picked.is_empty()).then_some("")) else {
            return Ok(());
        };
        if !scene.actor.sees_all() {
            return Ok(());
        }
        let same = match deal.contact {
            Some(known) => fold(&Contact::with_id(scene, known)?.name) == fold(name),
            None => false,
        };
        if !(same && self.contact_picked.is_empty()) {
            let found = Contact::meant(scene, &self.contact_picked, name, deal.account)?;
            deal.contact = found.map(|contact| contact.id);
        }
        Ok(())
    }

    fn read_amount(&self, deal: &mut Deal, problems: &mut Problems) {
        if let Some(code) = &self.currency {
            deal.currency = currency_typed(code, deal.currency, problems);
        }
        if let Some(typed) = &self.amount {
            let amount: Option<Money> = amount_typed(typed, deal.currency, problems);
            if amount.map(|money| money.minor) != deal.amount_minor {
                deal.amount_estimated = false;
            }
            deal.amount_minor = amount.map(|money| money.minor);
        }
    }

    fn read_people(&self, deal: &mut Deal, scene: &mut Scene<'_>, problems: &mut Problems) -> Result<()> {
        if let Some(number) = &self.owner {
            match Member::numbered_typed(scene, number)? {
                Some(member) => deal.owner = member.id,
                None => problems.add("owner", "problem-member-unknown"),
            }
        }
        if let Some(number) = &self.team {
            deal.team = Team::numbered_typed(scene, number)?.map(|team| team.id);
            if deal.team.is_none() && !number.trim().is_empty() {
                problems.add("team", "problem-team-unknown");
            }
        }
        Ok(())
    }
}

const WRITE_WORDS: &str = "
    UPDATE deals SET title = $3, title_key = $4, account_id = $5, contact_id = $6, product_id = $7, amount_minor = $8,
      currency = $9, amount_estimated = $10, expected_close = $11, owner_id = $12, team_id = $13, close_moves = $14,
      last_touched_on = $15, version = $16
    WHERE workspace_id = $1 AND id = $2";
