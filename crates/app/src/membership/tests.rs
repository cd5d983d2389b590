//! Removal, epochs and readers, with real sessions and bundles as the carrier.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use crate::desk::{self, Desk};
use crate::envelopes::open_with_any;
use crate::membership::epochs::{Access, Made};
use crate::session::{Open, TeamHere};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Instant;
use visita_domain::DocumentId;
use visita_seal::Secret;
use visita_seal::envelope::DocKey;
use visita_seal::grant::{Audience, Keyed, make_grants};
use visita_seal::roster::{Act, DeviceCard, Person, Role};
use visita_seal::sealed_file::FileKey;
use visita_sync::lacking;
use visita_wire::{DeviceId, Digest, DocId, DocKind, Have, MemberId, Message};

fn open(desk: &mut Desk) -> &mut Open {
    desk.ok("app_status", json!({}));
    desk.session.as_mut().unwrap().open().unwrap()
}

fn device(desk: &mut Desk) -> DeviceId {
    open(desk).device.id()
}

/// Everything that travels from a device to one that holds nothing.
fn everything(desk: &mut Desk) -> Vec<Message> {
    let open = open(desk);
    let team = open.team.as_ref().unwrap().roster.team;
    let nothing = Have {
        team,
        roster: 0,
        head: Digest([0; 32]),
        grants: Vec::new(),
        docs: Vec::new(),
    };
    lacking(&open.ledger(team), &nothing, usize::MAX).unwrap()
}

/// Hands everything of one device to another, past every carrier's own refusals.
fn force(from: &mut Desk, to: &mut Desk) {
    let (sender, messages) = (device(from), everything(from));
    open(to).take_bundle(sender, messages, 1).unwrap();
}

fn carry(from: &mut Desk, to: &mut Desk) -> Value {
    let bundle = from.bundle();
    to.take(&bundle)
}

fn remove(lead: &mut Desk, removed: &mut Desk) -> Value {
    let device = device(removed).to_string();
    lead.ok("device_remove", json!({"device": device}))
}

fn reasons(desk: &mut Desk) -> Vec<String> {
    let rows = desk.ok("quarantine_list", json!({}))["rows"].clone();
    let reason = |row: &Value| row["reason"].as_str().unwrap().to_owned();
    rows.as_array().unwrap().iter().map(reason).collect()
}

fn epoch(desk: &mut Desk, doc: &str) -> u32 {
    let id: DocumentId = doc.parse().unwrap();
    open(desk).access(&id.bytes()).unwrap().epoch
}

fn observe(desk: &mut Desk, visit: &str, text: &str) {
    desk.id(
        "observation_add",
        json!({"visit": visit, "text": text, "area": null, "theme": null, "source": "observed", "flag": false}),
    );
}

fn observed(desk: &mut Desk, visit: &str) -> Vec<String> {
    let seen = desk.ok("visit_get", json!({"visit": visit}))["observations"].clone();
    let mut texts: Vec<String> = seen
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["text"].as_str().unwrap().to_owned())
        .collect();
    texts.sort();
    texts
}

/// Envelopes that a device holds of a document, and how many of them it can open.
fn openable(desk: &mut Desk, doc: &str) -> (usize, usize) {
    let id: DocumentId = doc.parse().unwrap();
    let open = open(desk);
    let (keys, roster) = (open.vault.read().keys().unwrap(), &open.team.as_ref().unwrap().log);
    let held = open.vault.read().envelopes_of(&id.bytes()).unwrap();
    let opens = held
        .iter()
        .filter(|row| open_with_any(&row.outer, &keys, roster).err() != Some("unopenable"));
    (held.len(), opens.count())
}

