//! Every text that people read, in one place: the Fluent files in `texts/`, one folder a language.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::{Problem, Problems};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::langid;

#[derive(RustEmbed)]
#[folder = "texts/en"]
#[include = "*.ftl"]
struct English;

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Texts(&'static Language);

struct Language {
    /// Texts with nothing to fill in, ready.
    plain: HashMap<String, Box<str>>,
    bundle: FluentBundle<FluentResource>,
}

/// The texts in English, the only language so far.
#[must_use]
pub fn texts() -> Texts {
    static ENGLISH: LazyLock<Language> = LazyLock::new(Language::english);
    Texts(&ENGLISH)
}

impl Language {
    fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![langid!("en")]);
        // the marks would stand in attributes and in the way of copying
        bundle.set_use_isolating(false);
        let mut ids = Vec::new();
        for name in English::iter() {
            let Some(file) = English::get(&name) else { continue };
            let source = String::from_utf8_lossy(&file.data).into_owned();
            ids.extend(source.lines().filter_map(id_of).map(str::to_owned));
            let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, errors)| {
                tracing::error!(%name, ?errors, "a file of texts has mistakes");
                partial
            });
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(%name, ?errors, "texts stand twice");
            }
        }
        let plain = ids.into_iter().filter_map(|id| {
            let pattern = bundle.get_message(&id)?.value()?;
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            errors.is_empty().then(|| (id.clone(), text.into_boxed_str()))
        });
        Self { plain: plain.collect(), bundle }
    }
}

fn id_of(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    let named = id.starts_with(|letter: char| letter.is_ascii_alphabetic());
    (named && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')).then_some(id)
}

impl Texts {
    /// A text with nothing to fill in. An id that is not there shows itself, so that nobody is left
    /// without a word; a test keeps that from happening.
    #[must_use]
    pub fn say<'t>(self, id: &'t str) -> &'t str
    where
        Self: 't,
    {
        self.0.plain.get(id).map_or(id, |text| text)
    }

    /// A text with something filled in.
    #[must_use]
    pub fn fill(self, id: &str, given: &[(&str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::with_capacity(given.len());
        for (name, value) in given {
            arguments.set(*name, value.clone());
        }
        let pattern = self.0.bundle.get_message(id).and_then(|message| message.value());
        let mut errors = Vec::new();
        pattern.map_or_else(
            || id.to_owned(),
            |pattern| self.0.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned(),
        )
    }

    /// Whether there is such a text.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.0.bundle.has_message(id)
    }

    /// A problem as a sentence.
    #[must_use]
    pub fn problem(self, problem: &Problem) -> String {
        let given: Vec<_> =
            problem.given.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        self.fill(problem.text, &given)
    }

    /// The problem with a field as a sentence, if it has one.
    #[must_use]
    pub fn on(self, problems: &Problems, field: &str) -> Option<String> {
        problems.on(field).map(|problem| self.problem(problem))
    }
}
