//! Addresses with something in them: the deal, account, team with the number 1, Ana, and so on.

use domain::import::{Import, Upload};
use domain::{
    About, Account, AccountDraft, Contact, ContactDraft, CriterionDraft, Deal, ElementDraft, FieldDraft, File,
    FileDraft, GuideDraft, HelpDraft, HelpRequest, Id, LaunchDraft, Note, NoteDraft, ProposalDraft, Received,
    RoundDraft, Scene, Stage, Tool, ToolDraft, Version,
};
use testing::{App, in_scene};

/// A path with its places filled, from the world's own things; what the path needs is made first.
pub(crate) fn filled(app: &App, template: &str) -> String {
    let slug = app.world.workspace.slug.as_str();
    let ana = app.world.people["ana"].number.to_string();
    let mut path = template.replace("{slug}", slug).replace("{name}", "none.js").replace("{member}", &ana);
    for people in ["people/", "members/"] {
        path = path.replace(&format!("{people}{{number}}"), &format!("{people}{ana}"));
    }
    path = path.replace("processes/{key}/versions/{number}", "processes/standard/versions/2");
    path = path.replace("processes/{key}", "processes/standard").replace("{stage}", "demo");
    path = path.replace("{tool}", "1").replace("{contact}", "1").replace("{role}", "champion");
    path = path.replace("{number}", "1").replace("stages/{key}", "stages/demo");
    path = path.replace("fields/{key}", "fields/seats").replace("checks/{key}", "checks/budget");
    for unknown in ["{key}", "{*rest}", "{rest}"] {
        path = path.replace(unknown, "nothing");
    }
    if path.contains("/notes/{id}") {
        path = path.replace("{id}", &as_ana(app, note));
    }
    if path.contains("/files/{id}") {
        path = path.replace("{id}", &as_ana(app, file));
    }
    for identity in ["{id}", "{token}", "{leave}", "{session}"] {
        path = path.replace(identity, &domain::DealId::of([1; 16]).text());
    }
    make(app, template);
    path
}

/// The same path as somebody from elsewhere would try it. Their own workspace has a deal 1, too, an
/// account 1 and two people, so they ask for what only the world has.
pub(crate) fn foreign(path: &str) -> String {
    let others =
        [("deals/1", "deals/2"), ("accounts/1", "accounts/2"), ("people/2", "people/6"), ("members/2", "members/6")];
    others.iter().fold(path.to_owned(), |path, (own, only_there)| path.replace(own, only_there))
}

/// Makes what has the number that the path asks for.
fn make(app: &App, template: &str) {
    if template.contains("/contacts/{number}") || template.contains("/buyers/{contact}") {
        as_ana(app, |scene| {
            Contact::add(scene, &ContactDraft { name: Some("Uma Usher".into()), ..ContactDraft::default() })
        });
    }
    if template.contains("/accounts/{number}") {
        as_ana(app, |scene| {
            Account::add(scene, &AccountDraft { name: Some("Pier Two".into()), ..AccountDraft::default() })
        });
    }
    if template.contains("/help/{number}") {
        as_ana(app, |scene| {
            let deal = Deal::numbered(scene, 1)?;
            HelpRequest::ask(
                scene,
                &deal,
                &HelpDraft { words: "Who knows the harbour?".into(), ..HelpDraft::default() },
            )
        });
    }
    if template.contains("/fields/{key}") || template.contains("/checks/{key}") {
        in_scene(&app.database, &app.world.workspace, app.clock.now(), |scene| {
            let criterion = CriterionDraft { text: "Budget".into(), ..CriterionDraft::default() };
            let field = FieldDraft { label: "Seats".into(), ..FieldDraft::default() };
            let draft = GuideDraft { fields: vec![field], criteria: vec![criterion], ..GuideDraft::default() };
            Stage::keyed(scene, "prospecting")?.guide_by(scene, &draft)
        });
    }
    if template.contains("/versions/{number}") {
        version(app, template);
    }
    if template.contains("/tools/{") {
        tool(app, template);
    }
    if template.contains("/imports/{number}") {
        let file = Upload { name: "deals.csv".into(), content: b"Deal Name,Amount\nBeans,5\n".to_vec() };
        in_scene(&app.database, &app.world.workspace, app.clock.now(), move |scene| {
            Import::draft(scene, std::slice::from_ref(&file))
        });
    }
}

/// A proposal, in the state in which what is asked can be done.
fn version(app: &App, template: &str) {
    as_ana(app, |scene| {
        let draft = ProposalDraft { title: "Ask sooner".into(), ..ProposalDraft::default() };
        Version::begin(scene, &draft).map(drop)
    });
    // of what can be done with a version, much is only done in a certain state
    if ["/answer", "/launch", "/round"].iter().any(|end| template.ends_with(end)) {
        as_ana(app, |scene| Version::numbered(scene, "standard", 2)?.propose(scene, &RoundDraft::default()));
    }
    if template.ends_with("/trial") || template.ends_with("/deals") {
        in_scene(&app.database, &app.world.workspace, app.clock.now(), |scene| {
            let launch = LaunchDraft { teams: "1".into(), reason: "It cannot wait".into() };
            Version::numbered(scene, "standard", 2)?.launch(scene, &launch)
        });
    }
}

/// A tool of Ana's at the stage where deal 1 stands: of the kind that what is asked is done with.
fn tool(app: &App, template: &str) {
    let kind = if template.ends_with("/score") { "matrix" } else { "template" };
    as_ana(app, move |scene| {
        let draft = ToolDraft {
            kind: kind.into(),
            title: "First mail".into(),
            subject: "Hello".into(),
            body: "From {{me}}".into(),
            places: vec!["prospecting".into()],
            elements: vec![ElementDraft { label: "Size".into(), ..ElementDraft::default() }],
            ..ToolDraft::default()
        };
        Tool::add(scene, &draft)
    });
}

fn note(scene: &mut Scene<'_>) -> domain::Result<String> {
    let deal = Deal::numbered(scene, 1)?;
    let draft = NoteDraft { body: "They asked for a reference.".into(), ..NoteDraft::default() };
    Ok(Note::write(scene, &mut About::Deal(Box::new(deal)), &draft)?.text())
}

fn file(scene: &mut Scene<'_>) -> domain::Result<String> {
    let (deal, draft) = (Deal::numbered(scene, 1)?, FileDraft { name: "offer.pdf".into(), ..FileDraft::default() });
    let id = File::begin(scene, &deal, &draft)?;
    File::append(scene, id, 0, b"offer")?;
    File::attach(scene, &Received { id, bytes: 5, digest: String::new() }, &draft)?;
    Ok(id.text())
}

/// What Ana does.
fn as_ana<T: Send + 'static>(app: &App, act: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static) -> T {
    let ana = app.world.people["ana"].clone();
    in_scene(&app.database, &app.world.workspace, app.clock.now(), move |scene| {
        scene.actor.id = ana.id;
        scene.actor.kind = domain::ActorKind::Member;
        act(scene)
    })
}