/// A lead, two inspectors and a visit that all three hold.
fn team_on_a_visit() -> (Desk, Desk, Desk, String) {
    let (mut lead, mut second) = Desk::team_of_two();
    let mut third = lead.admits("Third", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    carry(&mut lead, &mut second);
    carry(&mut lead, &mut third);
    (lead, second, third, visit)
}

#[test]
fn a_removed_device_opens_nothing_that_is_written_afterwards() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    observe(&mut third, &visit, "before");
    carry(&mut third, &mut lead);
    let team = remove(&mut lead, &mut third);
    assert_eq!(
        team["members"]
            .as_array()
            .unwrap()
            .iter()
            .find(|m| m["name"] == "Third")
            .unwrap()["devices"],
        json!([])
    );
    assert_eq!(epoch(&mut lead, &visit), 2);
    observe(&mut lead, &visit, "afterwards by the lead");
    carry(&mut lead, &mut second);
    observe(&mut second, &visit, "afterwards by the second");
    // The place of the visit gets another name, too, by which whoever may read it finds the visit.
    let known = second.ok("place_list", json!({}))["rows"][0].clone();
    let mut renamed = known["facts"].clone();
    renamed["name"] = json!("Zabrelm Gate");
    let set = json!({"place": known["id"], "was": known["facts"], "facts": renamed});
    second.ok("place_set", set);
    let place = second.id("place_add", json!({"name": "Zabrelm", "place_type": "prison"}));
    carry(&mut second, &mut lead);
    let hits = lead.ok("search_find", json!({"query": "Zabrelm gate"}))["hits"].clone();
    assert!(
        hits.as_array().unwrap().iter().any(|hit| hit["id"] == json!(visit)),
        "{hits}"
    );
    let all = ["afterwards by the lead", "afterwards by the second", "before"];
    assert_eq!(observed(&mut lead, &visit), all);
    assert_eq!(observed(&mut second, &visit), all);
    // The removed device gets hold of every byte that travels.
    force(&mut lead, &mut third);
    force(&mut second, &mut third);
    assert_eq!(observed(&mut third, &visit), ["before"]);
    assert_eq!(
        openable(&mut third, &visit),
        (4, 2),
        "what was written before, and nothing else"
    );
    assert_eq!(openable(&mut third, &place), (1, 0));
    for word in ["afterwards", "Zabrelm"] {
        assert_eq!(third.ok("search_find", json!({"query": word}))["hits"], json!([]));
    }
    assert_eq!(
        third.refused(
            "observation_add",
            json!({"visit": visit, "text": "x", "area": null, "theme": null,
        "source": "observed", "flag": false})
        ),
        crate::api::ErrorCode::NotReader
    );
}

#[test]
fn what_is_beyond_the_cut_off_waits_for_the_lead_and_is_taken_in_knowingly() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    observe(&mut third, &visit, "1 held by the lead");
    carry(&mut third, &mut lead);
    observe(&mut third, &visit, "2 never heard of");
    remove(&mut lead, &mut third);
    force(&mut third, &mut lead);
    assert_eq!(reasons(&mut lead), ["after_removal"]);
    assert_eq!(observed(&mut lead, &visit), ["1 held by the lead"]);
    let held = lead.ok("quarantine_list", json!({}))["rows"][0].clone();
    let again = lead.ok("quarantine_retry", json!({"id": held["id"]}));
    assert_eq!(
        (&again["outcome"], &again["reason"]),
        (&json!("refused"), &json!("after_removal"))
    );
    assert_eq!(
        second.refused("quarantine_accept", json!({"id": held["id"]})),
        crate::api::ErrorCode::NotAllowed
    );
    let took = lead.ok("quarantine_accept", json!({"id": held["id"]}));
    assert_eq!(took["outcome"], "applied");
    let all = ["1 held by the lead", "2 never heard of"];
    assert_eq!(observed(&mut lead, &visit), all);
    // Everybody else takes it from the roster; what is still later stays out.
    let mut fourth = lead.admits("Fourth", "inspector");
    carry(&mut lead, &mut fourth);
    assert_eq!(observed(&mut fourth, &visit), all);
    observe(&mut third, &visit, "3 later still");
    force(&mut third, &mut fourth);
    assert_eq!(reasons(&mut fourth), ["after_removal"]);
    assert_eq!(observed(&mut fourth, &visit), all);
}

