//! Who may read an interview, and who may not any more.

use super::*;

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
