//! Rows as the product understands them: cells made days, amounts and names, before anybody asks what
//! the workspace knows.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use measures::money::{Currency, Money};
use sha2::{Digest, Sha256};

use super::amounts::{self, NoAmount};
use super::days::{self, DayOrder};
use super::field::{Field, FileKind};
use super::reading::{ReadFile, Reading};
use super::refusal::{Reason, Refusal};
use super::sheet::Row;
use crate::{Status, fold};

/// The most letters of a cell.
const MOST_LETTERS: usize = 4000;

/// The most letters of a name or a title; what is longer is cut.
const NAME_LETTERS: usize = 200;

/// A row of a file, understood or refused.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The file, by its place in the import.
    pub file: usize,
    /// The line on which the row begins.
    pub line: u64,
    /// What the row says, as a number: it changes when anything that matters changes.
    pub hash: [u8; 16],
    pub said: Result<Said, Refusal>,
}

/// What a row says.
#[derive(Debug, Clone)]
pub(super) enum Said {
    Product(ProductRow),
    Account(AccountRow),
    Seller(SellerRow),
    Deal(Box<DealRow>),
}

#[derive(Debug, Clone)]
pub(super) struct ProductRow {
    pub name: String,
    pub series: Option<String>,
    pub price: Option<Money>,
    pub currency: Currency,
}

#[derive(Debug, Clone)]
pub(super) struct AccountRow {
    pub name: String,
    pub industry: Option<String>,
    pub website: Option<String>,
    pub country: Option<String>,
    pub employees: Option<i64>,
    pub founded: Option<i64>,
    pub revenue_minor: Option<i64>,
    pub parent: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct SellerRow {
    pub seller: String,
    pub leader: Option<String>,
    pub region: Option<String>,
    pub team: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct DealRow {
    pub external_id: String,
    pub title: Option<String>,
    pub owner: Option<String>,
    pub product: Option<String>,
    pub account: Option<String>,
    pub contact: Option<String>,
    pub stage: Option<String>,
    pub status: Option<Status>,
    pub opened_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub expected_close: Option<Date>,
    pub amount: Option<Money>,
    pub close_value: Option<Money>,
    pub currency: Currency,
    pub next_step: Option<String>,
    pub lost_reason: Option<String>,
    pub waiver: Option<String>,
}

/// Every row of every file that is known, in the order of the import.
pub(super) fn lines(reading: &Reading) -> Vec<Line> {
    let mut lines = Vec::new();
    for kind in FileKind::ALL {
        let mut seen = HashSet::new();
        for (file, read) in reading.of_kind(kind) {
            let cells = |row| Cells { file: read, row, currency: reading.currency };
            let mut of_file: Vec<Line> = read.rows().iter().map(|row| cells(row).line(file, kind, &mut seen)).collect();
            if kind == FileKind::Accounts {
                parents_first(&mut of_file);
            }
            lines.extend(of_file);
        }
    }
    lines
}

/// Accounts after the companies they belong to.
fn parents_first(lines: &mut [Line]) {
    let parents: HashMap<String, String> = lines
        .iter()
        .filter_map(|line| match &line.said {
            Ok(Said::Account(row)) => Some((fold(&row.name), fold(row.parent.as_deref()?))),
            _ => None,
        })
        .collect();
    let depth = |line: &Line| {
        let Ok(Said::Account(row)) = &line.said else { return 0 };
        let mut name = fold(&row.name);
        // Owners in a circle end the count.
        (0..8)
            .take_while(|_| {
                parents.get(&name).is_some_and(|parent| {
                    name.clone_from(parent);
                    true
                })
            })
            .count()
    };
    lines.sort_by_cached_key(|line| (depth(line), line.line));
}

/// The cells of one row.
struct Cells<'r> {
    file: &'r ReadFile,
    row: &'r Row,
    currency: Currency,
}

impl Cells<'_> {
    fn line(&self, file: usize, kind: FileKind, seen: &mut HashSet<String>) -> Line {
        let hash = self.hash();
        Line { file, line: self.row.line, hash, said: self.said(kind, hash, seen) }
    }

