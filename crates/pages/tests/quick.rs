//! Logging, finding, thanking and asking, over the whole router.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use testing::App;

#[tokio::test]
async fn a_call_is_logged_in_one_form_and_something_useful_comes_back() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let request = ana.request(Method::GET, "/quick/new").header("referer", "http://paceline.test/deals/1?x=1");
    let form = ana.send(request, Body::empty()).await.body;
    assert!(
        form.contains("value=\"deal-1\"") && form.contains("value=\"Coffee for the docks\""),
        "the page fills it in"
    );
    let logged = ana.post("/quick", &[("what", "call"), ("about", "deal-1"), ("text", "They like it **dark**")]).await;
    assert_eq!((logged.status, logged.location()), (StatusCode::SEE_OTHER, Some("/deals/1")));
    let page = ana.get("/deals/1").await.body;
    assert!(page.contains("What did you agree to do next?") && page.contains("<strong>dark</strong>"), "{page}");
    assert!(page.contains("logged a call"));
}

#[tokio::test]
async fn everything_else_is_logged_the_same_way() {
    let app = App::open();
    let ana = app.sign_in("ana");
    for (what, about, text, to) in [
        ("note", "deal-1", "Ines decides", "/deals/1"),
        ("learned", "account-1", "Dockers drink at five", "/accounts/1"),
        ("step", "deal-1", "Bring samples", "/deals/1"),
        ("deal", "account-1", "Coffee for the canteen", "/deals/3"),
        ("account", "", "Pier Nine", "/accounts/2"),
    ] {
        let logged = ana.post("/quick", &[("what", what), ("about", about), ("text", text)]).await;
        assert_eq!((logged.status, logged.location()), (StatusCode::SEE_OTHER, Some(to)), "{what}: {}", logged.body);
    }
    assert!(ana.get("/deals/3").await.body.contains("Dock Works · Coffee for the canteen"));
    assert!(ana.get("/accounts/1").await.body.contains("Dockers drink at five"));
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_what_was_typed_stays() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let lost = ana.post("/quick", &[("what", "call"), ("about_name", "Nobody we know"), ("text", "Long talk")]).await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lost.body.contains("pick one from the list") && lost.body.contains("Long talk"));
    let empty = ana.post("/quick", &[("what", "note"), ("about", "deal-1"), ("text", " ")]).await;
    assert!(empty.body.contains("There is nothing in it yet") && empty.body.contains("value=\"deal-1\""));
    let known = ana.post("/quick", &[("what", "note"), ("about_name", "dock works"), ("text", "By name")]).await;
    assert_eq!(known.location(), Some("/accounts/1"), "a name without a doubt needs no list");
    let titled = [("what", "note"), ("about_name", "Coffee for the DOCKS"), ("text", "By title")];
    assert_eq!(ana.post("/quick", &titled).await.location(), Some("/deals/1"), "nor does a title");
}

#[tokio::test]
async fn any_word_finds_what_begins_with_it() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let page = ana.get("/search?q=dock").await.body;
    assert!(page.contains("href=\"/deals/1\"") && page.contains("href=\"/accounts/1\""), "{page}");
    let list = async |path: &str, frame: &str| {
        let request = ana.request(Method::GET, path).header("turbo-frame", frame);
        ana.send(request, Body::empty()).await.body
    };
    let options = list("/search?q=cof", "options-ask").await;
    assert!(options.starts_with("<turbo-frame id=\"options-ask\"") && options.contains("role=\"option\""), "{options}");
    let about = list("/quick/about?q=dock", "options-about").await;
    assert!(about.contains("data-value=\"deal-1\"") && about.contains("data-value=\"account-1\""), "{about}");
    let accounts = list("/accounts?q=dock", "options-account").await;
    assert!(accounts.contains("data-text=\"Dock Works\"") && !accounts.contains("deal-1"), "{accounts}");
    let partner = app.sign_in("dev").get("/search?q=coffee").await.body;
    assert!(partner.contains("/deals/1") && !partner.contains("/deals/2"), "a partner finds only their own");
}

#[tokio::test]
async fn whoever_is_thanked_or_asked_hears_of_it_until_they_have_seen_it() {
    let app = App::open();
    let (ana, chloe) = (app.sign_in("ana"), app.sign_in("chloe"));
    let number = app.world.people["chloe"].number.to_string();
    ana.post("/deals/1/thanks", &[("to", &number), ("words", "For the samples")]).await;
    ana.post("/deals/1/help", &[("asked", &number), ("words", "Who knows the harbour master?")]).await;
    let news = chloe.get("/news").await.body;
    assert!(
        news.contains("thanked Chloé Corre: For the samples") && news.contains("asked Chloé Corre for help"),
        "{news}"
    );
    assert!(news.contains("News: 2 unread"));
    let (_, newest) = news.split_once("name=\"newest\" value=\"").unwrap();
    let newest = newest.split_once('"').unwrap().0;
    chloe.post("/news", &[("newest", newest)]).await;
    assert!(chloe.get("/news").await.body.contains("News: nothing new"));
    assert!(ana.get("/news").await.body.contains("News: nothing new"), "what one does oneself is no news");
    let myself = app.world.people["ana"].number.to_string();
    let refused = ana.post("/deals/1/thanks", &[("to", &myself), ("words", "Well done, me")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Thank somebody else"));
}

#[tokio::test]
async fn help_waits_on_the_page_until_somebody_helped() {
    let app = App::open();
    let (ana, chloe) = (app.sign_in("ana"), app.sign_in("chloe"));
    ana.post("/deals/1/help", &[("words", "Who knows the harbour master?")]).await;
    assert!(chloe.get("/deals/1").await.body.contains("action=\"/help/1/answer\""));
    chloe.post("/help/1/answer", &[]).await;
    let page = ana.get("/deals/1").await.body;
    assert!(!page.contains("action=\"/help/1/answer\"") && page.contains("helped Ana Almeida"), "{page}");
}

#[tokio::test]
async fn a_note_is_safe_and_can_be_taken_away_and_brought_back() {
    let app = App::open();
    let (ana, chloe) = (app.sign_in("ana"), app.sign_in("chloe"));
    let body = "**price** <script>alert(1)</script>";
    ana.post("/deals/1/notes", &[("kind", "note"), ("body", body)]).await;
    let page = chloe.get("/deals/1").await.body;
    assert!(page.contains("<strong>price</strong>") && !page.contains("alert(1)"));
    let page = ana.get("/deals/1").await.body;
    let (_, id) = page.split_once("action=\"/notes/").unwrap();
    let note = format!("/notes/{}", id.split_once('?').unwrap().0);
    assert_eq!(chloe.post(&format!("{note}?_method=delete"), &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ana.post(&format!("{note}?_method=delete"), &[]).await.location(), Some("/deals/1"));
    assert!(!ana.get("/deals/1").await.body.contains("<strong>price</strong>"));
    ana.post(&format!("{note}/restoration"), &[]).await;
    assert!(ana.get("/deals/1").await.body.contains("<strong>price</strong>"));
}
