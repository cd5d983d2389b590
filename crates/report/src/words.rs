//! The report's own words, from one Fluent catalogue a language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("../locales/en.ftl");
const ARABIC: &str = include_str!("../locales/ar.ftl");

/// Languages a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Arabic, right to left.
    Arabic,
}

impl Language {
    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "ar" => Some(Self::Arabic),
            _ => None,
        }
    }

    /// Its code, for `lang`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }

    /// Its direction, for `dir`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::English => "ltr",
            Self::Arabic => "rtl",
        }
    }
}

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The catalogue of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let source = if language == Language::English { ENGLISH } else { ARABIC };
        // A catalogue with a mistake keeps what can be read of it; a test finds the mistake before it ships.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let _ = bundle.add_resource(resource);
        Self { language, bundle }
    }

    /// Which language it is.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text by key; a key without text shows itself, so that nothing is silently blank.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A text about a number, in the language's own plural.
    #[must_use]
    pub fn count(&self, key: &str, count: u32) -> String {
        self.with(key, &[("count", count.into())])
    }

    /// A text with values in it.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        self.format(key, Some(&args))
    }

    /// Whether there is a text of that key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(&key.replace('_', "-"))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let key = key.replace('_', "-");
        let Some(pattern) = self.bundle.get_message(&key).and_then(|message| message.value()) else {
            return key;
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut errors).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(source: &str) -> BTreeSet<&str> {
        source
            .lines()
            .filter(|line| !line.starts_with([' ', '#']))
            .filter_map(|l| Some(l.split_once('=')?.0.trim()))
            .collect()
    }

    #[test]
    fn both_languages_say_everything_and_are_well_formed() {
        assert_eq!(keys(ENGLISH), keys(ARABIC));
        for source in [ENGLISH, ARABIC] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
        }
        for theme in visita_domain::theme::Theme::ALL {
            let key = format!("theme-{}", theme.code().replace('_', "-"));
            assert!(keys(ENGLISH).contains(key.as_str()), "{key}");
        }
    }

    #[test]
    fn numbers_take_the_plural_of_the_language() {
        let arabic = Words::of(Language::Arabic);
        let forms: BTreeSet<String> = [0, 1, 2, 5, 11]
            .map(|n| arabic.count("report-open-conflicts", n))
            .into();
        assert_eq!(forms.len(), 5);
    }
}