#[test]
fn a_record_made_without_knowing_of_the_removal_gets_its_new_epoch_when_a_lead_learns_of_it() {
    let (mut lead, mut second, mut third, _) = team_on_a_visit();
    remove(&mut lead, &mut third);
    let place = second.id("place_add", json!({"name": "Velm", "place_type": "prison"}));
    let gone = device(&mut third);
    let readers = |desk: &mut Desk, epoch: u32| {
        let id: DocumentId = place.parse().unwrap();
        let rows = open(desk).vault.read().granted_of(&id.bytes()).unwrap();
        let rows = rows.into_iter().filter(|row| row.epoch == epoch);
        rows.flat_map(|row| row.readers.unwrap())
            .map(DeviceId)
            .collect::<BTreeSet<_>>()
    };
    assert!(readers(&mut second, 1).contains(&gone));
    carry(&mut second, &mut lead);
    assert_eq!(epoch(&mut lead, &place), 2);
    assert!(!readers(&mut lead, 2).contains(&gone) && readers(&mut lead, 2).contains(&device(&mut second)));
    // The author's device does not wait for the lead's key: it makes its own when it writes next.
    let entries = open(&mut lead).team.as_ref().unwrap().entries.clone();
    open(&mut second).take_roster(0, &entries, 1).unwrap();
    let was = json!({"name": "Velm", "place_type": "prison"});
    let facts = json!({"name": "Velm", "place_type": "prison", "region": "North"});
    second.ok("place_set", json!({"place": place, "was": was, "facts": facts}));
    assert_eq!(epoch(&mut second, &place), 2);
    assert!(!readers(&mut second, 2).contains(&gone));
    // Two keys stand for the second epoch now. Both devices hold both, and write under the same one.
    carry(&mut lead, &mut second);
    carry(&mut second, &mut lead);
    let id: DocumentId = place.parse().unwrap();
    let under = |desk: &mut Desk| open(desk).writing(id).unwrap().key.mailbox().unwrap();
    assert_eq!(open(&mut lead).vault.read().keys_of(&id.bytes()).unwrap().len(), 3);
    assert_eq!(under(&mut lead), under(&mut second));
    assert_eq!(reasons(&mut lead), [] as [String; 0]);
}

#[test]
fn a_member_is_removed_with_both_devices_and_never_the_last_lead() {
    let (mut lead, mut second, _, visit) = team_on_a_visit();
    let member = second.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let mut further = lead.admits_further("Inspector", &member);
    carry(&mut lead, &mut further);
    observe(&mut further, &visit, "from the second device");
    carry(&mut further, &mut lead);
    let preview = lead.ok("removal_preview", json!({"member": member}));
    assert_eq!(preview["devices"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&preview["records"], &preview["kept"], &preview["new_keys"]),
        (&json!(2), &json!(1), &json!(2))
    );
    assert_eq!(preview["last_lead"], false);
    lead.ok("member_remove", json!({"member": member}));
    assert_eq!(epoch(&mut lead, &visit), 2, "one new epoch, not one for each device");
    let me = lead.ok("team_get", json!({}))["me"].clone();
    assert_eq!(lead.ok("removal_preview", json!({"member": me}))["last_lead"], true);
    let this = device(&mut lead).to_string();
    assert_eq!(
        lead.refused("device_remove", json!({"device": this})),
        crate::api::ErrorCode::Refused
    );
    for role in ["inspector", "observer"] {
        let step_down = json!({"member": me, "role": role});
        assert_eq!(lead.refused("member_role", step_down), crate::api::ErrorCode::LastLead);
    }
    let path = lead.file("leave");
    assert_eq!(
        lead.refused("member_leave", json!({"path": path})),
        crate::api::ErrorCode::LastLead
    );
    assert_eq!(
        lead.refused("member_remove", json!({"member": member})),
        crate::api::ErrorCode::NotFound
    );
}

