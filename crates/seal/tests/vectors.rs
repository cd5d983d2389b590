//! The frozen vectors of `tests/vectors`: what was once sealed, signed or derived opens, verifies and is derived for ever.
//! They are never made anew; a change that one of these tests refuses needs a new version and a new label.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::Value;
use visita_seal::asking::AskRequest;
use visita_seal::blob::{BlobHashes, BlobRef, BlobSealer, open_chunk};
use visita_seal::bundle::open_bundle;
use visita_seal::envelope::{DeviceKey, DocKey, envelope_hash, open_envelope};
use visita_seal::grant::{Audience, trusted_grant, verify_grant};
use visita_seal::handshake::{Channel, Handshake, Side, TeamKey};
use visita_seal::notice::{Said, make_notice, verify_notice};
use visita_seal::pairing::{JoinRequest, open_admission, team_words};
use visita_seal::roster::{Act, KeptTo, Role, Roster, found};
use visita_seal::sealed_file::FileKey;
use visita_seal::share_file::open_shares;
use visita_seal::shares::Share;
use visita_seal::slots::SlotFile;
use visita_seal::snapshot::open_snapshot;
use visita_seal::team_mail::{generations, join};
use visita_seal::{Secret, Subkey};
use visita_wire::{BlobId, BlobSize, DeviceId, DocId, DocKind, EnvelopeHash, TeamId};

