//! The whole product in process: pages and API behind the door, over a real database.

use std::sync::Arc;

use axum::Router;
use domain::secret::Token;
use domain::{Member, Workspace};
use http::{Cookies, Hub, Origin, Stage, Throttle};

use crate::world::in_scene;
use crate::{Clock, Database, Visitor, World, clock, database, fresh};

/// A server in process with the small named world.
pub struct App {
    /// The database under it.
    pub database: Database,
    /// The clock that it reads.
    pub clock: Clock,
    /// The named world.
    pub world: World,
    /// What every request stands on.
    pub stage: Stage,
    router: Router,
}

impl App {
    /// A server over a fresh database, at nine o'clock on a Monday morning.
    #[must_use]
    pub fn open() -> Self {
        Self::over(database())
    }

    /// A server over this database.
    #[must_use]
    pub fn over(database: Database) -> Self {
        Self::at(database, Origin::by_host())
    }

    /// A server over this database, as browsers reach it at this origin.
    #[must_use]
    pub fn at(database: Database, origin: Origin) -> Self {
        let clock = clock();
        let world = World::harbour(&database, clock.now());
        let stage = Stage { origin: Arc::new(origin), ..stage(&database, &clock) };
        let routes = pages::router(stage.clone()).merge(api::router(stage.clone()));
        Self { router: http::house(routes, &stage), database, clock, world, stage }
    }

    /// A browser in which nobody is signed in.
    #[must_use]
    pub fn nobody(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// A browser in which this person of the world is signed in: `ana`, `ben`, `chloe`, `dev`, `olga`,
    /// `adam`.
    #[must_use]
    pub fn sign_in(&self, first_name: &str) -> Visitor {
        self.signed_in(&self.world.workspace, &self.world.people[first_name])
    }

    /// A browser in which this member of this workspace is signed in.
    #[must_use]
    pub fn signed_in(&self, workspace: &Arc<Workspace>, member: &Member) -> Visitor {
        let token = secret(workspace);
        let (kept, member) = (token.clone(), member.clone());
        in_scene(&self.database, workspace, self.clock.now(), move |scene| member.sign_in(scene, &kept, "a test"));
        let (_, cookie) = Cookies::keep(&token, &self.stage);
        let visitor = self.nobody();
        visitor.keep_cookie(cookie.to_str().unwrap());
        visitor
    }

    /// A token of the API for this person of the world.
    #[must_use]
    pub fn token(&self, first_name: &str, scope: domain::Scope) -> String {
        self.token_of(&self.world.workspace, &self.world.people[first_name], scope)
    }

    /// A token of the API for this member of this workspace.
    #[must_use]
    pub fn token_of(&self, workspace: &Arc<Workspace>, member: &Member, scope: domain::Scope) -> String {
        let (member, token) = (member.clone(), secret(workspace));
        let text = token.text();
        in_scene(&self.database, workspace, self.clock.now(), move |scene| {
            member.add_token(scene, &token, "a test", scope)
        });
        text
    }
}

fn secret(workspace: &Workspace) -> Token {
    let mut bytes = [0; 32];
    for part in bytes.chunks_mut(8) {
        part.copy_from_slice(&fresh::seed());
    }
    Token::new(workspace.id, bytes)
}

fn stage(database: &Database, clock: &Clock) -> Stage {
    Stage {
        db: database.db.clone(),
        clock: clock.reading(),
        random: Arc::new(|bytes| {
            bytes.chunks_mut(8).for_each(|part| part.copy_from_slice(&fresh::seed()[..part.len()]));
        }),
        origin: Arc::new(Origin::by_host()),
        hub: Arc::new(Hub::default()),
        throttle: Arc::new(Throttle::default()),
        setup_key: None,
        demo: false,
    }
}
