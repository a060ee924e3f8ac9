//! The tools for the stage where a deal stands, and what the deal makes of them.

use domain::{Deal, Tool};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{Mail, Nothing, OfferedTool, Score, ScoreSet};

/// Lists the tools for the stage where a deal stands.
#[utoipa::path(get, path = "/api/v1/deals/{number}/tools", tag = "tools", params(("number" = i64, Path)),
    responses((status = 200, body = List<OfferedTool>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            Ok(List::whole(Tool::at(scene, &deal.stage)?.into_iter().map(OfferedTool::from).collect()))
        })
        .await
}

/// Mails that templates make of a deal.
pub(crate) mod mail {
    use super::{Answer, At, Caller, Deal, Failure, Mail, Tool};

    /// Shows the mail that a template makes of a deal. With something missing it is not ready.
    #[utoipa::path(get, path = "/api/v1/deals/{number}/tools/{tool}/mail", tag = "tools",
        params(("number" = i64, Path), ("tool" = i64, Path)), responses((status = 200, body = Mail)))]
    pub(crate) async fn show(At((number, tool)): At<(i64, i64)>, caller: Caller) -> Result<Answer, Failure> {
        caller
            .look(move |scene| {
                let deal = Deal::numbered(scene, number)?;
                let tool = Tool::for_deal(scene, &deal, tool)?;
                Ok(Answer::shown(&Mail::from(tool.fill(scene, &deal)?)))
            })
            .await
    }
}

/// That tools were used.
pub(crate) mod uses {
    use super::{Answer, At, Change, Deal, Failure, Nothing, Tool};

    /// Notes that a tool was used on a deal today. The same person again on the same day changes nothing.
    #[utoipa::path(post, path = "/api/v1/deals/{number}/tools/{tool}/uses", tag = "tools",
        params(("number" = i64, Path), ("tool" = i64, Path)), responses((status = 204)))]
    pub(crate) async fn create(At((number, tool)): At<(i64, i64)>, change: Change<Nothing>) -> Result<Answer, Failure> {
        change
            .make(move |scene, _| {
                let deal = Deal::numbered(scene, number)?;
                let tool = Tool::for_deal(scene, &deal, tool)?;
                tool.note_use(scene, &deal)?;
                Ok(Answer::done())
            })
            .await
    }
}

/// Scorecards of a deal.
pub(crate) mod scores {
    use super::{Answer, At, Caller, Change, Deal, Failure, List, Score, ScoreSet, Tool};

    /// Lists the scorecards that somebody filled in for a deal.
    #[utoipa::path(get, path = "/api/v1/deals/{number}/scores", tag = "tools", params(("number" = i64, Path)),
        responses((status = 200, body = List<Score>)))]
    pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
        caller
            .look(move |scene| {
                let scores = Deal::numbered(scene, number)?.scores(scene)?;
                Ok(List::whole(scores.into_iter().map(Score::from).collect()))
            })
            .await
    }

    /// Fills in elements of a scorecard. The same again changes nothing.
    #[utoipa::path(put, path = "/api/v1/deals/{number}/tools/{tool}/score", tag = "tools",
        params(("number" = i64, Path), ("tool" = i64, Path)), request_body = ScoreSet,
        responses((status = 200, body = Score)))]
    pub(crate) async fn update(
        At((number, tool)): At<(i64, i64)>,
        change: Change<ScoreSet>,
    ) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let deal = wanted.deal(scene, number)?;
                let tool = Tool::for_deal(scene, &deal, tool)?;
                Ok(Answer::shown(&Score::from(deal.score(scene, &tool, &wanted.draft.draft())?)))
            })
            .await
    }
}
