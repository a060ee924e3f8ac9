//! Who is accountable for a deal, and its home team: handing it over.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, Member, MemberState, Result, Scene, Team, TermsDraft};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Trouble, address, form_page, to_change};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, area};

/// The deal, and to whom it could be handed.
struct Hands {
    around: Around,
    deal: Deal,
    people: Vec<Member>,
    teams: Vec<Team>,
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let hands = visit.look(move |scene| Hands::read(scene, number)).await?;
    Ok(hands.page(&visit, &TermsDraft::default(), &Trouble::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<TermsDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Deal::numbered(scene, number)?.change(scene, &draft)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-deal-handed-over"))),
        Err(error) => {
            let trouble = Trouble::met(&visit, number, error, &typed.version).await?;
            let hands = visit.look(move |scene| Hands::read(scene, number)).await?;
            Ok(hands.page(&visit, &typed, &trouble).into_response())
        }
    }
}

impl Hands {
    fn read(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let around = Around::read(scene)?;
        let deal = to_change(scene, number)?;
        let people = Member::all(scene)?.into_iter().filter(|member| member.state != MemberState::Removed).collect();
        Ok(Self { around, deal, people, teams: Team::all(scene)? })
    }

    fn page(&self, visit: &Visit, typed: &TermsDraft, trouble: &Trouble) -> Page {
        let title = visit.texts().say("owner-title");
        form_page(visit, &self.around, &self.deal, (title, trouble), &self.form(visit, typed, trouble))
    }

    fn form(&self, visit: &Visit, typed: &TermsDraft, trouble: &Trouble) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        let owner = self.people.iter().find(|member| member.id == deal.owner).map(|member| member.number.to_string());
        let team = self.teams.iter().find(|team| Some(team.id) == deal.team).map(|team| team.number.to_string());
        let people = self.people.iter().map(|member| (member.number.to_string(), member.name.clone()));
        let none = std::iter::once((String::new(), texts.say("owner-no-team").to_owned()));
        let teams = none.chain(self.teams.iter().map(|team| (team.number.to_string(), team.name.clone())));
        let (owner, team) = (typed.owner.clone().or(owner), typed.team.clone().or(team));
        html! {
            form.form action={ (address(deal.number)) "/owner?_method=put" } method="post" data-controller="dirty" {
                input type="hidden" name="version" value=(deal.version);
                (Choice { name: "owner", label: "owner-who", chosen: owner.as_deref().unwrap_or(""), options: people.collect() }.show(texts, &trouble.problems))
                (Choice { name: "team", label: "owner-team", chosen: team.as_deref().unwrap_or(""), options: teams.collect() }.show(texts, &trouble.problems))
                (area(texts, &trouble.problems, ("reason", "owner-why"), &typed.reason))
                footer {
                    button.btn.primary { (texts.say("owner-do")) }
                    a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
                }
            }
        }
    }
}
