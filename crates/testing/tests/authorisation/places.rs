//! Addresses with something in them: the deal, account, person, team with the number 1 and so on.

use domain::{About, Deal, Id, Note, NoteDraft};
use testing::{App, in_scene};

/// A path with its places filled, from the world's own things.
pub(crate) fn filled(app: &App, template: &str) -> String {
    let slug = app.world.workspace.slug.as_str();
    let mut path = template.replace("{slug}", slug).replace("{number}", "1").replace("{name}", "none.js");
    for unknown in ["{key}", "{*rest}", "{rest}"] {
        path = path.replace(unknown, "nothing");
    }
    if path.contains("/notes/{id}") {
        path = path.replace("{id}", &note(app));
    }
    for identity in ["{id}", "{token}", "{leave}", "{session}"] {
        path = path.replace(identity, &domain::DealId::of([1; 16]).text());
    }
    path.replace("{member}", "1")
}

/// The same path as somebody from elsewhere would try it: their own workspace has a deal 1, too, so they
/// ask for deal 2, which only the world has.
pub(crate) fn foreign(path: &str) -> String {
    path.replace("/1", "/2")
}

fn note(app: &App) -> String {
    let ana = app.world.people["ana"].clone();
    let made = in_scene(&app.database, &app.world.workspace, app.clock.now(), move |scene| {
        let deal = Deal::numbered(scene, 1)?;
        scene.actor.id = ana.id;
        scene.actor.kind = domain::ActorKind::Member;
        let draft = NoteDraft { body: "They asked for a reference.".into(), ..NoteDraft::default() };
        Note::write(scene, &mut About::Deal(Box::new(deal)), &draft)
    });
    made.text()
}
