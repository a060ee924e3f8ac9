use domain::LeaveDraft;

use crate::world::World;

#[tokio::test]
async fn today_says_what_is_left_and_how_far_behind_that_is() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let page = alex.get("/today").await;
    assert_eq!(page.status, 200);
    for said in [
        "Good morning, Alex",
        "working day 16 of 21",
        "€84k",
        "to go of €160k",
        "€38k behind the pace line",
        "the work of 5.0 working days",
        "Hallmark €18k",
        "Send the redlines to legal",
    ] {
        assert!(page.body.contains(said), "{said} is missing");
    }
}

#[tokio::test]
async fn a_past_day_shows_only_what_was_known_then() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let page = alex.get("/today?as_of=2026-11-10&period=month").await;
    assert!(page.body.contains("As of 10 November 2026") && page.body.contains("€120k"), "{}", page.body);
    assert!(!page.body.contains("St Mary’s €24k"), "won a week later");
    let tomorrow = alex.get("/today?as_of=2027-01-01").await;
    assert!(!tomorrow.body.contains("As of 1 January"), "nobody knows the future");
}

#[tokio::test]
async fn anyone_may_look_at_a_team_mate_and_nobody_acts_for_them() {
    let world = World::north();
    let lena = world.signed_in("Lena Sørensen").await;
    let number = world.member("Alex Reyes").number;
    let page = lena.get(&format!("/people/{number}")).await;
    assert!(page.body.contains("Alex’s burndown") && page.body.contains("€84k"));
    assert!(!page.body.contains("/today/snoozes"), "only Alex puts off Alex's steps");
    let own = lena.get(&format!("/people/{}", world.member("Lena Sørensen").number)).await;
    assert!(own.location().unwrap().starts_with("/today"));
    assert_eq!(lena.get("/people/999").await.status, 404);
}

#[tokio::test]
async fn the_same_forecast_is_told_until_something_happens() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let first = alex.get("/today").await;
    let second = alex.get("/today").await;
    assert!(first.body.contains("likely to land it"));
    let chip = |body: &str| body.split("likely to land it").next().unwrap().rsplit('>').next().unwrap().to_owned();
    assert_eq!(chip(&first.body), chip(&second.body));
}

#[tokio::test]
async fn a_step_that_is_put_off_is_gone_for_a_week() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let before = alex.get("/today").await;
    assert!(before.body.contains("Lumen</a>"));
    let deal = before.body.split("id=\"step-").skip(1).find(|part| part.contains("Lumen")).unwrap();
    let number = deal.split('"').next().unwrap().to_owned();
    let put_off = alex.post("/today/snoozes", &[("deal", &number), ("rule", "")]).await;
    assert_eq!((put_off.status.as_u16(), put_off.location()), (303, Some("/today")));
    assert!(!alex.get("/today").await.body.contains(&format!("id=\"step-{number}\"")));
    world.clock.forward_days(8);
    let alex = world.signed_in("Alex Reyes").await;
    assert!(alex.get("/today").await.body.contains(&format!("id=\"step-{number}\"")));
}

#[tokio::test]
async fn a_leader_without_deals_sees_the_team_first() {
    let world = World::north();
    let page = world.signed_in("Marta Lind").await.get("/today").await;
    assert!(page.body.contains("Burndown of North") && page.body.contains("€104k"), "each deal once");
}

#[tokio::test]
async fn the_first_admin_is_told_how_data_comes_in() {
    let world = World::empty();
    let ada = world.add("Ada Second", "admin");
    let page = world.signed_in(&ada.name).await.get("/today").await;
    for way in ["href=\"/imports\"", "href=\"/settings/people\"", "href=\"/settings/teams\""] {
        assert!(page.body.contains(way), "{way}");
    }
}

#[tokio::test]
async fn without_a_target_one_button_sets_it_for_those_who_may() {
    let world = World::north();
    let number = world.member("Priya Nair").number;
    let priya = world.signed_in("Priya Nair").await.get("/today").await;
    assert!(!priya.body.contains("/targets\">Set a target"), "a seller sets no targets");
    let marta = world.signed_in("Marta Lind").await.get(&format!("/people/{number}")).await;
    assert!(marta.body.contains(">Set a target</a>"));
}

#[tokio::test]
async fn a_day_away_keeps_the_pace_line_flat() {
    let world = World::north();
    let draft = LeaveDraft { from: "2026-11-02".into(), to: "2026-11-06".into(), worked: String::new() };
    let alex = world.member("Alex Reyes");
    world.play(move |scene| alex.add_leave(scene, &draft));
    let page = world.signed_in("Alex Reyes").await.get("/today").await;
    assert!(page.body.contains("working day 11 of 16"), "five days are gone from the month");
}

#[tokio::test]
async fn the_burndown_can_be_taken_along_as_a_picture() {
    let world = World::north();
    let number = world.member("Alex Reyes").number;
    let picture = world.signed_in("Lena Sørensen").await.get(&format!("/people/{number}/burndown.png")).await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, Some("image/png")));
    assert!(picture.body.contains("PNG"));
}

#[tokio::test]
async fn every_rule_that_a_figure_links_to_is_there() {
    let world = World::north();
    let alex = world.signed_in("Alex Reyes").await;
    let (page, rules) = (alex.get("/today").await.body, alex.get("/rules").await.body);
    let anchors: Vec<&str> = page.split("href=\"/rules#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() >= 2);
    for anchor in anchors {
        assert!(rules.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
}
