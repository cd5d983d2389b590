//! Whether a report or a letter may be published, as sentences of it.

use crate::words::Words;
use visita_domain::body::{Basis, BodyKind, Publication, Verdict};

/// The code of a basis.
fn basis_code(basis: Basis) -> &'static str {
    match basis {
        Basis::Decided => "decided",
        Basis::StateAsked => "state-asked",
        Basis::StatePublished => "state-published",
        Basis::Committee => "committee",
    }
}

/// The sentences: whether and from when, on what that rests, and that persons are asked.
#[must_use]
pub fn publication_text(publication: &Publication, words: &Words) -> Vec<String> {
    let with_source = |text: String, source: &str| match source {
        "" => text,
        source => format!("{text} ({source})"),
    };
    let verdict = match publication.verdict {
        Verdict::May => words.say("publication-may"),
        Verdict::From(day) => words.with("publication-from", &[("day", day.to_string().into())]),
        Verdict::PutOff(Some(day)) => words.with("publication-put-off-until", &[("day", day.to_string().into())]),
        Verdict::PutOff(None) => words.say("publication-put-off"),
        Verdict::Confidential => words.say(match publication.kind {
            BodyKind::International => "publication-confidential-state",
            BodyKind::National | BodyKind::Other => "publication-confidential-body",
        }),
        Verdict::Unread => words.say("publication-unread"),
    };
    let mut told = vec![with_source(verdict, publication.source)];
    if let Some(basis) = publication.basis {
        let basis = words.say(&format!("publication-basis-{}", basis_code(basis)));
        told.push(words.with("publication-rests-on", &[("basis", basis.into())]));
    }
    told.push(with_source(
        words.say("publication-consent"),
        publication.consent_source,
    ));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use visita_domain::body::{Body, Release};
    use visita_domain::dates::parse_day;

    fn told(kind: BodyKind, release: &Release, language: Language) -> String {
        let body = Body {
            kind,
            ..Body::default()
        };
        let today = parse_day("2026-03-01").unwrap_or_default();
        publication_text(&body.publication(release, today), &Words::of(language)).join("\n")
    }

    #[test]
    fn a_report_says_whether_it_may_be_published_where_that_is_written_and_that_persons_are_asked() {
        for language in [Language::English, Language::Arabic] {
            let state = told(BodyKind::International, &Release::default(), language);
            assert!(
                state.contains("(OPCAT 16(1), 16(2))") && state.contains("(OPCAT 16(2))"),
                "{state}"
            );
            let own = told(BodyKind::National, &Release::default(), language);
            assert!(own.contains("(OPCAT 21(2))") && own != state, "{own}");
            let later = Release {
                basis: Some(Basis::Decided),
                from: parse_day("2026-04-01"),
                note: String::new(),
            };
            assert!(told(BodyKind::Other, &later, language).contains("2026-04-01"));
            assert!(!state.contains("publication-"), "every sentence is there: {state}");
            let national =
                Body::default().publication(&Release::default(), parse_day("2026-03-01").unwrap_or_default());
            let unread = publication_text(&national.unread(), &Words::of(language)).join("\n");
            assert!(!unread.contains("publication-") && unread != own, "{unread}");
        }
    }
}
