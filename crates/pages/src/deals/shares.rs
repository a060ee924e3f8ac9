//! The deal team: who is on it, in which role, with which share.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, DealTeamDraft, Member, MemberState, Result, Scene, Share, ShareDraft, Status};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Trouble, address, form_page, percent};
use crate::failure::Failure;
use crate::form::{Fields, Form, value, values};
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, area, icon_small};

/// A deal, its team, and who could be on it.
struct DealTeam {
    around: Around,
    deal: Deal,
    shares: Vec<Share>,
    people: Vec<Member>,
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let team = visit.look(move |scene| DealTeam::read(scene, number)).await?;
    let draft = team.draft();
    Ok(team.page(&visit, &draft, &Trouble::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut draft = read(&fields);
    let typed = draft.clone();
    let trouble = if value(&fields, "add").is_empty() {
        match visit.change(move |scene| Deal::numbered(scene, number)?.set_team(scene, &typed)).await {
            Ok(()) => return Ok(to_saying(&address(number), &Said::text("said-deal-team-set"))),
            Err(error) => Trouble::met(&visit, number, error, &draft.version).await?,
        }
    } else {
        draft.shares.push(ShareDraft::default());
        Trouble::again()
    };
    let team = visit.look(move |scene| DealTeam::read(scene, number)).await?;
    Ok(team.page(&visit, &draft, &trouble).into_response())
}

/// The form as it was posted: rows stand in repeated fields.
fn read(fields: &Fields) -> DealTeamDraft {
    let (members, roles) = (values(fields, "member"), values(fields, "role"));
    let (percents, kinds) = (values(fields, "percent"), values(fields, "kind"));
    let at = |values: &[String], row: usize| values.get(row).cloned().unwrap_or_default();
    let row = |(row, member): (usize, String)| ShareDraft {
        member,
        role: at(&roles, row),
        percent: at(&percents, row),
        kind: at(&kinds, row),
    };
    DealTeamDraft {
        version: value(fields, "version").to_owned(),
        owner: value(fields, "owner").to_owned(),
        shares: members.into_iter().enumerate().map(row).collect(),
        reason: value(fields, "reason").to_owned(),
    }
}

impl DealTeam {
    fn read(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let around = Around::read(scene)?;
        let deal = Deal::numbered(scene, number)?;
        deal.must_share(scene)?;
        let shares = deal.shares(scene)?;
        let on = |member: &Member| shares.iter().any(|share| share.member == member.id);
        let there = |member: &Member| member.state != MemberState::Removed || on(member);
        let people = Member::all(scene)?.into_iter().filter(there).collect();
        Ok(Self { around, deal, shares, people })
    }

    /// The team as it is, as a form would have it.
    fn draft(&self) -> DealTeamDraft {
        let number = |id| self.people.iter().find(|member| member.id == id).map(|member| member.number.to_string());
        let row = |share: &Share| ShareDraft {
            member: number(share.member).unwrap_or_default(),
            role: share.role.clone(),
            percent: percent(share),
            kind: share.kind.name().to_owned(),
        };
        DealTeamDraft {
            owner: number(self.deal.owner).unwrap_or_default(),
            shares: self.shares.iter().map(row).collect(),
            ..DealTeamDraft::default()
        }
    }

    fn page(&self, visit: &Visit, typed: &DealTeamDraft, trouble: &Trouble) -> Page {
        let title = visit.texts().say("team-title");
        form_page(visit, &self.around, &self.deal, (title, trouble), &self.form(visit, typed, trouble))
    }

    fn form(&self, visit: &Visit, typed: &DealTeamDraft, trouble: &Trouble) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        // one more row is still a form about the deal as it was first shown
        let version = if trouble.again { typed.version.clone() } else { deal.version.to_string() };
        let people = self.people.iter().map(|member| (member.number.to_string(), member.name.clone())).collect();
        html! {
            form.form action={ (address(deal.number)) "/team?_method=put" } method="post" data-controller="share-sum dirty"
                data-share-sum-good-value=(texts.say("shares-good")) data-share-sum-missing-value=(texts.say("shares-missing"))
                data-share-sum-over-value=(texts.say("shares-over")) {
                input type="hidden" name="version" value=(version);
                // the first button is what the enter key presses
                button.aloud tabindex="-1" aria-hidden="true" { (texts.say("team-save")) }
                div.shares id="shares" {
                    ul { @for (row, share) in typed.shares.iter().enumerate() { (self.row(visit, row, share, trouble)) } }
                    p.share-sum {
                        button.link type="submit" name="add" value="1" formnovalidate { (texts.say("team-add")) }
                        output data-share-sum-target="sum" {}
                    }
                }
                (Choice { name: "owner", label: "owner-who", chosen: &typed.owner, options: people }.show(texts, &trouble.problems))
                @if deal.status != Status::Open { (area(texts, &trouble.problems, ("reason", "terms-reason"), &typed.reason)) }
                footer {
                    button.btn.primary { (texts.say("team-save")) }
                    a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
                }
            }
        }
    }

    fn row(&self, visit: &Visit, row: usize, share: &ShareDraft, trouble: &Trouble) -> Markup {
        let texts = visit.texts();
        let id = |field: &str| format!("shares.{row}.{field}");
        let problem = |field: &str| texts.on(&trouble.problems, &id(field));
        let name = self.people.iter().find(|member| member.number.to_string() == share.member);
        let remove = name.map_or(texts.say("team-remove-row").to_owned(), |member| {
            texts.fill("team-remove", &[("name", member.name.as_str().into())])
        });
        html! {
            li.share id={ "share-" (row) } {
                div.field {
                    label for=(id("member")) { (texts.say("team-person")) }
                    select id=(id("member")) name="member" {
                        option value="" { (texts.say("team-nobody")) }
                        @for member in &self.people { option value=(member.number) selected[member.number.to_string() == share.member] { (member.name) } }
                    }
                    @if let Some(problem) = problem("member") { p.problem { (problem) } }
                }
                div.field { label for=(id("role")) { (texts.say("team-role")) } input id=(id("role")) name="role" value=(share.role) autocomplete="off"; }
                div.field {
                    label for=(id("percent")) { (texts.say("team-share")) }
                    div.affixed {
                        input id=(id("percent")) name="percent" inputmode="decimal" value=(share.percent) autocomplete="off"
                            data-share-sum-target=[(share.kind != "overlay").then_some("share")] data-action="share-sum#sum"
                            aria-invalid=[problem("percent").map(|_| "true")];
                        span.affix { "%" }
                    }
                    @if let Some(problem) = problem("percent") { p.problem { (problem) } }
                }
                input type="hidden" name="kind" value=(share.kind);
                button.btn.quiet.icon-only type="button" aria-label=(remove) data-action="share-sum#remove" { (icon_small("close")) }
            }
        }
    }
}
