//! Everything that is measured at one number of deals.

use std::time::Duration;

use testing::Connection;

use crate::asking::{Act, Asker};
use crate::live::{self, FirstView, Live};
use crate::load::{Load, load};
use crate::options::Options;
use crate::pages::{self, Measured};
use crate::raw::Raw;
use crate::site::Site;

/// Clients of the crowd, and how long it stays.
const CROWD: usize = 64;
const STAY: Duration = Duration::from_secs(4);

/// What one number of deals showed.
#[derive(Debug, Clone)]
pub(crate) struct Size {
    pub(crate) deals: u32,
    /// Making the data, in seconds.
    pub(crate) made_in: f64,
    pub(crate) acts: Vec<Measured>,
    /// Everything at once.
    pub(crate) crowd: Load,
    pub(crate) live: Live,
    pub(crate) view: FirstView,
    /// Memory of the server after all of it but the streams, in KiB.
    pub(crate) pss_kib: u64,
    /// From starting the server to the first board, in milliseconds.
    pub(crate) start_ms: f64,
}

impl Size {
    pub(crate) fn act(&self, act: Act) -> &Measured {
        self.acts.iter().find(|measured| measured.act == act).unwrap()
    }
}

/// Makes the data, and measures.
pub(crate) fn measure(options: &Options, deals: u32) -> Size {
    let mut raw = None;
    let mut site = Site::open(options, deals, |folder| {
        raw = options.database.is_none().then(|| Raw::copy(folder));
    });
    eprintln!("{deals} deals: made in {:.1?}; pages and changes …", site.made_in);
    let asker = Asker::of(&site);
    let acts = pages::measure(&site, &asker, raw.as_mut(), options.rounds);
    eprintln!("{deals} deals: a crowd, streams, a start …");
    let crowd = crowd(&site, &asker);
    let pss_kib = site.server.used().pss_kib;
    let (live, view) = (live::measure(&site, &asker), live::first_view(&site));
    let start = site.restart(options, "/deals?whose=all");
    Size {
        deals,
        made_in: site.made_in.as_secs_f64(),
        acts,
        crowd,
        live,
        view,
        pss_kib,
        start_ms: start.as_secs_f64() * 1e3,
    }
}

/// Many clients that do everything, most of all what people do most.
fn crowd(site: &Site, asker: &Asker<'_>) -> Load {
    const MIX: [Act; 10] = [
        Act::Open,
        Act::Board,
        Act::Open,
        Act::List,
        Act::Move,
        Act::Open,
        Act::Today,
        Act::Create,
        Act::Open,
        Act::Move,
    ];
    // Today is a seller's; moving any deal takes somebody of operations
    let clients = site.clients(&site.admin, CROWD).into_iter().zip(site.clients(&site.seller, CROWD));
    let mut clients: Vec<(Connection, Connection)> = clients.collect();
    load(&site.cost(), &mut clients, STAY, |(admin, seller), client, turn| {
        let act = MIX[(client + turn) % MIX.len()];
        asker.ask(act, if act == Act::Today { seller } else { admin })
    })
}
