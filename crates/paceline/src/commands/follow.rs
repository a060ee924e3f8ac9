//! `paceline follow`: what is made from the log, brought up to date or made again.

use clap::Args;
use domain::follower::{FOLLOWERS, Follower, Round};

use crate::clock;
use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Args)]
pub(crate) struct FollowArgs {
    /// The follower; without a name all are listed
    name: Option<String>,
    /// Forget what it made and begin again with the first event
    #[arg(long, requires = "name")]
    rebuild: bool,
}

pub(crate) fn run(house: &House, args: &FollowArgs) -> Result<(), Stop> {
    let workspace = house.workspace()?;
    let Some(name) = &args.name else {
        let newest = workspace.last_event;
        for follower in FOLLOWERS {
            let at = house.look(&workspace, |scene| follower.position(scene))?;
            println!("{:12} {at} of {newest} events", follower.name);
        }
        return Ok(());
    };
    let follower = Follower::named(name).ok_or_else(|| {
        let known: Vec<&str> = FOLLOWERS.iter().map(|follower| follower.name).collect();
        Stop::asked(format!("There is no follower {name}. There is {}.", known.join(", ")))
    })?;
    if args.rebuild {
        house.change(&workspace, |scene| follower.begin_again(scene))?;
    }
    let holder = clock::random_name();
    loop {
        let holder = holder.clone();
        match house.change(&workspace, move |scene| follower.run_once(scene, &holder))? {
            Round::More => {}
            Round::Done => break,
            Round::Elsewhere => {
                println!("A server that runs is at it; it takes in what there is by itself.");
                return Ok(());
            }
        }
    }
    let at = house.look(&workspace, |scene| follower.position(scene))?;
    println!("{name} has taken in all {at} events.");
    Ok(())
}
