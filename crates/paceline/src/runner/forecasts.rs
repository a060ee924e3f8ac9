//! What is said about the running month and quarter of every team and everybody in one, each day, whether
//! somebody looks or not: a forecast that is only made when it is looked at cannot be scored fairly.

use std::sync::Arc;

use domain::Workspace;
use domain::figures::forecast::{History, Past, Question, answer, keep, missing};

use crate::exit::Stop;
use crate::house::House;

/// Makes and keeps the forecasts of today that are not there yet.
pub(super) fn keep_all(house: &House, workspace: &Arc<Workspace>) -> Result<(), Stop> {
    let missing = house.look(workspace, missing)?;
    if missing.is_empty() {
        return Ok(());
    }
    let past = house.look(workspace, |scene| Past::read(scene, scene.today()))?;
    let history = History::learn(&past);
    for (whose, period) in missing {
        let question = house.look(workspace, move |scene| Question::read(scene, whose, period, scene.today()))?;
        let outlook = answer(&question, &history);
        house.change(workspace, move |scene| keep(scene, &question, &outlook))?;
    }
    Ok(())
}
