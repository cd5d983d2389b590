#[path = "blob_attacks.rs"]
mod blob_attacks;
#[path = "blob_tests.rs"]
mod blobs;

use super::peers::CLOSED_ON;
use super::throttle::MAX_FAILED;
use super::*;
use iroh::endpoint::{Connection, ConnectionError, RecvStream, SendStream, presets};
use iroh::{Endpoint, EndpointAddr, EndpointId, RelayMode};
use std::time::Instant;
use visita_seal::Secret;
use visita_seal::handshake::{
    Channel, EXPORT_LABEL, EXPORTED_BYTES, Handshake, IDENTITY_BYTES, PROOF_BYTES, Proven, Side,
};
use visita_seal::roster::{Act, DeviceCard, Person, Role, found};
use visita_seal::sealed_file::FileKey;
use visita_wire::{Digest, Have, MemberId, TeamId};

const PATIENCE: Duration = Duration::from_secs(20);

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

/// A team whose lead is device 1; each further number is admitted, each negative one removed.
struct Team {
    roster: Roster,
    entries: Vec<Vec<u8>>,
}

impl Team {
    fn found(team: u8) -> Self {
        let founder = person(1, Role::Lead);
        let recipient = FileKey::make().recipient();
        let made = found(TeamId([team; 16]), "Body", "Team", founder, &recipient, &device(1), 0);
        let (entry, roster) = made.unwrap();
        Self {
            roster,
            entries: vec![entry],
        }
    }

    fn admit(mut self, n: u8) -> Self {
        let card = DeviceCard {
            device: device(n).id(),
            recipient: FileKey::make().recipient(),
        };
        let person = person(n, Role::Inspector);
        let act = Act::Admit { person, card };
        self.entries.push(self.roster.write(act, &device(1), 1).unwrap());
        self
    }

    fn remove(mut self, n: u8) -> Self {
        let act = Act::Remove {
            device: device(n).id(),
            kept: Vec::new(),
        };
        self.entries.push(self.roster.write(act, &device(1), 2).unwrap());
        self
    }

    /// As it stood after so many entries.
    fn at(&self, entries: usize) -> Self {
        let entries = self.entries[..entries].to_vec();
        Self {
            roster: Roster::replay(&entries).unwrap(),
            entries,
        }
    }

    fn seat(&self, n: u8) -> Seat {
        Seat::new(device(n), self.roster.clone(), self.entries.clone()).unwrap()
    }

    fn lan(&self, n: u8) -> (Lan, Events) {
        self.lan_with(n, Arc::new(NoBlobs))
    }

    fn lan_with(&self, n: u8, shelf: Arc<dyn BlobShelf>) -> (Lan, Events) {
        Lan::start(self.seat(n), loopback(), shelf).unwrap()
    }
}

fn person(n: u8, role: Role) -> Person {
    Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    }
}

fn loopback() -> Settings {
    Settings {
        listen: vec!["127.0.0.1:0".parse().unwrap()],
        announce: false,
    }
}

/// The next event that is wanted, whatever comes between.
fn until<T>(events: &mut Events, wanted: impl Fn(LanEvent) -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        // A tick comes each second, so this never hangs.
        if let Some(found) = wanted(events.next_blocking().expect("the endpoint runs")) {
            return found;
        }
    }
    panic!("it did not come");
}

fn connected(events: &mut Events) -> DeviceId {
    until(events, |event| {
        if let LanEvent::Connected(device) = event {
            Some(device)
        } else {
            None
        }
    })
}

fn gone(events: &mut Events) -> DeviceId {
    until(events, |event| {
        if let LanEvent::Disconnected(device) = event {
            Some(device)
        } else {
            None
        }
    })
}

fn received(events: &mut Events) -> Vec<Message> {
    until(events, |event| {
        if let LanEvent::Received { messages, .. } = event {
            Some(messages)
        } else {
            None
        }
    })
}

fn failed(events: &mut Events) -> Failure {
    until(events, |event| {
        if let LanEvent::Failed(failure) = event {
            Some(failure)
        } else {
            None
        }
    })
}

