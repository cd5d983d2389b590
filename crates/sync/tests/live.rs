//! What people notice while they are connected: nothing they write waits, and nothing comes back to them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use visita_sync::{BATCH_BYTES, Effect, Engine, Event, Ledger as _, MemoryLedger, PASS_ON_MS, RETRY_MS, TELL_MS};
use visita_wire::{DeviceId, Digest, DocId, Message, Put, TeamId};

const TEAM: TeamId = TeamId([1; 16]);
const HERE: DeviceId = DeviceId([1; 32]);
const THERE: DeviceId = DeviceId([2; 32]);

fn ledger() -> MemoryLedger {
    MemoryLedger::new(TEAM, |entry| Digest([entry[0]; 32]))
}

fn put(device: DeviceId, seq: u64) -> Put {
    Put {
        doc: DocId([7; 16]),
        device,
        seq,
        outer: vec![0; 100].into(),
    }
}

fn sent(effects: Vec<Effect>) -> Vec<(DeviceId, u64)> {
    let puts = effects.into_iter().filter_map(|effect| match effect {
        Effect::Send {
            message: Message::Puts(puts),
            ..
        } => Some(puts),
        Effect::Send { .. } | Effect::Take { .. } => None,
    });
    puts.flatten().map(|put| (put.device, put.seq)).collect()
}

fn connected(ledger: &MemoryLedger) -> Engine {
    let mut engine = Engine::default();
    let Ok(_) = engine.handle(0, ledger, Event::Connected(THERE));
    let Ok(nothing) = self::ledger().have();
    let event = Event::Received {
        peer: THERE,
        message: Message::Have(nothing),
    };
    let Ok(_) = engine.handle(0, ledger, event);
    engine
}

#[test]
fn an_edit_does_not_wait_for_the_receipt_of_the_one_before() {
    let mut held = ledger();
    let mut engine = connected(&held);
    for seq in 1..=3 {
        held.take_put(put(HERE, seq));
        let Ok(effects) = engine.handle(10, &held, Event::Changed);
        assert_eq!(sent(effects), [(HERE, seq)], "the new one at once, and none twice");
    }
}

#[test]
fn what_nobody_confirms_is_sent_again_even_while_more_is_written() {
    let mut held = ledger();
    let mut engine = connected(&held);
    held.take_put(put(HERE, 1));
    let Ok(lost) = engine.handle(10, &held, Event::Changed);
    assert_eq!(sent(lost), [(HERE, 1)]);
    // An edit each second: there is never a moment of silence.
    for second in 1..5 {
        held.take_put(put(HERE, 1 + second));
        let now_ms = i64::try_from(second).unwrap() * 1_000;
        let Ok(effects) = engine.handle(now_ms, &held, Event::Changed);
        assert_eq!(sent(effects), [(HERE, 1 + second)]);
    }
    // It speaks, and names none of it.
    says(&mut engine, &held, RETRY_MS, THERE, &ledger());
    held.take_put(put(HERE, 6));
    let Ok(effects) = engine.handle(10 + RETRY_MS, &held, Event::Changed);
    assert_eq!(sent(effects).len(), 6, "all of it");
}

/// How many envelopes go in ten seconds to a peer that was sent one, and says this every other second.
fn sent_in_ten_seconds(word: impl Fn(i64) -> Option<MemoryLedger>) -> usize {
    let mut held = ledger();
    let mut engine = connected(&held);
    (1..=3).for_each(|seq| _ = held.take_put(put(HERE, seq)));
    let Ok(first) = engine.handle(0, &held, Event::Changed);
    let mut count = sent(first).len();
    for tick in 1..=20 {
        let now_ms = tick * TELL_MS;
        if let Some(holds) = word(now_ms).filter(|_| tick % 4 == 0) {
            says(&mut engine, &held, now_ms, THERE, &holds);
        }
        let Ok(effects) = engine.handle(now_ms, &held, Event::Tick);
        count += sent(effects).len();
    }
    count
}

#[test]
fn who_takes_in_and_gets_on_or_is_silent_meanwhile_is_not_sent_the_same_again() {
    assert_eq!(sent_in_ten_seconds(|_| None), 3, "silent");
    let gets_on = |now_ms: i64| {
        let mut holds = ledger();
        (1..=now_ms / 4_000).for_each(|seq| _ = holds.take_put(put(HERE, u64::try_from(seq).unwrap())));
        Some(holds)
    };
    assert_eq!(sent_in_ten_seconds(gets_on), 3, "one each four seconds");
    assert_eq!(
        sent_in_ten_seconds(|_| Some(ledger())),
        6,
        "it speaks, and lacks it still"
    );
}

#[test]
fn what_a_peer_sent_does_not_come_back_to_it() {
    let mut held = ledger();
    let mut engine = connected(&held);
    let message = Message::Puts(vec![put(THERE, 1)]);
    let Ok(effects) = engine.handle(10, &held, Event::Received { peer: THERE, message });
    assert!(matches!(effects[..], [Effect::Take { .. }]));
    held.take_put(put(THERE, 1));
    let Ok(effects) = engine.handle(10, &held, Event::Changed);
    assert_eq!(sent(effects), []);
}

