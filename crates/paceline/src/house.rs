//! The open database, and the way of a command into the domain.

use std::sync::Arc;

use db::{Db, Settings};
use domain::{Actor, Dice, Id, MIGRATIONS, Scene, Workspace};

use crate::clock;
use crate::config::Config;
use crate::exit::Stop;

/// An open installation.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) config: Arc<Config>,
}

impl House {
    /// Opens the installation, and brings its database to this version of the program. A data directory
    /// that is not there is made.
    pub(crate) fn open(config: Config) -> Result<Self, Stop> {
        if config.database.is_none() {
            std::fs::create_dir_all(&config.data)
                .map_err(|error| Stop::failed(format!("{} could not be made: {error}.", config.data.display())))?;
        }
        let db = Db::open(&config.address()?, Settings::default())?;
        for migration in db.migrate(MIGRATIONS)? {
            tracing::info!(number = migration.number, name = migration.name, "migrated");
        }
        Ok(Self { db, config: Arc::new(config) })
    }

    /// Opens an installation that must be there already.
    pub(crate) fn existing(config: Config) -> Result<Self, Stop> {
        let missing = config.database.is_none() && !config.data.join("paceline.db").exists();
        if missing {
            let place = config.data.display();
            return Err(Stop::asked(format!(
                "There is no Paceline in {place}. Make one with `paceline setup --data {place}`."
            )));
        }
        Self::open(config)
    }

    /// The workspace that the command is about: the only one, or the one that was named.
    pub(crate) fn workspace(&self) -> Result<Arc<Workspace>, Stop> {
        let all: db::Result<Vec<Workspace>> = self.db.read_blocking(|mut tx| Workspace::all(&mut tx));
        let all = all?;
        let named = self.config.workspace.as_deref();
        let mut fitting = all.iter().filter(|workspace| named.is_none_or(|name| workspace.slug == name));
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Ok(Arc::new(only.clone())),
            (Some(_), Some(_)) => {
                let slugs: Vec<&str> = all.iter().map(|workspace| workspace.slug.as_str()).collect();
                Err(Stop::asked(format!("There are several workspaces; say --workspace {}.", slugs.join(" or "))))
            }
            (None, _) => Err(Stop::asked("There is no such workspace yet. Make one with `paceline setup`.")),
        }
    }

    /// Makes one change as the program itself.
    pub(crate) fn change<T: Send + 'static>(
        &self,
        workspace: &Arc<Workspace>,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let (actor, now, dice) = (Actor::system(workspace.clone()), clock::now(), Dice::new(clock::random_bytes()));
        self.db.write_blocking(workspace.id.bytes(), move |tx| {
            let mut scene = Scene::new(actor.clone(), now, None, dice.clone(), tx);
            scene.hold_workspace()?;
            work(&mut scene)
        })
    }

    /// Looks as the program itself.
    pub(crate) fn look<T: Send + 'static>(
        &self,
        workspace: &Arc<Workspace>,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let (actor, now, dice) = (Actor::system(workspace.clone()), clock::now(), Dice::new(clock::random_bytes()));
        self.db.read_blocking(move |tx| work(&mut Scene::new(actor.clone(), now, None, dice.clone(), tx)))
    }
}