fn have(team: u8, grants: usize) -> Message {
    Message::Have(Have {
        team: TeamId([team; 16]),
        roster: 0,
        head: Digest([0; 32]),
        grants: (0..grants)
            .map(|n| {
                let mut hash = [0; 32];
                hash[..8].copy_from_slice(&(n as u64).to_be_bytes());
                Digest(hash)
            })
            .collect(),
        docs: Vec::new(),
    })
}

#[test]
fn two_devices_of_a_team_meet_and_what_one_says_the_other_hears() {
    let team = Team::found(7).admit(2);
    let ((amina, mut to_amina), (boris, mut to_boris)) = (team.lan(1), team.lan(2));
    boris.dial(&amina.address().unwrap());
    assert_eq!(connected(&mut to_amina), device(2).id());
    assert_eq!(connected(&mut to_boris), device(1).id());
    // Far more than a window holds, so it flows only as it is read.
    let much = have(7, 300_000);
    amina.send(device(2).id(), vec![much.clone(), have(7, 1)]).unwrap();
    boris.send(device(1).id(), vec![have(7, 2)]).unwrap();
    assert_eq!(received(&mut to_boris), [much]);
    assert_eq!(received(&mut to_boris), [have(7, 1)]);
    assert_eq!(received(&mut to_amina), [have(7, 2)]);
    let (ours, theirs) = (amina.traffic()[&device(2).id()], boris.traffic()[&device(1).id()]);
    assert!(ours.connected && ours.sent_bytes > 10_000_000, "{ours:?}");
    assert_eq!(
        (ours.sent_bytes, ours.received_bytes),
        (theirs.received_bytes, theirs.sent_bytes)
    );
    drop(boris);
    assert_eq!(gone(&mut to_amina), device(2).id());
    assert_eq!(
        amina.send(device(2).id(), vec![have(7, 1)]),
        Err(LanError::NotConnected)
    );
    assert!(!amina.traffic()[&device(2).id()].connected);
}

#[test]
fn two_who_dial_each_other_at_once_keep_one_connection() {
    let team = Team::found(7).admit(2);
    let ((amina, mut to_amina), (boris, mut to_boris)) = (team.lan(1), team.lan(2));
    amina.dial(&boris.address().unwrap());
    boris.dial(&amina.address().unwrap());
    connected(&mut to_amina);
    connected(&mut to_boris);
    // Whichever was closed, messages get through in both directions, asked again as the engine does.
    for (from, to, events, n) in [(&amina, 2, &mut to_boris, 1), (&boris, 1, &mut to_amina, 2)] {
        let deadline = Instant::now() + PATIENCE;
        let mut heard = false;
        while !heard && Instant::now() < deadline {
            let _ = from.send(device(to).id(), vec![have(7, n)]);
            while let Some(event) = events.try_next() {
                heard |= matches!(event, LanEvent::Received { messages, .. } if messages == [have(7, n)]);
            }
            std::thread::yield_now();
        }
        assert!(heard);
    }
    assert_eq!((amina.traffic().len(), boris.traffic().len()), (1, 1));
}

#[test]
fn who_was_away_is_dialled_again() {
    let team = Team::found(7).admit(2);
    let (amina, mut to_amina) = team.lan(1);
    let (boris, to_boris) = team.lan(2);
    let address = boris.address().unwrap();
    amina.dial(&address);
    connected(&mut to_amina);
    amina.close(device(2).id());
    assert_eq!(gone(&mut to_amina), device(2).id());
    assert_eq!(connected(&mut to_amina), device(2).id());
    drop((boris, to_boris));
    assert_eq!(gone(&mut to_amina), device(2).id());
    assert_eq!(failed(&mut to_amina), Failure::Unreachable);
    // Its endpoint comes back with a new key, as after every start: the text that is dialled then is another.
    let (boris, _to_boris) = team.lan(2);
    assert_ne!(boris.address().unwrap().endpoint(), address.endpoint());
    amina.dial(&boris.address().unwrap());
    assert_eq!(connected(&mut to_amina), device(2).id());
}

