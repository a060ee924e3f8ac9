//! Processes and their versions: proposals that the team writes, discusses and decides on.

pub(crate) mod answer;
mod asked_rows;
pub(crate) mod comments;
mod criterion;
pub(crate) mod deal;
mod decision;
mod differences;
pub(crate) mod following;

pub(crate) mod guide;
pub(crate) mod launch;
mod live;
pub(crate) mod proposals;
pub(crate) mod round;
mod rows;
pub(crate) mod stages;
pub(crate) mod update;
pub(crate) mod version;

use domain::{Error, Result, Scene, Stage, Version};

/// Which version a page shows and changes, and where it stands.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// The live one of the standard process, in the settings.
    Standard,
    /// One version of a process.
    Version {
        /// The key of the process.
        process: String,
        /// The number of the version.
        number: i64,
    },
}

impl Place {
    /// The address that those of its stages begin with.
    pub(crate) fn base(&self) -> String {
        match self {
            Self::Standard => "/settings".to_owned(),
            Self::Version { process, number } => format!("/processes/{process}/versions/{number}"),
        }
    }

    /// The address of the page on which its stages stand.
    pub(crate) fn page(&self) -> String {
        match self {
            Self::Standard => "/settings/stages".to_owned(),
            Self::Version { .. } => self.base(),
        }
    }

    pub(crate) fn version(&self, scene: &mut Scene<'_>) -> Result<Version> {
        match self {
            Self::Standard => Version::standard(scene),
            Self::Version { process, number } => Version::numbered(scene, process, *number),
        }
    }

    /// The stage of it with this key.
    pub(crate) fn stage(&self, scene: &mut Scene<'_>, key: &str) -> Result<Stage> {
        let stages = self.version(scene)?.stages(scene)?;
        stages.into_iter().find(|stage| stage.key == key).ok_or(Error::NotFound)
    }
}

impl From<(String, i64)> for Place {
    fn from((process, number): (String, i64)) -> Self {
        Self::Version { process, number }
    }
}
