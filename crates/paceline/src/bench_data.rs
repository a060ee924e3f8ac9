//! Many deals to measure with: as if a company had worked with the program for years, ending today. The
//! same day and the same number of deals give the same company.
//!
//! Everything goes through the domain; the deals by the way in which an import writes them.

mod cast;
mod deals;
mod names;

use std::sync::Arc;

use domain::secret::Token;
use domain::{Deal, Member, Scope, SetupDraft, Workspace};

use crate::clock;
use crate::commands::setup;
use crate::demo::luck::Luck;
use crate::exit::Stop;
use crate::house::House;

use deals::Plan;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "paceline-bench";

/// So many deals share a transaction.
const TOGETHER: usize = 1_000;

/// What was made, and how to get in.
pub(crate) struct Made {
    /// How many people there are.
    pub(crate) members: usize,
    /// Who may change everything.
    pub(crate) admin: String,
    /// Who sells.
    pub(crate) seller: String,
    /// The admin's token for programs.
    pub(crate) token: String,
}

/// Fills an installation without a workspace with so many deals.
pub(crate) fn fill(house: &House, deals: u32) -> Result<Made, Stop> {
    let admin = names::email("Bench Admin");
    let draft = SetupDraft {
        name: "Bench".into(),
        currency: "EUR".into(),
        time_zone: "UTC".into(),
        admin_name: "Bench Admin".into(),
        admin_email: admin.clone(),
        ..SetupDraft::default()
    };
    let (workspace, link) = setup::make(house, draft, false)?;
    let workspace = Arc::new(workspace);
    let today = domain::day_of(clock::now(), &workspace.zone());
    let mut luck = Luck::of_day(today);
    let cast = cast::hire(house, &workspace, &link, (deals, today), &mut luck)?;
    let mut plan = Plan::of(&cast, deals, today);
    let mut left = usize::try_from(deals).unwrap_or(usize::MAX);
    while left > 0 {
        let some = plan.next(left.min(TOGETHER), &mut luck);
        left -= some.len();
        house.change(&workspace, move |scene| Deal::arrive(scene, some.clone()).map(drop))?;
    }
    let token = token(house, &workspace, &admin)?;
    Ok(Made { members: cast.sellers.len(), seller: cast::first_email(), admin, token })
}

fn token(house: &House, workspace: &Arc<Workspace>, email: &str) -> Result<String, Stop> {
    let token = Token::new(workspace.id, clock::random_bytes());
    let (text, email) = (token.text(), email.to_owned());
    house.change(workspace, move |scene| {
        let member = Member::with_email(scene, &email)?.ok_or(domain::Error::NotFound)?;
        member.add_token(scene, &token, "bench", Scope::Write).map(drop)
    })?;
    Ok(text)
}

/// How many people sell: 20 with a thousand deals, 63 with ten thousand, 200 with a hundred thousand.
fn sellers(deals: u32) -> usize {
    usize::try_from((u64::from(deals) * 2 / 5).isqrt()).unwrap_or(20).max(5)
}

#[cfg(test)]
mod tests {
    use super::sellers;

    #[test]
    fn a_larger_company_has_more_sellers_and_more_deals_for_each() {
        assert_eq!([1_000, 10_000, 100_000].map(sellers), [20, 63, 200]);
    }
}
