//! `paceline user …` and `paceline token …`

use std::sync::Arc;

use clap::Subcommand;
use domain::secret::Token;
use domain::{LinkPurpose, Member, MemberDraft, Scene, Scope, TokenId, Workspace};

use crate::clock;
use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add a person
    Add {
        /// Their name
        name: String,
        /// Their e-mail
        #[arg(long)]
        email: Option<String>,
        /// member, partner, operations or admin
        #[arg(long, default_value = "member")]
        role: String,
    },
    /// List everybody
    List,
    /// Make a link to join, or to set a new password
    Link {
        /// Their e-mail, name or number
        who: String,
    },
    /// Take a person out
    Remove {
        /// Their e-mail, name or number
        who: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token with which a program acts for a person
    Add {
        /// Their e-mail, name or number
        #[arg(long)]
        user: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// It may only look
        #[arg(long)]
        read_only: bool,
    },
    /// List a person's tokens
    List {
        /// Their e-mail, name or number
        #[arg(long)]
        user: String,
    },
    /// Revoke a token, at once
    Revoke {
        /// Whose: e-mail, name or number
        #[arg(long)]
        user: String,
        /// Which, as `list` shows it
        id: String,
    },
}

pub(crate) fn users(house: &House, command: UserCommand) -> Result<(), Stop> {
    let workspace = house.workspace()?;
    match command {
        UserCommand::Add { name, email, role } => {
            let draft = MemberDraft { name: Some(name), email, role: Some(role), ..MemberDraft::default() };
            let member = house.change(&workspace, move |scene| Member::add(scene, &draft))?;
            println!(
                "{} is number {}. Make a link with `paceline user link {}`.",
                member.name, member.number, member.number
            );
        }
        UserCommand::List => {
            for member in house.look(&workspace, Member::all)? {
                let email = member.email.as_deref().unwrap_or("-");
                println!(
                    "{:5}  {:28} {:32} {:10} {}",
                    member.number,
                    member.name,
                    email,
                    member.role.name(),
                    member.state.name()
                );
            }
        }
        UserCommand::Link { who } => link(house, &workspace, who)?,
        UserCommand::Remove { who } => {
            house.change(&workspace, move |scene| person(scene, &who)?.remove(scene))?;
            println!("They can no longer sign in; what they did stays.");
        }
    }
    Ok(())
}

fn link(house: &House, workspace: &Arc<Workspace>, who: String) -> Result<(), Stop> {
    let token = Token::new(workspace.id, clock::random_bytes());
    let text = token.text();
    let purpose = house.change(workspace, move |scene| person(scene, &who)?.invite(scene, &token))?;
    let what = if purpose == LinkPurpose::Join { "To join" } else { "To set a new password" };
    println!("{what}, once, within a week:");
    println!("{}/join/{text}", house.config.public_address());
    Ok(())
}

pub(crate) fn tokens(house: &House, command: TokenCommand) -> Result<(), Stop> {
    let workspace = house.workspace()?;
    match command {
        TokenCommand::Add { user, name, read_only } => {
            let token = Token::new(workspace.id, clock::random_bytes());
            let text = token.text();
            let scope = if read_only { Scope::Read } else { Scope::Write };
            house.change(&workspace, move |scene| person(scene, &user)?.add_token(scene, &token, &name, scope))?;
            println!("{text}");
            eprintln!("It is shown this once. Send it as: Authorization: Bearer {text}");
        }
        TokenCommand::List { user } => {
            for token in house.look(&workspace, move |scene| person(scene, &user)?.tokens(scene))? {
                println!("{}  {:6} {}", token.id.text(), token.scope, token.name);
            }
        }
        TokenCommand::Revoke { user, id } => {
            let id =
                TokenId::parse(&id).ok_or_else(|| Stop::asked("That is no token's id; `token list` shows them."))?;
            house.change(&workspace, move |scene| person(scene, &user)?.revoke_token(scene, id))?;
            println!("It is revoked.");
        }
    }
    Ok(())
}

/// A person by number, e-mail or name.
pub(crate) fn person(scene: &mut Scene<'_>, who: &str) -> domain::Result<Member> {
    if let Ok(number) = who.parse() {
        return Member::numbered(scene, number);
    }
    let found = match Member::with_email(scene, who)? {
        Some(member) => Some(member),
        None => Member::named(scene, who)?,
    };
    found.ok_or(domain::Error::NotFound)
}
