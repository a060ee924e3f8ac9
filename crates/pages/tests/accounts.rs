//! Customers and the people there, over the whole router.

use axum::http::StatusCode;
use testing::App;

#[tokio::test]
async fn an_account_is_added_changed_and_shown_with_what_stands_around_it() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let added = ana.post("/accounts", &[("name", "Pier Nine"), ("country", "Norway")]).await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, Some("/accounts/2")));
    let twice = ana.post("/accounts", &[("name", "PIER  nine")]).await;
    assert!(
        twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("There is an account with this name")
    );
    ana.post("/accounts/2?_method=put", &[("industry", "Harbours"), ("employees", "1200")]).await;
    let page = ana.get("/accounts/2").await.body;
    assert!(page.contains("Harbours · Norway") && page.contains("1,200"), "{page}");
    let docks = ana.get("/accounts/1").await.body;
    assert!(docks.contains("Coffee for the docks") && docks.contains("Coffee for the south pier"));
    let list = ana.get("/accounts?q=pier").await.body;
    assert!(list.contains("Pier Nine") && !list.contains("Dock Works"));
}

#[tokio::test]
async fn two_accounts_become_one_and_the_old_address_leads_on() {
    let app = App::open();
    let ana = app.sign_in("ana");
    ana.post("/accounts", &[("name", "Dock Works Ltd"), ("country", "Portugal")]).await;
    ana.post("/contacts", &[("name", "Ines Kolb"), ("account", "Dock Works Ltd"), ("email", "ines@dock.example")])
        .await;
    let unknown = ana.post("/accounts/1/merge", &[("other", "Somebody else")]).await;
    assert!(unknown.status == StatusCode::UNPROCESSABLE_ENTITY && unknown.body.contains("Somebody else"));
    let merged = ana.post("/accounts/1/merge", &[("other", "Dock Works Ltd"), ("picked", "account-2")]).await;
    assert_eq!((merged.status, merged.location()), (StatusCode::SEE_OTHER, Some("/accounts/1")));
    assert_eq!(ana.get("/accounts/2").await.location(), Some("/accounts/1"));
    let page = ana.get("/accounts/1").await.body;
    assert!(page.contains("Ines Kolb") && page.contains("Portugal"), "{page}");
    assert!(!ana.get("/accounts").await.body.contains("Dock Works Ltd"));
}

#[tokio::test]
async fn a_contact_is_kept_with_their_account() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let nameless = ana.post("/contacts", &[("name", ""), ("phone", "+47 22")]).await;
    assert!(nameless.status == StatusCode::UNPROCESSABLE_ENTITY && nameless.body.contains("value=\"+47 22\""));
    let added = ana.post("/contacts", &[("name", "Ines Kolb"), ("account", "Dock Works"), ("title", "Buyer")]).await;
    assert_eq!(added.location(), Some("/contacts/1"));
    ana.post("/contacts/1?_method=put", &[("phone", "+47 22 33")]).await;
    let page = ana.get("/contacts/1").await.body;
    assert!(page.contains("tel:+472233") && page.contains("Dock Works") && page.contains("Buyer"), "{page}");
    assert!(ana.get("/accounts/1").await.body.contains("Ines Kolb"));
    assert!(ana.get("/contacts").await.body.contains("Buyer · Dock Works"));
    assert!(ana.get("/search?q=ines").await.body.contains("/contacts/1"));
}
