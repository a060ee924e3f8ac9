//! What is other in one version than in another.

use domain::Difference;
use serde_json::{Value, json};

/// A difference: what is other, before and after.
pub(super) fn told(difference: &Difference) -> Value {
    let one =
        |what: &str, stage: &str, was: Value, is: Value| json!({ "what": what, "stage": stage, "was": was, "is": is });
    match difference {
        Difference::StageAdded(stage) => one("stage_added", &stage.name, Value::Null, json!(stage.key)),
        Difference::StageRemoved(stage) => one("stage_removed", &stage.name, json!(stage.key), Value::Null),
        Difference::Renamed { was, is } => one("renamed", was, json!(was), json!(is)),
        Difference::Order { was, is } => one("order", "", json!(was), json!(is)),
        Difference::UsualDays { stage, was, is } => one("usual_days", stage, json!(was), json!(is)),
        Difference::WinRate { stage, was, is } => one("preset_win_rate", stage, json!(was), json!(is)),
        Difference::Goal { stage, was, is } => one("goal", stage, json!(was), json!(is)),
        Difference::Action { stage, was, is } => one("action", stage, json!(was), json!(is)),
        Difference::Field { stage, was, is } => one("field", stage, json!(was), json!(is)),
        Difference::Criterion { stage, was, is } => one("criterion", stage, json!(was), json!(is)),
    }
}