#[test]
fn a_newcomer_introduces_itself_by_the_roster_that_seats_it() {
    let team = Team::found(7).admit(2).admit(3);
    // Boris (2) has not heard of Chen (3) yet; one dials the other, in both directions.
    for chen_dials in [true, false] {
        let (boris, mut to_boris) = team.at(2).lan(2);
        let (chen, mut to_chen) = team.lan(3);
        if chen_dials {
            chen.dial(&boris.address().unwrap());
        } else {
            boris.dial(&chen.address().unwrap());
        }
        assert_eq!(connected(&mut to_chen), device(2).id());
        assert_eq!(connected(&mut to_boris), device(3).id());
        let entries = team.entries.iter().map(|entry| entry.clone().into()).collect();
        assert_eq!(received(&mut to_boris), [Message::Roster { from: 0, entries }]);
    }
}

#[test]
fn whoever_is_removed_while_connected_is_let_go_and_stays_out() {
    let before = Team::found(7).admit(2);
    let (amina, mut to_amina) = before.lan(1);
    let (boris, mut to_boris) = before.lan(2);
    boris.dial(&amina.address().unwrap());
    connected(&mut to_amina);
    connected(&mut to_boris);
    let after = before.remove(2);
    amina.set_roster(after.roster, after.entries).unwrap();
    assert_eq!(gone(&mut to_amina), device(2).id());
    assert_eq!(gone(&mut to_boris), device(1).id());
    assert_eq!(failed(&mut to_boris), Failure::Refused);
    assert!(!amina.traffic()[&device(2).id()].connected);
    assert_eq!(
        amina.set_roster(Team::found(7).roster, Vec::new()),
        Err(LanError::NoSeat)
    );
}

/// Somebody with tools of their own.
struct Attacker {
    runtime: tokio::runtime::Runtime,
    endpoint: Endpoint,
}

/// What they hear on a connection to ours.
struct Line {
    connection: Connection,
    send: SendStream,
    recv: RecvStream,
}

impl Attacker {
    fn new() -> Self {
        // On a thread of its own: it goes on while nobody waits for it.
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let endpoint = runtime.block_on(async {
            Endpoint::builder(presets::Minimal)
                .relay_mode(RelayMode::Disabled)
                .clear_ip_transports()
                .bind_addr("127.0.0.1:0")
                .unwrap()
                .alpns(vec![ALPN.to_vec()])
                .bind()
                .await
                .unwrap()
        });
        Self { runtime, endpoint }
    }

    fn dial(&self, address: &NearbyAddress) -> Result<Line, String> {
        let endpoint = EndpointId::from_bytes(address.endpoint()).unwrap();
        let to = address
            .addresses()
            .iter()
            .copied()
            .fold(EndpointAddr::new(endpoint), EndpointAddr::with_ip_addr);
        self.runtime.block_on(async {
            let connecting = tokio::time::timeout(Duration::from_secs(3), self.endpoint.connect(to, ALPN));
            let connection = connecting
                .await
                .map_err(|_| "silence")?
                .map_err(|error| error.to_string())?;
            let (send, recv) = connection.open_bi().await.map_err(|error| error.to_string())?;
            Ok(Line { connection, send, recv })
        })
    }

    fn say(&self, line: &mut Line, bytes: &[u8]) {
        // Ours may have hung up already.
        let _ = self.runtime.block_on(line.send.write_all(bytes));
    }

    /// Everything that ours says until it hangs up, and the code it hangs up with.
    fn rest(&self, line: &mut Line) -> (Vec<u8>, ConnectionError) {
        self.runtime.block_on(async {
            let all = async {
                let mut heard = Vec::new();
                while let Ok(Some(chunk)) = line.recv.read_chunk(usize::MAX).await {
                    heard.extend_from_slice(&chunk);
                }
                (heard, line.connection.closed().await)
            };
            tokio::time::timeout(PATIENCE, all).await.expect("it hangs up")
        })
    }

    fn hear<const N: usize>(&self, line: &mut Line) -> [u8; N] {
        let mut bytes = [0; N];
        self.runtime.block_on(line.recv.read_exact(&mut bytes)).unwrap();
        bytes
    }

