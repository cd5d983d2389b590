//! Which snapshots a lead makes, and for whom.

use super::*;

#[test]
fn what_a_newcomer_may_not_read_goes_into_no_snapshot() {
    let mut team = Team::with_a_newcomer();
    let sealed = desk::confidential_interview(&team.visit);
    let sealed = team.lead.id("interview_start", sealed);
    team.lead
        .ok("interview_note", json!({"interview": sealed, "text": "In confidence."}));
    let (doc, nora) = (
        DocId(sealed.parse::<DocumentId>().unwrap().bytes()),
        open(&mut team.nora).device.id(),
    );
    assert_eq!(open(&mut team.lead).make_snapshot(doc, &[nora]).unwrap(), None);
    let lead = open(&mut team.lead).device.id();
    assert!(
        open(&mut team.lead)
            .make_snapshot(doc, &[nora, lead])
            .unwrap()
            .is_some()
    );
    assert_eq!(team.newcomer_reads()["read"], 2);
    assert_eq!(envelopes(&mut team.nora, &sealed), 0, "what she may not read can wait");
    carry(&mut team.lead, &mut team.nora);
    assert_eq!(envelopes(&mut team.nora, &sealed), 2, "to be passed on");
}

#[test]
fn only_a_lead_makes_one_and_only_of_what_its_envelopes_prove() {
    let mut team = Team::with_a_newcomer();
    let doc = DocId(team.visit.parse::<DocumentId>().unwrap().bytes());
    let nora = open(&mut team.nora).device.id();
    assert_eq!(open(&mut team.second).make_snapshot(doc, &[nora]).unwrap(), None);
    team.newcomer_reads();
    let mut other = team.lead.admits("Other", "lead");
    let first = first_bundle(&mut team.lead, "Other");
    assert_eq!(other.take(&first)["read"], 2);
    assert_eq!(open(&mut other).make_snapshot(doc, &[nora]).unwrap(), None);
    carry(&mut team.lead, &mut other);
    assert!(open(&mut other).make_snapshot(doc, &[nora]).unwrap().is_some());
}

/// The second sends its last change of the visit once more, under the next number.
fn repeated(second: &mut Desk, doc: DocId) -> visita_wire::Put {
    use visita_seal::envelope::{Header, open_envelope, seal_envelope};
    let open = open(second);
    let this = open.device.id();
    let chains = open.vault.read().chains_of(&doc.0).unwrap();
    let last = *chains.iter().find(|row| row.device == this.0).unwrap();
    let held = open.vault.read().envelope(&doc.0, &this.0, last.seq).unwrap().unwrap();
    let key = open.writing(DocumentId::from_bytes(doc.0)).unwrap().key;
    let roster = &open.team.as_ref().unwrap().roster;
    let envelope = open_envelope(&held.outer, &key).unwrap().verify(roster).unwrap();
    let header = Header {
        seq: last.seq + 1,
        prev: Some(visita_wire::EnvelopeHash(last.hash)),
        ..envelope.header().clone()
    };
    let outer = seal_envelope(&key, &header, envelope.changes(), &open.device, &mut rand::rng()).unwrap();
    visita_wire::Put {
        doc,
        device: this,
        seq: header.seq,
        outer: outer.into(),
    }
}

#[test]
fn of_what_whoever_takes_it_would_refuse_none_is_made() {
    let mut team = Team::with_a_newcomer();
    let doc = DocId(team.visit.parse::<DocumentId>().unwrap().bytes());
    let (nora, second) = (open(&mut team.nora).device.id(), open(&mut team.second).device.id());
    assert!(open(&mut team.lead).make_snapshot(doc, &[nora]).unwrap().is_some());
    // Each of its envelopes carries one change: with one more, its chain is longer than there are changes of it.
    let put = repeated(&mut team.second, doc);
    let taken = open(&mut team.lead).take_bundle(second, vec![Message::Puts(vec![put])], 5);
    assert_eq!(taken.unwrap().applied, 1);
    assert_eq!(open(&mut team.lead).make_snapshot(doc, &[nora]).unwrap(), None);
    assert_eq!(team.newcomer_reads()["read"], 1, "the interview");
    let read = answers(&mut team.nora, &team.visit.clone());
    assert_eq!(read, answers(&mut team.lead, &team.visit.clone()), "by its envelopes");
}

#[test]
fn a_bundle_for_a_newcomer_that_goes_to_others_too_keeps_no_envelope_from_who_has_a_part() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    carry(&mut team.lead, &mut team.second);
    carry(&mut team.second, &mut team.lead);
    team.lead.answer(&visit, "general", "daylight", "no");
    let path = team.lead.file("first");
    let made = team
        .lead
        .ok("bundle_export", json!({"path": path, "devices": [], "first": true}));
    assert_eq!((&made["snapshots"], &made["records"]), (&json!(2), &json!(3)), "{made}");
    assert_eq!(team.nora.take(&path)["read"], 2);
    assert_eq!(team.second.take(&path)["applied"], 1);
    assert_eq!(answers(&mut team.second, &visit), answers(&mut team.lead, &visit));
}
