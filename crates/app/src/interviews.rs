//! Interviews: begun, listed and shown, their notes, names and identities.

mod consents;
mod statements;

pub(crate) use consents::{RECORDING, consent_view, consent_withdrawn, require_notes, withdrawn};
pub(crate) use statements::statement_withdrawn;

use crate::api::interview::{
    ConsentView, Identity, IdentitySet, InterviewNoteSet, InterviewRef, InterviewRow, InterviewRows, InterviewStart,
    InterviewView, LinkedFinding, NoteSaved,
};
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::evidence::evidence;
use crate::findings::{ids, read_finding};
use crate::interview_fields::sections;
use crate::project::{InterviewBody, conflicts};
use crate::session::{Session, code_of, from_code, member_of};
use crate::vaults::{heads_from_hex, heads_to_hex};
use crate::visits::visible_name;
use consents::{guardian, require_talk};
use serde_json::json;
use statements::statements;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::rfc3339;
use visita_domain::interview::{
    Consent, ConsentState, Frame, Interviewee, Protection, Purpose, derive_mark, derive_pseudonym,
};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, HEAD_BYTES};

/// Longest pseudonym, characters.
pub(crate) const MAX_PSEUDONYM_CHARS: usize = 60;

/// Where the unsaved tail of an interview's note is kept.
pub(crate) fn note_draft(interview: &str) -> String {
    format!("interview/{interview}/note")
}

/// Where an unsaved statement is kept.
pub(crate) fn statement_draft(interview: &str) -> String {
    format!("statement/{interview}/new")
}

fn row(id: String, body: &InterviewBody, by: String, shared_name: bool) -> InterviewRow {
    InterviewRow {
        shared_name,
        visit: body.frame.visit.map(|visit| visit.to_string()).unwrap_or_default(),
        pseudonym: body.frame.pseudonym.clone(),
        started_at: body.frame.started_at.map(rfc3339).unwrap_or_default(),
        by,
        at_risk: body.at_risk,
        consent_notes: body
            .consents
            .get("notes")
            .cloned()
            .unwrap_or_else(|| "not_asked".to_owned()),
        id,
    }
}

/// Pseudonyms that several interviews bear: typed by hand on two devices, or drawn by an earlier version.
fn shared_names(bodies: &[(String, InterviewBody)]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let names = bodies.iter().map(|(_, body)| &body.frame.pseudonym);
    names.filter(|name| !seen.insert(*name)).cloned().collect()
}

fn heads(bytes: &[u8]) -> Vec<[u8; HEAD_BYTES]> {
    bytes
        .chunks(HEAD_BYTES)
        .filter_map(|head| head.try_into().ok())
        .collect()
}

impl Session {
    pub(crate) fn interview_list(&mut self, args: VisitRef) -> Result<InterviewRows, ApiError> {
        let bodies = self.interviews_of(&args.visit)?;
        let shared = shared_names(&bodies);
        let open = self.open()?;
        let mut rows: Vec<InterviewRow> = bodies
            .into_iter()
            .map(|(id, body)| {
                let shared_name = shared.contains(&body.frame.pseudonym);
                let by = body
                    .frame
                    .interviewer
                    .as_ref()
                    .map(|member| open.name_of(member))
                    .unwrap_or_default();
                row(id, &body, by, shared_name)
            })
            .collect();
        rows.sort_by(|a, b| (&b.started_at, &b.id).cmp(&(&a.started_at, &a.id)));
        let sealed = self.sealed_of(&args.visit)?;
        Ok(InterviewRows { rows, sealed })
    }

