//! What people notice while they are connected: nothing they write waits, and nothing comes back to them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use visita_sync::{Effect, Engine, Event, Ledger as _, MemoryLedger, RETRY_MS};
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
        _ => None,
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
    held.take_put(put(HERE, 6));
    let Ok(effects) = engine.handle(10 + RETRY_MS, &held, Event::Changed);
    assert_eq!(sent(effects).len(), 6, "all of it");
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