    fn handshake(&self, line: &Line, team: &Team) -> Handshake {
        let (initiator, responder) = (*self.endpoint.id().as_bytes(), *line.connection.remote_id().as_bytes());
        let mut exported = [0; EXPORTED_BYTES];
        let context = [initiator, responder].concat();
        line.connection
            .export_keying_material(&mut exported, EXPORT_LABEL, &context)
            .unwrap();
        let key = TeamKey::derive(&team.roster.team, &team.entries[0]).unwrap();
        let channel = Channel {
            exported,
            initiator,
            responder,
        };
        Handshake::begin(key, Side::Initiator, channel)
    }

    fn prove(&self, line: &mut Line, team: &Team) -> Proven {
        let handshake = self.handshake(line, team);
        self.say(line, &handshake.proof().unwrap());
        let theirs = self.hear::<PROOF_BYTES>(line);
        handshake.check_proof(&theirs).ok().unwrap()
    }

    /// All steps, as a real device of the team would take them.
    fn enter(&self, line: &mut Line, team: &Team, n: u8) {
        let proven = self.prove(line, team);
        self.say(line, &proven.identity(&device(n)));
        self.hear::<IDENTITY_BYTES>(line);
        assert_eq!(self.hear::<1>(line), [0]);
        self.say(line, &[0, 1]);
        assert_eq!(self.hear::<1>(line), [1]);
    }
}

fn neutral(closed: &ConnectionError) -> bool {
    matches!(closed, ConnectionError::ApplicationClosed(close)
        if close.error_code == CLOSED_ON && close.reason.is_empty())
}

#[test]
fn a_stranger_who_knows_the_teams_id_and_a_member_of_another_team_hear_not_one_byte() {
    let team = Team::found(7).admit(2);
    let (amina, mut to_amina) = team.lan(1);
    // The same id and the same people, founded by somebody else: what a stranger can make up at best.
    let mut guessed = Team::found(8);
    guessed.roster.team = TeamId([7; 16]);
    for outsider in [guessed, Team::found(9)] {
        let attacker = Attacker::new();
        let mut line = attacker.dial(&amina.address().unwrap()).unwrap();
        let proof = attacker.handshake(&line, &outsider).proof().unwrap();
        attacker.say(&mut line, &proof);
        let (heard, closed) = attacker.rest(&mut line);
        assert_eq!(heard, [0_u8; 0]);
        assert!(neutral(&closed), "{closed:?}");
    }
    assert!(amina.traffic().is_empty());
    while let Some(event) = to_amina.try_next() {
        assert!(matches!(event, LanEvent::Tick), "{event:?}");
    }
}

#[test]
fn a_removed_device_hears_that_this_is_the_team_and_nothing_else() {
    let team = Team::found(7).admit(2).admit(3).remove(3);
    let (amina, _to_amina) = team.lan(1);
    let attacker = Attacker::new();
    let mut line = attacker.dial(&amina.address().unwrap()).unwrap();
    let proven = attacker.prove(&mut line, &team);
    attacker.say(&mut line, &proven.identity(&device(3)));
    let (heard, closed) = attacker.rest(&mut line);
    assert_eq!(heard, [0_u8; 0], "not even which device it met");
    assert!(neutral(&closed), "{closed:?}");
    assert!(amina.traffic().is_empty());
}

