//! Exchange rates: what one unit of a currency was worth in the workspace's, on a day.

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::money::Currency;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::deal::{currency, date_typed, day};
use crate::{Deal, Error, Event, Kind, Problems, Result, Scene};

/// Deals converted in one change: some milliseconds of work.
const AT_ONCE: i64 = 200;

/// A rate of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Of which currency.
    pub currency: Currency,
    /// On which day; it counts until there is a later one.
    pub day: Date,
    /// What one unit is worth in the workspace's currency.
    pub rate: Decimal,
}

/// A rate as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct RateDraft {
    /// ISO 4217 code.
    #[serde(default)]
    pub currency: String,
    /// The day (ISO), today unless said.
    #[serde(default)]
    pub day: String,
    /// What one unit is worth in the workspace's currency: `0.92`, or `0,92`.
    #[serde(default)]
    pub rate: String,
}

impl Rate {
    /// Every rate, the newest day first, at most five hundred.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(ALL, &[])
    }

    /// Sets the rate of a day. The same again changes nothing. Operations only. Deals that were won without
    /// a rate are converted now, on the day they were won; what was converted stays as it was.
    pub fn set(scene: &mut Scene<'_>, draft: &RateDraft) -> Result<Self> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let rate = draft.read(scene)?;
        let values = [rate.currency.code().into(), rate.day.to_string().into(), rate.rate.to_string().into()];
        if scene.run(SET, &values)? == 0 {
            return Ok(rate);
        }
        let id = scene.workspace();
        let event = Event::new(Kind::RateSet).about(id).with("currency", rate.currency.code());
        let event = event.with("day", rate.day.to_string()).with("rate", rate.rate.to_string());
        let number = event.record(scene)?;
        Deal::convert_waiting(scene, rate.currency, number, AT_ONCE)?;
        Ok(rate)
    }

    /// Converts more of the deals that were won without a rate while there is one now; false when none is
    /// left. [`Self::set`] has done the first two hundred. What it writes is due to the last rate that
    /// was set.
    pub fn convert_more(scene: &mut Scene<'_>) -> Result<bool> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let Some(Some(event)) = scene.find(LAST_SET, &[Kind::RateSet.name().into()])? else { return Ok(false) };
        for currency in scene.all::<Known>(CURRENCIES, &[])? {
            if Deal::convert_waiting(scene, currency.0, event, AT_ONCE)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl RateDraft {
    fn read(&self, scene: &Scene<'_>) -> Result<Rate> {
        let mut problems = Problems::default();
        let currency = Currency::parse(self.currency.trim());
        match currency {
            None => problems.add("currency", "problem-currency"),
            Some(currency) if currency == scene.actor.workspace.currency => {
                problems.add("currency", "problem-rate-own-currency");
            }
            Some(_) => {}
        }
        let today = scene.today();
        let day = date_typed(&self.day, "day", &mut problems).unwrap_or(today);
        let rate = self.rate.trim().replace(',', ".").parse::<Decimal>().ok();
        let rate = rate.map(|rate| rate.normalize()).filter(|rate| {
            rate.is_sign_positive() && !rate.is_zero() && rate.scale() <= 10 && *rate < Decimal::from(1_000_000_000)
        });
        if rate.is_none() {
            problems.add("rate", "problem-rate");
        }
        match (currency, rate) {
            (Some(currency), Some(rate)) => problems.or(Rate { currency, day, rate }),
            _ => Err(problems.into()),
        }
    }
}

impl FromRow for Rate {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let rate = row.text("rate")?;
        let rate = rate.parse().map_err(|_| db::Error::Engine(format!("{rate} is no rate")))?;
        Ok(Self { currency: currency(row, "currency")?, day: day(row, "day")?.unwrap_or_default(), rate })
    }
}

const ALL: &str = "
    SELECT currency, day, rate FROM exchange_rates WHERE workspace_id = $1 ORDER BY day DESC, currency LIMIT 500";

struct Known(Currency);

impl FromRow for Known {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        currency(row, "currency").map(Self)
    }
}

const CURRENCIES: &str = "SELECT DISTINCT currency FROM exchange_rates WHERE workspace_id = $1 ORDER BY currency";

const LAST_SET: &str = "SELECT MAX(number) FROM events WHERE workspace_id = $1 AND kind = $2";

const SET: &str = "
    INSERT INTO exchange_rates (workspace_id, currency, day, rate) VALUES ($1, $2, $3, $4)
    ON CONFLICT (workspace_id, currency, day) DO UPDATE SET rate = excluded.rate
    WHERE exchange_rates.rate <> excluded.rate";
