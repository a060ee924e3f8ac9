//! Files: they come in chunk by chunk, are there as a whole or not at all, and show that criteria hold.

use domain::{
    Actor, CHUNK, CheckDraft, CriterionDraft, Deal, Error, File, FileDraft, GuideDraft, Kind, Received, Role, Scene,
    Standing,
};

use crate::criteria::guide;
use crate::theatre::Theatre;

fn named(name: &str) -> FileDraft {
    FileDraft { name: name.into(), ..FileDraft::default() }
}

/// Takes in these chunks as a file of deal 1.
fn attach(scene: &mut Scene<'_>, draft: &FileDraft, chunks: &[&[u8]]) -> domain::Result<File> {
    let deal = Deal::numbered(scene, 1)?;
    let id = File::begin(scene, &deal, draft)?;
    for (place, chunk) in (0_i64..).zip(chunks) {
        File::append(scene, id, place, chunk)?;
    }
    let bytes = chunks.iter().map(|chunk| i64::try_from(chunk.len()).unwrap()).sum();
    let digest = format!("{bytes} {:?}", chunks.concat().iter().min());
    File::attach(scene, &Received { id, bytes, digest }, draft)
}

fn offer(theatre: &Theatre, actor: &Actor) -> File {
    theatre.play(actor, |scene| attach(scene, &named("C:\\Offers\\offer.pdf"), &[&vec![b'1'; CHUNK], b"two"]))
}

fn log(theatre: &Theatre, actor: &Actor) -> Vec<Kind> {
    let page = theatre.play(actor, |scene| Deal::page(scene, 1));
    page.history.iter().filter_map(|told| told.entry.kind).collect()
}

#[test]
fn a_file_comes_in_chunk_by_chunk_and_the_same_again_is_one() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.deal(&ana, "Crane", "5");
    let file = offer(&theatre, &ana);
    assert_eq!((file.name.as_str(), file.media_type.as_str(), file.bytes), ("offer.pdf", "application/pdf", 262_147));
    assert_eq!(offer(&theatre, &ana).id, file.id, "the same name and content");
    let other = theatre.play(&ana, |scene| attach(scene, &named("offer.pdf"), &[b"three"]));
    let listed = theatre.play(&ana, |scene| {
        let deal = Deal::numbered(scene, 1)?;
        File::of_deal(scene, deal.id)
    });
    assert_eq!(listed.len(), 2);
    assert_ne!(other.id, file.id);
    let read = theatre.play(&ana, move |scene| {
        let file = File::kept(scene, file.id)?;
        Ok([file.chunk(scene, 0)?, file.chunk(scene, 1)?, file.chunk(scene, 2)?])
    });
    assert_eq!(read, [Some(vec![b'1'; CHUNK]), Some(b"two".to_vec()), None]);
    assert_eq!(log(&theatre, &ana).iter().filter(|kind| **kind == Kind::FileAttached).count(), 2, "told once each");
    assert!(theatre.play(&theatre.system(), domain::verify).is_empty());
}

#[test]
fn what_is_not_whole_is_seen_by_nobody_and_forgotten_after_a_day() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    theatre.deal(&ana, "Crane", "5");
    let begun = theatre.play(&ana, |scene| {
        let deal = Deal::numbered(scene, 1)?;
        let id = File::begin(scene, &deal, &named("offer.pdf"))?;
        File::append(scene, id, 0, b"half").map(|()| id)
    });
    assert_eq!(theatre.refused(&ana, move |scene| File::kept(scene, begun).map(drop)), Error::NotFound);
    assert_eq!(theatre.refused(&ben, move |scene| File::append(scene, begun, 1, b"other")), Error::NotFound);
    let all = Received { id: begun, bytes: 8, digest: "d".into() };
    let missing = move |scene: &mut Scene<'_>| File::attach(scene, &all, &named("offer.pdf")).map(drop);
    assert_eq!(theatre.problem(&ana, "file", missing), "problem-file-broken-off");
    let far = move |scene: &mut Scene<'_>| File::append(scene, begun, 1 << 20, b"far");
    assert_eq!(theatre.problem(&ana, "file", far), "problem-file-large");
    for (name, problem) in [("  ", "problem-file-name"), ("..", "problem-file-name"), ("a/", "problem-file-name")] {
        let refused = move |scene: &mut Scene<'_>| attach(scene, &named(name), &[b"x"]).map(drop);
        assert_eq!(theatre.problem(&ana, "file", refused), problem, "{name:?}");
    }
    let nothing = |scene: &mut Scene<'_>| attach(scene, &named("offer.pdf"), &[]).map(drop);
    assert_eq!(theatre.problem(&ana, "file", nothing), "problem-file-empty");
    theatre.play(&theatre.system(), File::forget_abandoned);
    theatre.play(&ana, move |scene| File::append(scene, begun, 1, b"more"));
    theatre.wait_days(2);
    while theatre.play(&theatre.system(), File::forget_abandoned) {}
    let gone = move |scene: &mut Scene<'_>| File::append(scene, begun, 1, b"more");
    assert_eq!(theatre.refused(&ana, gone), Error::NotFound);
    let left: i64 = theatre.play(&ana, |scene| {
        let here = [scene.workspace().into()];
        Ok(scene.tx.find("SELECT COUNT(*) FROM file_chunks WHERE workspace_id = $1", &here)?.unwrap_or(0))
    });
    assert_eq!(left, 0, "nothing is left of it");
}

