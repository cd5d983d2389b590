//! What a person agreed to, and what may be done without it: doubt never permits.

use crate::api::interview::{ConsentSet, ConsentView};
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::interview_fields::word_drafts;
use crate::session::{Session, code_of, from_code};
use serde_json::json;
use visita_domain::DocumentId;
use visita_domain::dates::rfc3339;
use visita_domain::interview::{Consent, ConsentState, Purpose};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};

/// Without these two consents nothing that was said may be used.
pub(crate) const RECORDING: [Purpose; 2] = [Purpose::Talk, Purpose::Notes];

/// Whether the person withdrew the consent to talk or to notes. Where colleagues differ on it, it is withdrawn: doubt
/// never permits.
pub(crate) fn withdrawn(record: &RecordDocument) -> bool {
    RECORDING.into_iter().any(|purpose| consent_withdrawn(record, purpose))
}

/// Whether the person withdrew one consent, by the same rule.
pub(crate) fn consent_withdrawn(record: &RecordDocument, purpose: Purpose) -> bool {
    let field = record
        .field::<Consent>(&format!("consent/{}", purpose.code()))
        .unwrap_or_default();
    let says = |consent: &Consent| consent.state == ConsentState::Withdrawn;
    if field.in_conflict() {
        field.current().iter().any(|slot| slot.value.as_ref().is_some_and(says))
    } else {
        field.shown().is_some_and(says)
    }
}

/// Refuses words where the consent to notes does not stand.
pub(crate) fn require_notes(record: &RecordDocument) -> Result<(), ApiError> {
    if withdrawn(record) || consent_view(record, Purpose::Notes).state != "given" {
        return Err(ApiError::about(ErrorCode::NoConsent, "notes"));
    }
    Ok(())
}

/// Refuses a real name whose bearer withdrew the talk.
pub(super) fn require_talk(record: &RecordDocument) -> Result<(), ApiError> {
    if consent_withdrawn(record, Purpose::Talk) {
        return Err(ApiError::about(ErrorCode::NoConsent, "talk"));
    }
    Ok(())
}

impl Session {
    pub(crate) fn consent_set(&mut self, args: ConsentSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        self.record(id, DocumentKind::Interview)?;
        let purpose =
            Purpose::from_code(&args.purpose).ok_or_else(|| ApiError::about(ErrorCode::Refused, "purpose"))?;
        let state: ConsentState = from_code(&args.state, "state")?;
        let consent = Consent {
            state,
            at: self.now(),
            explained: args.explained,
            guardian: guardian(args.guardian.as_deref())?,
        };
        let path = format!("consent/{}", purpose.code());
        // What was typed and not yet kept goes with the words it belongs to.
        let drops = state == ConsentState::Withdrawn && RECORDING.contains(&purpose);
        let open = self.open()?;
        open.shelf()?;
        let entries = open.entries_of_person(id);
        self.write(
            id,
            |edit| edit.set(&path, Some(&json!(consent)), WritePolicy::Fact),
            |tx| {
                if !drops {
                    return Ok(());
                }
                let drafts = word_drafts(tx, &args.interview, &entries)?;
                drafts.iter().try_for_each(|draft| tx.drop_draft(draft))
            },
        )
    }
}

/// Longest role of a guardian, characters.
const MAX_GUARDIAN_CHARS: usize = 200;

/// A guardian who agreed too, by role.
pub(super) fn guardian(said: Option<&str>) -> Result<Option<String>, ApiError> {
    let said = said.map(str::trim).filter(|said| !said.is_empty());
    if said.is_some_and(|said| said.chars().count() > MAX_GUARDIAN_CHARS) {
        return Err(ApiError::about(ErrorCode::Refused, "guardian"));
    }
    Ok(said.map(ToOwned::to_owned))
}

/// A consent as it stands; in conflict it is shown as not asked, so that doubt never permits.
pub(crate) fn consent_view(record: &RecordDocument, purpose: Purpose) -> ConsentView {
    let field = record
        .field::<Consent>(&format!("consent/{}", purpose.code()))
        .unwrap_or_default();
    let consent = if field.in_conflict() { None } else { field.shown() };
    ConsentView {
        purpose: purpose.code().to_owned(),
        state: consent.map_or_else(|| code_of(&ConsentState::NotAsked), |consent| code_of(&consent.state)),
        at: consent.map(|consent| rfc3339(consent.at)),
        guardian: consent.and_then(|consent| consent.guardian.clone()),
    }
}
