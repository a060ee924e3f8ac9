//! Changing the stages of a version: what deals follow now, or a draft that several people write at once.

use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, Error, Filter, Problems, Result, Scene, Stage, StageDraft, Version, VersionState};
use http::{Said, Visit};
use serde::Deserialize;

use super::{Place, live, version};
use crate::failure::Failure;
use crate::layout::{Page, to_saying};

/// A version and its stages, as a page shows them.
pub(crate) struct Written {
    pub(super) around: Around,
    pub(super) place: Place,
    pub(super) version: Version,
    pub(super) stages: Vec<Stage>,
    /// How many open deals stand in each stage, by key; none in a draft.
    pub(super) holding: Vec<(String, i64)>,
}

/// What was refused: in the form of which stage, empty for the form of a new one.
#[derive(Default)]
pub(crate) struct Refusal {
    pub(super) stage: String,
    pub(super) draft: StageDraft,
    pub(super) problems: Problems,
}

/// Where the deals of a removed stage go.
#[derive(Deserialize, Default)]
pub(crate) struct Elsewhere {
    #[serde(default)]
    to: String,
}

/// The keys of the open stages in the order that is wanted.
#[derive(Deserialize, Default)]
pub(crate) struct Order {
    #[serde(default)]
    order: String,
}

/// The page on which the stages stand.
pub(crate) async fn page(visit: &Visit, place: &Place, refusal: &Refusal) -> Result<Page, Failure> {
    match place {
        Place::Standard => live::page(visit, refusal).await,
        Place::Version { .. } => version::page(visit, place, refusal, &Problems::default()).await,
    }
}

pub(crate) async fn add(visit: &Visit, place: Place, draft: StageDraft) -> Result<Response, Failure> {
    let (wanted, at) = (draft.clone(), place.clone());
    let added = visit
        .change(move |scene| {
            let version = at.version(scene)?;
            Stage::add(scene, &version, &wanted).map(drop)
        })
        .await;
    let refusal = Refusal { stage: String::new(), draft, problems: Problems::default() };
    answered(visit, &place, added, refusal, "said-stage-added").await
}

pub(crate) async fn change(
    visit: &Visit,
    (place, key): (Place, String),
    draft: StageDraft,
) -> Result<Response, Failure> {
    let (wanted, at, stage) = (draft.clone(), place.clone(), key.clone());
    let changed = visit.change(move |scene| at.stage(scene, &stage)?.change(scene, &wanted)).await;
    let refusal = Refusal { stage: key, draft, problems: Problems::default() };
    answered(visit, &place, changed, refusal, "said-stage-saved").await
}

pub(crate) async fn remove(
    visit: &Visit,
    (place, key): (Place, String),
    elsewhere: Elsewhere,
) -> Result<Response, Failure> {
    let removed = remove_all(visit, (&place, &key), &elsewhere.to).await;
    let refusal = Refusal { stage: key, draft: StageDraft::default(), problems: Problems::default() };
    answered(visit, &place, removed, refusal, "said-stage-removed").await
}

/// A change moves as many deals as take some milliseconds, so there may be several.
async fn remove_all(visit: &Visit, (place, key): (&Place, &str), to: &str) -> Result<()> {
    loop {
        let (place, key, to) = (place.clone(), key.to_owned(), to.to_owned());
        if !visit.change(move |scene| place.stage(scene, &key)?.remove(scene, &to)).await? {
            return Ok(());
        }
    }
}

pub(crate) async fn order(visit: &Visit, place: Place, wanted: Order) -> Result<Response, Failure> {
    let keys: Vec<String> = wanted.order.split_whitespace().map(str::to_owned).collect();
    let at = place.clone();
    let ordered = visit
        .change(move |scene| {
            let version = at.version(scene)?;
            Stage::order(scene, &version, &keys)
        })
        .await;
    answered(visit, &place, ordered, Refusal::default(), "said-stages-ordered").await
}

async fn answered(
    visit: &Visit,
    place: &Place,
    done: Result<()>,
    refusal: Refusal,
    said: &'static str,
) -> Result<Response, Failure> {
    match done {
        Err(Error::Invalid(problems)) => {
            Ok(page(visit, place, &Refusal { problems, ..refusal }).await?.into_response())
        }
        done => {
            done?;
            Ok(to_saying(&place.page(), &Said::text(said)))
        }
    }
}

/// Reads the version of a place.
pub(super) fn written(scene: &mut Scene<'_>, place: Place) -> Result<Written> {
    let version = place.version(scene)?;
    let stages = version.stages(scene)?;
    let holding = if version.state == VersionState::Live { standing(scene, &version)? } else { Vec::new() };
    Ok(Written { around: Around::read(scene)?, place, version, stages, holding })
}

/// How many open deals stand in each stage, by key.
fn standing(scene: &mut Scene<'_>, version: &Version) -> Result<Vec<(String, i64)>> {
    let filter = Filter { process: Some(version.process_key.clone()), ..Filter::default() };
    let columns = Deal::board(scene, &filter)?.columns.into_iter();
    Ok(columns.map(|column| (column.stage.key, column.total.map_or(0, |total| total.deals))).collect())
}

/// The stages of a draft, or of whatever version.
pub(crate) mod of_version {
    use axum::extract::Path;

    use super::{Elsewhere, Failure, Order, Response, StageDraft, Visit};
    use crate::form::Form;

    pub(crate) async fn create(
        visit: Visit,
        Path(at): Path<(String, i64)>,
        Form(draft): Form<StageDraft>,
    ) -> Result<Response, Failure> {
        super::add(&visit, at.into(), draft).await
    }

    pub(crate) async fn update(
        visit: Visit,
        Path((process, number, key)): Path<(String, i64, String)>,
        Form(draft): Form<StageDraft>,
    ) -> Result<Response, Failure> {
        super::change(&visit, ((process, number).into(), key), draft).await
    }

    pub(crate) async fn destroy(
        visit: Visit,
        Path((process, number, key)): Path<(String, i64, String)>,
        Form(elsewhere): Form<Elsewhere>,
    ) -> Result<Response, Failure> {
        super::remove(&visit, ((process, number).into(), key), elsewhere).await
    }

    pub(crate) async fn order(
        visit: Visit,
        Path(at): Path<(String, i64)>,
        Form(wanted): Form<Order>,
    ) -> Result<Response, Failure> {
        super::order(&visit, at.into(), wanted).await
    }
}
