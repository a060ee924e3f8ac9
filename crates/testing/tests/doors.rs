//! What must or should hold before a deal goes on is asked alike at every door: board, page, table, API, import.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use axum::body::Body;
use axum::http::Method;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, REFERER};
use domain::import::{Choices, Import, Reading, Run, Upload};
use domain::{
    ActorKind, BuyerDraft, CheckDraft, CriterionDraft, Deal, FieldDraft, File, FileDraft, GuideDraft, MarkDraft,
    Received, RubricPreset, Scene, Scope, ScoreDraft, Stage, StorageError, Tool, WaiverReason,
};
use testing::{App, in_scene};

/// A way to move the deal, which came in from a file as number 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    Board,
    Page,
    Table,
    Api,
    ApiForMany,
    Import,
}

const DOORS: [Door; 6] = [Door::Board, Door::Page, Door::Table, Door::Api, Door::ApiForMany, Door::Import];

/// What is asked, whether a reason is given, whether the deal goes on, and how many waivers are told.
const CASES: [(&str, Asked, bool, bool, usize); 14] = [
    ("must", Asked::Must, false, false, 0),
    ("must, with a reason", Asked::Must, true, true, 1),
    ("must, and it holds", Asked::Held, false, true, 0),
    ("should", Asked::Should, false, true, 0),
    ("should, with a reason that nobody asked for", Asked::Should, true, true, 0),
    ("must, of larger deals", Asked::OfLarger, false, true, 0),
    ("must, of deals like this", Asked::OfSuch, false, false, 0),
    ("must, and the team is exempt", Asked::Exempt, false, true, 0),
    ("a part in buying that nobody has", Asked::Role(false), false, false, 0),
    ("a part in buying that somebody has", Asked::Role(true), false, true, 0),
    ("a score that is too low", Asked::Score(1), false, false, 0),
    ("a score that will do", Asked::Score(2), false, true, 0),
    ("a file that nobody attached", Asked::File(false), false, false, 0),
    ("a file that somebody attached", Asked::File(true), false, true, 0),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Must,
    Held,
    Should,
    OfLarger,
    OfSuch,
    Exempt,
    /// Whether somebody has it.
    Role(bool),
    /// How many points of three there are.
    Score(i64),
    /// Whether it is attached.
    File(bool),
}

impl Asked {
    fn criterion(self) -> CriterionDraft {
        let when = |value: &str| CriterionDraft {
            when_field: "amount".into(),
            when_op: "at_least".into(),
            when_value: value.into(),
            ..CriterionDraft::default()
        };
        let criterion = match self {
            Self::Must | Self::Held => CriterionDraft::default(),
            Self::Should => CriterionDraft { severity: "should".into(), ..CriterionDraft::default() },
            Self::OfLarger => when("1000.01"),
            Self::OfSuch => when("1000"),
            Self::Exempt => CriterionDraft { exempt: "1".into(), ..CriterionDraft::default() },
            Self::Role(_) => {
                CriterionDraft { kind: "contact_role".into(), role: "champion".into(), ..CriterionDraft::default() }
            }
            Self::File(_) => CriterionDraft { kind: "link".into(), ..CriterionDraft::default() },
            Self::Score(_) => CriterionDraft {
                kind: "score_at_least".into(),
                tool: "1".into(),
                least: "50".into(),
                ..CriterionDraft::default()
            },
        };
        CriterionDraft { text: "Budget".into(), ..criterion }
    }
}

fn play<T: Send + 'static>(app: &App, work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static) -> T {
    in_scene(&app.database, &app.world.workspace, app.clock.now(), work)
}

/// Brings in the file with the deal, in this stage.
fn bring_in(app: &App, stage: &str, waiver: &str) {
    let text = format!("ID,Title,Owner,Stage,Amount,Waiver\n7,Docks,Ana Almeida,{stage},1000,{waiver}\n");
    let uploads = vec![Upload { name: "deals.csv".into(), content: text.into_bytes() }];
    let reading = Reading::of(uploads, &Choices::default(), app.world.workspace.currency);
    let (looked, kept) = (reading.clone(), reading.clone());
    let choices = play(app, move |scene| looked.preview(scene)).choices;
    let chosen = choices.clone();
    let import = play(app, move |scene| Import::start(scene, &kept, &chosen));
    let run = std::sync::Arc::new(Run::of(import, reading, choices));
    while !play(app, {
        let run = run.clone();
        move |scene| run.step(scene, 10)
    })
    .finished()
    {}
}

