//! What a record holds and this version cannot read: named by its path wherever the record is shown, and never dropped.

use serde::de::DeserializeOwned;
use visita_domain::answer::{Answer, SourceType};
use visita_domain::finding::{Confidence, Evidence, FindingStatus};
use visita_domain::interview::{Analysis, Consent, Frame, Protection, Situation, Statement};
use visita_domain::theme::Theme;
use visita_domain::visit::{Area, Seat, Visit};
use visita_record::RecordDocument;

/// Paths of a visit.
pub(crate) fn of_visit(record: &RecordDocument) -> Vec<String> {
    let mut paths = record.section::<Visit>("visit").unreadable;
    paths.extend(not::<Seat>(record, "team/", ""));
    paths.extend(not::<Area>(record, "area/", ""));
    paths.extend(not::<bool>(record, "checklist/", ""));
    paths.extend(not::<Answer>(record, "answer/", ""));
    for (noun, field) in [
        ("observation/", "/text"),
        ("observation/", "/area"),
        ("finding/", "/statement"),
    ] {
        paths.extend(not::<String>(record, noun, field));
    }
    paths.extend(not::<Theme>(record, "observation/", "/theme"));
    paths.extend(not::<SourceType>(record, "observation/", "/source"));
    paths.extend(not::<bool>(record, "observation/", "/flag"));
    paths.extend(not::<Theme>(record, "finding/", "/theme"));
    paths.extend(not::<FindingStatus>(record, "finding/", "/status"));
    paths.extend(not::<Confidence>(record, "finding/", "/confidence"));
    paths.extend(not::<bool>(record, "finding/", "/good_practice"));
    let links = not::<Evidence>(record, "finding/", "");
    paths.extend(links.into_iter().filter(|path| path.contains("/evidence/")));
    paths
}

/// Paths of an interview.
pub(crate) fn of_interview(record: &RecordDocument) -> Vec<String> {
    let mut paths = record.section::<Frame>("frame").unreadable;
    paths.extend(record.section::<Situation>("situation").unreadable);
    paths.extend(record.section::<Protection>("protection").unreadable);
    paths.extend(record.section::<Analysis>("analysis").unreadable);
    paths.extend(not::<Consent>(record, "consent/", ""));
    paths.extend(not::<Statement>(record, "statement/", "/said"));
    paths.extend(not::<bool>(record, "statement/", "/withdrawn"));
    paths
}

/// Paths under a prefix that end so and hold no `T`.
fn not<T: DeserializeOwned>(record: &RecordDocument, prefix: &str, end: &str) -> Vec<String> {
    let fields = record.fields::<T>(prefix).into_iter();
    let unread = fields.filter_map(|(path, field)| field.err().map(|_| path));
    unread.filter(|path| path.ends_with(end)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use crate::desk::{self, Desk};
    use serde_json::{Value, json};
    use visita_domain::slots::WritePolicy;

    /// As a newer version would: values in forms that nobody knows yet.
    fn writes(desk: &mut Desk, record: &str, paths: &[&str]) {
        let session = desk.session.as_mut().unwrap();
        let unknown = json!({"hologram": 3});
        let written = session.write(
            record.parse().unwrap(),
            |edit| {
                paths
                    .iter()
                    .try_for_each(|path| edit.set(path, Some(&unknown), WritePolicy::of(path)))
            },
            |_| Ok(()),
        );
        written.unwrap();
    }

    fn named(view: &Value) -> Vec<String> {
        let mut paths: Vec<String> = serde_json::from_value(view["unreadable"].clone()).unwrap();
        paths.sort();
        paths
    }

    #[test]
    fn what_a_newer_version_wrote_is_named_and_never_dropped() {
        let mut lead = Desk::founded("Amina");
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = lead.id("visit_create", desk::visit(&place));
        let interview = lead.id("interview_start", desk::interview(&visit));
        assert_eq!(named(&lead.ok("visit_get", json!({"visit": visit}))), [] as [String; 0]);
        let in_visit = [
            "answer/general/prison/own_bed",
            "area/a1",
            "finding/f1/evidence/answer-x",
            "finding/f1/statement",
            "observation/o1/text",
        ];
        writes(&mut lead, &visit, &in_visit);
        assert_eq!(named(&lead.ok("visit_get", json!({"visit": visit}))), in_visit);
        let in_interview = ["consent/photo", "situation/legal_status", "statement/s1/said"];
        writes(&mut lead, &interview, &in_interview);
        assert_eq!(
            named(&lead.ok("interview_get", json!({"interview": interview}))),
            in_interview
        );
        writes(&mut lead, &place, &["place/capacity"]);
        assert_eq!(
            named(&lead.ok("place_get", json!({"place": place}))),
            ["place/capacity"]
        );
    }
}
