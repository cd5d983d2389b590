//! Removals that come between a snapshot and its envelopes.

use super::*;

#[test]
fn words_beyond_a_removal_leave_with_the_snapshot_and_come_back_with_what_was_written_on_top() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    let mut other = team.lead.admits("Other", "lead");
    carry(&mut team.lead, &mut other);
    team.second.answer(&visit, "general", "daylight", "yes");
    carry(&mut team.second, &mut team.lead);
    team.newcomer_reads();
    team.nora.answer(&visit, "general", "daylight", "no");
    // The other lead has not heard the second's last word, and removes its device.
    let removed = open(&mut team.second).device.id().to_string();
    other.ok("device_remove", json!({"device": removed}));
    carry(&mut other, &mut team.nora);
    assert_eq!(
        reasons(&mut team.nora),
        kept(&[("snapshot", BEYOND_REMOVAL), ("change", RESTS_ON_UNDONE)])
    );
    let daylight = |answers: Value| answers.to_string().contains("daylight");
    assert!(!daylight(answers(&mut team.nora, &visit)));
    // The lead had it before it heard of the removal; what Nora wrote on top of it vouches for it.
    for _ in 0..2 {
        carry(&mut team.lead, &mut team.nora);
        carry(&mut team.nora, &mut team.lead);
        carry(&mut other, &mut team.lead);
        carry(&mut team.lead, &mut other);
    }
    assert!(daylight(answers(&mut team.nora, &visit)));
    assert_eq!(heads(&mut team.nora, &visit), heads(&mut team.lead, &visit));
    assert_eq!(heads(&mut other, &visit), heads(&mut team.lead, &visit));
    let doc = DocId(visit.parse::<DocumentId>().unwrap().bytes());
    let other = open(&mut other).device.id();
    assert_eq!(
        open(&mut team.lead).make_snapshot(doc, &[other]).unwrap(),
        None,
        "with words beyond a removal in it"
    );
}

#[test]
fn a_new_phone_that_reads_by_a_snapshot_removes_the_old_one_and_still_reads_everything() {
    let mut team = Team::with_a_newcomer();
    let (visit, interview) = (team.visit.clone(), team.interview.clone());
    carry(&mut team.lead, &mut team.second);
    let mut phone = team.lead.admits("Phone", "lead");
    let first = first_bundle(&mut team.lead, "Phone");
    assert_eq!(phone.take(&first)["read"], 2);
    let (read, note) = (answers(&mut phone, &visit), json!({"interview": interview}));
    let old = open(&mut team.lead).device.id().to_string();
    let would = phone.ok("removal_preview", json!({"device": old}));
    assert!(would["kept"].as_u64().unwrap() >= 8, "{would}");
    phone.ok("device_remove", json!({"device": old}));
    // The old phone is in a drawer; a colleague has its envelopes. Before anything has come, an empty exchange.
    carry(&mut phone, &mut team.nora);
    carry(&mut team.nora, &mut phone);
    assert_eq!((answers(&mut phone, &visit), pending(&mut phone)), (read.clone(), 2));
    carry(&mut phone, &mut team.second);
    carry(&mut team.second, &mut phone);
    assert_eq!((answers(&mut phone, &visit), pending(&mut phone)), (read, 0));
    assert_eq!(reasons(&mut phone), []);
    let held = phone.ok("interview_get", note)["note"].clone();
    assert!(held.to_string().contains("Held for eleven days."), "{held}");
    for doc in [&visit, &interview] {
        assert_eq!(heads(&mut phone, doc), heads(&mut team.second, doc));
    }
}

#[test]
fn a_record_of_which_a_removal_leaves_nothing_stands_as_the_leads_word_until_an_envelope_takes_its_place() {
    let mut team = Team::with_a_newcomer();
    let (visit, old) = (team.visit.clone(), open(&mut team.lead).device.id().to_string());
    let mut other = team.lead.admits("Other", "lead");
    team.newcomer_reads();
    let read = answers(&mut team.nora, &visit);
    // The other lead has heard no word of the records when it removes the first one's device.
    other.ok("device_remove", json!({"device": old}));
    carry(&mut other, &mut team.nora);
    assert_eq!((answers(&mut team.nora, &visit), pending(&mut team.nora)), (read, 2));
    assert_eq!(reasons(&mut team.nora), []);
    assert_eq!(signatures(&mut team.nora, &visit)[0].0, "vouched");
}

#[test]
fn a_note_being_typed_on_what_goes_with_a_snapshot_can_still_be_shown_and_kept() {
    let mut team = Team::with_a_newcomer();
    let interview = team.interview.clone();
    let mut other = team.lead.admits("Other", "lead");
    carry(&mut team.lead, &mut other);
    let get = json!({"interview": interview});
    let base = team.second.ok("interview_get", get.clone())["note_base"].clone();
    let note = json!({"interview": interview, "text": "Held for eleven days. No mattress.", "base": base});
    team.second.ok("interview_note", note);
    carry(&mut team.second, &mut team.lead);
    team.newcomer_reads();
    let base = team.nora.ok("interview_get", get.clone())["note_base"].clone();
    let text = "Held for eleven days. No mattress. No blanket.";
    let key = format!("interview/{interview}/note");
    team.nora
        .ok("draft_put", json!({"key": key, "text": text, "base": base}));
    let view = team.nora.ok("interview_get", get.clone());
    assert_eq!((&view["note_base"], &view["draft"]), (&base, &json!(text)));
    let removed = open(&mut team.second).device.id().to_string();
    other.ok("device_remove", json!({"device": removed}));
    carry(&mut other, &mut team.nora);
    let view = team.nora.ok("interview_get", get.clone());
    assert_eq!(
        (&view["note"], &view["draft"]),
        (&json!("Held for eleven days."), &json!(text))
    );
    assert_ne!(view["note_base"], base);
    let note = json!({"interview": interview, "text": text, "base": view["note_base"]});
    team.nora.ok("interview_note", note);
    assert_eq!(team.nora.ok("interview_get", get)["note"], text);
}

#[test]
fn what_ended_the_process_too_often_when_it_was_made_anew_stands_as_the_leads_word() {
    use crate::attempt::begin_afresh;
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    let id: DocumentId = visit.parse().unwrap();
    let mut other = team.lead.admits("Other", "lead");
    carry(&mut team.lead, &mut other);
    team.second.answer(&visit, "general", "daylight", "yes");
    carry(&mut team.second, &mut team.lead);
    team.newcomer_reads();
    let read = heads(&mut team.nora, &visit);
    for _ in 0..2 {
        let begun = open(&mut team.nora).vault.transact(|tx| begin_afresh(tx, id));
        assert!(begun.unwrap(), "once may have been the battery");
        team.nora.reopen();
    }
    let removed = open(&mut team.second).device.id().to_string();
    other.ok("device_remove", json!({"device": removed}));
    carry(&mut other, &mut team.nora);
    assert_eq!(heads(&mut team.nora, &visit), read);
    assert_eq!(reasons(&mut team.nora), [], "the interview is proven");
    assert_eq!(pending(&mut team.nora), 1);
    team.nora.answer(&visit, "general", "own_bed", "no");
}
