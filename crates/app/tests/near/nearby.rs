//! Real sessions that find each other over loopback: each is a vault, an engine and an endpoint of its own.

use crate::desk::{self, Desk};
use crate::live::{Live, noon};
use serde_json::json;
use std::time::{Duration, Instant};
use visita_app::api::ErrorCode;

/// How long an edit may take from one device to the other.
const LIVE: Duration = Duration::from_secs(1);

#[test]
fn an_edit_on_one_device_is_on_the_other_within_a_second() {
    let (lead, inspector) = Desk::team_of_two();
    let (lead, inspector) = (Live::of(lead), Live::of(inspector));
    lead.meets(&inspector);
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    inspector.until(|there| there.has_visit(&visit));
    for n in 0..5 {
        let (from, to) = if n % 2 == 0 {
            (&lead, &inspector)
        } else {
            (&inspector, &lead)
        };
        let began = Instant::now();
        from.observes(&visit, &format!("seen {n}"));
        to.until(|there| there.has_seen(&visit, &format!("seen {n}")));
        let took = began.elapsed();
        eprintln!("edit {n}: {took:?}");
        assert!(took < LIVE, "{took:?}");
    }
    // Who is ahead is told in numbers, and in the end nobody is.
    lead.until(|here| here.nearby()["exchanging"] == false);
    let peer = &lead.nearby()["peers"][0];
    assert_eq!(
        (&peer["name"], &peer["to_send"], &peer["to_receive"]),
        (&json!("Inspector"), &json!(0), &json!(0))
    );
    assert!(peer["received_bytes"].as_u64().unwrap() > 1_000 && peer["sent_bytes"].as_u64().unwrap() > 1_000);
}

#[test]
fn what_was_written_while_apart_arrives_after_a_break() {
    let (lead, inspector) = Desk::team_of_two();
    let (lead, inspector) = (Live::of(lead), Live::of(inspector));
    lead.meets(&inspector);
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    inspector.until(|there| there.has_visit(&visit));
    inspector.ok("nearby_set", json!({"on": false}));
    lead.until(|here| here.nearby()["connected"] == 0);
    lead.observes(&visit, "while apart, by the lead");
    inspector.observes(&visit, "while apart, by the inspector");
    inspector.meets(&lead);
    lead.until(|here| here.has_seen(&visit, "while apart, by the inspector"));
    inspector.until(|there| there.has_seen(&visit, "while apart, by the lead"));
}

#[test]
fn of_three_devices_two_never_meet_and_hold_the_same() {
    let (mut lead, second) = Desk::team_of_two();
    let third = lead.admits("Third", "inspector");
    let (lead, second, third) = (Live::of(lead), Live::of(second), Live::of(third));
    lead.meets(&second);
    second.meets(&third);
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    third.until(|there| there.has_visit(&visit));
    let began = Instant::now();
    third.observes(&visit, "from the far end");
    lead.until(|here| here.has_seen(&visit, "from the far end"));
    eprintln!("over one in between: {:?}", began.elapsed());
    assert_eq!(lead.nearby()["peers"].as_array().unwrap().len(), 1, "they never met");
    assert_eq!(third.nearby()["peers"].as_array().unwrap().len(), 1);
}

#[test]
fn a_device_of_another_team_gets_nothing() {
    let (lead, _) = Desk::team_of_two();
    let (lead, stranger) = (Live::of(lead), Live::of(Desk::founded("Stranger")));
    lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let address = lead.turns_on();
    stranger.turns_on();
    stranger.ok("nearby_dial", json!({"address": address}));
    stranger.until(|there| there.nearby()["failure"] == "refused");
    assert_eq!(stranger.nearby()["peers"], json!([]));
    assert_eq!(lead.nearby()["peers"], json!([]));
    assert_eq!(stranger.ok("place_list", json!({}))["rows"], json!([]));
}

#[test]
fn it_is_off_at_first_and_again_after_locking() {
    let (lead, inspector) = Desk::team_of_two();
    let (lead, inspector) = (Live::of(lead), Live::of(inspector));
    assert_eq!(lead.nearby()["on"], false);
    assert_eq!(
        lead.refused("nearby_dial", json!({"address": "visita-lan:00"})),
        ErrorCode::BadAddress
    );
    lead.meets(&inspector);
    let address = lead.nearby()["address"].clone();
    lead.ok("vault_lock", json!({}));
    inspector.until(|there| there.nearby()["connected"] == 0);
    assert_eq!(lead.refused("nearby_get", json!({})), ErrorCode::Locked);
    lead.ok("vault_unlock", json!({"passphrase": desk::PASSPHRASE}));
    assert_eq!(lead.nearby()["on"], false);
    assert_eq!(
        lead.refused("nearby_dial", json!({"address": address})),
        ErrorCode::NearbyOff
    );
}

