//! Playing the planned acts through the domain, each at its instant, by its person.

use std::sync::Arc;

use domain::{
    About, ClosureDraft, Deal, DealDraft, DealId, DealTeamDraft, HelpDraft, HelpRequest, MoveDraft, NextStepDraft,
    Note, NoteDraft, Scene, ShareDraft, TermsDraft, Thanks, ThanksDraft, Workspace,
};

use super::acts::{Act, What};
use super::cast::Cast;
use super::names::{PEOPLE, PRODUCTS, account, contact};
use super::playbook;
use crate::exit::Stop;
use crate::house::House;

/// So many acts share a transaction.
const TOGETHER: usize = 250;

/// Plays everything.
pub(super) fn play(
    house: &House,
    workspace: &Arc<Workspace>,
    (cast, tools): (&Cast, &[i64]),
    acts: &[Act],
) -> Result<(), Stop> {
    let deals = acts.iter().map(|act| act.deal + 1).max().unwrap_or(0);
    let mut known: Vec<Option<DealId>> = vec![None; deals];
    for chunk in acts.chunks(TOGETHER) {
        let (acts, cast, tools, before) = (chunk.to_vec(), cast.clone(), tools.to_vec(), known.clone());
        known = house.change(workspace, move |scene| {
            let mut known = before.clone();
            for act in &acts {
                scene.now = act.at;
                scene.actor = cast.actors[act.who].clone();
                if let Some(id) = act.play(scene, (&cast, &tools), known[act.deal])? {
                    known[act.deal] = Some(id);
                }
            }
            Ok(known)
        })?;
    }
    Ok(())
}

impl Act {
    /// Plays one act. What a person could not do at that moment is left out.
    fn play(
        &self,
        scene: &mut Scene<'_>,
        (cast, tools): (&Cast, &[i64]),
        deal: Option<DealId>,
    ) -> domain::Result<Option<DealId>> {
        if let What::Open { account: place, product, amount, close } = self.what {
            let draft = DealDraft {
                account: account(place).0,
                contact: contact(place),
                product: PRODUCTS[product % PRODUCTS.len()].0.into(),
                amount: amount.to_string(),
                expected_close: close.to_string(),
                ..DealDraft::default()
            };
            return Ok(Some(Deal::open(scene, &draft)?.id));
        }
        let Some(deal) = deal else { return Ok(None) };
        let mut deal = Deal::with_id(scene, deal)?;
        match &self.what {
            What::Open { .. } => {}
            What::Move(stage) => {
                deal.move_to(scene, &MoveDraft { stage: (*stage).into(), ..MoveDraft::default() })?;
            }
            What::Win => deal.close(scene, &ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() })?,
            What::Lose(reason) => {
                let draft =
                    ClosureDraft { outcome: "lost".into(), reason: (*reason).into(), ..ClosureDraft::default() };
                deal.close(scene, &draft)?;
            }
            What::Price(amount) => {
                deal.change(scene, &TermsDraft { amount: Some(amount.to_string()), ..TermsDraft::default() })?;
            }
            What::Postpone(day) => {
                deal.change(scene, &TermsDraft { expected_close: Some(day.to_string()), ..TermsDraft::default() })?;
            }
            What::Step(step, due) => {
                deal.set_next_step(scene, &NextStepDraft { step: (*step).into(), due: due.to_string() })?;
            }
            What::Share { with, percent } => share(scene, &mut deal, cast, self.who, *with, *percent)?,
            What::Use(tool) => playbook::note_use(scene, &deal, tools[*tool])?,
            What::Score(known) => playbook::score(scene, &deal, tools[playbook::RUBRIC], *known)?,
            What::Buyer(place, role) => playbook::name(scene, &deal, &contact(*place), role)?,
            What::Note(..) | What::Thank(..) | What::Ask(..) => self.say(scene, cast, deal)?,
        }
        Ok(None)
    }

    /// What people write to each other.
    fn say(&self, scene: &mut Scene<'_>, cast: &Cast, deal: Deal) -> domain::Result<()> {
        match &self.what {
            What::Note(kind, body) => {
                let draft = NoteDraft { kind: (*kind).into(), body: (*body).into(), ..NoteDraft::default() };
                Note::write(scene, &mut About::Deal(Box::new(deal)), &draft).map(drop)
            }
            What::Thank(to, words) => {
                let draft = ThanksDraft { to: cast.numbers[*to].to_string(), words: (*words).into() };
                Thanks::give(scene, &deal, &draft)
            }
            What::Ask(words) => {
                let draft = HelpDraft { asked: String::new(), words: (*words).into() };
                HelpRequest::ask(scene, &deal, &draft).map(drop)
            }
            _ => Ok(()),
        }
    }
}

fn share(
    scene: &mut Scene<'_>,
    deal: &mut Deal,
    cast: &Cast,
    owner: usize,
    with: usize,
    percent: i64,
) -> domain::Result<()> {
    let row = |place: usize, percent: i64| ShareDraft {
        member: cast.numbers[place].to_string(),
        role: PEOPLE[place].4.into(),
        percent: percent.to_string(),
        kind: "revenue".into(),
    };
    let draft = DealTeamDraft {
        owner: cast.numbers[owner].to_string(),
        shares: vec![row(owner, 100 - percent), row(with, percent)],
        ..DealTeamDraft::default()
    };
    deal.set_team(scene, &draft)
}