/// A second peer, which holds nothing so far.
const BEYOND: DeviceId = DeviceId([3; 32]);

/// Connected with both, and told by both that they hold nothing.
fn between(ledger: &MemoryLedger) -> Engine {
    let mut engine = connected(ledger);
    let Ok(_) = engine.handle(0, ledger, Event::Connected(BEYOND));
    says(&mut engine, ledger, 0, BEYOND, &self::ledger());
    engine
}

fn says(engine: &mut Engine, ledger: &MemoryLedger, now_ms: i64, peer: DeviceId, holds: &MemoryLedger) {
    let Ok(have) = holds.have();
    let message = Message::Have(have);
    let Ok(_) = engine.handle(now_ms, ledger, Event::Received { peer, message });
}

/// What a peer wrote comes, is taken, and changes what is held.
fn comes(engine: &mut Engine, held: &mut MemoryLedger, now_ms: i64, put: Put) -> Vec<Effect> {
    let message = Message::Puts(vec![put.clone()]);
    let Ok(_) = engine.handle(now_ms, held, Event::Received { peer: THERE, message });
    held.take_put(put);
    let Ok(mut effects) = engine.handle(now_ms, held, Event::Taken(THERE));
    let Ok(more) = engine.handle(now_ms, held, Event::Changed);
    effects.extend(more);
    effects
}

/// To whom it is said what is held here.
fn told(effects: &[Effect]) -> Vec<DeviceId> {
    let told = effects.iter().filter_map(|effect| match effect {
        Effect::Send {
            peer,
            message: Message::Have(_),
        } => Some(*peer),
        Effect::Send { .. } | Effect::Take { .. } => None,
    });
    told.collect()
}

#[test]
fn what_a_peer_sent_is_passed_on_once_nobody_says_they_have_it() {
    let mut held = ledger();
    let mut engine = between(&held);
    let effects = comes(&mut engine, &mut held, 10, put(THERE, 1));
    assert_eq!(sent(effects), [], "its author may be in touch with them too");
    held.take_put(put(HERE, 1));
    let Ok(effects) = engine.handle(20, &held, Event::Changed);
    assert_eq!(sent(effects), [(HERE, 1); 2], "what is written here waits for nobody");
    let Ok(effects) = engine.handle(9 + PASS_ON_MS, &held, Event::Tick);
    assert_eq!(sent(effects), []);
    let Ok(effects) = engine.handle(10 + PASS_ON_MS, &held, Event::Tick);
    assert_eq!(sent(effects), [(THERE, 1)]);
}

#[test]
fn an_author_who_goes_on_writing_does_not_keep_back_what_came_before() {
    let mut held = ledger();
    let mut engine = between(&held);
    let mut passed_on = Vec::new();
    for number in 1..=10 {
        let now_ms = i64::try_from(number).unwrap() * PASS_ON_MS / 2;
        passed_on.extend(sent(comes(&mut engine, &mut held, now_ms, put(THERE, number))));
        // The same once more: that is no news, and holds nothing back.
        let message = Message::Puts(vec![put(THERE, 1)]);
        let Ok(_) = engine.handle(now_ms, &held, Event::Received { peer: THERE, message });
        let Ok(effects) = engine.handle(now_ms, &held, Event::Tick);
        passed_on.extend(sent(effects));
    }
    passed_on.dedup();
    let (first, last) = (passed_on.first().unwrap().1, passed_on.last().unwrap().1);
    assert_eq!((first, last), (1, 8), "two are fresh");
}

#[test]
fn what_others_say_they_have_is_not_passed_on() {
    let mut held = ledger();
    let mut engine = between(&held);
    comes(&mut engine, &mut held, 10, put(THERE, 1));
    says(&mut engine, &held, 10 + TELL_MS, BEYOND, &held.clone());
    let Ok(effects) = engine.handle(10 + PASS_ON_MS, &held, Event::Tick);
    assert_eq!(sent(effects), []);
}

#[test]
fn a_receipt_is_not_sent_for_each_edit_unless_much_came() {
    let mut held = ledger();
    let mut engine = between(&held);
    assert_eq!(told(&comes(&mut engine, &mut held, TELL_MS, put(THERE, 1))), [THERE]);
    assert_eq!(told(&comes(&mut engine, &mut held, TELL_MS + 1, put(THERE, 2))), []);
    let much = Put {
        outer: vec![0; BATCH_BYTES].into(),
        ..put(THERE, 3)
    };
    assert_eq!(told(&comes(&mut engine, &mut held, TELL_MS + 2, much)), [THERE]);
    comes(&mut engine, &mut held, TELL_MS + 3, put(THERE, 4));
    let Ok(effects) = engine.handle(2 * TELL_MS + 2, &held, Event::Tick);
    assert_eq!(
        told(&effects),
        [THERE, BEYOND],
        "everybody, before they pass on what they need not"
    );
}
