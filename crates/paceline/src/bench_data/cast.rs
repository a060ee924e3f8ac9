//! The people, teams, targets, products and accounts of the company.

use std::sync::Arc;

use domain::figures::Whose;
use domain::secret::{Token, hash_password};
use domain::{
    Account, AccountDraft, AccountId, Invitation, Member, MemberDraft, MemberId, Product, ProductDraft, ProductId,
    Scene, Stage, Target, TargetDraft, Team, TeamDraft, TeamId, TeamRole, Workspace,
};
use jiff::ToSpan;
use jiff::civil::Date;
use measures::money::Currency;

use super::names::{INDUSTRIES, PRODUCTS, account, email, person};
use super::{PASSWORD, sellers};
use crate::demo::luck::Luck;
use crate::exit::Stop;
use crate::house::House;

/// How many people are in a team.
const TEAM: usize = 5;

/// So many accounts share a transaction.
const TOGETHER: usize = 500;

/// Somebody who sells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seller {
    pub(super) id: MemberId,
    /// The place of their team.
    pub(super) team: usize,
}

/// The company, before its deals.
pub(super) struct Cast {
    pub(super) sellers: Vec<Seller>,
    pub(super) teams: Vec<TeamId>,
    pub(super) products: Vec<(ProductId, &'static str, i64)>,
    pub(super) accounts: Vec<(AccountId, String)>,
    pub(super) stages: Vec<Stage>,
    pub(super) currency: Currency,
}

/// The e-mail of the first seller.
pub(super) fn first_email() -> String {
    email(&person(0))
}

/// Hires everybody, forms the teams, sets the targets, lists products and accounts. `link` is the
/// admin's.
pub(super) fn hire(
    house: &House,
    workspace: &Arc<Workspace>,
    link: &str,
    (deals, today): (u32, Date),
    luck: &mut Luck,
) -> Result<Cast, Stop> {
    let hash = hash_password(PASSWORD, luck.bytes()).map_err(|_| Stop::failed("The password is too short."))?;
    let admin = Token::parse(link).ok_or_else(|| Stop::failed("The admin's link cannot be read."))?;
    let count = sellers(deals);
    let tokens: Vec<Token> = (0..count).map(|_| Token::new(workspace.id, luck.bytes())).collect();
    let (teams, sellers, products, stages) = house.change(workspace, move |scene| {
        let invited =
            Invitation { name: "Bench Admin".into(), email: email("Bench Admin"), password_hash: hash.clone() };
        Member::join(scene, &admin, &invited)?;
        let teams = (0..(count / TEAM).max(1)).map(|place| form(scene, place)).collect::<domain::Result<Vec<_>>>()?;
        let sellers = tokens.iter().enumerate().map(|(place, token)| join(scene, place, token, &hash, &teams, today));
        let sellers = sellers.collect::<domain::Result<Vec<_>>>()?;
        for seller in &sellers {
            set_targets(scene, seller.id, today)?;
        }
        let teams: Vec<TeamId> = teams.iter().map(|team| team.id).collect();
        Ok((teams, sellers, list_products(scene)?, Stage::all(scene)?))
    })?;
    let accounts = usize::try_from(deals / 5).unwrap_or(0).max(1);
    let accounts = add_accounts(house, workspace, accounts)?;
    Ok(Cast { sellers, teams, products, accounts, stages, currency: workspace.currency })
}

fn form(scene: &mut Scene<'_>, place: usize) -> domain::Result<Team> {
    let draft = TeamDraft { name: Some(format!("Team {}", place + 1)), ..TeamDraft::default() };
    Team::add(scene, &draft)
}

fn join(
    scene: &mut Scene<'_>,
    place: usize,
    token: &Token,
    hash: &str,
    teams: &[Team],
    today: Date,
) -> domain::Result<Seller> {
    let name = person(place);
    let email = email(&name);
    let draft = MemberDraft { name: Some(name.clone()), email: Some(email.clone()), ..MemberDraft::default() };
    let mut member = Member::add(scene, &draft)?;
    member.invite(scene, token)?;
    let member = Member::join(scene, token, &Invitation { name, email, password_hash: hash.to_owned() })?;
    let team = place % teams.len();
    let part = if place < teams.len() { TeamRole::Leader } else { TeamRole::Seller };
    teams[team].take_in(scene, &member, part, today.saturating_sub(5.years()))?;
    Ok(Seller { id: member.id, team })
}

/// For last month, this one and the next.
fn set_targets(scene: &mut Scene<'_>, seller: MemberId, today: Date) -> domain::Result<()> {
    for month in [-1, 0, 1] {
        let draft = TargetDraft {
            kind: "month".into(),
            start: today.first_of_month().saturating_add(month.months()).to_string(),
            amount: "60000".into(),
            ..TargetDraft::default()
        };
        Target::set(scene, Whose::Member(seller), &draft)?;
    }
    Ok(())
}

fn list_products(scene: &mut Scene<'_>) -> domain::Result<Vec<(ProductId, &'static str, i64)>> {
    let list = |(name, series, price): (&'static str, &str, i64)| {
        let draft =
            ProductDraft { name: name.into(), series: series.into(), price: price.to_string(), ..Default::default() };
        Product::put(scene, &draft)?;
        let product = Product::named(scene, name)?.ok_or(domain::Error::NotFound)?;
        Ok((product.id, name, price))
    };
    PRODUCTS.into_iter().map(list).collect()
}

fn add_accounts(house: &House, workspace: &Arc<Workspace>, count: usize) -> Result<Vec<(AccountId, String)>, Stop> {
    let mut accounts = Vec::with_capacity(count);
    for begin in (0..count).step_by(TOGETHER) {
        let end = count.min(begin + TOGETHER);
        let some = house.change(workspace, move |scene| {
            let add = |place: usize| {
                let (name, industry) = (account(place), INDUSTRIES[place % INDUSTRIES.len()]);
                let draft =
                    AccountDraft { name: Some(name), industry: Some(industry.into()), ..AccountDraft::default() };
                Account::add(scene, &draft).map(|account| (account.id, account.name))
            };
            (begin..end).map(add).collect::<domain::Result<Vec<_>>>()
        })?;
        accounts.extend(some);
    }
    Ok(accounts)
}