#[test]
fn who_holds_the_roster_without_a_seat_on_it_gets_nothing_of_the_team() {
    let team = Team::found(7).admit(2);
    let (amina, _to_amina) = team.lan(1);
    // Nothing to show, the roster as it is, and one where the stranger admits itself.
    let mut forged = team.at(2);
    let mut other = Team::found(7).admit(2).admit(66);
    forged.entries.push(other.entries.pop().unwrap());
    let shown = |entries: &[Vec<u8>]| {
        let entries = entries.iter().map(|entry| entry.clone().into()).collect();
        let bytes = encode_messages(&[Message::Roster { from: 0, entries }]).unwrap();
        [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], &bytes].concat()
    };
    let too_large = u32::try_from(MAX_INTRODUCTION_BYTES + 1)
        .unwrap()
        .to_be_bytes()
        .to_vec();
    for introduction in [shown(&team.entries), shown(&forged.entries), too_large, vec![0; 4]] {
        let attacker = Attacker::new();
        let mut line = attacker.dial(&amina.address().unwrap()).unwrap();
        let proven = attacker.prove(&mut line, &team);
        attacker.say(&mut line, &proven.identity(&device(66)));
        attacker.hear::<IDENTITY_BYTES>(&mut line);
        assert_eq!(attacker.hear::<1>(&mut line), [1], "it is asked who seats it");
        attacker.say(&mut line, &[0]);
        attacker.say(&mut line, &introduction);
        let (heard, closed) = attacker.rest(&mut line);
        assert_eq!(heard, [0_u8; 0]);
        assert!(neutral(&closed), "{closed:?}");
    }
    assert!(amina.traffic().is_empty());
}

#[test]
fn whoever_stalls_in_the_handshake_is_cut_off() {
    let team = Team::found(7).admit(2);
    let (amina, _to_amina) = team.lan(1);
    let attacker = Attacker::new();
    let start = Instant::now();
    let mut silent = attacker.dial(&amina.address().unwrap()).unwrap();
    let mut half = attacker.dial(&amina.address().unwrap()).unwrap();
    let proof = attacker.handshake(&half, &team).proof().unwrap();
    attacker.say(&mut half, &proof[..PROOF_BYTES - 1]);
    for line in [&mut silent, &mut half] {
        let (heard, closed) = attacker.rest(line);
        assert_eq!(heard, [0_u8; 0]);
        assert!(neutral(&closed), "{closed:?}");
    }
    assert!(start.elapsed() < endpoint::HANDSHAKE_TIMEOUT);
}

#[test]
fn a_device_of_the_team_that_sends_garbage_is_let_go() {
    let team = Team::found(7).admit(2);
    let (amina, mut to_amina) = team.lan(1);
    let frame = |bytes: &[u8]| [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat();
    let oversize = u32::try_from(MAX_FRAME_BYTES + 1).unwrap().to_be_bytes().to_vec();
    let bad = [
        oversize,
        vec![0; 4],
        frame(b"garbage"),
        frame(&[0x82, 0x01, 0x9f, 0xff]),
    ];
    for bytes in bad {
        let attacker = Attacker::new();
        let mut line = attacker.dial(&amina.address().unwrap()).unwrap();
        attacker.enter(&mut line, &team, 2);
        assert_eq!(connected(&mut to_amina), device(2).id());
        attacker.say(&mut line, &bytes);
        let (_, closed) = attacker.rest(&mut line);
        assert!(neutral(&closed), "{closed:?}");
        assert_eq!(gone(&mut to_amina), device(2).id());
        assert_eq!(failed(&mut to_amina), Failure::BadFrame);
    }
}

#[test]
fn an_address_that_fails_too_often_is_not_answered() {
    let team = Team::found(7).admit(2);
    let (amina, _to_amina) = team.lan(1);
    let attacker = Attacker::new();
    for n in 0..MAX_FAILED {
        let mut line = attacker
            .dial(&amina.address().unwrap())
            .unwrap_or_else(|why| panic!("{n}: {why}"));
        attacker.say(&mut line, &[0xff; PROOF_BYTES]);
        attacker.rest(&mut line);
    }
    assert!(attacker.dial(&amina.address().unwrap()).is_err());
}

#[test]
fn nothing_is_left_of_an_endpoint_that_was_dropped() {
    let team = Team::found(7).admit(2);
    let (amina, mut to_amina) = team.lan(1);
    let address = amina.address().unwrap();
    let start = Instant::now();
    drop(amina);
    assert!(start.elapsed() < Duration::from_secs(2));
    while to_amina.next_blocking().is_some() {}
    for socket in address.addresses() {
        std::net::UdpSocket::bind(socket).expect("the port is free again");
    }
    assert!(Attacker::new().dial(&address).is_err());
}
