//! A stamp remembers what a step was made from, so that the step is left out while that is the same.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::files;
use crate::project::Project;

/// What a step's inputs look like now, and where the last look is kept.
pub(crate) struct Stamp {
    kept: PathBuf,
    now: String,
}

impl Stamp {
    /// The stamp of `step` over `inputs`: files, or folders with everything in them. By content, not by
    /// time, because a checkout gives every file a new time.
    pub(crate) fn of(project: &Project, step: &str, inputs: &[&Path]) -> Result<Self> {
        let mut hash = Fnv::new();
        for input in inputs {
            let below = if input.is_file() { vec![input.to_path_buf()] } else { files::under(input)? };
            for path in below {
                hash.take(path.as_os_str().as_encoded_bytes());
                hash.take(&fs::read(&path)?);
            }
        }
        let kept = project.target.join("stamps").join(step);
        Ok(Self { kept, now: format!("{:016x}", hash.0) })
    }

    /// Whether nothing changed since [`Self::keep`].
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.kept).is_ok_and(|kept| kept == self.now)
    }

    /// Remembers that the step was done.
    pub(crate) fn keep(&self) -> Result<()> {
        fs::create_dir_all(self.kept.parent().unwrap_or(Path::new(".")))?;
        Ok(fs::write(&self.kept, &self.now)?)
    }
}

/// FNV-1a in 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>. Nobody attacks a stamp.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_of_fnv_hold() {
        let of = |text: &str| {
            let mut hash = Fnv::new();
            hash.take(text.as_bytes());
            hash.0
        };
        assert_eq!(
            (of(""), of("a"), of("foobar")),
            (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8)
        );
    }

    #[test]
    fn a_step_is_current_until_its_inputs_change() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("paceline-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("src"))?;
        let project = Project { root: folder.clone(), target: folder.join("target") };
        let look = || Stamp::of(&project, "bundle", &[&folder.join("src")]);
        fs::write(folder.join("src/a.js"), "one")?;
        assert!(!look()?.is_current());
        look()?.keep()?;
        assert!(look()?.is_current());
        fs::write(folder.join("src/a.js"), "two")?;
        assert!(!look()?.is_current());
        Ok(fs::remove_dir_all(folder)?)
    }
}
