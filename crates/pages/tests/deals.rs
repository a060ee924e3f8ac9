//! Working on deals through the pages, over the whole router.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use axum::body::Body;
use axum::http::{Method, StatusCode};
use testing::{App, Visitor};

/// The version that the forms of deal 1 carry now.
async fn version(visitor: &Visitor) -> String {
    let page = visitor.get("/deals/1/closure/new").await.body;
    let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn the_board_begins_with_what_one_works_on() {
    let app = App::open();
    let shown = |body: &str| (body.contains("Coffee for the docks"), body.contains("Coffee for the south pier"));
    for (who, path, expected) in [
        ("ana", "/deals", (true, false)),
        ("ana", "/deals?whose=all", (true, true)),
        ("ana", "/deals?as=table&text=south&whose=all", (false, true)),
        ("ben", "/deals", (true, false)),
        ("chloe", "/deals", (false, true)),
        ("olga", "/deals", (true, true)),
        ("dev", "/deals", (true, false)),
    ] {
        let page = app.sign_in(who).get(path).await;
        assert_eq!((page.status, shown(&page.body)), (StatusCode::OK, expected), "{who} at {path}");
    }
}

#[tokio::test]
async fn a_move_can_be_taken_back_from_the_sentence_that_tells_of_it() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let moved = ana.post("/deals/1/stage", &[("stage", "demo"), ("version", &version(&ana).await)]).await;
    assert_eq!((moved.status, moved.location()), (StatusCode::SEE_OTHER, Some("/deals/1")));
    let page = ana.get("/deals/1").await.body;
    assert!(page.contains("Moved."), "the sentence is shown once");
    let (_, undo) = page.split_once("action=\"/deals/1/stage?stage=").unwrap();
    let undo = format!("/deals/1/stage?stage={}", undo.split_once('"').unwrap().0.replace("&amp;", "&"));
    assert_eq!(ana.post(&undo, &[]).await.status, StatusCode::SEE_OTHER);
    let history = ana.get("/deals/1/history").await.body;
    assert!(history.contains("moved the deal back from Demo to Prospecting"), "{history}");
}

#[tokio::test]
async fn winning_twice_says_it_once() {
    let app = App::open();
    let ana = app.sign_in("ana");
    for _ in 0..2 {
        let won = ana.post("/deals/1/closure", &[("outcome", "won"), ("closed_on", "2026-02-27")]).await;
        assert_eq!((won.status, won.location()), (StatusCode::SEE_OTHER, Some("/deals/1")));
    }
    let page = ana.get("/deals/1").await.body;
    assert_eq!(page.matches("won the deal, worth €1,200.00").count(), 1);
    assert!(page.contains("data-controller=\"celebrate\"") && page.contains("Ana Almeida, Dev Das did this together"));
}

#[tokio::test]
async fn what_was_typed_stays_when_a_closure_is_refused() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let refused = ana.post("/deals/1/closure", &[("outcome", "lost"), ("closed_on", "2026-02-20")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Say why it was lost") && refused.body.contains("value=\"2026-02-20\""));
    assert!(refused.body.contains("name=\"topics\" content=\"\""), "no refresh takes a refused form away");
    let future = ana.post("/deals/1/closure", &[("outcome", "won"), ("closed_on", "2027-01-01")]).await;
    assert!(future.body.contains("A deal closes today or earlier"));
}

