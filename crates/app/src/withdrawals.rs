//! What taking back a consent or a statement hides, and on which devices it is pending.

use crate::api::withdrawal::{Withdrawal, WithdrawalAsk, WithdrawalDevice, WithdrawnPiece};
use crate::api::{ApiError, ErrorCode};
use crate::evidence::evidence;
use crate::findings::{ids, read_finding};
use crate::interview_fields::{word_drafts, written};
use crate::interviews::{RECORDING, statement_withdrawn};
use crate::merge::short;
use crate::project::title;
use crate::reports::settled_consents;
use crate::session::{Open, Session};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::dates::{Timestamp, from_millis, rfc3339};
use visita_domain::finding::{EvidenceKind, FindingStatus, triangulated};
use visita_domain::interview::{Consent, ConsentState, Consents, Frame, Protection, Purpose, Reprisal, Statement};
use visita_record::{DocumentKind, RecordDocument};
use visita_report::Audience;
use visita_sync::Ledger as _;
use visita_wire::{DeviceId, DocId, Have, HaveDoc, HeldTo, count_of, life_of};

/// The codes of the audiences of a report, in the order shown.
const AUDIENCES: [(&str, Audience); 3] = [
    ("internal", Audience::Internal),
    ("authority", Audience::Authority),
    ("public", Audience::Public),
];

impl Session {
    pub(crate) fn withdrawal_preview(&mut self, args: WithdrawalAsk) -> Result<Withdrawal, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let now = self.now();
        let record = self.reading(id, DocumentKind::Interview)?;
        let (withdrawn, mut pieces) = match (&args.purpose, &args.statement) {
            (Some(purpose), None) => {
                let refused = || ApiError::about(ErrorCode::Refused, "purpose");
                let purpose = Purpose::from_code(purpose).ok_or_else(refused)?;
                let state = settled_consents(&record).state(purpose);
                (state == ConsentState::Withdrawn, of_consent(&record, purpose, now))
            }
            (None, Some(statement)) => (
                statement_withdrawn(&record, statement),
                of_statement(&record, statement)?,
            ),
            _ => return Err(ApiError::about(ErrorCode::BadArguments, "purpose")),
        };
        let takes_words_back = args.purpose.as_deref().and_then(Purpose::from_code);
        if takes_words_back.is_some_and(|purpose| RECORDING.contains(&purpose)) {
            if takes_words_back == Some(Purpose::Talk) && self.open()?.vault.read().identity(&id.bytes())?.is_some() {
                pieces.push(piece("identity", "", "hidden", ""));
            }
            let entries = self.entries_on(id)?;
            pieces.extend(self.drafts_of(&args.interview, &entries)?);
            pieces.extend(self.words_of(&entries)?);
            pieces.extend(self.findings_on(&record, &args.interview)?);
        }
        Ok(Withdrawal {
            withdrawn,
            pieces,
            devices: devices(self.open()?, id, withdrawn)?,
        })
    }

    /// Entries of the register for the person of an interview.
    fn entries_on(&mut self, interview: DocumentId) -> Result<Vec<String>, ApiError> {
        let open = self.open()?;
        open.shelf()?;
        Ok(open.entries_of_person(interview))
    }

    /// What the entries say of the person, in their words.
    fn words_of(&mut self, entries: &[String]) -> Result<Vec<WithdrawnPiece>, ApiError> {
        let mut pieces = Vec::new();
        for entry in entries {
            let record = self.record(entry.parse()?, DocumentKind::Interview)?;
            let name = record.section::<Frame>("frame").value.pseudonym;
            let said = record.section::<Reprisal>("reprisal").value;
            let words = [said.about, said.risk, said.mitigation, said.channel].join("\n");
            if !words.trim().is_empty() {
                pieces.push(piece("reprisal", &name, "hidden", &words));
            }
        }
        Ok(pieces)
    }

    fn drafts_of(&mut self, interview: &str, entries: &[String]) -> Result<Vec<WithdrawnPiece>, ApiError> {
        let stored = self.open()?.vault.read();
        let mut pieces = Vec::new();
        for key in word_drafts(&stored, interview, entries)? {
            let draft = stored.draft(&key)?.filter(|draft| !draft.text.trim().is_empty());
            pieces.extend(draft.map(|draft| piece("draft", "", "erased", &draft.text)));
        }
        Ok(pieces)
    }

    /// Interviews of a visit that were withdrawn.
    fn taken_back(&mut self, visit: &str) -> Result<BTreeSet<String>, ApiError> {
        let held = self.interviews_of(visit)?.into_iter();
        Ok(held.filter(|(_, body)| body.withdrawn()).map(|(id, _)| id).collect())
    }

    /// Findings that stand on the interview.
    fn findings_on(&mut self, record: &RecordDocument, interview: &str) -> Result<Vec<WithdrawnPiece>, ApiError> {
        let Some(visit) = record.section::<Frame>("frame").value.visit else {
            return Ok(Vec::new());
        };
        let taken_back = self.taken_back(&visit.to_string())?;
        let Ok(visit) = self.reading(visit, DocumentKind::Visit) else {
            // The visit has not arrived here yet: nothing on this device stands on the interview.
            return Ok(Vec::new());
        };
        let visit = &visit;
        let of_this = |kind, target: &str| kind == EvidenceKind::Interview && target == interview;
        let mut pieces = Vec::new();
        for id in ids(visit, "finding") {
            let links = evidence(visit, &id);
            let elsewhere = self.open()?.elsewhere(&links);
            let counted = |link: &&_| {
                let link: &visita_domain::finding::Evidence = link;
                let taken_off = elsewhere.taken_off(link)
                    || (link.kind == EvidenceKind::Interview && taken_back.contains(&link.target));
                of_this(link.kind, &link.target) || !taken_off
            };
            let before: Vec<_> = links.iter().filter(counted).cloned().collect();
            let (of_it, after): (Vec<_>, Vec<_>) = before
                .iter()
                .cloned()
                .partition(|link| of_this(link.kind, &link.target));
            let finding = read_finding(visit, &id).filter(|finding| finding.status != FindingStatus::Withdrawn);
            let Some(finding) = finding.filter(|_| !of_it.is_empty()) else {
                continue;
            };
            let effect = if triangulated(&before) && !triangulated(&after) {
                "untriangulated"
            } else {
                "unsupported"
            };
            pieces.push(piece("finding", &title(&finding.statement), effect, ""));
        }
        Ok(pieces)
    }
}

