use crate::world::World;

#[tokio::test]
async fn a_team_counts_each_deal_once_and_names_its_people_by_the_alphabet() {
    let world = World::north();
    let page = world.signed_in("Priya Nair").await.get("/teams/1").await;
    assert!(page.body.contains("€104k") && page.body.contains("to go of €280k"));
    let one_by_one = page.body.split("North, one by one").nth(1).unwrap();
    let places: Vec<_> =
        ["Alex Reyes", "Lena Sørensen", "Marta Lind", "Priya Nair"].map(|name| one_by_one.find(name).unwrap()).into();
    assert!(places.is_sorted(), "nothing ranks people");
}

#[tokio::test]
async fn the_way_to_one_s_own_team_is_short() {
    let world = World::north();
    assert_eq!(world.signed_in("Alex Reyes").await.get("/team").await.location(), Some("/teams/1"));
    world.add("Nora New", "member");
    assert!(world.signed_in("Nora New").await.get("/team").await.body.contains("You are in no team"));
}

#[tokio::test]
async fn targets_are_set_by_leaders_cell_by_cell() {
    let world = World::north();
    let priya = world.member("Priya Nair").number;
    let cell = format!("t-{priya}-2026-11");
    let alex = world.signed_in("Alex Reyes").await;
    assert!(!alex.get("/teams/1/targets").await.body.contains("<input class=\"input\""), "a seller reads");
    assert_eq!(alex.post("/teams/1/targets?_method=put", &[(&cell, "90000")]).await.status, 403);
    let marta = world.signed_in("Marta Lind").await;
    let page = marta.get("/teams/1/targets").await;
    let mut grid = typed(&page.body);
    grid.iter_mut().find(|(name, _)| *name == cell).unwrap().1 = "90,000".to_owned();
    let set = marta.post("/teams/1/targets?_method=put", &pairs(&grid)).await;
    assert_eq!(set.location(), Some("/teams/1/targets?year=2026"), "{}", set.body);
    assert!(
        marta
            .get("/teams/1/targets")
            .await
            .body
            .contains("set the target of Priya Nair for November 2026 to €90,000.00")
    );
}

#[tokio::test]
async fn a_grid_with_one_wrong_cell_sets_nothing_and_says_where() {
    let world = World::north();
    let (priya, alex) = (world.member("Priya Nair").number, world.member("Alex Reyes").number);
    let marta = world.signed_in("Marta Lind").await;
    let mut grid = typed(&marta.get("/teams/1/targets").await.body);
    for (cell, amount) in [
        (format!("t-{priya}-2026-11"), "90000"),
        (format!("t-{priya}-2026-12"), "a lot"),
        (format!("t-{alex}-2026-11"), "150000"),
    ] {
        grid.iter_mut().find(|(name, _)| *name == cell).unwrap().1 = amount.to_owned();
    }
    let refused = marta.post("/teams/1/targets?_method=put", &pairs(&grid)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(&format!("id=\"t-{priya}-2026-12-problem\"")), "the cell says what is wrong");
    assert!(refused.body.contains("id=\"reason-problem\""), "a change needs a reason");
    assert!(
        refused.body.contains("value=\"a lot\"") && refused.body.contains("value=\"90000\""),
        "what was typed stays"
    );
    assert!(marta.get("/teams/1/targets").await.body.contains("value=\"160,000\""), "nothing was set");
}

/// The fields of the grid as the page shows them.
fn typed(body: &str) -> Vec<(String, String)> {
    let fields = body.split("<input class=\"input\"").skip(1);
    let attribute = |field: &str, name: &str| {
        field.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned()
    };
    fields.map(|field| (attribute(field, " name"), attribute(field, " value"))).collect()
}

fn pairs(grid: &[(String, String)]) -> Vec<(&str, &str)> {
    grid.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_team_s_page_names_who_asks_for_help() {
    let world = World::north();
    let alex = world.actor("Alex Reyes");
    let draft = domain::HelpDraft { words: "Who knows their works council?".into(), ..domain::HelpDraft::default() };
    world
        .play_as(&alex, move |scene| {
            let deal = domain::Deal::numbered(scene, 25)?;
            domain::HelpRequest::ask(scene, &deal, &draft)
        })
        .unwrap();
    let page = world.signed_in("Marta Lind").await.get("/teams/1").await;
    assert!(page.body.contains("Who knows their works council?") && page.body.contains("Help Alex"));
}
