use crate::world::World;

#[tokio::test]
async fn a_person_changes_their_own_name_and_never_their_part() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let form = [("name", "Alexander Reyes"), ("time_zone", ""), ("role", "admin"), ("email", "evil@harbour.example")];
    assert_eq!(alex.post("/settings/profile?_method=patch", &form).await.location(), Some("/settings"));
    let member = world.member("Alexander Reyes");
    assert_eq!((member.role.name(), member.email.as_deref()), ("member", Some("alex@harbour.example")));
    let refused = alex.post("/settings/profile?_method=patch", &[("name", ""), ("time_zone", "Nowhere")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"Nowhere\""), "what was typed stays");
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_sign_in() {
    let world = World::north();
    let (here, there) = (world.signed_in("Alex Reyes").await, world.signed_in("Alex Reyes").await);
    assert_eq!(here.post("/settings/sessions?_method=delete", &[]).await.status, 303);
    for browser in [&here, &there] {
        assert!(browser.get("/today").await.location().unwrap().starts_with("/sign-in"));
    }
}

#[tokio::test]
async fn a_token_is_shown_once_and_gone_when_revoked() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let made = alex.post("/settings/tokens", &[("name", "month end"), ("scope", "read")]).await;
    let token = made.body.split("id=\"token\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let list = alex.get("/settings").await;
    assert!(token.len() == 64 && list.body.contains("month end") && !list.body.contains(&token));
    let id = list.body.split("id=\"token-").nth(1).unwrap().split('"').next().unwrap();
    let id = if id == "title" { list.body.split("id=\"token-").nth(2).unwrap().split('"').next().unwrap() } else { id };
    assert_eq!(alex.post(&format!("/settings/tokens/{id}?_method=delete"), &[]).await.status, 303);
    assert!(!alex.get("/settings").await.body.contains("month end"));
    assert_eq!(alex.post("/settings/tokens", &[("name", " ")]).await.status, 422);
}

#[tokio::test]
async fn only_operations_add_people_and_make_links() {
    let world = World::north();
    world.add("Olga Operations", "operations");
    let number = world.member("Priya Nair").number;
    let alex = world.signed_in("Alex Reyes").await;
    assert_eq!(alex.post("/settings/people", &[("name", "Mallory")]).await.status, 403);
    assert_eq!(alex.post(&format!("/settings/people/{number}/link"), &[]).await.status, 403);
    let olga = world.signed_in("Olga Operations").await;
    assert_eq!(olga.post("/settings/people", &[("name", "Tom Okafor"), ("role", "member")]).await.status, 303);
    let list = olga.get("/settings/people").await;
    assert!(list.body.contains("Tom Okafor") && list.body.contains("cannot sign in yet"));
    let links = olga.post("/settings/people/links", &[]).await;
    let link = links.body.split("http://").nth(1).unwrap().split(['<', '"', '&']).next().unwrap();
    let path = &link[link.find('/').unwrap()..];
    assert!(world.visitor().get(path).await.body.contains("Tom Okafor"), "the link leads to joining");
    let admin = olga.post("/settings/people", &[("name", "Eve"), ("role", "admin")]).await;
    assert_eq!(admin.status, 422, "only an admin makes an admin");
}

#[tokio::test]
async fn a_team_is_formed_with_people_and_days_off() {
    let world = World::north();
    world.add("Olga Operations", "operations");
    let olga = world.signed_in("Olga Operations").await;
    let form = [("name", "South"), ("time_zone", "Europe/Berlin"), ("working_days", "1"), ("working_days", "2")];
    assert_eq!(olga.post("/settings/teams", &form).await.location(), Some("/settings/teams/2"));
    let member = world.member("Priya Nair").number.to_string();
    let taken = [("member", member.as_str()), ("role", "leader"), ("from", "2026-11-01")];
    assert_eq!(olga.post("/settings/teams/2/members", &taken).await.status, 303);
    let page = olga.get("/settings/teams/2").await;
    assert!(page.body.contains("Leader") && page.body.contains("since 1 November 2026"));
    assert_eq!(olga.post(&format!("/settings/teams/2/members/{member}?_method=delete"), &[]).await.status, 303);
    let same = olga.post("/settings/teams", &[("name", "south"), ("working_days", "1")]).await;
    assert_eq!(same.status, 422, "names are told apart whatever their case");
}