fn piece(kind: &str, title: &str, effect: &str, text: &str) -> WithdrawnPiece {
    WithdrawnPiece {
        kind: kind.to_owned(),
        title: title.to_owned(),
        effect: effect.to_owned(),
        words: u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX),
    }
}

/// What the withdrawal of one consent changes, against the same consents with that one given.
fn of_consent(record: &RecordDocument, purpose: Purpose, now: Timestamp) -> Vec<WithdrawnPiece> {
    let mut pieces = vec![piece("use", purpose.code(), "not_permitted", "")];
    let note = record.text();
    let statements = standing_statements(record);
    if RECORDING.contains(&purpose) {
        if !note.trim().is_empty() {
            pieces.push(piece("note", "", "hidden", &note));
        }
        let said = statements.iter();
        pieces.extend(said.map(|text| piece("statement", &title(text), "hidden", text)));
        let fields = written(record).into_iter();
        pieces.extend(fields.map(|(path, words)| piece("field", &path, "hidden", &words)));
        if record.section::<Protection>("protection").value.at_risk() {
            pieces.push(piece("risk", "", "stays", ""));
        }
    }
    let told = [&[note], statements.as_slice()].concat().join("\n");
    let mut before = settled_consents(record);
    if before.state(purpose) == ConsentState::Withdrawn {
        set(&mut before, purpose, ConsentState::Given, now);
    }
    let mut after = before.clone();
    set(&mut after, purpose, ConsentState::Withdrawn, now);
    let lost = AUDIENCES.iter().filter(|(_, audience)| {
        let needed = audience.purpose();
        before.permits(needed) && !after.permits(needed) && !told.trim().is_empty()
    });
    pieces.extend(lost.map(|(code, _)| piece("report", code, "left_out", &told)));
    pieces
}

