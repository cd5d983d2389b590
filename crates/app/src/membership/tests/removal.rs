//! Devices and members who are removed, and those who leave.

use super::*;

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