#[test]
fn a_file_shows_that_a_criterion_holds_for_as_long_as_it_is_there() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    theatre.deal(&ana, "Crane", "5");
    theatre.deal(&ana, "Other", "5");
    let offered = CriterionDraft { text: "Offer sent".into(), kind: "link".into(), ..CriterionDraft::default() };
    guide(&theatre, &ona, "prospecting", GuideDraft { criteria: vec![offered], ..GuideDraft::default() });
    let standing = || {
        let page = theatre.play(&ana, |scene| Deal::page(scene, 1));
        page.guidance.unwrap().asked[0].standing
    };
    let shown = FileDraft { name: "offer.pdf".into(), criterion: "offer_sent".into() };
    let file = theatre.play(&ana, move |scene| attach(scene, &shown, &[b"content"]));
    assert_eq!(standing(), Standing::Met);
    let said = theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.checks(scene));
    assert_eq!((said[0].file.as_deref(), &said[0].words), (Some("offer.pdf"), &file.evidence()));
    let elsewhere = {
        let draft = CheckDraft { evidence: file.evidence(), ..CheckDraft::default() };
        move |scene: &mut Scene<'_>| Deal::numbered(scene, 2)?.check(scene, "offer_sent", &draft)
    };
    assert_eq!(theatre.problem(&ana, "evidence", elsewhere), "problem-check-file", "a file of another deal");
    let (one, other) = (file.clone(), file);
    theatre.play(&ana, move |scene| one.discard(scene));
    assert_eq!(standing(), Standing::Open);
    theatre.play(&ana, move |scene| other.restore(scene));
    assert_eq!(standing(), Standing::Met);
    let told: Vec<Kind> = log(&theatre, &ana).into_iter().take(4).collect();
    use Kind::{CriterionChecked, CriterionUnchecked, FileDiscarded, FileRestored};
    assert_eq!(told, [CriterionChecked, FileRestored, CriterionUnchecked, FileDiscarded]);
}

#[test]
fn who_sees_a_deal_has_its_files_and_only_who_attached_one_takes_it_away() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    let (pia, ona) = (theatre.person("Pia", Role::Partner), theatre.person("Ona", Role::Operations));
    theatre.deal(&ana, "Crane", "5");
    let file = offer(&theatre, &ana);
    let id = file.id;
    assert_eq!(theatre.play(&ben, move |scene| File::kept(scene, id)).name, "offer.pdf");
    assert_eq!(theatre.refused(&pia, move |scene| File::kept(scene, id).map(drop)), Error::NotFound);
    let discard = |file: &File| {
        let file = file.clone();
        move |scene: &mut Scene<'_>| file.discard(scene)
    };
    assert_eq!(theatre.refused(&ben, discard(&file)), Error::Forbidden);
    theatre.play(&ona, discard(&file));
    theatre.play(&ona, discard(&file));
    assert_eq!(theatre.refused(&ana, move |scene| File::kept(scene, id).map(drop)), Error::NotFound);
    let told: Vec<Kind> = log(&theatre, &ana).into_iter().take(2).collect();
    assert_eq!(told, [Kind::FileDiscarded, Kind::FileAttached], "told once");
}

#[test]
fn a_name_is_kept_with_its_end_and_fits_every_disk() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.deal(&ana, "Crane", "5");
    let name = format!("{}.pdf", "見".repeat(200));
    let file = theatre.play(&ana, move |scene| attach(scene, &named(&name), &[b"x"]));
    assert!(file.name.len() <= 200 && file.name.starts_with("見見") && file.name.ends_with("見.pdf"), "{}", file.name);
}

#[test]
fn what_no_file_can_show_is_refused_before_anything_is_sent() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    let ona = theatre.person("Ona", Role::Operations);
    theatre.deal(&ana, "Crane", "5");
    let criterion = |text: &str, kind: &str| CriterionDraft {
        text: text.into(),
        kind: kind.into(),
        field: "contact".into(),
        ..CriterionDraft::default()
    };
    let criteria = vec![criterion("Offer", "link"), criterion("Contact", "field_present")];
    guide(&theatre, &ona, "prospecting", GuideDraft { criteria, ..GuideDraft::default() });
    let begin = |criterion: &'static str| {
        move |scene: &mut Scene<'_>| {
            let deal = Deal::numbered(scene, 1)?;
            let draft = FileDraft { criterion: criterion.into(), ..named("offer.pdf") };
            File::begin(scene, &deal, &draft).map(drop)
        }
    };
    for criterion in ["nothing", "contact"] {
        assert_eq!(theatre.refused(&ana, begin(criterion)), Error::NotFound, "{criterion}");
    }
    assert_eq!(theatre.refused(&ben, begin("offer")), Error::Forbidden, "who may not say that it holds");
    theatre.play(&ben, begin(""));
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.discard(scene));
    assert_eq!(theatre.refused(&ana, begin("")), Error::Stale);
}