#[test]
fn who_leaves_says_so_hands_over_what_they_have_and_records_no_more() {
    let (mut lead, mut second, _, visit) = team_on_a_visit();
    observe(&mut second, &visit, "the last words");
    let path = second.file("farewell");
    second.ok("member_leave", json!({"path": path}));
    assert_eq!(second.ok("team_get", json!({}))["left"], true);
    let more =
        json!({"visit": visit, "text": "more", "area": null, "theme": null, "source": "observed", "flag": false});
    assert_eq!(second.refused("observation_add", more), crate::api::ErrorCode::HasLeft);
    let news = lead.bundle();
    assert_eq!(
        second.refused("bundle_import", json!({"path": news})),
        crate::api::ErrorCode::HasLeft
    );
    lead.take(&path);
    assert_eq!(observed(&mut lead, &visit), ["the last words"]);
    let team = lead.ok("team_get", json!({}));
    let row = team["members"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["name"] == "Inspector")
        .unwrap()["devices"][0]
        .clone();
    assert!(row["leaves"].is_string(), "{row}");
    lead.ok("device_remove", json!({"device": row["device"]}));
    assert_eq!(epoch(&mut lead, &visit), 2);
}

#[test]
fn whose_last_file_cannot_be_written_has_not_left() {
    let (mut lead, mut second, _, visit) = team_on_a_visit();
    let nowhere = second.folder.path().join("no such folder").join("farewell");
    assert_eq!(
        second.refused("member_leave", json!({"path": nowhere})),
        crate::api::ErrorCode::FileUnreachable
    );
    // Neither over a file that is somebody else's.
    let stands = second.file("report");
    std::fs::write(&stands, "A report, and no bundle").unwrap();
    assert_eq!(
        second.refused("member_leave", json!({"path": stands})),
        crate::api::ErrorCode::FileStands
    );
    for _ in 0..2 {
        assert_eq!(second.ok("team_get", json!({}))["left"], false);
        assert!(open(&mut second).leaving().unwrap().is_empty());
        second.reopen();
    }
    observe(&mut second, &visit, "still here");
    let path = second.file("farewell");
    second.ok("member_leave", json!({"path": path}));
    assert_eq!(second.ok("team_get", json!({}))["left"], true);
    // Written again, it says the same once more.
    let again = second.file("again");
    second.ok("member_leave", json!({"path": again}));
    for path in [&path, &again] {
        assert_eq!(lead.take(path)["quarantined"], 0);
        let leaving = open(&mut lead).leaving().unwrap();
        assert_eq!(leaving.into_keys().collect::<Vec<_>>(), [device(&mut second)]);
    }
    assert_eq!(observed(&mut lead, &visit), ["still here"]);
}

/// Two leads who part: the founder, whose branch counts, and another.
fn two_leads() -> (Desk, Desk, Desk, String) {
    let mut founder = Desk::founded("Amina");
    let mut other = founder.admits("Boris", "lead");
    let mut third = founder.admits("Chen", "inspector");
    let place = founder.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = founder.id("visit_create", desk::visit(&place));
    carry(&mut founder, &mut other);
    carry(&mut founder, &mut third);
    (founder, other, third, visit)
}

#[test]
fn a_removal_on_the_branch_that_lost_still_keeps_the_device_out_and_is_done_again_in_one_go() {
    let (mut founder, mut other, mut third, visit) = two_leads();
    // At the same time: the founder admits, the other lead removes.
    let mut newcomer = founder.admits("Dunja", "inspector");
    remove(&mut other, &mut third);
    carry(&mut other, &mut founder);
    // The founder's branch counts: by it the third is still in the team. Nothing goes to it all the same.
    let gone = device(&mut third);
    let open_here = open(&mut founder);
    assert!(!open_here.team.as_ref().unwrap().log.devices[&gone].removed);
    assert!(open_here.team.as_ref().unwrap().roster.devices[&gone].removed);
    let alone = founder.file("to-the-third");
    assert_eq!(
        founder.refused("bundle_export", json!({"path": alone, "devices": [gone.to_string()]})),
        crate::api::ErrorCode::NotFound
    );
    observe(&mut founder, &visit, "not for the third");
    founder.reopen();
    force(&mut founder, &mut third);
    assert_eq!(observed(&mut third, &visit), [] as [String; 0]);
    let rows = founder.ok("fork_list", json!({}))["rows"].clone();
    assert_eq!(
        (
            rows.as_array().unwrap().len(),
            &rows[0]["act"],
            &rows[0]["by"],
            &rows[0]["name"],
            &rows[0]["moot"]
        ),
        (1, &json!("remove"), &json!("Boris"), &json!("Chen"), &json!(false))
    );
    assert_eq!(founder.ok("fork_redo", json!({}))["rows"], json!([]));
    assert!(open(&mut founder).team.as_ref().unwrap().log.devices[&gone].removed);
    assert_eq!(reasons(&mut founder), ["roster_fork_settled"]);
    // Everybody comes to the same roster, and to the same words.
    for desk in [&mut other, &mut newcomer] {
        carry(&mut founder, desk);
        let words = desk.ok("team_get", json!({}))["words"].clone();
        assert_eq!(words, founder.ok("team_get", json!({}))["words"]);
        assert_eq!(observed(desk, &visit), ["not for the third"]);
    }
    observe(&mut other, &visit, "nor this");
    carry(&mut other, &mut newcomer);
    assert_eq!(observed(&mut newcomer, &visit), ["nor this", "not for the third"]);
}

