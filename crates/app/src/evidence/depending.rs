//! Interviews that do not stand on their own beside the others that a finding stands on.

use super::evidence_at;
use crate::api::evidence::EvidenceDepend;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, from_code};
use serde_json::{Value, json};
use visita_domain::finding::{self, Dependence, EvidenceKind};
use visita_domain::slots::WritePolicy;
use visita_record::DocumentKind;

/// A reason that somebody gives; only an interview takes one.
pub(super) fn dependence(kind: EvidenceKind, code: Option<&str>) -> Result<Option<Dependence>, ApiError> {
    let reason: Option<Dependence> = code.map(|code| from_code(code, "depends")).transpose()?;
    if reason.is_some() && kind != EvidenceKind::Interview {
        return Err(ApiError::about(ErrorCode::Refused, "kind"));
    }
    Ok(reason)
}

/// What a front was shown: a reason of a newer version is shown as such, though nobody here can give it.
fn shown_as(code: Option<&str>) -> Result<Option<Dependence>, ApiError> {
    match code {
        Some(NEWER) => Ok(Some(Dependence::Newer)),
        code => code.map(|code| from_code(code, "was")).transpose(),
    }
}

/// How [`Dependence::Newer`] is shown.
const NEWER: &str = "newer";

impl Session {
    /// An interview that leans on another, or that stands on its own after all. An established finding may lose what it was
    /// established on, as when evidence is taken back: it says so itself, and the mark is written.
    pub(crate) fn evidence_depend(&mut self, args: EvidenceDepend) -> Result<Saved, ApiError> {
        let (visit, id) = self.finding_of(&args.visit, &args.finding)?;
        let kind: EvidenceKind = from_code(&args.kind, "kind")?;
        if kind != EvidenceKind::Interview {
            return Err(ApiError::about(ErrorCode::Refused, "kind"));
        }
        let reason = dependence(kind, args.depends.as_deref())?;
        let path = evidence_at(id.as_str(), &args.kind, &args.target);
        let record = self.record(visit, DocumentKind::Visit)?;
        let field = record.field::<Value>(&path).ok();
        let stored = field.as_ref().and_then(|field| field.shown().cloned());
        let read = |link: &Value| serde_json::from_value::<finding::Evidence>(link.clone()).ok();
        let found = stored.and_then(|link| Some((read(&link)?, link)));
        let (link, mut marked) = found.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "target"))?;
        let disputed = field.is_some_and(|field| field.in_conflict());
        if let Some(was) = &args.was
            && !disputed
            && link.depends != reason
            && link.depends != shown_as(was.depends.as_deref())?
        {
            return Err(ApiError::about(ErrorCode::Stale, "depends"));
        }
        // Whatever else a newer version wrote into the link stays in it.
        if let Some(members) = marked.as_object_mut() {
            match reason {
                Some(reason) => members.insert("depends".to_owned(), json!(reason)),
                None => members.remove("depends"),
            };
        }
        self.write(
            visit,
            |edit| edit.set(&path, Some(&marked), WritePolicy::Fact),
            |_| Ok(()),
        )
    }
}
