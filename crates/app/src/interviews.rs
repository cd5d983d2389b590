//! Interview notes, consent, identities.

use crate::api::interview::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::withdrawal::StatementWithdraw;
use crate::api::{ApiError, ErrorCode};
use crate::evidence::evidence;
use crate::findings::{ids, read_finding};
use crate::interview_fields::{sections, word_drafts};
use crate::project::{InterviewBody, conflicts};
use crate::session::{Session, code_of, from_code, member_of};
use crate::vaults::{heads_from_hex, heads_to_hex};
use crate::visits::{MAX_TEXT_CHARS, bounded, make_id, visible_name};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::dates::rfc3339;
use visita_domain::interview::{
    Account, Consent, ConsentState, Frame, Injury, Interviewee, Protection, Purpose, Statement, derive_mark,
    derive_pseudonym,
};
use visita_domain::slots::WritePolicy;
use visita_domain::visit::{Role, Seat};
use visita_domain::{DocumentId, MemberId, StatementId};
use visita_record::{DocumentKind, HEAD_BYTES, RecordDocument};

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
fn require_talk(record: &RecordDocument) -> Result<(), ApiError> {
    if consent_withdrawn(record, Purpose::Talk) {
        return Err(ApiError::about(ErrorCode::NoConsent, "talk"));
    }
    Ok(())
}

/// Whether the person took a statement back. Where colleagues differ on it, they did.
pub(crate) fn statement_withdrawn(record: &RecordDocument, statement: &str) -> bool {
    let path = format!("statement/{statement}/withdrawn");
    let field = record.field::<bool>(&path).unwrap_or_default();
    if field.in_conflict() {
        return field.current().iter().any(|slot| slot.value == Some(true));
    }
    field.shown() == Some(&true)
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

    /// Whether this device's member may assess injuries in a visit: an expert of the team or of the delegation, or a
    /// member marked as a clinician there.
    fn may_assess(&mut self, visit: DocumentId) -> bool {
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

/// Longest role of a guardian, characters.
const MAX_GUARDIAN_CHARS: usize = 200;

/// A guardian who agreed too, by role.
fn guardian(said: Option<&str>) -> Result<Option<String>, ApiError> {
    let said = said.map(str::trim).filter(|said| !said.is_empty());
    if said.is_some_and(|said| said.chars().count() > MAX_GUARDIAN_CHARS) {
        return Err(ApiError::about(ErrorCode::Refused, "guardian"));
    }
    Ok(said.map(ToOwned::to_owned))
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

/// Statements in the order in which they were taken down.
fn statements(record: &RecordDocument, name_of: impl Fn(&MemberId) -> String) -> Vec<StatementView> {
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
