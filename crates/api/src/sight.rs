//! What partners may see: the deals that they are on. Everything else is not there for them.

use domain::{Error, Member, Result, Scene};

/// Whoever sees the whole workspace.
pub(crate) fn must_see_all(scene: &Scene<'_>) -> Result<()> {
    if scene.actor.sees_all() { Ok(()) } else { Err(Error::NotFound) }
}

/// The person with this number; partners see themselves.
pub(crate) fn member(scene: &mut Scene<'_>, number: i64) -> Result<Member> {
    let member = Member::numbered(scene, number)?;
    if scene.actor.sees_all() || scene.actor.id == member.id { Ok(member) } else { Err(Error::NotFound) }
}
