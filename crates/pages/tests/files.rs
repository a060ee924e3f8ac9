//! Files of a deal, through the whole server.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use axum::http::StatusCode;
use testing::{App, in_scene};

/// The address of the first file on a page.
fn address(page: &str) -> String {
    let (_, rest) = page.split_once("href=\"/files/").unwrap();
    format!("/files/{}", rest.split_once('"').unwrap().0)
}

/// Files and chunks of this workspace.
fn kept(app: &App) -> i64 {
    in_scene(&app.database, &app.world.workspace, app.clock.now(), |scene| {
        let here = [scene.workspace().into()];
        Ok(scene.tx.find(KEPT, &here)?.unwrap_or(0))
    })
}

const KEPT: &str = "
    SELECT (SELECT COUNT(*) FROM files WHERE workspace_id = $1)
      + (SELECT COUNT(*) FROM file_chunks WHERE workspace_id = $1) AS kept";

#[tokio::test]
async fn what_was_attached_comes_back_byte_by_byte_to_who_may_see_the_deal() {
    let app = App::open();
    let (ana, ben) = (app.sign_in("ana"), app.sign_in("ben"));
    let content: Vec<u8> = b"0123456789abcdef".iter().copied().cycle().take(600_001).collect();
    let sent = ana.hand_over("/deals/1/files", "file", &[("Offer.html", &content), ("plan.txt", b"plan")]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, Some("/deals/1")), "{}", sent.body);
    let page = ben.get("/deals/1").await.body;
    assert!(page.contains("Offer.html") && page.contains("600 kB") && page.contains("plan.txt"), "{page}");
    let (_, offer) = page.split_once("id=\"file-").unwrap();
    let offer = format!("/files/{}", offer.split_once("Offer.html").unwrap().0.rsplit_once("/files/").unwrap().1);
    let offer = offer.split_once('"').unwrap().0;
    let read = ben.get(offer).await;
    assert_eq!((read.status, read.body.as_bytes() == content), (StatusCode::OK, true));
    assert_eq!(read.header("content-disposition").map(|said| said.starts_with("attachment; ")), Some(true));
    assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(app.nobody().get(offer).await.status, StatusCode::SEE_OTHER, "who is not signed in is asked to");

    let taken = ana.post(&format!("{offer}?_method=delete"), &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(ben.get(offer).await.status, StatusCode::NOT_FOUND);
    ana.post(&format!("{offer}/restoration"), &[]).await;
    assert_eq!(ben.get(offer).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_attached_is_refused_in_a_sentence_and_leaves_nothing() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let large = vec![0_u8; domain::LARGEST_FILE + 1];
    let sentences = [
        (ana.hand_over("/deals/1/files", "file", &[("large.bin", &large)]).await, "at most 32 MB"),
        (ana.hand_over("/deals/1/files", "file", &[("empty.txt", b"")]).await, "is empty"),
        (ana.hand_over("/deals/1/files", "file", &[("", b"")]).await, "none was chosen"),
        (ana.hand_over("/deals/1/files", "other", &[("a.txt", b"a")]).await, "none was chosen"),
        (ana.post("/deals/1/files", &[("file", "a.txt")]).await, "A part of the file is missing"),
    ];
    for (refused, sentence) in sentences {
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(refused.body.contains(sentence), "{sentence}: {}", refused.body);
    }
    // what was broken off is forgotten behind the answer
    let began = std::time::Instant::now();
    while kept(&app) > 0 {
        assert!(began.elapsed().as_secs() < 20, "something is left");
        tokio::task::yield_now().await;
    }
    let whole = vec![b'x'; domain::LARGEST_FILE];
    let sent = ana.hand_over("/deals/1/files", "file", &[("whole.bin", &whole)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "the largest that is promised");
    assert_eq!(ana.get(&address(&ana.get("/deals/1").await.body)).await.body.len(), whole.len());
}
