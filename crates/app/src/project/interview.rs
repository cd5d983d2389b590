//! An interview in lists and in search.

use super::{Found, Projected, title};
use crate::interviews::{RECORDING, statement_withdrawn, withdrawn};
use crate::reprisals::{RecontactBody, is_watched, waiting_recontacts};
use crate::risks::{TaskBody, tasks};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use visita_domain::interview::{Consent, Frame, Protection, Purpose, Situation, Statement};
use visita_record::RecordDocument;

/// What a list knows of an interview.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct InterviewBody {
    pub frame: Frame,
    pub at_risk: bool,
    #[serde(default)]
    withdrawn: bool,
    pub consents: BTreeMap<String, String>,
    /// The band of age that was noted; empty where none was.
    #[serde(default)]
    pub age_band: String,
    /// Risks nobody has handled; none where an earlier version made the list.
    #[serde(default)]
    pub tasks: Option<Vec<TaskBody>>,
    pub conflicts: Vec<String>,
    /// Days on which somebody looks after the person.
    #[serde(default)]
    pub recontacts: Vec<RecontactBody>,
    /// It stands in the register of reprisals; nothing where an earlier version made the list.
    #[serde(default)]
    watched: Option<bool>,
    /// There are statements that stand, and all of them are hearsay.
    #[serde(default)]
    pub hearsay: bool,
}

impl InterviewBody {
    /// Whether it may stand in the register of reprisals. A list made by an earlier version does not know: the record does.
    pub(crate) fn may_be_watched(&self) -> bool {
        self.watched != Some(false)
    }

    /// Whether the person took back what they said. A list made by an earlier version knows the consents alone.
    pub(crate) fn withdrawn(&self) -> bool {
        let taken_back = |purpose: &Purpose| {
            self.consents
                .get(purpose.code())
                .is_some_and(|state| state == "withdrawn")
        };
        self.withdrawn || RECORDING.iter().any(taken_back)
    }
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let frame: Frame = record.section("frame").value;
    let protection: Protection = record.section("protection").value;
    let consents = Purpose::ALL
        .into_iter()
        .filter_map(|purpose| {
            let field = record.field::<Consent>(&format!("consent/{}", purpose.code())).ok()?;
            let state = crate::session::code_of(&field.shown()?.state);
            Some((purpose.code().to_owned(), state))
        })
        .collect();
    // What the person took back is found no more.
    let withdrawn = withdrawn(record);
    let mut text = if withdrawn { String::new() } else { record.text() };
    let (mut said_first_hand, mut said_second_hand) = (false, false);
    for (path, field) in record.fields::<Statement>("statement/") {
        let id = path.split('/').nth(1).unwrap_or_default();
        let said = field.ok().and_then(|field| field.shown().cloned());
        if let Some(statement) = said.filter(|_| !withdrawn && !statement_withdrawn(record, id)) {
            said_first_hand |= statement.first_hand;
            said_second_hand |= !statement.first_hand;
            text.push('\n');
            text.push_str(&statement.text);
            for member in statement.account.members() {
                text.push('\n');
                text.push_str(member);
            }
        }
    }
    let texts = vec![Found {
        kind: "interview",
        at: None,
        title: title(&frame.pseudonym),
        text,
    }];
    let situation: Situation = record.section("situation").value;
    let body = InterviewBody {
        age_band: situation.age_band,
        at_risk: protection.at_risk(),
        withdrawn,
        consents,
        tasks: Some(tasks(record)),
        conflicts,
        recontacts: waiting_recontacts(record),
        watched: Some(is_watched(record)),
        hearsay: said_second_hand && !said_first_hand,
        frame,
    };
    Projected {
        rows: vec![("interview", json!(body))],
        texts,
        named: Vec::new(),
    }
}
