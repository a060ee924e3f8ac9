//! What pages and API share of a request: who is there, the way into the domain, the texts, the
//! guards at the door.

mod assets;
mod door;
mod files;
mod forgery;
mod headers;
mod live;
mod method;
mod origin;
mod said;
mod session;
mod stage;
mod texts;
mod throttle;
mod visit;
mod ways;

pub use assets::{asset, asset_path};
pub use door::house;
pub use files::{Unreceived, hand_out, receive};
pub use headers::{Https, security_headers};
pub use live::{Change, Hub};
pub use origin::Origin;
pub use said::Said;
pub use session::{Cookies, browser_of, client_of};
pub use stage::{Random, Stage};
pub use texts::{Texts, texts};
pub use throttle::Throttle;
pub use visit::{Refused, Visit};
pub use ways::of_ways;
