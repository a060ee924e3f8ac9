//! Bringing in who sells, who leads, and in which teams.

use jiff::civil::Date;

use super::known::Known;
use super::rows::{Line, Said, SellerRow};
use super::running::{Chunk, Outcome};
use crate::member::email_key;
use crate::{Member, MemberId, Result, Scene, Team, TeamRole, fold};

/// Brings in sellers: placeholders for people who are not known, a team for each leader, everybody in
/// their place from `since` on.
pub(super) fn sellers(scene: &mut Scene<'_>, chunk: &Chunk<'_>, since: Date) -> Result<Vec<Outcome>> {
    let rows: Vec<(&Line, &SellerRow)> = chunk.rows(|said| if let Said::Seller(row) = said { Some(row) } else { None });
    let mut known = Known::default();
    let leaders = rows.iter().filter_map(|(_, row)| row.leader.as_deref());
    known.look_for_members(scene, rows.iter().map(|(_, row)| row.seller.as_str()).chain(leaders))?;
    let mut outcomes = Vec::new();
    for (_, row) in &rows {
        let new = seller(scene, &mut known, row, since)?;
        outcomes.push(if new { Outcome::New } else { Outcome::Unchanged });
    }
    Ok(outcomes)
}

/// Whether anything of the row was new.
fn seller(scene: &mut Scene<'_>, known: &mut Known, row: &SellerRow, since: Date) -> Result<bool> {
    let people = known.members.len();
    let seller = member_named(scene, known, &row.seller)?;
    let leader = match &row.leader {
        Some(name) => Some(member_named(scene, known, name)?),
        None => None,
    };
    let Some(name) = team_name(row) else { return Ok(known.members.len() > people) };
    let team = match Team::named(scene, &name)? {
        Some(team) => team,
        None => {
            let mut team = Team { name, region: row.region.clone(), ..Team::empty(scene)? };
            team.name = team.name.chars().take(120).collect();
            team.insert(scene)?;
            team
        }
    };
    let mut new = known.members.len() > people;
    if let Some(leader) = leader.filter(|leader| *leader != seller) {
        new |= place(scene, &team, leader, TeamRole::Leader, since)?;
    }
    let role = if leader == Some(seller) { TeamRole::Leader } else { TeamRole::Seller };
    Ok(place(scene, &team, seller, role, since)? || new)
}

/// A team without a name of its own is its leader's.
fn team_name(row: &SellerRow) -> Option<String> {
    row.team.clone().or_else(|| row.leader.as_ref().map(|leader| format!("{leader}\u{2019}s team")))
}

/// Who is in no team yet was in this one from the beginning; others join it today. Who is in it already
/// keeps their part. Whether the place is new.
fn place(scene: &mut Scene<'_>, team: &Team, member: MemberId, role: TeamRole, since: Date) -> Result<bool> {
    let there: Option<String> = scene.find(IN_TEAM, &[team.id.into(), member.into()])?;
    if there.is_some() {
        return Ok(false);
    }
    let day = if Team::home_of(scene, member)?.is_none() { since } else { scene.today() };
    let member = Member::with_id(scene, member)?;
    team.take_in(scene, &member, role, day)?;
    Ok(true)
}

/// The person with this name or e-mail, made a placeholder when there is none.
pub(super) fn member_named(scene: &mut Scene<'_>, known: &mut Known, name: &str) -> Result<MemberId> {
    if let Some(id) = known.member(name) {
        return Ok(id);
    }
    let mut member = Member::empty(scene)?;
    member.name = name.chars().take(120).collect();
    if name.contains('@') {
        member.email = Some(name.to_owned());
        known.members.insert(email_key(name), member.id);
    }
    member.insert(scene)?;
    known.members.insert(fold(name), member.id);
    Ok(member.id)
}

const IN_TEAM: &str = "
    SELECT role FROM memberships WHERE workspace_id = $1 AND team_id = $2 AND member_id = $3 AND to_on IS NULL";
