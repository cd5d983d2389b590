//! What a removed device wrote beyond its cut-off, in the hands of colleagues who did not know.

use super::*;
use visita_sync::Ledger as _;

fn heads(desk: &mut Desk, visit: &str) -> Vec<u8> {
    let id: DocumentId = visit.parse().unwrap();
    let standing = open(desk).vault.read().document_standing(&id.bytes()).unwrap();
    standing.unwrap().heads
}

#[test]
fn what_a_colleague_wrote_on_top_of_it_brings_it_in() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let mut fourth = lead.admits("Fourth", "inspector");
    observe(&mut third, &visit, "1 held by the lead");
    carry(&mut third, &mut lead);
    observe(&mut third, &visit, "2 seen by the second");
    carry(&mut third, &mut second);
    // The second goes on from there; the lead removes the third without knowing.
    observe(&mut second, &visit, "3 on top of it");
    observe(&mut third, &visit, "4 seen by nobody");
    remove(&mut lead, &mut third);
    // To the lead all of it comes from the removed device itself first, and to the fourth with the words on top.
    force(&mut third, &mut lead);
    assert_eq!(reasons(&mut lead), ["after_removal", "after_removal"]);
    assert_eq!(observed(&mut lead, &visit), ["1 held by the lead"]);
    let taken = carry(&mut second, &mut lead);
    assert_eq!((&taken["waiting"], &taken["quarantined"]), (&json!(0), &json!(0)));
    carry(&mut lead, &mut fourth);
    let all = ["1 held by the lead", "2 seen by the second", "3 on top of it"];
    assert_eq!(observed(&mut lead, &visit), all);
    assert_eq!(observed(&mut fourth, &visit), all);
    // What nobody wrote on is still a lead's to take in.
    assert_eq!(reasons(&mut lead), ["after_removal"]);
    force(&mut third, &mut fourth);
    assert_eq!(reasons(&mut fourth), ["after_removal"]);
    assert_eq!(heads(&mut lead, &visit), heads(&mut fourth, &visit));
}

#[test]
fn who_had_taken_it_in_stands_by_it_on_hearing_of_the_removal_and_takes_no_more() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    observe(&mut third, &visit, "1 seen by the second");
    carry(&mut third, &mut second);
    remove(&mut lead, &mut third);
    carry(&mut lead, &mut second);
    let stood_by = heads(&mut second, &visit);
    carry(&mut lead, &mut second);
    assert_eq!(heads(&mut second, &visit), stood_by, "it is said once");
    carry(&mut second, &mut lead);
    assert_eq!(observed(&mut lead, &visit), ["1 seen by the second"]);
    assert_eq!(heads(&mut lead, &visit), stood_by);
    observe(&mut third, &visit, "2 too late");
    force(&mut third, &mut second);
    assert_eq!(reasons(&mut second), ["after_removal"]);
    assert_eq!(observed(&mut second, &visit), ["1 seen by the second"]);
}

#[test]
fn a_record_of_which_a_colleague_alone_had_the_key_comes_to_everybody() {
    let (mut lead, mut second, mut third, _) = team_on_a_visit();
    let place = third.id("place_add", json!({"name": "Zabrelm", "place_type": "prison"}));
    let visit = third.id("visit_create", desk::visit(&place));
    observe(&mut third, &visit, "the last thing said");
    carry(&mut third, &mut second);
    remove(&mut lead, &mut third);
    // Refused from the removed device, for the key as for the words.
    force(&mut third, &mut lead);
    assert!(reasons(&mut lead).iter().all(|reason| reason == "after_removal"));
    carry(&mut lead, &mut second);
    carry(&mut second, &mut lead);
    assert_eq!(observed(&mut lead, &visit), ["the last thing said"]);
    carry(&mut lead, &mut second);
    assert_eq!(heads(&mut lead, &visit), heads(&mut second, &visit));
    let have = |desk: &mut Desk| {
        let open = open(desk);
        let team = open.team.as_ref().unwrap().roster.team;
        open.ledger(team).have().unwrap().grants
    };
    assert_eq!(have(&mut lead), have(&mut second));
    // The removed device has neither the new key nor a way to one.
    force(&mut second, &mut third);
    observe(&mut second, &visit, "afterwards");
    force(&mut second, &mut third);
    assert_eq!(observed(&mut third, &visit), ["the last thing said"]);
}