#[tokio::test]
async fn leave_is_written_down_by_oneself_and_not_by_a_peer() {
    let world = World::north();
    let number = world.member("Alex Reyes").number;
    let path = format!("/people/{number}/leaves");
    let days = [("from", "2026-12-21"), ("to", "2026-12-23")];
    assert_eq!(world.signed_in("Lena Sørensen").await.post(&path, &days).await.status, 403);
    let alex = world.signed_in("Alex Reyes").await;
    assert_eq!(alex.post(&path, &days).await.location(), Some(path.as_str()));
    let page = alex.get(&path).await;
    assert!(page.body.contains("21 December 2026 to 23 December 2026"));
    let id = page.body.split("/leaves/").nth(1).unwrap().split('?').next().unwrap();
    assert_eq!(alex.post(&format!("{path}/{id}?_method=delete"), &[]).await.status, 303);
    assert_eq!(alex.post(&path, &[("from", "2026-12-21"), ("to", "2026-12-01")]).await.status, 422);
}

#[tokio::test]
async fn a_stage_that_holds_deals_goes_only_with_a_place_for_them() {
    let world = World::north();
    world.add("Olga Operations", "operations");
    let alex = world.signed_in("Alex Reyes").await;
    assert_eq!(alex.post("/settings/stages", &[("name", "Security review")]).await.status, 403);
    let olga = world.signed_in("Olga Operations").await;
    assert_eq!(olga.post("/settings/stages", &[("name", "Security review"), ("usual_days", "5")]).await.status, 303);
    assert_eq!(olga.post("/settings/stages", &[("name", "security REVIEW")]).await.status, 422);
    assert!(olga.get("/settings/stages").await.body.contains("one deal stands here"));
    let nowhere = olga.post("/settings/stages/proposal?_method=delete", &[]).await;
    assert!(nowhere.status == 422 && nowhere.body.contains("Say where they go first."), "{}", nowhere.status);
    assert_eq!(olga.post("/settings/stages/proposal?_method=delete", &[("to", "demo")]).await.status, 303);
    let page = olga.get("/settings/stages").await;
    assert!(!page.body.contains("id=\"stage-proposal\"") && page.body.contains("2 deals stand here"));
}

#[tokio::test]
async fn stages_are_put_in_another_order_by_a_button() {
    let world = World::north();
    world.add("Olga Operations", "operations");
    let olga = world.signed_in("Olga Operations").await;
    let order = [("order", "discovery prospecting demo proposal negotiation")];
    assert_eq!(olga.post("/settings/stages?_method=put", &order).await.location(), Some("/settings/stages"));
    let page = olga.get("/settings/stages").await.body;
    assert!(page.find("id=\"stage-discovery\"") < page.find("id=\"stage-prospecting\""));
}

#[tokio::test]
async fn operations_change_the_workspace_and_set_rates() {
    let world = World::north();
    world.add("Olga Operations", "operations");
    let olga = world.signed_in("Olga Operations").await;
    let form = |zone| {
        [
            ("name", "Harbour"),
            ("currency", "EUR"),
            ("time_zone", zone),
            ("working_days", "1"),
            ("fiscal_start_month", "4"),
        ]
    };
    assert_eq!(olga.post("/settings/workspace?_method=patch", &form("Mars/Olympus")).await.status, 422);
    assert_eq!(olga.post("/settings/workspace?_method=patch", &form("Europe/Oslo")).await.status, 303);
    assert!(olga.get("/settings/workspace").await.body.contains("value=\"Europe/Oslo\""));
    let rate = [("currency", "USD"), ("day", "2026-11-01"), ("rate", "0,92")];
    assert_eq!(olga.post("/settings/rates", &rate).await.location(), Some("/settings/rates"));
    assert!(olga.get("/settings/rates").await.body.contains("0.92"));
    assert_eq!(olga.post("/settings/rates", &[("currency", "EUR"), ("rate", "1")]).await.status, 422);
    let alex = world.signed_in("Alex Reyes").await;
    assert_eq!(alex.post("/settings/rates", &rate).await.status, 403);
}

#[tokio::test]
async fn the_table_of_rights_says_what_is_yours() {
    let world = World::north();
    let page = world.signed_in("Alex Reyes").await.get("/settings/rights").await;
    assert!(page.body.contains("Keep products and prices") && page.body.contains("it depends"));
    assert!(!page.body.contains("right-keep-products</"), "every right has its sentence");
}

#[tokio::test]
async fn what_partners_do_not_see_is_not_there_for_them() {
    let world = World::north();
    world.add("Dev Partner", "partner");
    let dev = world.signed_in("Dev Partner").await;
    let alex = world.member("Alex Reyes").number;
    let people = [format!("/people/{alex}"), format!("/people/{alex}/leaves"), format!("/people/{alex}/burndown.png")];
    let places = ["/team", "/teams/1", "/teams/1/targets", "/settings/people", "/settings/teams", "/settings/teams/1"];
    for path in people.iter().map(String::as_str).chain(places).chain([
        "/settings/products",
        "/settings/rates",
        "/settings/stages",
    ]) {
        assert_eq!(dev.get(path).await.status, 404, "{path}");
    }
    assert_eq!(dev.get("/today").await.status, 200);
    assert_eq!(dev.get("/settings").await.status, 200);
}