/// The words of every statement that nobody took back.
fn standing_statements(record: &RecordDocument) -> Vec<String> {
    let said = record.fields::<Statement>("statement/").into_iter();
    said.filter_map(|(path, field)| {
        let stands = !statement_withdrawn(record, path.split('/').nth(1).unwrap_or_default());
        let text = field.ok()?.shown()?.text.clone();
        stands.then_some(text)
    })
    .collect()
}

fn set(consents: &mut Consents, purpose: Purpose, state: ConsentState, at: Timestamp) {
    let consent = Consent {
        state,
        at,
        explained: String::new(),
        guardian: None,
    };
    consents.settled.insert(purpose, consent);
}

fn of_statement(record: &RecordDocument, statement: &str) -> Result<Vec<WithdrawnPiece>, ApiError> {
    let missing = || ApiError::about(ErrorCode::NotFound, "statement");
    let field = record.field::<Statement>(&format!("statement/{statement}/said"));
    let said = field
        .ok()
        .and_then(|field| field.shown().cloned())
        .ok_or_else(missing)?;
    Ok(vec![piece("statement", &title(&said.text), "hidden", &said.text)])
}

/// Every device of the team, with what it is known to hold of the record.
fn devices(open: &Open, id: DocumentId, withdrawn: bool) -> Result<Vec<WithdrawalDevice>, ApiError> {
    let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
    let doc = DocId(id.bytes());
    let ours = open.ledger(team.roster.team).have()?;
    let ours = of_doc(&ours, doc);
    let heard: BTreeMap<DeviceId, Have> = open.peer_haves()?.into_iter().collect();
    let contact: BTreeMap<[u8; 32], i64> = open
        .vault
        .read()
        .peers()?
        .into_iter()
        .map(|p| (p.device, p.at_ms))
        .collect();
    let this = open.device.id();
    let mut found: Vec<WithdrawalDevice> = team
        .roster
        .devices
        .iter()
        .filter(|(_, seat)| !seat.removed)
        .map(|(device, seat)| {
            let theirs = heard.get(device).map(|have| of_doc(have, doc));
            let state = match theirs {
                _ if *device == this => "here",
                None => "unheard",
                Some(None) => "without",
                Some(Some(theirs)) if withdrawn && ours.is_none_or(|ours| holds(theirs, ours)) => "done",
                Some(Some(_)) => "pending",
            };
            let person = team.roster.members.get(&seat.member);
            WithdrawalDevice {
                member: person.map(|person| person.name.clone()).unwrap_or_default(),
                device: short(&device.to_string()),
                state: state.to_owned(),
                last_contact: contact.get(&device.0).and_then(|at| from_millis(*at)).map(rfc3339),
            }
        })
        .collect();
    found.sort_by(|a, b| (a.state != "here", &a.member, &a.device).cmp(&(b.state != "here", &b.member, &b.device)));
    Ok(found)
}

fn of_doc(have: &Have, doc: DocId) -> Option<&HaveDoc> {
    have.docs
        .iter()
        .find(|held| held.doc == doc && held.held.iter().any(|to| count_of(to.seq) > 0))
}

/// Whether one holds everything that the other does.
fn holds(theirs: &HaveDoc, ours: &HaveDoc) -> bool {
    ours.held.iter().all(|to| {
        let chain = |to: &HeldTo| (to.device, life_of(to.seq));
        let held = theirs.held.iter().find(|held| chain(held) == chain(to));
        held.is_some_and(|held| held.seq >= to.seq)
    })
}
