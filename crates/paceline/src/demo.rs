//! A believable company with three small teams and two years of history that ends today.
//!
//! The history is planned first, as a list of acts in the order of time, and then played through the
//! same domain functions that people use, each at its own instant by its own person. The same day
//! gives the same history.

mod acts;
mod cast;
pub(crate) mod luck;
mod names;
mod plan;
mod play;
mod playbook;
mod process;

use std::sync::Arc;

use domain::secret::{Token, hash_password};
use domain::{Error, Invitation, Member, SetupDraft};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::clock;
use crate::commands::setup;
use crate::exit::Stop;
use crate::house::House;

/// The password of everybody in the demonstration.
pub(crate) const PASSWORD: &str = "paceline-demo";

/// Where the company works.
const TIME_ZONE: &str = "Europe/Berlin";

/// Fills an installation without a workspace.
pub(crate) fn fill(house: &House) -> Result<(), Stop> {
    let draft = SetupDraft {
        name: "Tidewater Instruments".into(),
        currency: "EUR".into(),
        time_zone: TIME_ZONE.into(),
        admin_name: "Olive Admin".into(),
        admin_email: "olive@tidewater.example".into(),
        ..SetupDraft::default()
    };
    let admin = (draft.admin_name.clone(), draft.admin_email.clone());
    let (workspace, link) = setup::make(house, draft, true)?;
    let workspace = Arc::new(workspace);
    let hash = hash_password(PASSWORD, clock::random_bytes())
        .map_err(|_| Stop::failed("The demonstration's password is too short."))?;
    let (invited, password_hash) = (Token::parse(&link), hash.clone());
    house.change(&workspace, move |scene| {
        let token = invited.as_ref().ok_or(Error::NotFound)?;
        let (name, email) = admin.clone();
        Member::join(scene, token, &Invitation { name, email, password_hash: password_hash.clone() })
    })?;
    let now = clock::now();
    let zone = TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC);
    let today: Date = domain::day_of(now, &zone);
    let mut luck = luck::Luck::of_day(today);
    let cast = cast::hire(house, &workspace, &hash, (today, &mut luck))?;
    let acts = plan::history(&cast, today, now, &zone, &mut luck);
    let authors = cast.clone();
    let tools = house.change(&workspace, move |scene| playbook::write(scene, &authors))?;
    play::play(house, &workspace, (&cast, &tools), &acts)?;
    house.change(&workspace, move |scene| process::agree(scene, tools[playbook::RUBRIC]))?;
    Ok(())
}
