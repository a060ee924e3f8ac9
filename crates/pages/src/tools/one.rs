//! One tool: its page, making it, changing it, taking it away.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{
    Around, BandDraft, Deal, ElementDraft, Error, Filled, Member, Result, RubricPreset, Scene, Tool, ToolDraft,
    ToolKind, ToolPlace,
};
use http::{Said, Visit};
use serde::Deserialize;

use super::page::Seen;
use super::{address, form};
use crate::deals::Trouble;
use crate::failure::Failure;
use crate::form::{Columns, Fields, Form, value, values};
use crate::layout::{Page, to_saying};
use crate::settings::members_only;

/// What a new tool begins with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Begin {
    kind: String,
    preset: String,
    variant_of: String,
}

/// On which deal to look at a template.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct On {
    #[serde(default)]
    deal: String,
}

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>, Query(on): Query<On>) -> Result<Page, Failure> {
    let typed = on.deal.clone();
    let seen = visit
        .look(move |scene| {
            let preview = preview(scene, number, &typed)?;
            Seen::read(scene, number, preview)
        })
        .await?;
    Ok(seen.page(&visit, &on.deal))
}

/// The template as a deal fills it, when somebody named a deal; nothing for one that is not there.
fn preview(scene: &mut Scene<'_>, number: i64, typed: &str) -> Result<Option<(Deal, Filled)>> {
    let Ok(deal) = typed.trim().trim_start_matches('#').parse::<i64>() else { return Ok(None) };
    let tool = Tool::numbered(scene, number)?;
    match Deal::numbered(scene, deal) {
        Ok(deal) if tool.kind() == ToolKind::Template => {
            let filled = tool.fill(scene, &deal)?;
            Ok(Some((deal, filled)))
        }
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(crate) async fn new(visit: Visit, Query(begin): Query<Begin>) -> Result<Page, Failure> {
    members_only(&visit)?;
    let wanted = begin.clone();
    let (lists, draft) = visit.look(move |scene| Ok((Lists::read(scene)?, wanted.draft(scene)?))).await?;
    match draft {
        Some(draft) => Ok(form::page(&visit, &lists, None, &draft, &Trouble::default())),
        None => Ok(form::kinds(&visit, &lists)),
    }
}

pub(crate) async fn create(visit: Visit, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let (draft, again) = read(&fields);
    let typed = draft.clone();
    let made =
        if again { Err(Trouble::again()) } else { tried(visit.change(move |scene| Tool::add(scene, &draft)).await)? };
    match made {
        Ok(tool) => Ok(to_saying(&address(tool.number), &Said::text("said-tool-added"))),
        Err(trouble) => {
            members_only(&visit)?;
            let lists = visit.look(Lists::read).await?;
            Ok(form::page(&visit, &lists, None, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (lists, tool, draft) = visit.look(move |scene| known(scene, number)).await?;
    Ok(form::page(&visit, &lists, Some(&tool), &draft, &Trouble::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (draft, again) = read(&fields);
    let typed = draft.clone();
    let changed = if again {
        Err(Trouble::again())
    } else {
        tried(visit.change(move |scene| Tool::numbered(scene, number)?.change(scene, &draft)).await)?
    };
    match changed {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-tool-changed"))),
        Err(trouble) => {
            let (lists, tool, _) = visit.look(move |scene| known(scene, number)).await?;
            Ok(form::page(&visit, &lists, Some(&tool), &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn destroy(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    match visit.change(move |scene| Tool::numbered(scene, number)?.discard(scene)).await {
        Err(Error::Invalid(problems)) => {
            let seen = visit.look(move |scene| Seen::read(scene, number, None)).await?;
            Ok(seen.refused(&visit, &problems).into_response())
        }
        discarded => {
            discarded?;
            let undo = format!("{}/restoration", address(number));
            Ok(to_saying("/tools", &Said::with_undo("said-tool-discarded", undo)))
        }
    }
}

/// What a person can mend stays beside the form; anything else is passed on.
fn tried<T>(done: Result<T>) -> Result<Result<T, Trouble>, Failure> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(error) => Ok(Err(Trouble::of(error)?)),
    }
}

/// What the form offers to choose from.
pub(super) struct Lists {
    pub(super) around: Around,
    pub(super) people: Vec<Member>,
    pub(super) places: Vec<(ToolPlace, String, String)>,
}

impl Lists {
    fn read(scene: &mut Scene<'_>) -> Result<Self> {
        Ok(Self { around: Around::read(scene)?, people: Member::all(scene)?, places: ToolPlace::all(scene)? })
    }
}

/// A tool that the actor may change, as a form has it.
fn known(scene: &mut Scene<'_>, number: i64) -> Result<(Lists, Tool, ToolDraft)> {
    let tool = Tool::numbered(scene, number)?;
    if !tool.is_kept_by(&scene.actor) {
        return Err(Error::Forbidden);
    }
    let places = tool.places(scene)?;
    let draft = ToolDraft::of(&tool, &places);
    Ok((Lists::read(scene)?, tool, draft))
}

impl Begin {
    /// What the form begins with; nothing while nobody said what kind it is to be.
    fn draft(&self, scene: &mut Scene<'_>) -> Result<Option<ToolDraft>> {
        if let Ok(number) = self.variant_of.parse() {
            let tool = Tool::numbered(scene, number)?;
            let places = tool.places(scene)?;
            let (version, owner, variant_of) = (String::new(), String::new(), number.to_string());
            return Ok(Some(ToolDraft { version, owner, variant_of, ..ToolDraft::of(&tool, &places) }));
        }
        if let Some(preset) = RubricPreset::named(&self.preset) {
            return Ok(Some(preset.draft()));
        }
        Ok(ToolKind::named(&self.kind).map(|kind| {
            let rows = if kind.is_scored() { form::MORE } else { 0 };
            ToolDraft {
                kind: kind.name().to_owned(),
                elements: vec![ElementDraft::default(); rows],
                bands: vec![BandDraft::default(); rows],
                ..ToolDraft::default()
            }
        }))
    }
}

/// The form as it was posted, and whether somebody asked for more rows.
fn read(fields: &Fields) -> (ToolDraft, bool) {
    let columns = Columns::of(fields);
    let text = |name: &str| value(fields, name).to_owned();
    let element = |row| ElementDraft {
        key: columns.at("element_key", row),
        label: columns.at("element", row),
        hint: columns.at("element_hint", row),
        weight: columns.at("element_weight", row),
    };
    let band = |row| BandDraft { label: columns.at("band", row), from: columns.at("band_from", row) };
    let mut draft = ToolDraft {
        version: text("version"),
        kind: text("kind"),
        title: text("title"),
        owner: text("owner"),
        review_on: text("review_on"),
        variant_of: text("variant_of"),
        places: values(fields, "places"),
        subject: text("subject"),
        body: text("body"),
        industry: text("industry"),
        size: text("size"),
        problem: text("problem"),
        result: text("result"),
        link: text("link"),
        situation: text("situation"),
        top: text("top"),
        elements: columns.rows("element").map(element).collect(),
        bands: columns.rows("band").map(band).collect(),
    };
    let add = value(fields, "add");
    match add {
        "elements" => draft.elements.push(ElementDraft::default()),
        "bands" => draft.bands.push(BandDraft::default()),
        _ => {}
    }
    (draft, !add.is_empty())
}