    fn said(&self, kind: FileKind, hash: [u8; 16], seen: &mut HashSet<String>) -> Result<Said, Refusal> {
        let (cells, columns) = (self.row.cells.len(), self.file.columns.len());
        let too_many = self.row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty());
        if cells < columns || too_many {
            return Err(Refusal::at(Reason::Ragged, "", &format!("{cells} / {columns}")));
        }
        match kind {
            FileKind::Products => self.product().map(Said::Product),
            FileKind::Accounts => self.account().map(Said::Account),
            FileKind::Teams => self.seller().map(Said::Seller),
            FileKind::Deals => self.deal(hash, seen).map(|deal| Said::Deal(Box::new(deal))),
        }
    }

    fn product(&self) -> Result<ProductRow, Refusal> {
        let currency = self.currency()?;
        let price = self.amount(Field::Price, currency)?;
        let currency = price.map_or(currency, |price| price.currency);
        Ok(ProductRow { name: self.needed(Field::Name)?, series: self.name(Field::Series)?, price, currency })
    }

    fn account(&self) -> Result<AccountRow, Refusal> {
        Ok(AccountRow {
            name: self.needed(Field::Name)?,
            industry: self.name(Field::Industry)?,
            website: self.name(Field::Website)?,
            country: self.name(Field::Country)?,
            employees: self.whole(Field::Employees)?.filter(|count| (0..=100_000_000).contains(count)),
            founded: self.whole(Field::Founded)?.filter(|year| (1000..=2200).contains(year)),
            revenue_minor: match self.revenue(Field::Revenue, 1)? {
                None => self.revenue(Field::RevenueMillions, 1_000_000)?,
                known => known,
            },
            parent: self.name(Field::Parent)?,
        })
    }

    fn seller(&self) -> Result<SellerRow, Refusal> {
        Ok(SellerRow {
            seller: self.needed(Field::Seller)?,
            leader: self.name(Field::Leader)?,
            region: self.name(Field::Region)?,
            team: self.name(Field::Team)?,
        })
    }

    fn deal(&self, hash: [u8; 16], seen: &mut HashSet<String>) -> Result<DealRow, Refusal> {
        let external_id = match self.name(Field::Id)? {
            Some(id) if !seen.insert(id.clone()) => return Err(self.blame(Reason::Twice, Field::Id)),
            Some(id) => id,
            None => Self::made_id(hash, seen),
        };
        let currency = self.currency()?;
        let amount = self.amount(Field::Amount, currency)?;
        let close_value = self.amount(Field::CloseValue, currency)?;
        Ok(DealRow {
            external_id,
            title: self.name(Field::Title)?,
            owner: self.name(Field::Owner)?,
            product: self.name(Field::Product)?,
            account: self.name(Field::Account)?,
            contact: self.name(Field::Contact)?,
            stage: self.name(Field::Stage)?,
            status: self.name(Field::Status)?.as_deref().and_then(outcome),
            opened_on: self.day(Field::Opened)?,
            closed_on: self.day(Field::Closed)?,
            expected_close: self.day(Field::ExpectedClose)?,
            currency: amount.or(close_value).map_or(currency, |money| money.currency),
            amount,
            close_value,
            next_step: self.text(Field::NextStep)?.map(|text| text.chars().take(500).collect()),
            lost_reason: self.text(Field::LostReason)?.map(|text| text.chars().take(500).collect()),
            waiver: self.text(Field::Waiver)?.map(|text| text.chars().take(500).collect()),
        })
    }

    /// Without an id a row is known again by what it says, and by how many rows before say the same.
    fn made_id(hash: [u8; 16], seen: &mut HashSet<String>) -> String {
        let base: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut ids = (1_u64..).map(|count| format!("row-{base}-{count}"));
        ids.find(|id| seen.insert(id.clone())).unwrap_or(base)
    }

    fn hash(&self) -> [u8; 16] {
        let mut by_field: BTreeMap<Field, &str> = BTreeMap::new();
        for (column, cell) in self.file.columns.iter().zip(&self.row.cells) {
            by_field.extend(column.field.map(|field| (field, cell.trim())));
        }
        let mut hash = Sha256::new();
        for (field, cell) in by_field {
            hash.update(field.name());
            hash.update([0x1f]);
            hash.update(cell);
            hash.update([0x1e]);
        }
        let mut kept = [0; 16];
        kept.copy_from_slice(&hash.finalize()[..16]);
        kept
    }

    fn cell(&self, field: Field) -> Option<&str> {
        let cell = self.row.cells.get(self.file.place(field)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    fn text(&self, field: Field) -> Result<Option<&str>, Refusal> {
        match self.cell(field) {
            Some(cell) if cell.chars().count() > MOST_LETTERS => Err(self.blame(Reason::TooLong, field)),
            cell => Ok(cell),
        }
    }

    fn name(&self, field: Field) -> Result<Option<String>, Refusal> {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(self.text(field)?.map(|text| one_line(text).chars().take(NAME_LETTERS).collect()))
    }

    fn needed(&self, field: Field) -> Result<String, Refusal> {
        self.name(field)?.ok_or_else(|| self.blame(Reason::Missing, field))
    }

    fn day(&self, field: Field) -> Result<Option<Date>, Refusal> {
        let Some((place, cell)) = self.file.place(field).zip(self.text(field)?) else { return Ok(None) };
        let order = self.file.columns[place].day_order.unwrap_or(DayOrder::DayFirst);
        days::day(cell, order).map(Some).ok_or_else(|| self.blame(Reason::Day, field))
    }

    fn amount(&self, field: Field, usual: Currency) -> Result<Option<Money>, Refusal> {
        let Some((place, cell)) = self.file.place(field).zip(self.text(field)?) else { return Ok(None) };
        amounts::money(cell, self.file.columns[place].point, usual).map(Some).map_err(|problem| {
            let reason = match problem {
                NoAmount::Unread => Reason::Amount,
                NoAmount::Negative => Reason::Negative,
                NoAmount::TooLarge => Reason::TooLarge,
            };
            self.blame(reason, field)
        })
    }

    fn revenue(&self, field: Field, times: i64) -> Result<Option<i64>, Refusal> {
        let Some((place, cell)) = self.file.place(field).zip(self.text(field)?) else { return Ok(None) };
        let number = amounts::number(cell, self.file.columns[place].point);
        let minor = number.and_then(|(number, _)| amounts::minor(number.checked_mul(times.into())?, self.currency));
        minor.map(Some).ok_or_else(|| self.blame(Reason::Amount, field))
    }

    fn whole(&self, field: Field) -> Result<Option<i64>, Refusal> {
        let Some(cell) = self.text(field)? else { return Ok(None) };
        let digits: String = cell.chars().filter(|letter| !matches!(letter, ',' | '.' | ' ' | '\'')).collect();
        digits.parse().map(Some).map_err(|_| self.blame(Reason::Amount, field))
    }

    fn currency(&self) -> Result<Currency, Refusal> {
        match self.name(Field::Currency)? {
            None => Ok(self.currency),
            Some(code) => Currency::parse(&code).ok_or_else(|| self.blame(Reason::Currency, Field::Currency)),
        }
    }

    fn blame(&self, reason: Reason, field: Field) -> Refusal {
        let place = self.file.place(field);
        let column = place.map_or("", |place| self.file.columns[place].name.as_str());
        Refusal::at(reason, column, self.cell(field).unwrap_or_default())
    }
}

/// The words that sources have for the ends of a deal.
pub(super) fn outcome(word: &str) -> Option<Status> {
    const WON: [&str; 6] = ["won", "closedwon", "win", "gewonnen", "gagne", "ganado"];
    const LOST: [&str; 6] = ["lost", "closedlost", "loss", "verloren", "perdu", "perdido"];
    let word = super::dialect::squashed(word);
    if WON.contains(&word.as_str()) {
        return Some(Status::Won);
    }
    LOST.contains(&word.as_str()).then_some(Status::Lost)
}