#[test]
fn an_admission_on_the_branch_that_lost_is_done_again_and_the_newcomer_finds_back() {
    let (mut founder, mut other, mut third, visit) = two_leads();
    let mut newcomer = other.admits("Dunja", "inspector");
    carry(&mut other, &mut newcomer);
    observe(&mut newcomer, &visit, "by the newcomer");
    carry(&mut newcomer, &mut other);
    remove(&mut founder, &mut third);
    carry(&mut other, &mut founder);
    let rows = founder.ok("fork_list", json!({}))["rows"].clone();
    assert_eq!((&rows[0]["act"], &rows[0]["name"]), (&json!("admit"), &json!("Dunja")));
    founder.ok("fork_redo", json!({}));
    // What the newcomer wrote had come as a stranger's; now it is a member's.
    for row in founder.ok("quarantine_list", json!({}))["rows"].as_array().unwrap() {
        if row["reason"] == "stranger" {
            assert_eq!(
                founder.ok("quarantine_retry", json!({"id": row["id"]}))["outcome"],
                "applied"
            );
        }
    }
    assert_eq!(observed(&mut founder, &visit), ["by the newcomer"]);
    observe(&mut founder, &visit, "by the founder");
    for desk in [&mut newcomer, &mut other] {
        carry(&mut founder, desk);
        assert_eq!(observed(desk, &visit), ["by the founder", "by the newcomer"]);
    }
    // The newcomer had not heard of the removal; whoever had writes nothing that the removed device can open.
    force(&mut founder, &mut third);
    assert_eq!(observed(&mut third, &visit), ["by the newcomer"]);
}

#[test]
fn two_leads_who_remove_different_devices_at_once_both_keep_them_out() {
    let (mut founder, mut other, mut third, visit) = two_leads();
    let mut fourth = founder.admits("Dunja", "inspector");
    carry(&mut founder, &mut other);
    carry(&mut founder, &mut fourth);
    remove(&mut founder, &mut third);
    remove(&mut other, &mut fourth);
    observe(
        &mut founder,
        &visit,
        "known to the fourth, who was not removed here yet",
    );
    carry(&mut founder, &mut other);
    // The founder's branch counts: what the other lead did is theirs to do again.
    assert_eq!(other.ok("fork_list", json!({}))["rows"][0]["act"], "remove");
    assert_eq!(other.ok("fork_redo", json!({}))["rows"], json!([]));
    carry(&mut other, &mut founder);
    observe(&mut founder, &visit, "for neither");
    observe(&mut other, &visit, "for neither again");
    carry(&mut founder, &mut other);
    carry(&mut other, &mut founder);
    assert_eq!(observed(&mut founder, &visit), observed(&mut other, &visit));
    assert_eq!(observed(&mut founder, &visit).len(), 3);
    for removed in [&mut third, &mut fourth] {
        force(&mut founder, removed);
        force(&mut other, removed);
        assert!(
            !observed(removed, &visit)
                .iter()
                .any(|text| text.starts_with("for neither"))
        );
    }
}

