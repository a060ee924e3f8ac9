//! The people, teams, products and targets of the demonstration.

use std::sync::Arc;

use domain::figures::Whose;
use domain::secret::Token;
use domain::{
    Account, AccountDraft, Actor, ActorKind, Invitation, Member, MemberDraft, Product, ProductDraft, Role, Scene,
    Target, TargetDraft, Team, TeamDraft, TeamId, TeamRole, Workspace,
};
use jiff::ToSpan;
use jiff::civil::Date;

use super::luck::Luck;
use super::names::{ACCOUNTS, PEOPLE, PRODUCTS, TEAMS, account};
use super::plan::DAYS;
use crate::exit::Stop;
use crate::house::House;

/// Who plays.
#[derive(Clone)]
pub(super) struct Cast {
    /// Everybody, as actors.
    pub(super) actors: Vec<Actor>,
    /// Their numbers.
    pub(super) numbers: Vec<i64>,
    /// Places of those who sell.
    pub(super) sellers: Vec<usize>,
    /// Places of those who help.
    pub(super) partners: Vec<usize>,
}

/// Hires everybody, forms the teams, prices the products, sets the targets.
pub(super) fn hire(
    house: &House,
    workspace: &Arc<Workspace>,
    hash: &str,
    (today, luck): (Date, &mut Luck),
) -> Result<Cast, Stop> {
    let hash = hash.to_owned();
    let tokens: Vec<Token> = PEOPLE.iter().map(|_| Token::new(workspace.id, luck.bytes())).collect();
    let first = today.saturating_sub((DAYS + 7).days());
    let people = house.change(workspace, move |scene| {
        let teams = TEAMS.map(|team| form(scene, team, first));
        let teams = teams.into_iter().collect::<domain::Result<Vec<Team>>>()?;
        let people = PEOPLE.iter().zip(&tokens).map(|(person, token)| join(scene, person, token, &hash, &teams, first));
        let people = people.collect::<domain::Result<Vec<_>>>()?;
        for (name, series, price) in PRODUCTS {
            let draft = ProductDraft {
                name: name.into(),
                series: series.into(),
                price: price.to_string(),
                ..ProductDraft::default()
            };
            Product::put(scene, &draft)?;
        }
        add_accounts(scene)?;
        Ok(people)
    })?;
    let cast = Cast::of(workspace, people);
    let sellers: Vec<Actor> = cast.sellers.iter().filter_map(|place| cast.actors.get(*place).cloned()).collect();
    house.change(workspace, move |scene| set_targets(scene, &sellers, first, today))?;
    Ok(cast)
}

fn form(scene: &mut Scene<'_>, (name, region, sprint): (&str, &str, &str), first: Date) -> domain::Result<Team> {
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let draft = TeamDraft {
        name: Some(name.into()),
        region: Some(region.into()),
        holiday_country: Some("DE".into()),
        sprint_weeks: Some(sprint.into()),
        sprint_starts_on: (!sprint.is_empty()).then(|| monday.to_string()),
        ..TeamDraft::default()
    };
    Team::add(scene, &draft)
}

fn add_accounts(scene: &mut Scene<'_>) -> domain::Result<()> {
    for place in 0..ACCOUNTS {
        let (name, industry) = account(place);
        let draft = AccountDraft { name: Some(name), industry: Some(industry.into()), ..AccountDraft::default() };
        Account::add(scene, &draft)?;
    }
    Ok(())
}

type Hired = (Member, Option<(TeamId, bool)>);

fn join(
    scene: &mut Scene<'_>,
    &(name, mail, role, place, _): &super::names::Person,
    token: &Token,
    hash: &str,
    teams: &[Team],
    first: Date,
) -> domain::Result<Hired> {
    let email = format!("{mail}@tidewater.example");
    let draft = MemberDraft {
        name: Some(name.into()),
        email: Some(email.clone()),
        role: Some(role.into()),
        ..MemberDraft::default()
    };
    let mut member = Member::add(scene, &draft)?;
    member.invite(scene, token)?;
    let invitation = Invitation { name: name.into(), email, password_hash: hash.to_owned() };
    let member = Member::join(scene, token, &invitation)?;
    let Some((team, part)) = place.and_then(|(team, part)| Some((teams.get(team)?, TeamRole::named(part)?))) else {
        return Ok((member, None));
    };
    team.take_in(scene, &member, part, first)?;
    Ok((member, Some((team.id, part == TeamRole::Leader))))
}

/// A target for each seller and month, a little higher each year, until the month after next.
fn set_targets(scene: &mut Scene<'_>, sellers: &[Actor], first: Date, today: Date) -> domain::Result<()> {
    for (place, seller) in sellers.iter().enumerate() {
        let mut month = first.first_of_month();
        let until = today.saturating_add(2.months());
        while month <= until {
            let years = i64::from((month - first).get_days()) / 365;
            let thousands = 72 + i64::try_from(place % 4).unwrap_or(0) * 8 + years * 6;
            let draft = TargetDraft {
                kind: "month".into(),
                start: month.to_string(),
                amount: format!("{thousands}000"),
                ..TargetDraft::default()
            };
            Target::set(scene, Whose::Member(seller.id), &draft)?;
            month = month.saturating_add(1.month());
        }
    }
    Ok(())
}

impl Cast {
    fn of(workspace: &Arc<Workspace>, people: Vec<Hired>) -> Self {
        let sells = |place: &usize| matches!(people.get(*place), Some((_, Some((_, false)))));
        let helps = |place: &usize| matches!(people.get(*place), Some((member, None)) if member.role == Role::Partner);
        let sellers = (0..people.len()).filter(sells).collect();
        let partners = (0..people.len()).filter(helps).collect();
        let numbers = people.iter().map(|(member, _)| member.number).collect();
        let actor = |(member, team): Hired| Actor {
            kind: ActorKind::Member,
            id: member.id,
            name: member.name,
            role: member.role,
            teams: team.into_iter().collect(),
            workspace: workspace.clone(),
            read_only: false,
        };
        Self { numbers, sellers, partners, actors: people.into_iter().map(actor).collect() }
    }
}
