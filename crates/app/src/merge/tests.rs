//! What the desk calls fields: each of them has a name.

#![allow(clippy::unwrap_used)]

use super::label;
use crate::synthesis::every_path::paths;
use std::collections::BTreeSet;
use visita_record::{DocumentKind, RecordDocument};

/// The catalogues that screens have the names from.
const ENGLISH: [&str; 2] = [
    include_str!("../../../report/locales/en.ftl"),
    include_str!("../../../../ui/src/i18n/en.ftl"),
];

fn named() -> BTreeSet<&'static str> {
    let lines = ENGLISH.into_iter().flat_map(str::lines);
    lines.filter_map(|line| Some(line.split_once(" =")?.0)).collect()
}

#[test]
fn every_field_that_can_stand_on_the_desk_has_a_name() {
    let named = named();
    let mut raw = Vec::new();
    for kind in DocumentKind::ALL {
        let record = RecordDocument::genesis(kind).unwrap();
        for path in paths(kind) {
            let (label, _) = label(&record, &path);
            if !named.contains(label.replace('_', "-").as_str()) {
                raw.push((path, label));
            }
        }
    }
    assert!(raw.is_empty(), "{raw:?}");
}

#[test]
fn a_remark_is_called_by_the_question_it_stands_beside() {
    let record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let list = crate::capture::find_checklist("prison").unwrap();
    let item = list.items().next().unwrap();
    let (key, question) = label(&record, &format!("remark/general/prison/{}/amina", item.id));
    assert_eq!(key, "field-remark");
    assert_eq!(question.unwrap().en, item.question.en);
    let (key, question) = label(&record, &format!("review/answer/general/prison/{}", item.id));
    assert_eq!(key, "field-review-answer");
    assert_eq!(question.unwrap().en, item.question.en, "so is the review of an answer");
    let (_, unknown) = label(&record, "remark/general/prison/of_a_newer_version/amina");
    assert!(unknown.is_none());
}