#[test]
fn a_lead_may_let_a_removal_of_the_branch_that_lost_be() {
    let (mut founder, mut other, mut third, visit) = two_leads();
    founder.admits("Dunja", "inspector");
    remove(&mut other, &mut third);
    carry(&mut other, &mut founder);
    let id = founder.ok("fork_list", json!({}))["rows"][0]["id"].clone();
    assert_eq!(
        third.refused("fork_dismiss", json!({"id": id})),
        crate::api::ErrorCode::NotAllowed
    );
    assert_eq!(founder.ok("fork_dismiss", json!({"id": id}))["rows"], json!([]));
    observe(&mut founder, &visit, "for the third as well");
    carry(&mut founder, &mut third);
    assert_eq!(observed(&mut third, &visit), ["for the third as well"]);
}

fn said(desk: &mut Desk, interview: &str) -> String {
    desk.ok("interview_get", json!({"interview": interview}))["note"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn note(desk: &mut Desk, interview: &str, text: &str) {
    desk.ok("interview_note", json!({"interview": interview, "text": text}));
}

#[test]
fn an_interview_is_read_by_its_author_and_the_leads_and_carried_sealed_by_the_others() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let interview = second.id("interview_start", desk::confidential_interview(&visit));
    note(&mut second, &interview, "Qorvath was struck");
    let taken = carry(&mut second, &mut third);
    assert_eq!(
        (&taken["sealed"], &taken["waiting"], &taken["quarantined"]),
        (&json!(2), &json!(0), &json!(0))
    );
    // The third knows that it exists, and nothing else.
    assert_eq!(
        third.ok("interview_list", json!({"visit": visit})),
        json!({"rows": [], "sealed": 1})
    );
    assert_eq!(third.ok("visit_list", json!({}))["rows"][0]["sealed_interviews"], 1);
    assert_eq!(
        third.refused("interview_get", json!({"interview": interview})),
        crate::api::ErrorCode::NotFound
    );
    assert_eq!(third.ok("search_find", json!({"query": "Qorvath"}))["hits"], json!([]));
    assert_eq!(openable(&mut third, &interview), (2, 0));
    let report = json!({"visit": visit, "audience": "internal", "language": "en", "path": null});
    let built = third.ok("report_build", report);
    assert_eq!(built["sealed"], 1);
    assert!(built["html"].as_str().unwrap().contains("sealed for others"));
    // It is looked at no more, whatever else comes.
    let stored = open(&mut third).vault.read();
    assert!(stored.waiting_envelopes().unwrap().is_empty() && stored.unsealed_envelopes().unwrap().is_empty());
    // The lead has it from the third alone, as it was sealed.
    let taken = carry(&mut third, &mut lead);
    assert_eq!((&taken["sealed"], &taken["quarantined"]), (&json!(0), &json!(0)));
    assert_eq!(said(&mut lead, &interview), "Qorvath was struck");
    let id: DocumentId = interview.parse().unwrap();
    let outers = |desk: &mut Desk| open(desk).vault.read().envelopes_of(&id.bytes()).unwrap();
    assert_eq!(outers(&mut lead), outers(&mut second));
    // A newcomer is let in to the visit and not to the interview; a further lead to both.
    let mut newcomer = lead.admits("Newcomer", "expert");
    let mut further = lead.admits("Further", "lead");
    carry(&mut lead, &mut newcomer);
    carry(&mut lead, &mut further);
    assert_eq!(newcomer.ok("interview_list", json!({"visit": visit}))["sealed"], 1);
    assert_eq!(said(&mut further, &interview), "Qorvath was struck");
}

#[test]
fn who_is_chosen_reads_from_the_beginning_and_who_is_taken_out_nothing_from_then_on() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let interview = second.id("interview_start", desk::confidential_interview(&visit));
    note(&mut second, &interview, "first");
    carry(&mut second, &mut third);
    let member = third.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let set = |was: &[&str], readers: &[&str]| {
        let was = json!({"readers": was, "whole_team": false});
        json!({"interview": interview, "was": was, "readers": readers, "whole_team": false})
    };
    let access = second.ok("interview_access_set", set(&[], &[&member]));
    let of = |name: &str| {
        access["members"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == name)
            .unwrap()["why"]
            .clone()
    };
    assert_eq!(
        (of("Inspector"), of("Lead"), of("Third")),
        (json!("author"), json!("lead"), json!("chosen"))
    );
    assert_eq!(access["epoch"], 1, "more readers need no new key");
    let taken = carry(&mut second, &mut third);
    assert_eq!((&taken["applied"], &taken["sealed"]), (&json!(2), &json!(0)));
    assert_eq!(said(&mut third, &interview), "first");
    assert_eq!(third.ok("interview_list", json!({"visit": visit}))["sealed"], 0);
    assert_eq!(
        third.refused("interview_access_set", set(&[&member], &[])),
        crate::api::ErrorCode::NotAllowed
    );
    // A lead may choose as well.
    carry(&mut second, &mut lead);
    assert_eq!(lead.ok("interview_access_set", set(&[&member], &[]))["epoch"], 2);
    carry(&mut lead, &mut second);
    carry(&mut lead, &mut third);
    note(&mut second, &interview, "first, and then");
    let taken = carry(&mut second, &mut third);
    assert_eq!(taken["sealed"], 1);
    assert_eq!(
        said(&mut third, &interview),
        "first",
        "what was read once is not unread"
    );
    assert_eq!(
        third.ok("interview_access", json!({"interview": interview}))["closed"],
        true
    );
    let text = json!({"interview": interview, "text": "mine"});
    assert_eq!(third.refused("interview_note", text), crate::api::ErrorCode::NotReader);
    carry(&mut third, &mut lead);
    assert_eq!(said(&mut lead, &interview), "first, and then");
}

