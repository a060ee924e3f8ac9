//! A deal as it shows on a board or in a list: one row, with what stands beside it.

use std::collections::HashMap;

use db::{FromRow, Row, Value};
use jiff::civil::Date;
use measures::money::{Currency, Money};

use super::{Deal, currency, day};
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::{DealId, Member, MemberId, Result, Scene, Stage, Status};

/// A deal on a board or in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Which one.
    pub id: DealId,
    /// The number people see.
    pub number: i64,
    /// What is being sold to whom.
    pub title: String,
    /// The customer's number and name.
    pub account: Option<(i64, String)>,
    /// What it is worth, in minor units of `currency`.
    pub amount_minor: Option<i64>,
    /// The currency of the amount.
    pub currency: Currency,
    /// The amount is the list price, not an offer.
    pub amount_estimated: bool,
    /// When it should be closed.
    pub expected_close: Option<Date>,
    /// The key of the stage it stands in.
    pub stage: String,
    /// What that means.
    pub status: Status,
    /// Since when it stands there, if that is known.
    pub stage_entered_on: Option<Date>,
    /// For how many days it stands there, if that is known; for a closed deal nothing.
    pub days_in_stage: Option<i64>,
    /// How many days are usual there.
    pub usual_days: Option<i64>,
    /// What was agreed to do next.
    pub next_step: Option<String>,
    /// When.
    pub next_step_on: Option<Date>,
    /// When it was won or lost.
    pub closed_on: Option<Date>,
    /// Who is accountable: their number and name.
    pub owner: (i64, String),
    /// Everybody on the deal team, the owner first.
    pub faces: Vec<Face>,
    /// Counts its changes; a move carries the version that the tile shows.
    pub version: i64,
}

/// A person as they show beside something: a circle with their initials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Which one.
    pub member: MemberId,
    /// The number people see in addresses.
    pub number: i64,
    /// Their name.
    pub name: String,
}

impl Face {
    /// The person's initials.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// The first letters of the first and the last word of a name: `Lena van Berg` is `LB`.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    let mut words = name.split_whitespace();
    let begin = words.next().map(first).unwrap_or_default();
    begin + &words.last().map(first).unwrap_or_default()
}

impl From<&Member> for Face {
    fn from(member: &Member) -> Self {
        Self { member: member.id, number: member.number, name: member.name.clone() }
    }
}

impl Tile {
    /// What it is worth, if that is known.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.amount_minor.map(|minor| Money { minor, currency: self.currency })
    }

    /// Stands in its stage for longer than is usual.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.days_in_stage.zip(self.usual_days).is_some_and(|(days, usual)| days > usual)
    }
}

impl Deal {
    /// The initials' worth of everybody on the deal team, the owner first.
    pub fn faces(&self, scene: &mut Scene<'_>) -> Result<Vec<Face>> {
        let mut of = faces_of(scene, &[self.id])?;
        let mut faces = of.remove(&self.id).unwrap_or_default();
        faces.sort_by_key(|face| face.member != self.owner);
        Ok(faces)
    }
}

/// Fills in what a row alone does not know: how long is usual, and the faces of the deal teams.
pub(super) fn complete(scene: &mut Scene<'_>, tiles: &mut [&mut Tile], stages: &[Stage]) -> Result<()> {
    let today = scene.today();
    let ids: Vec<_> = tiles.iter().map(|tile| tile.id).collect();
    let mut faces = faces_of(scene, &ids)?;
    for tile in tiles {
        let entered = tile.stage_entered_on.filter(|_| tile.status == Status::Open);
        tile.days_in_stage = entered.map(|day| i64::from((today - day).get_days().max(0)));
        tile.usual_days = stages.iter().find(|stage| stage.key == tile.stage).and_then(Stage::usual);
        tile.faces = faces.remove(&tile.id).unwrap_or_default();
        tile.faces.sort_by_key(|face| face.number != tile.owner.0);
    }
    Ok(())
}

fn faces_of(scene: &mut Scene<'_>, deals: &[DealId]) -> Result<HashMap<DealId, Vec<Face>>> {
    let wanted: Vec<Value> = deals.iter().map(|deal| (*deal).into()).collect();
    let mut of: HashMap<_, Vec<Face>> = HashMap::new();
    for seen in find_any::<Seen>(scene, FACES, &[], &wanted)? {
        of.entry(seen.deal).or_default().push(seen.face);
    }
    Ok(of)
}

struct Seen {
    deal: DealId,
    face: Face,
}

impl FromRow for Seen {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { deal: DealId::of(row.id("deal_id")?), face: Face::from_row(row)? })
    }
}

impl FromRow for Face {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { member: MemberId::of(row.id("member_id")?), number: row.int("number")?, name: row.text("name")? })
    }
}

impl FromRow for Tile {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: DealId::of(row.id("id")?),
            number: row.int("number")?,
            title: row.text("title")?,
            account: row.maybe_int("account_number")?.zip(row.maybe_text("account_name")?),
            amount_minor: row.maybe_int("amount_minor")?,
            currency: currency(row, "currency")?,
            amount_estimated: row.bool("amount_estimated")?,
            expected_close: day(row, "expected_close")?,
            stage: row.text("stage_key")?,
            status: Status::read(row, "status")?,
            stage_entered_on: day(row, "stage_entered_on")?,
            days_in_stage: None,
            usual_days: None,
            next_step: row.maybe_text("next_step")?,
            next_step_on: day(row, "next_step_on")?,
            closed_on: day(row, "closed_on")?,
            owner: (row.int("owner_number")?, row.text("owner_name")?),
            faces: Vec::new(),
            version: row.int("version")?,
        })
    }
}

const FACES: Many = many!(
    "SELECT s.deal_id, s.member_id, m.number, m.name FROM deal_shares s
     JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
     WHERE s.workspace_id = $1 AND s.to_on IS NULL AND s.state = 'accepted' AND s.deal_id IN ",
    " ORDER BY s.deal_id, s.basis_points DESC, s.number"
);

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Lena van Berg"), "LB");
        assert_eq!(initials("øystein"), "Ø");
        assert_eq!(initials("  "), "");
    }
}
