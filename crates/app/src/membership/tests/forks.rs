//! Two leads who part, and what becomes of the branch that lost.

use super::*;

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