#[test]
fn readers_chosen_over_what_a_colleague_chose_since_give_nobody_access_back() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let interview = second.id("interview_start", desk::confidential_interview(&visit));
    let member = |desk: &mut Desk| desk.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let boris = member(&mut third);
    let dora = member(&mut lead.admits("Dora", "expert"));
    carry(&mut lead, &mut second);
    let chosen = |readers: &[&str]| json!({"readers": readers, "whole_team": false});
    let set = |was: Value, readers: &[&str]| json!({"interview": interview, "was": was, "readers": readers, "whole_team": false});
    let reads = |desk: &mut Desk, name: &str| {
        let access = desk.ok("interview_access", json!({"interview": interview}));
        let members = access["members"].as_array().unwrap().clone();
        members.iter().find(|row| row["name"] == name).unwrap()["reads"] == true
    };
    second.ok("interview_access_set", set(chosen(&[]), &[&boris]));
    carry(&mut second, &mut lead);

    // The author has the form open on Boris and means to add Dora, while the lead takes Boris out.
    lead.ok("interview_access_set", set(chosen(&[&boris]), &[]));
    carry(&mut lead, &mut second);
    let over = second.call("interview_access_set", set(chosen(&[&boris]), &[&boris, &dora]));
    let refused = over.unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (crate::api::ErrorCode::Stale, Some("readers"))
    );
    assert_eq!(
        (
            reads(&mut second, "Third"),
            reads(&mut second, "Dora"),
            epoch(&mut second, &interview)
        ),
        (false, false, 2),
        "nothing was granted"
    );
    let everybody = json!({"interview": interview, "was": chosen(&[&boris]), "readers": [], "whole_team": true});
    assert_eq!(
        second.refused("interview_access_set", everybody),
        crate::api::ErrorCode::Stale
    );
    // What is there already is refused to nobody; who looked again decides.
    assert_eq!(
        second.ok("interview_access_set", set(chosen(&[&boris]), &[]))["epoch"],
        2
    );
    second.ok("interview_access_set", set(chosen(&[]), &[&dora]));
    assert!(reads(&mut second, "Dora") && !reads(&mut second, "Third"));

    // Somebody added is no new epoch, and is not taken out unseen either.
    assert_eq!(epoch(&mut second, &interview), 2);
    assert_eq!(
        second.refused("interview_access_set", set(chosen(&[]), &[&boris])),
        crate::api::ErrorCode::Stale
    );
    assert!(reads(&mut second, "Dora"));
}