/// A deal in Prospecting, which asks this.
fn asking(asked: Asked) -> App {
    let app = App::open();
    bring_in(&app, "Prospecting", "");
    let olga = app.world.people["olga"].id;
    play(&app, move |scene| {
        (scene.actor.id, scene.actor.kind) = (olga, ActorKind::Member);
        let field = FieldDraft { label: "Sites".into(), ..FieldDraft::default() };
        if let Asked::Score(_) = asked {
            Tool::add(scene, &RubricPreset::ALL[1].draft())?;
        }
        let draft = GuideDraft { criteria: vec![asked.criterion()], fields: vec![field], ..GuideDraft::default() };
        Stage::keyed(scene, "prospecting")?.guide_by(scene, &draft)?;
        let deal = Deal::numbered(scene, 3)?;
        answer(scene, &deal, asked)
    });
    app
}

/// What is known of the deal.
fn answer(scene: &mut Scene<'_>, deal: &Deal, asked: Asked) -> domain::Result<()> {
    match asked {
        Asked::Held => deal.check(scene, "budget", &CheckDraft::default()),
        Asked::Role(true) => {
            let draft = BuyerDraft { contact: "Uma".into(), role: "champion".into(), ..BuyerDraft::default() };
            deal.set_buyer(scene, &draft)
        }
        Asked::File(true) => {
            let draft = FileDraft { name: "budget.pdf".into(), criterion: "budget".into() };
            let id = File::begin(scene, deal, &draft)?;
            File::append(scene, id, 0, b"All of it")?;
            File::attach(scene, &Received { id, bytes: 9, digest: String::new() }, &draft).map(drop)
        }
        Asked::Score(points) => {
            let rubric = Tool::numbered(scene, 1)?;
            let mark = |element: &domain::Element| MarkDraft {
                element: element.key.clone(),
                points: points.to_string(),
                evidence: "Said so".into(),
                shown: None,
            };
            let elements = rubric.scorecard().unwrap().elements.iter().map(mark).collect();
            deal.score(scene, &rubric, &ScoreDraft { elements }).map(drop)
        }
        _ => Ok(()),
    }
}

async fn go(app: &App, door: Door, reason: bool) {
    let (waiver, words) = if reason { (WaiverReason::WillFollow.name(), "On Monday.") } else { ("", "") };
    let version = play(app, |scene| Deal::numbered(scene, 3)).version.to_string();
    let form = format!("stage=discovery&version={version}&waiver={waiver}&waiver_words={words}");
    let json = format!(r#""stage": "discovery", "waiver": "{waiver}", "waiver_words": "{words}""#);
    let (ana, token) = (app.sign_in("ana"), app.token("ana", Scope::Write));
    let posted = |path: &str| ana.request(Method::POST, path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let called = |method: Method, path: &str| {
        let request = app.nobody().request(method, path).header(CONTENT_TYPE, "application/json");
        request.header(AUTHORIZATION, format!("Bearer {token}"))
    };
    let (request, body) = match door {
        Door::Board => (posted("/deals/3/stage").header(REFERER, "http://paceline.test/deals"), form),
        Door::Page => (posted("/deals/3/stage"), form),
        Door::Table => (posted("/deals/moves"), format!("deal=3&{form}")),
        Door::Api => (called(Method::PUT, "/api/v1/deals/3/stage"), format!("{{{json}}}")),
        Door::ApiForMany => (called(Method::POST, "/api/v1/deals/moves"), format!(r#"{{"deals": [3], {json}}}"#)),
        Door::Import => return bring_in(app, "Discovery", words),
    };
    let answer = ana.send(request.header("sec-fetch-site", "same-origin"), Body::from(body)).await;
    assert!(!answer.status.is_server_error(), "{door:?}: {}", answer.body);
}

fn waivers(app: &App) -> i64 {
    let id = app.world.workspace.id;
    let sql = "SELECT COUNT(*) AS waivers FROM events WHERE workspace_id = $1 AND kind = 'criteria_waived'";
    let found: Result<Option<i64>, StorageError> =
        app.database.db.read_blocking(move |mut tx| tx.find(sql, &[id.into()]));
    found.unwrap().unwrap()
}

#[tokio::test]
async fn every_door_asks_alike() {
    for (what, asked, reason, goes_on, told) in CASES {
        for door in DOORS {
            let app = asking(asked);
            go(&app, door, reason).await;
            let stage = play(&app, |scene| Deal::numbered(scene, 3)).stage;
            let expected = if goes_on { "discovery" } else { "prospecting" };
            assert_eq!(stage, expected, "{what}, by {door:?}");
            assert_eq!(usize::try_from(waivers(&app)), Ok(told), "{what}, by {door:?}");
        }
    }
}
