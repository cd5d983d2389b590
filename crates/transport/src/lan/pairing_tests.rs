use super::*;
use visita_wire::NearbyAddress;

const TOKEN: [u8; TOKEN_BYTES] = [7; TOKEN_BYTES];

fn loopback() -> Vec<SocketAddr> {
    vec!["127.0.0.1:0".parse().unwrap()]
}

fn shows() -> (Pairing, PairingEvents, NearbyAddress) {
    let (lead, events) = Pairing::show(TOKEN, loopback()).unwrap();
    let address = lead.address().unwrap().clone();
    (lead, events, address)
}

fn dials(address: &NearbyAddress, request: &str) -> (Pairing, PairingEvents) {
    Pairing::dial(address.clone(), request.to_owned(), loopback()).unwrap()
}

/// The next event that is no tick.
fn next(events: &mut PairingEvents) -> PairingEvent {
    loop {
        let event = events.next_blocking().expect("it goes on");
        if event != PairingEvent::Tick {
            return event;
        }
    }
}

fn admission(bytes: Vec<u8>) -> Answer {
    Answer::Admission(bytes.into())
}

#[test]
fn a_request_goes_one_way_and_an_admission_the_other() {
    let (lead, mut at_lead, address) = shows();
    let (_newcomer, mut at_newcomer) = dials(&address, "visita-join:abc");
    assert_eq!(next(&mut at_lead), PairingEvent::Asked("visita-join:abc".to_owned()));
    assert_eq!(next(&mut at_newcomer), PairingEvent::Waiting);
    // Larger than a window: it is read in parts.
    let sealed = vec![9; 3 * 1024 * 1024];
    lead.answer(admission(sealed.clone()));
    assert_eq!(next(&mut at_newcomer), PairingEvent::Admitted(sealed));
    assert_eq!(next(&mut at_lead), PairingEvent::Delivered);
}

#[test]
fn who_is_declined_hears_it_and_the_first_answer_stays() {
    let (lead, mut at_lead, address) = shows();
    let (_newcomer, mut at_newcomer) = dials(&address, "one");
    assert_eq!(next(&mut at_lead), PairingEvent::Asked("one".to_owned()));
    lead.answer(Answer::No);
    lead.answer(admission(vec![1]));
    assert_eq!(next(&mut at_newcomer), PairingEvent::Waiting);
    assert_eq!(next(&mut at_newcomer), PairingEvent::Declined);
}

#[test]
fn another_token_gets_nothing_and_is_not_even_seen() {
    let (lead, mut at_lead, address) = shows();
    let forged = NearbyAddress::new(
        *address.endpoint(),
        address.addresses().iter().copied(),
        Some([8; TOKEN_BYTES]),
    );
    let (_stranger, mut at_stranger) = dials(&forged.unwrap(), "stranger");
    assert_eq!(next(&mut at_stranger), PairingEvent::Failed(Failure::Refused));
    assert!(
        at_stranger
            .next_blocking()
            .is_none_or(|event| event == PairingEvent::Tick)
    );
    let (_newcomer, mut at_newcomer) = dials(&address, "newcomer");
    assert_eq!(next(&mut at_lead), PairingEvent::Asked("newcomer".to_owned()));
    lead.answer(admission(vec![1]));
    assert_eq!(next(&mut at_newcomer), PairingEvent::Waiting);
}

#[test]
fn a_token_is_good_for_one_request_which_may_come_again_after_a_break() {
    let (lead, mut at_lead, address) = shows();
    let (first, mut at_first) = dials(&address, "first");
    assert_eq!(next(&mut at_lead), PairingEvent::Asked("first".to_owned()));
    assert_eq!(next(&mut at_first), PairingEvent::Waiting);
    let (_second, mut at_second) = dials(&address, "second");
    // It proves the token before its request is seen to be another.
    let said = next(&mut at_second);
    let refused = |event| matches!(event, PairingEvent::Failed(Failure::Refused));
    assert!(refused(said.clone()) || (said == PairingEvent::Waiting && refused(next(&mut at_second))));
    // The first one's connection breaks before the answer.
    drop(first);
    lead.answer(admission(vec![5; 100]));
    let (_again, mut at_again) = dials(&address, "first");
    assert_eq!(next(&mut at_again), PairingEvent::Waiting);
    assert_eq!(next(&mut at_again), PairingEvent::Admitted(vec![5; 100]));
}

#[test]
fn an_address_without_a_token_is_not_dialled() {
    let (_lead, _events, address) = shows();
    let plain = NearbyAddress::new(*address.endpoint(), address.addresses().iter().copied(), None).unwrap();
    let dialled = Pairing::dial(plain, "x".to_owned(), loopback());
    assert_eq!(dialled.err(), Some(LanError::NoSeat));
}
