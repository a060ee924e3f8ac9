//! `paceline setup`

use clap::Args;
use domain::secret::Token;
use domain::{Dice, Id, SetupDraft, Workspace, WorkspaceId, set_up};

use crate::clock;
use crate::config::Config;
use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Args)]
pub(crate) struct SetupArgs {
    /// The name of your company or team
    #[arg(long, default_value = "Paceline")]
    name: String,
    /// Currency of targets and sums, ISO 4217
    #[arg(long, default_value = "EUR")]
    currency: String,
    /// IANA time zone, as in Europe/Berlin
    #[arg(long, default_value = "UTC")]
    time_zone: String,
    /// Days you work: 1 is Monday, as in 1,2,3,4,5
    #[arg(long, value_delimiter = ',', default_values = ["1", "2", "3", "4", "5"])]
    working_days: Vec<String>,
    /// Month in which the fiscal year begins
    #[arg(long, default_value = "1")]
    fiscal_month: String,
    /// The first admin's name
    #[arg(long, default_value = "Admin")]
    admin: String,
    /// The first admin's e-mail
    #[arg(long, default_value = "")]
    email: String,
}

pub(crate) fn run(config: Config, args: SetupArgs) -> Result<(), Stop> {
    let house = House::open(config)?;
    let draft = SetupDraft {
        name: args.name,
        currency: args.currency,
        time_zone: args.time_zone,
        working_days: args.working_days,
        fiscal_start_month: args.fiscal_month,
        admin_name: args.admin,
        admin_email: args.email,
    };
    let (workspace, link) = make(&house, draft, false)?;
    println!("The workspace {} stands ({}, {}).", workspace.name, workspace.currency.code(), workspace.time_zone);
    println!("The first admin joins by this link, once, within a day:");
    println!("{}/join/{link}", house.config.public_address());
    Ok(())
}

/// Makes a workspace; the text of its admin's link.
pub(crate) fn make(house: &House, draft: SetupDraft, demo: bool) -> Result<(Workspace, String), Stop> {
    let id = WorkspaceId::of(clock::random_bytes());
    let token = Token::new(id, clock::random_bytes());
    let (link, now, dice) = (token.text(), clock::now(), Dice::new(clock::random_bytes()));
    let made: domain::Result<_> =
        house.db.write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (now, dice.clone(), demo)));
    Ok((made?.0, link))
}