    pub(crate) fn interview_start(&mut self, args: InterviewStart) -> Result<Created, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        self.record(visit, DocumentKind::Visit)?;
        let now = self.now();
        let mut consents = Vec::new();
        for (purpose, answer) in &args.consents {
            let purpose =
                Purpose::from_code(purpose).ok_or_else(|| ApiError::about(ErrorCode::Refused, purpose.clone()))?;
            let state = match answer.as_str() {
                "given" => ConsentState::Given,
                "refused" => ConsentState::Refused,
                "later" => ConsentState::NotAsked,
                _ => return Err(ApiError::about(ErrorCode::Refused, purpose.code())),
            };
            consents.push((
                purpose,
                Consent {
                    state,
                    at: now,
                    explained: args.explained.clone(),
                    guardian: guardian(args.guardian.as_deref())?,
                },
            ));
        }
        let agreed = |wanted| {
            consents
                .iter()
                .any(|(p, c)| *p == wanted && c.state == ConsentState::Given)
        };
        if !agreed(Purpose::Talk) {
            return Err(ApiError::about(ErrorCode::NoConsent, "talk"));
        }
        let taken: Vec<String> = self
            .interviews_of(&args.visit)?
            .into_iter()
            .map(|(_, body)| body.frame.pseudonym)
            .collect();
        let pseudonym = match args
            .pseudonym
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
        {
            Some(name) if taken.contains(&name) => {
                return Err(ApiError::about(ErrorCode::Refused, "pseudonym"));
            }
            Some(name) => {
                visible_name(&name, MAX_PSEUDONYM_CHARS, "pseudonym")?;
                name
            }
            None => {
                let mut random = [0; 2];
                rand::Rng::fill_bytes(&mut rand::rng(), &mut random);
                derive_pseudonym(random, &self.pseudonym_mark(Some(visit))?, &taken)
            }
        };
        let frame = Frame {
            visit: Some(visit),
            pseudonym,
            started_at: Some(now),
            interviewer: Some(self.team()?.author.member.clone()),
            interviewee: from_code::<Interviewee>(&args.interviewee, "interviewee")?,
            language: args.language,
            ..Frame::default()
        };
        let audience = self.audience_within(Some(visit), args.whole_team, &args.readers)?;
        let (id, saved) = self.create(DocumentKind::Interview, audience, Some(visit), |edit| {
            edit.set_section("frame", &frame)?;
            consents.iter().try_for_each(|(purpose, consent)| {
                edit.set(
                    &format!("consent/{}", purpose.code()),
                    Some(&json!(consent)),
                    WritePolicy::Fact,
                )
            })
        })?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn interview_get(&mut self, args: InterviewRef) -> Result<InterviewView, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let mut record = self.record(id, DocumentKind::Interview)?.clone();
        let frame = record.section::<Frame>("frame").value;
        let at_risk = record.section::<Protection>("protection").value.at_risk();
        let withdrawn = withdrawn(&record);
        let sections = sections(&record, withdrawn);
        let shared_name = match frame.visit {
            Some(visit) => shared_names(&self.interviews_of(&visit.to_string())?).contains(&frame.pseudonym),
            None => false,
        };
        let may_assess = frame.visit.is_some_and(|visit| self.may_assess(visit));
        let findings = frame.visit.map(|visit| self.findings_with(visit, &args.interview));
        let consented = crate::reports::settled_consents(&record);
        let consents: Vec<ConsentView> = Purpose::ALL
            .into_iter()
            .map(|purpose| consent_view(&record, purpose))
            .collect();
        let open = self.open()?;
        let interpreters = open.interpreter_codes()?;
        let stored = open.vault.read();
        let draft = stored.draft(&note_draft(&args.interview))?;
        let conflicts = conflicts(&mut record, &member_of(open.team.as_ref()));
        let identity_sealed = stored.identity(&id.bytes())?.is_some();
        let note = if withdrawn { String::new() } else { record.text() };
        // What was typed here before the withdrawal came is hidden like the rest.
        let draft = draft.filter(|draft| !withdrawn && draft.text != note);
        // Where what it was typed on is out of the record again, it can still be shown and kept: on the note as it stands.
        let typed_on = draft.as_ref().map(|draft| heads(&draft.base));
        let typed_on = typed_on.filter(|base| !base.is_empty() && base.iter().all(|head| record.holds(head)));
        Ok(InterviewView {
            row: InterviewRow {
                shared_name,
                id: args.interview,
                visit: frame.visit.map(|visit| visit.to_string()).unwrap_or_default(),
                pseudonym: frame.pseudonym.clone(),
                started_at: frame.started_at.map(rfc3339).unwrap_or_default(),
                by: frame
                    .interviewer
                    .as_ref()
                    .map(|member| open.name_of(member))
                    .unwrap_or_default(),
                at_risk,
                consent_notes: consents
                    .iter()
                    .find(|c| c.purpose == "notes")
                    .map(|c| c.state.clone())
                    .unwrap_or_default(),
            },
            consents,
            sections,
            statements: if withdrawn {
                Vec::new()
            } else {
                statements(&record, |member| open.name_of(member))
            },
            // Only a draft that is shown is typed on what it was typed on; anything else begins at the note as it stands.
            note_base: heads_to_hex(&typed_on.unwrap_or_else(|| record.heads())),
            draft: draft.map(|draft| draft.text),
            note,
            identity_sealed,
            withdrawn,
            conflicts,
            may_assess,
            guardian_needed: consented.guardian_needed,
            findings: findings.unwrap_or_default(),
            interpreters,
            tasks: crate::risks::tasks(&record).into_iter().map(|task| task.risk).collect(),
            handled: crate::risks::handled_views(open, &record),
            unreadable: crate::unreadable::of_interview(&record),
        })
    }

    pub(crate) fn interview_note(&mut self, args: InterviewNoteSet) -> Result<NoteSaved, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let record = self.record(id, DocumentKind::Interview)?;
        require_notes(record)?;
        let base = match &args.base {
            Some(base) => heads(&heads_from_hex(base)?),
            None => record.heads(),
        };
        let draft = note_draft(&args.interview);
        let (saved, change) =
            self.write_change(id, |edit| edit.set_text(&base, &args.text), |tx| tx.drop_draft(&draft))?;
        Ok(NoteSaved {
            saved_at: saved.saved_at,
            base: change.unwrap_or_else(|| heads_to_hex(&base)),
        })
    }

    /// What the pseudonyms drawn on this device end with, in a visit or in the register. While some that were drawn there
    /// before are left behind, letters of the journey come after, so that none of them is drawn again.
    pub(crate) fn pseudonym_mark(&mut self, visit: Option<DocumentId>) -> Result<String, ApiError> {
        let this = self.open()?.device.id();
        let team = self.team()?;
        let others = team.roster.devices.keys().filter(|device| **device != this);
        let others: Vec<&[u8]> = others.map(|device| device.0.as_slice()).collect();
        let mark = derive_mark(&this.0, &others);
        let known = match visit {
            Some(visit) => self.require_interviews_here(visit),
            None => self.require_all_here(),
        };
        match known {
            Ok(()) => return Ok(mark),
            Err(error) if error.code == ErrorCode::LeftBehind => {}
            Err(error) => return Err(error),
        }
        // On the way back the journey is over; what is drawn until all is here carries letters of its own.
        let since_ms = self.open()?.away_since_ms()?.unwrap_or_else(|| self.now_ms());
        Ok(format!("{mark}-{}", derive_mark(&since_ms.to_le_bytes(), &[])))
    }

    /// Findings that stand on an interview, where the visit is here.
    fn findings_with(&mut self, visit: DocumentId, interview: &str) -> Vec<LinkedFinding> {
        let Ok(record) = self.record(visit, DocumentKind::Visit) else {
            return Vec::new();
        };
        let linked = |id: &String| evidence(record, id).iter().any(|link| link.target == interview);
        ids(record, "finding")
            .into_iter()
            .filter(linked)
            .filter_map(|id| {
                let finding = read_finding(record, &id)?;
                Some(LinkedFinding {
                    id,
                    statement: finding.statement,
                    status: code_of(&finding.status),
                })
            })
            .collect()
    }

    pub(crate) fn identity_seal(&mut self, args: IdentitySet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        require_talk(self.record(id, DocumentKind::Interview)?)?;
        let now = rfc3339(self.now());
        let vault = &mut self.open()?.vault;
        vault.transact(|tx| tx.put_identity(&id.bytes(), &args.identity, &mut rand::rng()))?;
        Ok(Saved { saved_at: now })
    }

    pub(crate) fn identity_open(&mut self, args: InterviewRef) -> Result<Identity, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        require_talk(self.record(id, DocumentKind::Interview)?)?;
        Ok(Identity {
            identity: self.open()?.vault.read().identity(&id.bytes())?,
        })
    }
}
