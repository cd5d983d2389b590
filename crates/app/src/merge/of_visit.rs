//! What fields of a visit that hold ids say to people: a seat its areas, an area its name, evidence what is linked.

use crate::api::evidence::Evidence;
use crate::evidence::{Elsewhere, linked_view};
use crate::session::Open;
use crate::taken_off::edited;
use serde_json::Value;
use visita_domain::ids::GENERAL_AREA;
use visita_domain::visit::{Area, Seat};
use visita_domain::{DocumentId, MemberId, finding};
use visita_record::RecordDocument;

/// What a task or a mark about an area begins with.
const OF_AREA: &str = "area";

/// The name of an area, one that was dropped too; none of the place as a whole, which has no record of its own.
pub(super) fn area_name(record: &RecordDocument, id: &str) -> Option<String> {
    let field = record.field::<Area>(&format!("area/{id}")).ok()?;
    let shown = field.shown()?;
    Some(shown.name.clone()).filter(|name| !name.trim().is_empty())
}

/// The area that a mark is about, as `covered/area-<id>` names it.
pub(super) fn marked_area(record: &RecordDocument, mark: &str) -> Option<String> {
    let (kind, id) = mark.split_once('-')?;
    (kind == OF_AREA).then(|| area_name(record, id)).flatten()
}

/// What a field says where the value alone would be an id or a whole of several members; none of all others. The role of a seat
/// and the kind of a link are codes, which the screen has words for.
pub(super) fn said(open: &Open, record: &RecordDocument, path: &str, value: &Value) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["team", _] => {
            let seat: Seat = serde_json::from_value(value.clone()).ok()?;
            let areas = seat.areas.iter().map(ToString::to_string);
            let named = areas
                .filter(|id| id != GENERAL_AREA)
                .map(|id| area_name(record, &id).unwrap_or(id));
            Some(named.collect::<Vec<_>>().join(", "))
        }
        ["area", _] => Some(serde_json::from_value::<Area>(value.clone()).ok()?.name),
        ["observation", _, "area"] => area_name(record, value.as_str()?),
        ["task", _, "whom"] => Some(open.name_of(&MemberId::parse(value.as_str()?).ok()?)),
        ["task", _, "about"] => {
            let (kind, id) = value.as_str()?.split_once('/')?;
            (kind == OF_AREA).then(|| area_name(record, id)).flatten()
        }
        _ => None,
    }
}

/// What a link of a finding leads to, as the screens of findings show it; of an interview that it is one, and nothing more.
pub(super) fn linked(
    id: DocumentId,
    record: &RecordDocument,
    elsewhere: &Elsewhere,
    path: &str,
    value: &Value,
) -> Option<Evidence> {
    if let Some((beside, value)) = edited(path, value) {
        return linked(id, record, elsewhere, &beside, value);
    }
    let parts: Vec<&str> = path.split('/').collect();
    let ["finding", _, "evidence", _] = parts.as_slice() else {
        return None;
    };
    let link: finding::Evidence = serde_json::from_value(value.clone()).ok()?;
    Some(linked_view(id, record, &link, elsewhere))
}

/// One line of it for fronts that have no words of their own.
pub(super) fn line(linked: &Evidence) -> String {
    let question = linked.question.as_ref().map(|question| question.en.as_str());
    let says = linked.says.as_ref().map(|says| says.code.as_str());
    let parts = [Some(linked.kind.as_str()), says, question, Some(linked.title.as_str())];
    let said = parts.into_iter().flatten().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}
