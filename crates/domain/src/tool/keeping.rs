//! Making, changing and taking away tools. Every member makes them and makes variants of others'; a tool is changed by
//! its owner, and by operations.

use super::drafting::Sound;
use super::{Tool, ToolDraft, must_see_all};
use crate::deal::version_typed;
use crate::fold::fold;
use crate::id::maybe;
use crate::{Error, Event, Guides, Kind, MemberId, Problems, Result, Scene, Test, ToolId};

impl Tool {
    /// Makes a tool: every member.
    ///
    /// # Errors
    /// [`Error::Invalid`] by field, rows as `elements.0.label`.
    pub fn add(scene: &mut Scene<'_>, draft: &ToolDraft) -> Result<Self> {
        must_see_all(scene)?;
        if scene.actor.read_only || scene.actor.member().is_none() {
            return Err(Error::Forbidden);
        }
        let sound = draft.read(scene, None)?;
        let variant_of = Self::original(scene, &draft.variant_of, &sound)?;
        let (id, number) = (scene.new_id(), scene.next_number("tools")?);
        let tool = Self {
            id,
            number,
            title: sound.title,
            content: sound.content,
            owner: sound.owner,
            owner_name: (0, String::new()),
            review_on: sound.review_on,
            variant_of,
            original: None,
            version: 1,
            discarded: false,
        };
        let mut values = tool.values();
        values.extend([tool.number.into(), tool.kind().name().into(), maybe(tool.variant_of), scene.now.into()]);
        scene.run(INSERT, &values)?;
        tool.write_places(scene, &sound.places)?;
        tool.event(Kind::ToolAdded).about_any(variant_of).record(scene)?;
        Self::numbered(scene, number)
    }

    /// The first of the family of the tool that is to have a variant.
    fn original(scene: &mut Scene<'_>, typed: &str, sound: &Sound) -> Result<Option<ToolId>> {
        let Ok(number) = typed.trim().parse::<i64>() else {
            let nothing = typed.trim().is_empty();
            return if nothing { Ok(None) } else { Err(Problems::one("variant_of", "problem-tool-variant").into()) };
        };
        match Self::numbered(scene, number) {
            Ok(tool) if tool.kind() == sound.content.kind() && !tool.discarded => {
                Ok(Some(tool.variant_of.unwrap_or(tool.id)))
            }
            Ok(_) | Err(Error::NotFound) => Err(Problems::one("variant_of", "problem-tool-variant").into()),
            Err(error) => Err(error),
        }
    }

    /// Changes it: its owner, and operations. The same again changes nothing.
    ///
    /// # Errors
    /// [`Error::Stale`] when it was changed after the form was shown, or taken away.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &ToolDraft) -> Result<()> {
        self.must_keep(scene)?;
        if self.discarded || version_typed(&draft.version).is_some_and(|shown| shown != self.version) {
            return Err(Error::Stale);
        }
        let there = self.places(scene)?;
        let sound = draft.read(scene, Some((self, &there)))?;
        let mut wanted = Self {
            title: sound.title,
            content: sound.content,
            owner: sound.owner,
            review_on: sound.review_on,
            ..self.clone()
        };
        if wanted == *self && sound.places == there {
            return Ok(());
        }
        wanted.version += 1;
        let values = wanted.values();
        scene.run(WRITE, &values)?;
        if sound.places != there {
            wanted.write_places(scene, &sound.places)?;
        }
        wanted.event(Kind::ToolChanged).record(scene)?;
        *self = Self::numbered(scene, self.number)?;
        Ok(())
    }

    /// Takes it away: its owner, and operations. What was done with it stays. Again: changes nothing.
    ///
    /// # Errors
    /// `problem-tool-needed` when a criterion in use looks at its score, or an action is done with it.
    pub fn discard(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_keep(scene)?;
        if self.discarded {
            return Ok(());
        }
        let guides = Guides::in_use(scene)?;
        let looks = |test: &Test| matches!(test, Test::ScoreAtLeast { tool, .. } if *tool == self.number);
        let criteria = guides.iter().flat_map(|(_, guide)| &guide.criteria).filter(|criterion| looks(&criterion.test));
        let actions = guides.iter().flat_map(|(_, guide)| &guide.actions).filter(|action| self.is_of(action));
        let needed = criteria.map(|criterion| &criterion.text).chain(actions.map(|action| &action.text)).next();
        if let Some(text) = needed {
            return Err(Problems::with("tool", "problem-tool-needed", &[("criterion", text.clone())]).into());
        }
        scene.run(DISCARD, &[self.id.into(), scene.now.into()])?;
        self.event(Kind::ToolDiscarded).record(scene).map(drop)
    }

    /// Brings it back. Again: changes nothing.
    pub fn restore(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_keep(scene)?;
        if !self.discarded {
            return Ok(());
        }
        scene.run(RESTORE, &[self.id.into()])?;
        self.event(Kind::ToolRestored).record(scene).map(drop)
    }

    /// Whether the actor may change it: its owner, and operations.
    #[must_use]
    pub fn is_kept_by(&self, actor: &crate::Actor) -> bool {
        let owner: Option<MemberId> = actor.member().filter(|member| *member == self.owner && actor.sees_all());
        !actor.read_only && (owner.is_some() || actor.operates())
    }

    fn must_keep(&self, scene: &Scene<'_>) -> Result<()> {
        if self.is_kept_by(&scene.actor) { Ok(()) } else { Err(Error::Forbidden) }
    }

    pub(super) fn event(&self, kind: Kind) -> Event {
        Event::new(kind).about(self.id).with("tool", self.title.as_str()).with("number", self.number)
    }

    fn values(&self) -> Vec<db::Value> {
        vec![
            self.id.into(),
            self.title.as_str().into(),
            fold(&self.title).into(),
            serde_json::to_string(&self.content).unwrap_or_default().into(),
            self.owner.into(),
            self.review_on.map(|day| day.to_string()).into(),
            self.version.into(),
        ]
    }
}

const INSERT: &str = "
    INSERT INTO tools (workspace_id, id, title, title_key, content, owner_id, review_on, version, number, kind,
      variant_of, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const WRITE: &str = "
    UPDATE tools SET title = $3, title_key = $4, content = $5, owner_id = $6, review_on = $7, version = $8
    WHERE workspace_id = $1 AND id = $2";

const DISCARD: &str = "UPDATE tools SET discarded_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2";

const RESTORE: &str = "UPDATE tools SET discarded_at = NULL, version = version + 1 WHERE workspace_id = $1 AND id = $2";
