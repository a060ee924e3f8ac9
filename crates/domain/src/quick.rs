//! The quick log: one small form for everything that happens between two calls.

use serde::Deserialize;

use crate::note::About;
use crate::{Account, AccountDraft, Deal, DealDraft, NextStepDraft, Note, NoteDraft, Problems, Result, Scene};

/// Something to log, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct QuickDraft {
    /// `call`, `note`, `learned`, `step`, `deal` or `account`.
    #[serde(default)]
    pub what: String,
    /// What it is about, when it was picked: `deal-42` or `account-7`.
    #[serde(default)]
    pub about: String,
    /// What it is about, when it was only typed: a deal's number or an account's name.
    #[serde(default)]
    pub about_name: String,
    /// What there is to say; the title of a deal, the name of an account.
    #[serde(default)]
    pub text: String,
    /// By when: a step's day, a deal's expected close (ISO).
    #[serde(default)]
    pub by: String,
    /// What a deal is worth.
    #[serde(default)]
    pub amount: String,
}

/// Where what was logged stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logged {
    /// At the deal with this number.
    Deal(i64),
    /// At the account with this number.
    Account(i64),
}

/// Logs it.
pub fn log(scene: &mut Scene<'_>, draft: &QuickDraft) -> Result<Logged> {
    match draft.what.as_str() {
        "deal" => draft.open_deal(scene),
        "account" => draft.add_account(scene),
        "step" => draft.set_step(scene),
        "call" | "note" | "learned" => draft.write_note(scene),
        _ => Err(Problems::one("what", "problem-quick-what").into()),
    }
}

impl QuickDraft {
    fn open_deal(&self, scene: &mut Scene<'_>) -> Result<Logged> {
        let account = match self.find(scene)? {
            Some(About::Account(account)) => account.name,
            Some(About::Deal(deal)) => deal
                .account
                .map(|account| Account::with_id(scene, account))
                .transpose()?
                .map_or(String::new(), |account| account.name),
            None => self.about_name.clone(),
        };
        let title = if account.trim().is_empty() || self.text.trim().is_empty() || self.text.contains(&account) {
            self.text.clone()
        } else {
            format!("{} · {}", account.trim(), self.text.trim())
        };
        let draft = DealDraft {
            title,
            account,
            amount: self.amount.clone(),
            expected_close: self.by.clone(),
            ..DealDraft::default()
        };
        let deal =
            Deal::open(scene, &draft).map_err(|error| error.at(&[("title", "text"), ("expected_close", "by")]))?;
        Ok(Logged::Deal(deal.number))
    }

    fn add_account(&self, scene: &mut Scene<'_>) -> Result<Logged> {
        let draft = AccountDraft { name: Some(self.text.clone()), ..AccountDraft::default() };
        let account = Account::add(scene, &draft).map_err(|error| error.at(&[("name", "text")]))?;
        Ok(Logged::Account(account.number))
    }

    fn set_step(&self, scene: &mut Scene<'_>) -> Result<Logged> {
        let Some(About::Deal(mut deal)) = self.find(scene)? else {
            return Err(Problems::one("about_name", "problem-quick-which-deal").into());
        };
        if self.text.trim().is_empty() {
            return Err(Problems::one("text", "problem-step-missing").into());
        }
        let draft = NextStepDraft { step: self.text.clone(), due: self.by.clone() };
        deal.set_next_step(scene, &draft).map_err(|error| error.at(&[("step", "text"), ("due", "by")]))?;
        Ok(Logged::Deal(deal.number))
    }

    fn write_note(&self, scene: &mut Scene<'_>) -> Result<Logged> {
        let Some(mut about) = self.find(scene)? else {
            return Err(Problems::one("about_name", "problem-quick-which").into());
        };
        let draft = NoteDraft { kind: self.what.clone(), body: self.text.clone(), ..NoteDraft::default() };
        Note::write(scene, &mut about, &draft).map_err(|error| error.at(&[("body", "text")]))?;
        Ok(match about {
            About::Deal(deal) => Logged::Deal(deal.number),
            About::Account(account) => Logged::Account(account.number),
        })
    }

    /// What it is about: what was picked, or else what the typed words say without a doubt.
    fn find(&self, scene: &mut Scene<'_>) -> Result<Option<About>> {
        let number = |prefix: &str| self.about.strip_prefix(prefix).and_then(|number| number.parse().ok());
        if let Some(number) = number("deal-") {
            return Ok(Some(About::Deal(Box::new(Deal::numbered(scene, number)?))));
        }
        if let Some(number) = number("account-") {
            return Ok(Some(About::Account(Box::new(Account::numbered(scene, number)?))));
        }
        if let Ok(number) = self.about_name.trim().trim_start_matches('#').parse() {
            return Ok(Some(About::Deal(Box::new(Deal::numbered(scene, number)?))));
        }
        let account = if scene.actor.sees_all() { Account::named(scene, &self.about_name)? } else { None };
        if let Some(account) = account {
            return Ok(Some(About::Account(Box::new(account))));
        }
        Ok(Deal::titled(scene, &self.about_name)?.map(|deal| About::Deal(Box::new(deal))))
    }
}