fn vector(name: &str) -> Value {
    let path = format!("{}/../../tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(text(value)).unwrap()
}

fn secret(value: &Value) -> Secret {
    Secret::new(bytes(value).try_into().unwrap())
}

fn list(value: &Value) -> Vec<Vec<u8>> {
    value.as_array().unwrap().iter().map(bytes).collect()
}

/// The roster of all vectors, up to so many entries: founding, Boris admitted, his role set, his device removed.
fn roster(entries: usize) -> Roster {
    Roster::replay(&list(&vector("roster")["entries"])[..entries]).unwrap()
}

fn file_key(vector: &Value) -> FileKey {
    FileKey::parse(text(&vector["file_key"])).unwrap()
}

#[test]
fn a_vault_of_version_1_opens_with_its_passphrase_and_its_words_and_derives_its_keys() {
    let v = vector("slots");
    let file = SlotFile::parse(v["file"].to_string().as_bytes()).unwrap();
    for key in [
        file.open(text(&v["passphrase"]), None).ok().unwrap(),
        file.open_by_words(text(&v["words"])).ok().unwrap(),
    ] {
        for (subkey, name) in [
            (Subkey::Database, "database"),
            (Subkey::Attachments, "attachments"),
            (Subkey::Identity, "identity"),
            (Subkey::Device, "device"),
        ] {
            assert_eq!(
                hex::encode(key.subkey(subkey).unwrap().expose()),
                text(&v[name]),
                "{name}"
            );
        }
    }
}

#[test]
fn a_vault_bound_to_a_keystore_opens_with_its_half_and_with_its_words() {
    let (v, unbound) = (vector("slots-bound"), vector("slots"));
    let file = SlotFile::parse(v["file"].to_string().as_bytes()).unwrap();
    let half = secret(&v["half"]);
    assert_eq!(file.vault_name().unwrap(), text(&v["file"]["vault"]));
    for key in [
        file.open(text(&v["passphrase"]), Some(&half)).ok().unwrap(),
        file.open_by_words(text(&v["words"])).ok().unwrap(),
    ] {
        let database = key.subkey(Subkey::Database).unwrap();
        assert_eq!(hex::encode(database.expose()), text(&unbound["database"]));
    }
}

#[test]
fn a_vault_with_shares_opens_with_any_two_of_the_three_and_as_before() {
    let (v, unshared) = (vector("slots-shares"), vector("slots"));
    let file = SlotFile::parse(v["file"].to_string().as_bytes()).unwrap();
    let shares: Vec<Share> = list(&v["shares"])
        .iter()
        .map(|share| Share::parse(share).ok().unwrap())
        .collect();
    let shared = file.shared().unwrap().unwrap();
    assert_eq!((shared.needed, shared.mark().as_str()), (2, text(&v["mark"])));
    for key in [
        file.open_by_shares(&shares[..2]).ok().unwrap(),
        file.open_by_shares(&shares[1..]).ok().unwrap(),
        file.open_by_words(text(&v["words"])).ok().unwrap(),
        file.open(text(&v["passphrase"]), None).ok().unwrap(),
    ] {
        let database = key.subkey(Subkey::Database).unwrap();
        assert_eq!(hex::encode(database.expose()), text(&unshared["database"]));
    }
    assert!(file.open_by_shares(&shares[..1]).is_err());
}

#[test]
fn a_share_file_opens_for_its_holder() {
    let v = vector("shares");
    let me = text(&v["member"]).parse().unwrap();
    let held = open_shares(&bytes(&v["file"]), &file_key(&v), me, &roster(2))
        .ok()
        .unwrap();
    assert_eq!(held.share.expose().to_vec(), bytes(&v["share"]));
    assert_eq!(
        (held.owner.to_string().as_str(), held.at_ms),
        (text(&v["owner"]), 5_000)
    );
    let shared = SlotFile::parse(vector("slots-shares")["file"].to_string().as_bytes())
        .unwrap()
        .shared()
        .unwrap();
    assert_eq!(Some(held.shared), shared);
}

#[test]
fn a_request_for_shares_shows_its_words_and_its_answer_opens() {
    let v = vector("recovery");
    let request = AskRequest::parse(text(&v["request"])).unwrap();
    assert_eq!(request.to_text(), text(&v["request"]));
    assert_eq!((request.words().as_str(), request.at_ms()), (text(&v["words"]), 6_000));
    let share = request.open_answer(text(&v["answer"]), &file_key(&v)).ok().unwrap();
    assert_eq!(share.expose().to_vec(), bytes(&v["share"]));
}

#[test]
fn a_roster_of_version_1_replays_and_is_signed_the_same_again() {
    let v = vector("roster");
    let entries = list(&v["entries"]);
    let whole = Roster::replay(&entries).unwrap();
    assert_eq!(hex::encode(whole.head()), text(&v["head"]));
    let lead = DeviceKey::derive(&secret(&v["lead_seed"]));
    let founder = whole.person_of(&lead.id()).unwrap().clone();
    let (first, _) = found(
        whole.team,
        "Body",
        "Team",
        founder,
        text(&v["lead_recipient"]),
        &lead,
        1_000,
    )
    .unwrap();
    assert_eq!(first, entries[0]);
    let boris = *whole.devices.keys().find(|device| **device != lead.id()).unwrap();
    let mut again = roster(2);
    let member = again.person_of(&boris).unwrap().member;
    let role = Act::SetRole {
        member,
        role: Role::Expert,
    };
    assert_eq!(again.write(role, &lead, 3_000).unwrap(), entries[2]);
    let kept = |doc: u8, seq, epoch| KeptTo {
        doc: DocId([doc; 16]),
        seq,
        epoch,
    };
    let remove = Act::Remove {
        device: boris,
        kept: vec![kept(5, 2, 0), kept(6, 0, 1)],
    };
    assert_eq!(again.write(remove, &lead, -4_000).unwrap(), entries[3]);
    assert_eq!(again, whole);
}

#[test]
fn envelopes_of_version_1_open_from_their_mailbox_and_verify() {
    let v = vector("envelope");
    let key = DocKey {
        doc: text(&v["doc"]).parse().unwrap(),
        epoch: 3,
        key: secret(&v["key"]),
    };
    assert_eq!(key.mailbox().unwrap().to_string(), text(&v["mailbox"]));
    let mut before: Option<EnvelopeHash> = None;
    for (n, outer) in list(&v["outers"]).iter().enumerate() {
        // Also on the roster from which the device was removed, with these two before the cut-off.
        for roster in [roster(2), roster(4)] {
            let opened = open_envelope(outer, &key).ok().unwrap();
            let verified = opened.verify(&roster).ok().unwrap();
            assert_eq!(verified.device().to_string(), text(&v["device"]));
            assert_eq!(verified.changes(), list(&v["changes"][n]));
            let header = verified.header();
            assert_eq!((header.seq, header.prev), (n as u64 + 1, before));
            assert_eq!(
                (header.team.to_string().as_str(), header.kind),
                (text(&v["team"]), DocKind::Interview)
            );
            assert_eq!(header.sent_at_ms, [3_000, -1][n]);
        }
        before = Some(envelope_hash(outer));
        assert_eq!(before.unwrap().to_string(), text(&v["hashes"][n]));
    }
}

#[test]
fn a_snapshot_of_version_1_opens_from_the_mailbox_of_its_document_and_verifies() {
    let v = vector("snapshot");
    let key = DocKey {
        doc: text(&v["doc"]).parse().unwrap(),
        epoch: 3,
        key: secret(&v["key"]),
    };
    let snapshot = open_snapshot(&bytes(&v["outer"]), &key).ok().unwrap();
    let verified = snapshot.verify(&roster(2)).ok().unwrap();
    assert_eq!(verified.device().to_string(), text(&v["device"]));
    assert_eq!(verified.changes(), list(&v["changes"]));
    assert_eq!((verified.doc(), verified.kind()), (key.doc, DocKind::Interview));
    let [chain] = verified.chains() else {
        panic!("one chain")
    };
    let envelopes = vector("envelope");
    assert_eq!(chain.device.to_string(), text(&envelopes["device"]));
    assert_eq!(
        (chain.seq, chain.hash.to_string().as_str()),
        (2, text(&envelopes["hashes"][1]))
    );
    // Also on the roster from which the device was removed, with these two before the cut-off.
    let again = open_snapshot(&bytes(&v["outer"]), &key).ok().unwrap();
    assert!(again.verify(&roster(4)).is_ok());
}

#[test]
fn a_grant_of_version_1_verifies_and_opens() {
    let v = vector("grant");
    let grant = bytes(&v["grant"]);
    let verified = verify_grant(&grant, &roster(2)).ok().unwrap();
    let says = verified.says();
    assert_eq!(trusted_grant(&grant).as_ref(), Ok(&says));
    let [subject] = says.subjects.as_slice() else {
        panic!("one key")
    };
    assert_eq!((subject.doc.to_string().as_str(), subject.epoch), (text(&v["doc"]), 3));
    assert_eq!(subject.mailbox.to_string(), text(&v["mailbox"]));
    assert_eq!(
        (says.issuer.to_string().as_str(), says.readers),
        (text(&v["issuer"]), None)
    );
    assert_eq!((subject.kind, subject.about), (DocKind::Interview, None));
    assert_eq!(subject.audience, Audience::Team);
    let keys = verified.open(&file_key(&v)).ok().unwrap();
    assert_eq!(hex::encode(keys[0].key.expose()), text(&v["key"]));
}

#[test]
fn a_grant_of_version_2_verifies_and_opens() {
    let v = vector("grant-2");
    let grant = bytes(&v["grant"]);
    let verified = verify_grant(&grant, &roster(2)).ok().unwrap();
    let says = verified.says();
    assert_eq!(trusted_grant(&grant).as_ref(), Ok(&says));
    let [visit, interview] = says.subjects.as_slice() else {
        panic!("two keys")
    };
    let readers: Vec<String> = says.readers.unwrap().iter().map(ToString::to_string).collect();
    let named: Vec<&str> = v["readers"].as_array().unwrap().iter().map(text).collect();
    assert_eq!(
        (says.issuer.to_string().as_str(), readers),
        (text(&v["issuer"]), named.iter().map(ToString::to_string).collect())
    );
    assert_eq!(
        (visit.kind, &visit.audience, visit.about),
        (DocKind::Visit, &Audience::Team, None)
    );
    let Audience::Chosen(members) = &interview.audience else {
        panic!("chosen")
    };
    let members: Vec<String> = members.iter().map(ToString::to_string).collect();
    assert_eq!(members, [text(&v["chosen"])]);
    assert_eq!((interview.kind, interview.about), (DocKind::Interview, Some(visit.doc)));
    let keys = verified.open(&file_key(&v)).ok().unwrap();
    for (subject, (key, named)) in says.subjects.iter().zip(keys.iter().zip(v["keys"].as_array().unwrap())) {
        assert_eq!(hex::encode(key.key.expose()), text(&named["key"]));
        assert_eq!(subject.mailbox.to_string(), text(&named["mailbox"]));
        assert_eq!(subject.epoch, u32::try_from(named["epoch"].as_u64().unwrap()).unwrap());
    }
}

#[test]
fn a_notice_of_version_1_verifies_and_is_signed_the_same_again() {
    let v = vector("notice");
    let notice = bytes(&v["notice"]);
    let read = verify_notice(&notice, &roster(2)).unwrap();
    assert_eq!((read.said, read.at_ms), (Said::Leaves, -7));
    let device = DeviceKey::derive(&secret(&v["device_seed"]));
    assert_eq!(read.device, device.id());
    assert_eq!(make_notice(roster(2).team, Said::Leaves, &device, -7).unwrap(), notice);
}

#[test]
fn a_cut_off_moved_forward_replays_and_is_signed_the_same_again() {
    let (v, lead) = (
        vector("roster-keep"),
        DeviceKey::derive(&secret(&vector("roster")["lead_seed"])),
    );
    let mut moved = roster(4);
    let boris = *moved.devices.keys().find(|device| **device != lead.id()).unwrap();
    let (doc, other) = (DocId([5; 16]), DocId([9; 16]));
    assert!(!moved.devices[&boris].accepts(&doc, 3) && !moved.devices[&boris].accepts_grant(&other, 1));
    let kept = |doc, seq, epoch| KeptTo { doc, seq, epoch };
    let keep = Act::Keep {
        device: boris,
        kept: vec![kept(doc, 3, 0), kept(other, 0, 1)],
    };
    assert_eq!(moved.write(keep, &lead, 5_000).unwrap(), bytes(&v["entry"]));
    assert!(moved.devices[&boris].accepts(&doc, 3) && moved.devices[&boris].accepts_grant(&other, 1));
    assert!(!moved.devices[&boris].accepts(&doc, 4));
}

#[test]
fn a_request_and_an_admission_of_version_1_show_their_words_and_join() {
    let v = vector("pairing");
    let request = JoinRequest::parse(text(&v["request"])).unwrap();
    let device = DeviceKey::derive(&secret(&v["device_seed"]));
    assert_eq!(
        (request.device(), request.unverified_name()),
        (device.id(), text(&v["name"]))
    );
    assert_eq!(request.words(), text(&v["request_words"]));
    let (admin, team): (DeviceId, TeamId) = (text(&v["admin"]).parse().unwrap(), text(&v["team"]).parse().unwrap());
    assert_eq!(request.admission_words(&admin, &team), text(&v["admission_words"]));
    let opened = open_admission(&bytes(&v["admission"]), &request, &file_key(&v)).unwrap();
    let admission = opened.confirm(text(&v["admission_words"])).unwrap();
    assert_eq!(admission.team, roster(2));
    assert_eq!(team_words(&admission.team), text(&v["team_words"]));
    assert_eq!(admission.grants, [bytes(&vector("grant")["grant"])]);
}

#[test]
fn a_bundle_of_version_1_opens_and_says_who_made_it() {
    let v = vector("bundle");
    let opened = open_bundle(&bytes(&v["bundle"]), &file_key(&v)).ok().unwrap();
    assert_eq!(opened.from.to_string(), text(&v["from"]));
    assert_eq!(opened.messages.as_slice(), bytes(&v["messages"]));
}

/// Every label there is stands in some vector.
#[test]
fn no_label_is_without_a_vector() {
    let mut covered = Vec::new();
    for name in [
        "slots",
        "slots-bound",
        "slots-shares",
        "shares",
        "recovery",
        "roster",
        "roster-keep",
        "envelope",
        "snapshot",
        "blob",
        "grant",
        "grant-2",
        "notice",
        "pairing",
        "bundle",
        "handshake",
        "relay",
    ] {
        let labels = vector(name)["labels"].clone();
        covered.extend(labels.as_array().unwrap().iter().map(|label| text(label).to_owned()));
    }
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let sources: Vec<String> = [source.to_owned(), format!("{source}/grant")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .filter(|path| !path.to_str().unwrap().ends_with("_tests.rs"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let of_wire = [visita_wire::SIGNATURE_LABEL, visita_wire::SNAPSHOT_LABEL];
    let mut found: Vec<String> = of_wire.map(|label| String::from_utf8(label.to_vec()).unwrap()).to_vec();
    for source in sources {
        let literals = source.split('"').skip(1).step_by(2);
        found.extend(literals.filter(|text| text.starts_with("visita/")).map(str::to_owned));
    }
    assert!(found.len() > 15, "{found:?}");
    for label in found {
        assert!(covered.contains(&label), "{label}");
    }
}

#[test]
fn a_handshake_of_version_1_proves_and_signs_the_same_again() {
    let v = vector("handshake");
    let team = TeamId(bytes(&v["team"]).try_into().unwrap());
    let channel = Channel {
        exported: bytes(&v["exported"]).try_into().unwrap(),
        initiator: bytes(&v["initiator"]).try_into().unwrap(),
        responder: bytes(&v["responder"]).try_into().unwrap(),
    };
    let begin = |side| {
        let key = TeamKey::derive(&team, &bytes(&v["founding"])).unwrap();
        Handshake::begin(key, side, channel.clone())
    };
    let (initiator, responder) = (begin(Side::Initiator), begin(Side::Responder));
    assert_eq!(hex::encode(initiator.proof().unwrap()), text(&v["proof_initiator"]));
    assert_eq!(hex::encode(responder.proof().unwrap()), text(&v["proof_responder"]));
    for (side, proof) in [
        (Side::Initiator, "token_proof_initiator"),
        (Side::Responder, "token_proof_responder"),
    ] {
        let key = TeamKey::of_token(&bytes(&v["token"]).try_into().unwrap()).unwrap();
        let pairing = Handshake::begin(key, side, channel.clone());
        assert_eq!(hex::encode(pairing.proof().unwrap()), text(&v[proof]));
    }
    let proof = responder.proof().unwrap();
    let proven = initiator.check_proof(&proof).ok().unwrap();
    let device = DeviceKey::derive(&secret(&v["device_seed"]));
    assert_eq!(hex::encode(proven.identity(&device)), text(&v["identity_initiator"]));
}

#[test]
fn mailboxes_and_parts_of_version_1_are_found_and_open() {
    let (v, e) = (vector("relay"), vector("envelope"));
    let key = DocKey {
        doc: text(&e["doc"]).parse().unwrap(),
        epoch: 3,
        key: secret(&e["key"]),
    };
    assert_eq!(hex::encode(key.token().unwrap().0), text(&v["doc_token"]));
    let lead = DeviceKey::derive(&secret(&vector("roster")["lead_seed"]));
    let entries = list(&vector("roster")["entries"]);
    let keys = generations(&entries).unwrap().keys;
    assert_eq!(keys.iter().map(|key| key.begins()).collect::<Vec<_>>(), [0, 3]);
    for (key, v) in keys.iter().zip(v["generations"].as_array().unwrap()) {
        let mailbox = key.mailbox(&lead.id()).unwrap();
        assert_eq!(mailbox.tag.to_string(), text(&v["tag"]));
        assert_eq!(hex::encode(mailbox.token.0), text(&v["token"]));
        let parts: Vec<_> = list(&v["parts"])
            .iter()
            .map(|part| mailbox.open(part).unwrap())
            .collect();
        let whole: Vec<_> = parts.iter().map(|part| part.bytes.clone()).collect();
        assert_eq!(join(&parts[0].bundle, &whole).unwrap(), bytes(&v["bundle"]));
    }
    let mut roster = roster(4);
    let invitation = Some(text(&v["invitation"]).to_owned());
    let entry = roster.write(
        Act::SetRelay {
            invitation: invitation.clone(),
        },
        &lead,
        5_000,
    );
    assert_eq!(entry.unwrap(), bytes(&v["entry"]));
    assert_eq!(roster.relay, invitation);
    let entry = roster.write(Act::SetRelay { invitation: None }, &lead, 6_000);
    assert_eq!(entry.unwrap(), bytes(&v["entry_of_none"]));
    assert_eq!(roster.relay, None);
}

#[test]
fn an_attachment_is_sealed_to_these_bytes_and_known_by_this_id() {
    let v = vector("blob");
    let (key, length) = (secret(&v["key"]), v["content_bytes"].as_u64().unwrap());
    let content: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
    let size = BlobSize::of_content(length).unwrap();
    assert_eq!(u64::from(size.chunks()), v["chunks"].as_u64().unwrap());
    let mut sealer = BlobSealer::new(&key, size);
    let chunks: Vec<_> = content.chunks(65_536).map(|part| sealer.seal(part).unwrap()).collect();
    assert_eq!(chunks[0][..32], bytes(&v["first_chunk_begins"]));
    assert_eq!(chunks[1][65_552 - 32..], bytes(&v["last_chunk_ends"]));
    let (id, hashes) = sealer.finish().unwrap();
    assert_eq!((id.0.to_vec(), &hashes), (bytes(&v["id"]), &bytes(&v["hashes"])));
    let id = BlobId(bytes(&v["id"]).try_into().unwrap());
    let hashes = BlobHashes::verified(&id, size, hashes).ok().unwrap();
    let reference = BlobRef::parse(text(&v["reference"])).unwrap();
    assert_eq!(reference.to_text().unwrap().as_str(), text(&v["reference"]));
    assert_eq!((reference.id, reference.bytes), (id, length));
    for (number, chunk) in (0..).zip(&chunks) {
        assert!(hashes.hold(number, chunk));
        let opened = open_chunk(&reference.key, size, number, chunk).unwrap();
        let part = content.chunks(65_536).nth(number as usize).unwrap();
        assert_eq!(&opened[..part.len()], part);
    }
}