#[test]
fn a_role_brings_the_interviews_of_the_team_and_takes_them_away() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let interview = second.id("interview_start", desk::confidential_interview(&visit));
    note(&mut second, &interview, "first");
    carry(&mut second, &mut lead);
    let member = third.ok("team_get", json!({}))["me"].clone();
    lead.ok("member_role", json!({"member": member, "role": "lead"}));
    carry(&mut lead, &mut third);
    assert_eq!(third.ok("team_get", json!({}))["lead"], true);
    assert_eq!(said(&mut third, &interview), "first");
    lead.ok("member_role", json!({"member": member, "role": "inspector"}));
    assert_eq!((epoch(&mut lead, &interview), epoch(&mut lead, &visit)), (2, 1));
    note(&mut lead, &interview, "first and last");
    let taken = carry(&mut lead, &mut third);
    assert_eq!(taken["sealed"], 1);
    assert_eq!(said(&mut third, &interview), "first");
}

/// What removing one of sixty devices costs with 500 documents.
#[test]
fn one_of_sixty_devices_is_removed_in_one_entry_and_few_grants() {
    let mut lead = Desk::founded("Lead");
    let open = open(&mut lead);
    let (mut entries, mut log) = {
        let team = open.team.as_ref().unwrap();
        (team.entries.clone(), team.log.clone())
    };
    let recipient = FileKey::make().recipient();
    for n in 1..60_u8 {
        let other = visita_seal::envelope::DeviceKey::derive(&Secret::new([n; 32]));
        let person = Person {
            member: MemberId([n; 16]),
            name: format!("Member {n}"),
            role: Role::Inspector,
        };
        let card = DeviceCard {
            device: other.id(),
            recipient: recipient.clone(),
        };
        entries.push(log.write(Act::Admit { person, card }, &open.device, 1).unwrap());
    }
    let everyone: BTreeSet<DeviceId> = log.devices.keys().copied().collect();
    let keys: Vec<Keyed> = (0..500_u16)
        .map(|n| {
            let mut doc = [9; 16];
            doc[..2].copy_from_slice(&n.to_be_bytes());
            let key = DocKey {
                doc: DocId(doc),
                epoch: 1,
                key: Secret::make(&mut rand::rng()),
            };
            Keyed {
                key,
                kind: DocKind::Place,
                audience: Audience::Team,
                about: None,
            }
        })
        .collect();
    let grants = make_grants(&keys, &log, &everyone, &open.device).unwrap();
    open.vault
        .transact(|tx| {
            entries
                .iter()
                .zip(0..)
                .skip(1)
                .try_for_each(|(entry, n)| tx.put_roster_entry(n, entry))?;
            Made::of(&grants).put(tx)
        })
        .unwrap();
    open.team = Some(TeamHere::new(log, entries, &open.device, 0, &[]).unwrap());
    // The keys come in as they would from anybody.
    for grant in &grants {
        open.take_grant(grant, |_| Ok(())).unwrap().ok().unwrap();
    }
    let before: BTreeSet<_> = open.vault.read().grants().unwrap().into_iter().collect();
    let gone = visita_seal::envelope::DeviceKey::derive(&Secret::new([30; 32])).id();
    let began = Instant::now();
    lead.ok("device_remove", json!({"device": gone.to_string()}));
    let took = began.elapsed();
    let open = lead.session.as_mut().unwrap().open().unwrap();
    let after = open.vault.read().grants().unwrap();
    let new: Vec<_> = after.iter().filter(|grant| !before.contains(grant)).collect();
    let bytes: usize = new.iter().map(|(_, bytes)| bytes.len()).sum();
    eprintln!(
        "60 devices, 500 documents: {took:?}, 1 entry, {} grants of {bytes} bytes",
        new.len()
    );
    assert_eq!(open.team.as_ref().unwrap().entries.len(), 61);
    assert!(
        new.len() <= 3 && bytes <= 3 * 64 * 1024,
        "{} grants, {bytes} bytes",
        new.len()
    );
    for rows in open.vault.read().granted().unwrap().chunk_by(|a, b| a.doc == b.doc) {
        assert_eq!(Access::of(rows).unwrap().epoch, 2);
        let readers = rows
            .iter()
            .filter(|row| row.epoch == 2)
            .flat_map(|row| row.readers.clone().unwrap());
        let readers: BTreeSet<_> = readers.map(DeviceId).collect();
        assert!(!readers.contains(&gone) && readers.len() == 59);
    }
}

#[path = "late_tests.rs"]
mod late;
