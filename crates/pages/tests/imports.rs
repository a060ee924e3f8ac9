//! The way in, through the whole server: files are handed over, looked at, brought in and taken back.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use domain::import::{Choices, Import, Reading, Upload};
use testing::{Answer, App, Visitor, in_scene};

const DEALS: &str = "Deal ID,Deal Name,Stage,Amount,Owner,Close Date\n\
    D-1,Beans for the pier,Won,1200,Ana Almeida,2026-02-03\n\
    D-2,Beans for the mole,Won,much,Ana Almeida,2026-02-04\n";

async fn hand_over(visitor: &Visitor, files: &[(&str, &[u8])]) -> Answer {
    visitor.hand_over("/imports", "files", files).await
}

/// The mark that the forms of a page carry.
fn seen(page: &str) -> &str {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    rest.split_once('"').unwrap().0
}

/// Everything that works in the background goes on until the import rests.
async fn until_it_rests(app: &App, number: i64) -> Import {
    loop {
        let import = in_scene(&app.database, &app.world.workspace, app.clock.now(), move |scene| {
            Import::numbered(scene, number)
        });
        if !import.is_moving(app.clock.now()) {
            return import;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn only_those_who_operate_bring_files_in() {
    let app = App::open();
    for first_name in ["ana", "ben", "dev"] {
        let visitor = app.sign_in(first_name);
        assert_eq!(visitor.get("/imports").await.status, 403, "{first_name}");
        assert_eq!(hand_over(&visitor, &[("deals.csv", DEALS.as_bytes())]).await.status, 403, "{first_name}");
    }
    let olga = app.sign_in("olga");
    assert!(olga.get("/imports").await.body.contains("Nothing has been imported yet"));
    assert_eq!(olga.get("/imports/1").await.status, 404);
}

#[tokio::test]
async fn what_was_seen_comes_in_and_goes_again() {
    let app = App::open();
    let olga = app.sign_in("olga");
    let handed = hand_over(&olga, &[("deals.csv", DEALS.as_bytes())]).await;
    assert_eq!((handed.status.as_u16(), handed.location()), (303, Some("/imports/1")));
    let again = hand_over(&olga, &[("deals.csv", DEALS.as_bytes())]).await;
    assert_eq!(again.location(), Some("/imports/1"), "the same files are the same draft");

    let page = olga.get("/imports/1").await.body;
    assert!(page.contains("Import 1 row<"), "one good row of two: {page}");
    let mark = seen(&page).to_owned();
    let stale = olga.post("/imports/1/run", &[("seen", "something else")]).await;
    assert_eq!(stale.status, 409);
    for _ in 0..2 {
        assert_eq!(olga.post("/imports/1/run", &[("seen", &mark)]).await.location(), Some("/imports/1"));
    }
    let import = until_it_rests(&app, 1).await;
    assert_eq!((import.rows_new, import.rows_refused), (1, 1));

    let page = olga.get("/imports/1").await.body;
    assert!(page.contains("It is in") && page.contains("/imports/1/refused.csv?file=deals.csv"));
    let refused = olga.get("/imports/1/refused.csv").await;
    assert_eq!(refused.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(refused.body.contains("D-2") && !refused.body.contains("D-1"));

    assert!(olga.get("/imports/1/undo/new").await.body.contains("Nobody has worked on any of it since"));
    for _ in 0..2 {
        assert_eq!(olga.post("/imports/1?_method=delete", &[]).await.status, 303);
    }
    until_it_rests(&app, 1).await;
    assert!(olga.get("/imports/1").await.body.contains("as if it had never come in"));
}

#[tokio::test]
async fn an_unreadable_file_is_named_and_the_others_wait() {
    let app = App::open();
    let olga = app.sign_in("olga");
    let answer = hand_over(&olga, &[("deals.csv", DEALS.as_bytes()), ("book.xlsx", b"PK\x03\x04\0\0")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("The other files are kept") && answer.body.contains("name=\"draft\" value=\"1\""));
    assert_eq!(hand_over(&olga, &[]).await.status, 422);
    assert_eq!(olga.get("/imports/1").await.status, 200);
}

#[tokio::test]
async fn a_column_means_what_was_chosen_by_hand() {
    let app = App::open();
    let olga = app.sign_in("olga");
    hand_over(&olga, &[("deals.csv", DEALS.as_bytes())]).await;
    let mark = seen(&olga.get("/imports/1").await.body).to_owned();
    let mapped = olga.post("/imports/1/mapping", &[("seen", &mark), ("column.0.3", "")]).await;
    assert_eq!(mapped.location(), Some("/imports/1"));
    let page = olga.get("/imports/1").await.body;
    assert_ne!(seen(&page), mark);
    assert_eq!(olga.post("/imports/1/mapping", &[("seen", &mark)]).await.status, 409, "shown before the change");
    assert_eq!(olga.post("/imports/1?_method=delete", &[]).await.location(), Some("/imports"));
    assert_eq!(olga.get("/imports/1").await.status, 404);
}

#[tokio::test]
async fn a_stopped_import_says_where_and_goes_on() {
    let app = App::open();
    let upload = Upload { name: "deals.csv".into(), content: DEALS.as_bytes().to_vec() };
    let reading = Reading::of(vec![upload], &Choices::default(), app.world.workspace.currency);
    // as a server leaves it that was killed before the first step
    in_scene(&app.database, &app.world.workspace, app.clock.now(), move |scene| {
        let choices = reading.preview(scene)?.choices;
        Import::start(scene, &reading, &choices)
    });
    let olga = app.sign_in("olga");
    assert!(olga.get("/imports/1").await.body.contains("It stopped at row 0 of 2."));
    assert_eq!(olga.post("/imports/1/run", &[]).await.location(), Some("/imports/1"));
    until_it_rests(&app, 1).await;
    assert!(olga.get("/imports/1").await.body.contains("It is in"));
}
