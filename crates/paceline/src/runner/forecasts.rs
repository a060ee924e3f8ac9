//! How long deals really stay in each stage, and what is said about the running month and quarter of every team and everybody in one, each day, whether
//! somebody looks or not: a forecast that is only made when it is looked at cannot be scored fairly.

use std::sync::Arc;

use domain::figures::forecast::{History, Past, Question, answer, keep, missing};
use domain::{Stage, Workspace};

use crate::exit::Stop;
use crate::house::House;

/// Keeps how long deals stay, and makes the forecasts of today that are not there yet.
pub(super) fn keep_all(house: &House, workspace: &Arc<Workspace>) -> Result<(), Stop> {
    let (past, missing) = house.look(workspace, |scene| Ok((Past::read(scene, scene.today())?, missing(scene)?)))?;
    let history = Arc::new(History::learn(&past));
    let learned = history.clone();
    house.change(workspace, move |scene| Stage::keep_ages(scene, &learned))?;
    for (whose, period) in missing {
        let question = house.look(workspace, move |scene| Question::read(scene, whose, period, scene.today()))?;
        let outlook = answer(&question, &history);
        house.change(workspace, move |scene| keep(scene, &question, &outlook))?;
    }
    Ok(())
}
