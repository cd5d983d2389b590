//! Statements: taken down, taken back, and who may assess an injury in one.

use super::require_notes;
use crate::api::interview::{StatementAdd, StatementView};
use crate::api::vault::{Created, Saved};
use crate::api::withdrawal::StatementWithdraw;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, code_of, from_code};
use crate::visits::{MAX_TEXT_CHARS, bounded, make_id};
use serde_json::json;
use visita_domain::dates::rfc3339;
use visita_domain::interview::{Account, Frame, Injury, Statement};
use visita_domain::slots::WritePolicy;
use visita_domain::visit::{Role, Seat};
use visita_domain::{DocumentId, MemberId, StatementId};
use visita_record::{DocumentKind, RecordDocument};

/// Whether the person took a statement back. Where colleagues differ on it, they did.
pub(crate) fn statement_withdrawn(record: &RecordDocument, statement: &str) -> bool {
    let path = format!("statement/{statement}/withdrawn");
    let field = record.field::<bool>(&path).unwrap_or_default();
    if field.in_conflict() {
        return field.current().iter().any(|slot| slot.value == Some(true));
    }
    field.shown() == Some(&true)
}

impl Session {
    pub(crate) fn statement_add(&mut self, args: StatementAdd) -> Result<Created, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let record = self.record(id, DocumentKind::Interview)?;
        require_notes(record)?;
        bounded(&args.text, MAX_TEXT_CHARS, "text")?;
        let theme = args
            .theme
            .as_deref()
            .map(|theme| from_code(theme, "theme"))
            .transpose()?;
        let degree = args
            .degree
            .as_deref()
            .map(|degree| from_code(degree, "degree"))
            .transpose()?;
        let account: Account = read_part(&args.account, "account")?.unwrap_or_default();
        let injuries: Vec<Injury> = read_part(&args.injuries, "injuries")?.unwrap_or_default();
        let statement = Statement {
            text: args.text,
            theme,
            verbatim: args.verbatim,
            first_hand: args.first_hand,
            allegation: args.allegation,
            account,
            injuries,
            degree,
        };
        if !statement.bounded() {
            return Err(ApiError::about(ErrorCode::Refused, "account"));
        }
        let visit = record.section::<Frame>("frame").value.visit;
        if statement.assessed() && !visit.is_some_and(|visit| self.may_assess(visit)) {
            return Err(ErrorCode::CliniciansOnly.into());
        }
        let made = make_id();
        let path = format!("statement/{made}/said");
        let saved = self.write(
            id,
            |edit| edit.set(&path, Some(&json!(statement)), WritePolicy::Testimony),
            |_| Ok(()),
        )?;
        Ok(Created {
            id: made,
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn statement_withdraw(&mut self, args: StatementWithdraw) -> Result<Saved, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let record = self.record(id, DocumentKind::Interview)?;
        let missing = || ApiError::about(ErrorCode::NotFound, "statement");
        let statement = StatementId::parse(&args.statement).map_err(|_| missing())?;
        let said = record.field::<Statement>(&format!("statement/{statement}/said"));
        said.ok().filter(|said| said.shown().is_some()).ok_or_else(missing)?;
        // A field of its own: whoever edits the words meanwhile does not bring them back.
        let path = format!("statement/{statement}/withdrawn");
        self.write(
            id,
            |edit| edit.set(&path, Some(&json!(args.withdrawn)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    /// Whether this device's member may assess injuries in a visit: an expert of the team or of the delegation, or a
    /// member marked as a clinician there.
    pub(super) fn may_assess(&mut self, visit: DocumentId) -> bool {
        let Ok(me) = self.team().map(|team| team.author.member.clone()) else {
            return false;
        };
        let Ok(open) = self.open() else { return false };
        if crate::merge::role_of(open, &me) == "expert" {
            return true;
        }
        let seat = open
            .record(visit)
            .ok()
            .and_then(|record| record.field::<Seat>(&format!("team/{me}")).ok());
        let seat = seat.as_ref().and_then(|seat| seat.shown()).filter(|seat| !seat.dropped);
        seat.is_some_and(|seat| seat.clinician || seat.role == Role::Expert)
    }
}

/// A part of a statement in the record's own form.
fn read_part<P: serde::Serialize, T: serde::de::DeserializeOwned>(
    part: &Option<P>,
    name: &str,
) -> Result<Option<T>, ApiError> {
    let refused = |_| ApiError::about(ErrorCode::Refused, name);
    part.as_ref()
        .map(|part| {
            serde_json::to_value(part)
                .and_then(serde_json::from_value)
                .map_err(refused)
        })
        .transpose()
}

/// A part of a statement in the fronts' form.
fn show_part<T: serde::de::DeserializeOwned>(part: impl serde::Serialize) -> Option<T> {
    serde_json::from_value(serde_json::to_value(part).ok()?).ok()
}

/// Statements in the order in which they were taken down.
pub(super) fn statements(record: &RecordDocument, name_of: impl Fn(&MemberId) -> String) -> Vec<StatementView> {
    let mut found: Vec<StatementView> = record
        .fields::<Statement>("statement/")
        .into_iter()
        .filter_map(|(path, field)| {
            let field = field.ok()?;
            let first = field.slots.first()?;
            let said = field.shown()?;
            let id = path.split('/').nth(1)?.to_owned();
            let withdrawn = statement_withdrawn(record, &id);
            Some(StatementView {
                id,
                withdrawn,
                text: if withdrawn { String::new() } else { said.text.clone() },
                theme: said.theme.map(|theme| theme.code().to_owned()),
                verbatim: said.verbatim,
                first_hand: said.first_hand,
                allegation: said.allegation,
                degree: said.degree.as_ref().map(code_of),
                account: show_part(&said.account).filter(|_| !withdrawn).unwrap_or_default(),
                injuries: show_part(&said.injuries).filter(|_| !withdrawn).unwrap_or_default(),
                by: name_of(&first.by),
                at: rfc3339(first.at),
            })
        })
        .collect();
    found.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
    found
}