#[tokio::test]
async fn whoever_was_slower_reads_what_happened_and_by_whom() {
    let app = App::open();
    let (ana, ben) = (app.sign_in("ana"), app.sign_in("ben"));
    let shown = version(&ana).await;
    ben.post("/deals/1/stage", &[("stage", "proposal"), ("version", &shown)]).await;
    let slower = [("outcome", "lost"), ("reason", "They chose tea"), ("version", &shown)];
    let stale = ana.post("/deals/1/closure", &slower).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("<b>Ben Brook</b> moved the deal from Prospecting to Proposal"), "{}", stale.body);
    assert!(stale.body.contains("They chose tea"), "what was typed is kept");
    let again = [("outcome", "lost"), ("reason", "They chose tea"), ("version", &version(&ana).await)];
    assert_eq!(ana.post("/deals/1/closure", &again).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_leaders_open_a_closed_deal_again_and_say_why() {
    let app = App::open();
    let (ana, ben) = (app.sign_in("ana"), app.sign_in("ben"));
    ana.post("/deals/1/closure", &[("outcome", "won")]).await;
    let by_seller = ana.post("/deals/1/closure?_method=delete", &[("reason", "A mistake")]).await;
    assert_eq!(by_seller.status, StatusCode::FORBIDDEN);
    let silent = ben.post("/deals/1/closure?_method=delete", &[("reason", "")]).await;
    assert!(silent.status == StatusCode::UNPROCESSABLE_ENTITY && silent.body.contains("Say why it is opened again"));
    let reopened = ben.post("/deals/1/closure?_method=delete", &[("reason", "Signed the wrong paper")]).await;
    assert_eq!(reopened.status, StatusCode::SEE_OTHER);
    assert!(ana.get("/deals/1").await.body.contains("opened the deal again: Signed the wrong paper"));
}

#[tokio::test]
async fn shares_are_kept_only_when_they_add_up() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let (me, chloe) = (app.world.people["ana"].number.to_string(), app.world.people["chloe"].number.to_string());
    let typed = |mine: &'static str, add: &'static str| {
        vec![
            ("owner", me.clone()),
            ("member", me.clone()),
            ("role", "Seller".to_owned()),
            ("percent", mine.to_owned()),
            ("kind", "revenue".to_owned()),
            ("member", chloe.clone()),
            ("role", "Taster".to_owned()),
            ("percent", "33.33".to_owned()),
            ("kind", "revenue".to_owned()),
            ("add", add.to_owned()),
        ]
    };
    let send = async |fields: Vec<(&str, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        ana.post("/deals/1/team?_method=put", &fields).await
    };
    let more = send(typed("60", "1")).await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(more.body.matches("name=\"percent\"").count(), 3, "one more row, and what was typed");
    assert!(more.body.contains("value=\"Taster\"") && !more.body.contains("role=\"alert\""));
    let short = send(typed("60", "")).await;
    assert!(short.status == StatusCode::UNPROCESSABLE_ENTITY && short.body.contains("add up to 93.33 %"));
    assert_eq!(send(typed("66.67", "")).await.status, StatusCode::SEE_OTHER);
    let page = ana.get("/deals/1").await.body;
    assert!(page.contains("66.67 %") && page.contains("added Chloé Corre to the deal team"), "{page}");
}

#[tokio::test]
async fn a_discarded_deal_comes_back() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let gone = ana.post("/deals/1?_method=delete", &[]).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, Some("/deals")));
    let board = ana.get("/deals").await.body;
    assert!(!board.contains("Coffee for the docks") && board.contains("action=\"/deals/1/restoration\""));
    assert_eq!(ana.post("/deals/1/restoration", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ana.get("/deals").await.body.contains("Coffee for the docks"));
}

