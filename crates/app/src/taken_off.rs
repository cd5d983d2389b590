//! What is withdrawn while a colleague edits it, as the merge desk shows and settles it (`visita_record::Withdrawal`).

use crate::entries::Entry;
use crate::project::title;
use serde_json::{Value, json};
use visita_domain::finding::FindingStatus;
use visita_domain::programme::{Plan, PlanState};
use visita_domain::recommendation::{Letter, Status};
use visita_record::{RecordDocument, WHOLE_RECORD, WITHDRAWALS};

/// Fields by which people know a thing, the first that says something.
const NAMES: [&str; 5] = ["name", "title", "what", "statement", "text"];

/// Where decisions on a thing of a record stand.
pub(crate) fn withdrawal_path(noun: &str, id: &str) -> String {
    format!("{WITHDRAWALS}{noun}/{id}")
}

/// Names it among the conflicts of each thing that was taken off while a colleague wrote to it.
pub(crate) fn tell_withdrawn<T>(things: &mut [Entry<T>], noun: &str, withdrawn: &[String]) {
    for one in things {
        let path = withdrawal_path(noun, &one.id);
        if withdrawn.contains(&path) {
            one.conflicts.push(path);
        }
    }
}

/// The noun and the id that the path of a withdrawal names.
fn thing(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(WITHDRAWALS)?.split_once('/')
}

/// Whether a letter with a recommendation went out.
pub(crate) fn is_sent(record: &RecordDocument) -> bool {
    let mut letters = crate::recommendations::things::<Letter>(record, "letter").into_iter();
    letters.any(|(_, letter)| !letter.value.dropped)
}

/// The field that says that something is withdrawn, and what it says where it stands after all.
pub(crate) fn restored(record: &RecordDocument, withdrawal: &str) -> Option<(String, Value)> {
    Some(match thing(withdrawal)? {
        ("finding", id) => (format!("finding/{id}/status"), json!(FindingStatus::Draft)),
        ("statement", id) => (format!("statement/{id}/withdrawn"), json!(false)),
        ("recommendation", _) => {
            let status = if is_sent(record) { Status::Sent } else { Status::Draft };
            ("recommendation/status".to_owned(), json!(status))
        }
        ("plan", _) => {
            let begun = record.section::<Plan>("plan").value.visit.is_some();
            let state = if begun { PlanState::Done } else { PlanState::Proposed };
            ("plan/state".to_owned(), json!(state))
        }
        (noun, WHOLE_RECORD) => (format!("{noun}/dropped"), json!(false)),
        (noun, id) => (format!("{noun}/{id}/dropped"), json!(false)),
    })
}

/// What people call the thing that was withdrawn; none where it has no name.
pub(crate) fn subject(record: &RecordDocument, withdrawal: &str) -> Option<String> {
    let (noun, id) = thing(withdrawal)?;
    let section = if id == WHOLE_RECORD {
        noun.to_owned()
    } else {
        format!("{noun}/{id}")
    };
    name_at(record, &section)
}

/// What people call the thing that stands at a path; none where it has no name.
pub(crate) fn name_at(record: &RecordDocument, section: &str) -> Option<String> {
    let named = |name: &&str| {
        let field = record.field::<String>(&format!("{section}/{name}")).ok()?;
        field.shown().filter(|said| !said.is_empty()).map(|said| title(said))
    };
    NAMES.iter().find_map(named)
}

/// The field that an edit beside a withdrawal wrote, and what it wrote there.
pub(crate) fn edited<'a>(withdrawal: &str, version: &'a Value) -> Option<(String, &'a Value)> {
    let (noun, _) = thing(withdrawal)?;
    let field = version.get("field")?.as_str()?;
    let path = if field.contains('/') {
        field.to_owned()
    } else {
        format!("{noun}/{field}")
    };
    Some((path, version.get("value")?))
}

#[cfg(test)]
#[path = "taken_off_tests.rs"]
mod tests;
