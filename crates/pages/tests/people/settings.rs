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