#[tokio::test]
async fn others_may_look_but_not_change_and_partners_see_their_own() {
    let app = App::open();
    let (chloe, dev) = (app.sign_in("chloe"), app.sign_in("dev"));
    assert_eq!(chloe.get("/deals/1").await.status, StatusCode::OK);
    assert_eq!(chloe.post("/deals/1/stage", &[("stage", "demo")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(dev.get("/deals/1").await.status, StatusCode::OK);
    for hidden in ["/deals/2", "/deals/2/edit", "/deals/99", "/accounts/1", "/contacts", "/deals/x"] {
        let status = dev.get(hidden).await.status;
        assert!(status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST, "{hidden}: {status}");
    }
}

#[tokio::test]
async fn a_form_comes_alone_into_the_dialog_and_leads_to_a_whole_page() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let ask = async |path: &str| {
        let request = ana.request(Method::GET, path).header("turbo-frame", "dialog");
        ana.send(request, Body::empty()).await.body
    };
    let form = ask("/deals/1/closure/new").await;
    assert!(form.starts_with("<turbo-frame id=\"dialog\">"), "{form}");
    assert!(ask("/deals/1").await.starts_with("<!DOCTYPE html>"), "the browser keeps the header when it follows");
}

#[tokio::test]
async fn a_next_step_is_set_shown_and_done() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let missing = ana.post("/deals/1/step", &[("step", ""), ("due", "2026-03-06")]).await;
    assert!(missing.status == StatusCode::UNPROCESSABLE_ENTITY && missing.body.contains("Say what is to be done"));
    ana.post("/deals/1/step", &[("step", "Send the price"), ("due", "2026-03-06")]).await;
    let page = ana.get("/deals/1").await.body;
    assert!(page.contains("Send the price") && page.contains("by Friday"), "{page}");
    ana.post("/deals/1/step?_method=delete", &[]).await;
    assert!(ana.get("/deals/1").await.body.contains("did it: Send the price"));
}

#[tokio::test]
async fn changing_what_a_deal_says_keeps_what_was_typed() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let typed = [("title", "Coffee for all docks"), ("amount", "12k?"), ("currency", "EUR")];
    let refused = ana.post("/deals/1?_method=put", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"12k?\"") && refused.body.contains("Coffee for all docks"));
    let typed =
        [("title", "Coffee for all docks"), ("amount", "12k"), ("currency", "EUR"), ("expected_close", "2026-03-20")];
    assert_eq!(ana.post("/deals/1?_method=put", &typed).await.status, StatusCode::SEE_OTHER);
    let page = ana.get("/deals/1").await.body;
    assert!(page.contains("€12,000.00") && page.contains("closes 20 March"), "{page}");
    let handed = [("owner", app.world.people["chloe"].number.to_string())];
    let handed: Vec<_> = handed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(ana.post("/deals/1/owner?_method=put", &handed).await.status, StatusCode::SEE_OTHER);
    assert!(ana.get("/deals/1").await.body.contains("handed the deal over to Chloé Corre"));
}

#[tokio::test]
async fn all_deals_of_a_filter_come_as_a_file_page_after_page_and_no_cell_is_a_formula() {
    let app = App::open();
    let ana = app.sign_in("ana");
    for number in 0..120 {
        let (title, amount) = (format!("=Crane {number}"), number.to_string());
        ana.post("/deals", &[("title", &title), ("account", "Cranes, \"Ltd\""), ("amount", &amount)]).await;
    }
    let page = ana.get("/deals?as=table&text=crane&sort=amount&down=true").await;
    let (_, link) = page.body.split_once("href=\"/deals.csv").unwrap();
    let link = format!("/deals.csv{}", link.split_once('"').unwrap().0.replace("&amp;", "&"));
    let file = ana.get(&link).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"deals.csv\"");
    let lines: Vec<&str> = file.body.lines().collect();
    assert_eq!(lines.len(), 121, "a head and every deal once");
    assert!(lines[0].starts_with("\u{feff}id,title,account,amount,currency,"), "{}", lines[0]);
    let mut numbers: Vec<&str> = lines[1..].iter().map(|line| line.split_once(',').unwrap().0).collect();
    assert!(lines[1..].iter().all(|line| line.contains(",'=Crane ") && line.contains(",\"Cranes, \"\"Ltd\"\"\",")));
    assert!(lines[1].contains(",119.00,EUR,false,Prospecting,open,"), "{}", lines[1]);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 120);
    let chloe = app.sign_in("chloe").get("/deals.csv?text=crane").await;
    assert_eq!(chloe.body.lines().count(), 1, "her own deals are not cranes");
    assert_eq!(app.sign_in("dev").get("/deals.csv?whose=all").await.body.lines().count(), 2, "a partner's own deal");
}
