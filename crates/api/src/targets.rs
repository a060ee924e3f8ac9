//! Targets of people and teams.

use domain::figures::Whose;
use domain::{Result, Scene};

use crate::answer::Answer;
use crate::list::List;
use crate::shapes::{Target, TargetSet};

/// Every target of a person or team.
pub(crate) fn listed(scene: &mut Scene<'_>, whose: Whose) -> Result<Answer> {
    let targets = domain::Target::all(scene, whose)?;
    let items = targets.iter().map(|target| Target::read(scene, target)).collect::<Result<Vec<_>>>()?;
    Ok(List::whole(items))
}

/// Sets one of them.
pub(crate) fn set(scene: &mut Scene<'_>, whose: Whose, wanted: &TargetSet) -> Result<Answer> {
    let draft = wanted.draft(scene)?;
    let target = domain::Target::set(scene, whose, &draft)?;
    Ok(Answer::shown(&Target::read(scene, &target)?))
}
