//! The record of the body itself: its profile, its rules of regularity, its people. There is one for each team; its id is the
//! team's, so that two who begin it apart from each other begin the same one.

use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use visita_domain::DocumentId;
use visita_record::{DocumentKind, Edit, EditError, RecordDocument};
use visita_seal::grant::Audience;

impl Session {
    pub(crate) fn body_id(&mut self) -> Result<DocumentId, ApiError> {
        let team = self.open()?.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        Ok(DocumentId::from_bytes(team.roster.team.0))
    }

    /// The record; none while nobody has written to it.
    pub(crate) fn body_record(&mut self) -> Result<Option<&mut RecordDocument>, ApiError> {
        let id = self.body_id()?;
        match self.record(id, DocumentKind::Body) {
            Err(unwritten) if unwritten.code == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
            // Asked for once more: the borrow of a match that may return would last for all of it.
            Ok(_) => self.record(id, DocumentKind::Body).map(Some),
        }
    }

    /// Writes to it; the first who does makes it.
    pub(crate) fn write_body(
        &mut self,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
    ) -> Result<Saved, ApiError> {
        let id = self.body_id()?;
        if self.body_record()?.is_some() {
            self.write(id, work, |_| Ok(()))
        } else {
            self.create_at(id, DocumentKind::Body, Audience::Team, None, work)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use crate::desk::Desk;
    use serde_json::json;
    use visita_domain::slots::WritePolicy;

    fn writes(desk: &mut Desk, path: &str, value: &str) {
        let session = desk.session.as_mut().unwrap();
        let value = json!(value);
        session
            .write_body(|edit| edit.set(path, Some(&value), WritePolicy::Fact))
            .unwrap();
    }

    fn reads(desk: &mut Desk, path: &str) -> Vec<String> {
        let record = desk.session.as_mut().unwrap().body_record().unwrap().unwrap();
        let field = record.field::<String>(path).unwrap();
        field
            .current()
            .into_iter()
            .filter_map(|slot| slot.value.clone())
            .collect()
    }

    #[test]
    fn two_who_begin_the_record_of_the_body_apart_begin_the_same_one_and_lose_nothing() {
        let (mut lead, mut inspector) = Desk::team_of_two();
        assert!(lead.session.as_mut().unwrap().body_record().unwrap().is_none());
        writes(&mut lead, "body/address", "12 Harbour Street");
        writes(&mut inspector, "body/address", "14 Harbour Street");
        writes(&mut inspector, "body/phone", "not given");
        let (from_lead, from_inspector) = (lead.bundle(), inspector.bundle());
        lead.take(&from_inspector);
        inspector.take(&from_lead);
        // Each goes on writing under one of the two keys, and the other follows.
        writes(&mut lead, "body/hours", "9 to 5");
        let later = lead.bundle();
        inspector.take(&later);
        for desk in [&mut lead, &mut inspector] {
            let mut both = reads(desk, "body/address");
            both.sort();
            assert_eq!(both, ["12 Harbour Street", "14 Harbour Street"]);
            assert_eq!(reads(desk, "body/phone"), ["not given"]);
            assert_eq!(reads(desk, "body/hours"), ["9 to 5"]);
            let open = desk.ok("conflict_list", json!({}))["open"].clone();
            assert_eq!(
                (&open[0]["path"], &open[0]["kind"]),
                (&json!("body/address"), &json!("body"))
            );
        }
    }
}
