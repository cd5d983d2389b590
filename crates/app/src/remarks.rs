//! What a person noted or flagged beside an item they have not answered. It is the record's, not the device's: colleagues
//! see it, and it goes into the answer once there is one.
//!
//! It stands at `remark/<area>/<checklist>/<item>/<member>`: one writer for each, so that two who noted different things
//! about one item do not disagree.

use serde::{Deserialize, Serialize};
use visita_domain::MemberId;
use visita_domain::answer::SourceType;
use visita_domain::dates::Timestamp;
use visita_record::RecordDocument;

/// A note or a flag without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remark {
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub flag: bool,
    #[serde(default)]
    pub source: Option<SourceType>,
}

impl Remark {
    /// Nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.note.trim().is_empty() && !self.flag
    }
}

/// Where a member's remark on an item stands. `answer` is `<area>/<checklist>/<item>`.
pub(crate) fn path(answer: &str, member: &MemberId) -> String {
    format!("remark/{answer}/{member}")
}

/// Every remark: the item it is about as `<area>/<checklist>/<item>`, what it says, who wrote it and when.
pub(crate) fn remarks(record: &RecordDocument) -> Vec<(String, Remark, (MemberId, Timestamp))> {
    let fields = record.fields::<Remark>("remark/").into_iter();
    fields
        .filter_map(|(path, field)| {
            let (answer, _) = path.strip_prefix("remark/")?.rsplit_once('/')?;
            let field = field.ok()?;
            let slot = field
                .current()
                .into_iter()
                .max_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)))?;
            let remark = slot.value.clone().filter(|remark| !remark.is_empty())?;
            Some((answer.to_owned(), remark, (slot.by.clone(), slot.at)))
        })
        .collect()
}