#[test]
fn it_turns_itself_off_when_its_time_is_over() {
    let lead = Live::at_noon(Desk::founded("Lead"));
    for (minutes, allowed) in [(0, false), (1, true), (480, true), (481, false)] {
        let set = lead.call("nearby_set", json!({"on": true, "minutes": minutes}));
        assert_eq!(set.is_ok(), allowed, "{minutes}");
    }
    lead.ok("nearby_set", json!({"on": true, "minutes": 30}));
    let left = lead.nearby()["seconds_left"].as_u64().unwrap();
    assert!((1_790..=1_800).contains(&left), "{left}");
    lead.clock.set(noon() + 29 * 60_000);
    assert_eq!(lead.nearby()["on"], true);
    lead.clock.set(noon() + 30 * 60_000);
    lead.until(|here| here.nearby()["on"] == false);
}

#[test]
fn without_a_team_there_is_nobody_to_meet() {
    let alone = Live::of(Desk::empty());
    let on = json!({"on": true, "minutes": 10});
    assert_eq!(alone.refused("nearby_set", on), ErrorCode::NoTeam);
}

#[test]
fn a_newcomer_pairs_in_person_and_gets_what_is_there() {
    let (lead, newcomer) = (Live::of(Desk::founded("Lead")), Live::of(Desk::empty()));
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let address = lead.ok("pairing_show", json!({}))["address"].clone();
    let dialled = newcomer.ok("pairing_dial", json!({"address": address, "member": "Amina"}));
    lead.until(|here| here.pairing()["stage"] == "asked");
    let request = lead.pairing()["request"].clone();
    assert_eq!(
        (&request["member"], &request["words"]),
        (&json!("Amina"), &dialled["words"])
    );
    newcomer.until(|there| there.pairing()["stage"] == "waiting");
    assert_eq!(newcomer.pairing()["confirm"], json!(null), "nothing to join with yet");
    let wrong = json!({"words": "one two three four five six", "role": "inspector"});
    assert_eq!(lead.refused("pairing_admit", wrong), ErrorCode::WordsDiffer);
    lead.ok("pairing_admit", json!({"words": request["words"], "role": "inspector"}));
    newcomer.until(|there| there.pairing()["stage"] == "admitted");
    lead.until(|here| here.pairing()["stage"] == "delivered");
    assert_eq!(newcomer.pairing()["confirm"], request["confirm"], "both see the same");
    let wrong = json!({"words": request["words"]});
    assert_eq!(newcomer.refused("pairing_join", wrong), ErrorCode::WordsDiffer);
    let team = newcomer.ok("pairing_join", json!({"words": request["confirm"]}));
    assert_eq!(team["words"], lead.ok("team_get", json!({}))["words"]);
    assert_eq!(newcomer.pairing()["part"], json!(null));
    lead.meets(&newcomer);
    newcomer.until(|there| there.call("place_get", json!({"place": place})).is_ok());
}

#[test]
fn a_token_lets_in_one_newcomer_and_an_address_for_exchange_none() {
    let lead = Live::of(Desk::founded("Lead"));
    let (first, second) = (Live::of(Desk::empty()), Live::of(Desk::empty()));
    let open = lead.turns_on();
    let dial = |address: &str| json!({"address": address, "member": "Somebody"});
    assert_eq!(first.refused("pairing_dial", dial(&open)), ErrorCode::BadAddress);
    let address = lead.ok("pairing_show", json!({}))["address"]
        .as_str()
        .unwrap()
        .to_owned();
    first.ok("pairing_dial", dial(&address));
    lead.until(|here| here.pairing()["stage"] == "asked");
    let asked = lead.pairing()["request"].clone();
    second.ok("pairing_dial", dial(&address));
    second.until(|there| there.pairing()["stage"] == "failed");
    assert_eq!(second.pairing()["failure"], "token_spent");
    assert_eq!(lead.pairing()["request"], asked, "the first one's");
    lead.ok("pairing_decline", json!({}));
    first.until(|there| there.pairing()["stage"] == "declined");
    assert_eq!(first.ok("team_get", json!({}))["name"], json!(null));
    assert_eq!(lead.ok("team_get", json!({}))["members"].as_array().unwrap().len(), 1);
}

#[test]
fn a_pairing_is_over_with_its_time_and_with_the_lock_and_only_a_lead_shows_one() {
    let (lead, inspector) = Desk::team_of_two();
    let inspector = Live::of(inspector);
    assert_eq!(inspector.refused("pairing_show", json!({})), ErrorCode::NotAllowed);
    let lead = Live::at_noon(lead);
    lead.ok("pairing_show", json!({}));
    lead.clock.set(noon() + 10 * 60_000);
    lead.until(|here| here.pairing()["stage"] == "over");
    assert_eq!(lead.pairing()["address"], json!(null));
    lead.ok("pairing_show", json!({}));
    lead.ok("vault_lock", json!({}));
    lead.ok("vault_unlock", json!({"passphrase": desk::PASSPHRASE}));
    assert_eq!(lead.pairing()["part"], json!(null));
}
