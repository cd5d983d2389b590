//! Two devices, two vaults, files between them: the path the product exists for, through the table the fronts call.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

#[test]
fn a_visit_recorded_on_two_devices_is_merged_decided_and_reported() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id(
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison", "capacity": 420}),
    );
    let visit = lead.id("visit_create", desk::visit(&place));
    let area = lead.id("area_add", json!({"visit": visit, "name": "Wing B"}));
    let out = lead.bundle();
    assert_eq!(inspector.take(&out)["quarantined"], 0);
    assert_eq!(
        inspector.ok("place_list", json!({}))["rows"][0]["facts"]["name"],
        "Tarn Hill"
    );

    lead.answer(&visit, &area, "spoken_to", "yes");
    inspector.answer(&visit, &area, "spoken_to", "no");
    inspector.answer(&visit, &area, "ill_treatment", "partly");
    lead.answer(&visit, &area, "ill_treatment", "partly");
    let interview = inspector.id("interview_start", desk::interview(&visit));
    inspector.ok(
        "interview_note",
        json!({"interview": interview, "text": "He described the punishment cell."}),
    );
    let back = inspector.bundle();
    let seen = lead.ok("bundle_inspect", json!({"path": back}));
    assert_eq!(seen["from"], "Inspector");
    assert!(seen["new_envelopes"].as_u64().unwrap() >= 4);
    let taken = lead.take(&back);
    assert_eq!((&taken["quarantined"], &taken["waiting"]), (&json!(0), &json!(0)));
    assert_eq!(lead.take(&back)["applied"], 0, "a bundle taken twice changes nothing");

    let desk = lead.ok("conflict_list", json!({"visit": visit}));
    assert_eq!(
        desk["open"].as_array().unwrap().len(),
        1,
        "equal answers are no conflict"
    );
    let conflict = &desk["open"][0];
    assert!(conflict["path"].as_str().unwrap().ends_with("/spoken_to"));
    assert_eq!(
        lead.refused("visit_phase", json!({"visit": visit, "phase": "closed"})),
        ErrorCode::Refused,
        "a visit on site does not close at once"
    );
    let slots: Vec<_> = conflict["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["slot"].clone())
        .collect();
    let decision = json!({
        "doc": conflict["doc"], "path": conflict["path"], "outcome": "take", "slot": slots[1], "seen": slots,
    });
    assert_eq!(
        inspector.refused("conflict_decide", decision.clone()),
        ErrorCode::NotAllowed
    );
    lead.ok("conflict_decide", decision);
    assert_eq!(lead.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));

    // What arrives after a decision reopens it: the decision has not seen it.
    inspector.answer(&visit, &area, "spoken_to", "partly");
    let later = inspector.bundle();
    lead.take(&later);
    let again = lead.ok("conflict_list", json!({"visit": visit}));
    assert_eq!(again["open"][0]["decision"]["reopened"], true);

    let report = lead.ok(
        "report_build",
        json!({"visit": visit, "language": "en", "audience": "internal", "path": null}),
    );
    assert!(report["html"].as_str().unwrap().contains("Tarn Hill"));
    assert_eq!(report["conflicts"], 1);
    let public = lead.ok(
        "report_build",
        json!({"visit": visit, "language": "ar", "audience": "public", "path": null}),
    );
    assert!(
        !public["html"].as_str().unwrap().contains("punishment cell"),
        "no consent to publish"
    );
    assert_eq!(public["withheld"], 1);

    let history = lead.ok("history_get", json!({"doc": visit}));
    let entries = history["entries"].as_array().unwrap();
    assert!(entries.iter().all(|entry| entry["signature"] == "valid"), "{entries:?}");
    assert!(entries.iter().any(|entry| entry["by"] == "Inspector"));
}

#[test]
fn two_leads_admit_offline_and_their_teams_become_one_again() {
    let mut founder = Desk::founded("Amina");
    let mut second = founder.admits("Boris", "lead");
    let mut chen = founder.admits("Chen", "inspector");
    second.admits("Dunja", "inspector");
    let words = |desk: &mut Desk| desk.ok("team_get", json!({}))["words"].clone();
    let members = |desk: &mut Desk| desk.ok("team_get", json!({}))["members"].as_array().unwrap().len();
    assert_ne!(words(&mut founder), words(&mut second), "a fork shows");
    let (out, back) = (founder.bundle(), second.bundle());
    assert_eq!(founder.take(&back)["quarantined"], 1, "Dunja's entry waits for a lead");
    assert_eq!(second.take(&out)["quarantined"], 1);
    assert_eq!(founder.take(&back)["quarantined"], 0, "once");
    for desk in [&mut founder, &mut second] {
        let rows = desk.ok("quarantine_list", json!({}))["rows"].clone();
        assert_eq!(
            (rows.as_array().unwrap().len(), &rows[0]["reason"]),
            (1, &json!("roster_fork"))
        );
        assert_eq!(members(desk), 3, "the founder's branch counts");
    }
    assert_eq!(words(&mut founder), words(&mut second));
    assert_eq!(words(&mut founder), words(&mut chen));
    second.reopen();
    assert_eq!(words(&mut founder), words(&mut second), "also from the store");
    let place = second.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let out = second.bundle();
    assert_eq!(chen.take(&out)["quarantined"], 0);
    assert_eq!(chen.ok("place_list", json!({}))["rows"][0]["id"], json!(place));
}

#[test]
fn a_second_device_of_a_member_is_the_leads_choice() {
    let mut lead = Desk::founded("Amina");
    let member = lead.ok("team_get", json!({}))["me"].clone();
    let mut phone = Desk::empty();
    let asked = phone.ok("team_request", json!({"member": "Amina's phone"}));
    let (request, admission) = (json!({"text": asked["text"]}), phone.file("admission"));
    let confirm = lead.ok("team_inspect", request.clone())["confirm"].clone();
    let admit = |of: Value| {
        json!({
            "request": request, "words": asked["words"], "role": "inspector", "further_device_of": of,
            "path": admission,
        })
    };
    let nobody = json!("00000000000000000000000000000000");
    assert_eq!(lead.refused("team_admit", admit(nobody)), ErrorCode::Refused);
    let team = lead.ok("team_admit", admit(member.clone()));
    assert_eq!(team["members"].as_array().unwrap().len(), 1);
    assert_eq!(team["members"][0]["devices"].as_array().unwrap().len(), 2);
    let team = phone.ok("team_join", json!({"path": admission, "words": confirm}));
    assert_eq!((&team["me"], &team["lead"]), (&member, &json!(true)));
}

#[test]
fn an_observer_reads_and_makes_no_records() {
    let mut lead = Desk::founded("Amina");
    lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let mut observer = lead.admits("Olga", "observer");
    let out = lead.bundle();
    observer.take(&out);
    let places = observer.ok("place_list", json!({}));
    assert_eq!(places["rows"].as_array().unwrap().len(), 1);
    let place = json!({"name": "Velm", "place_type": "prison"});
    assert_eq!(observer.refused("place_add", place), ErrorCode::LooksOn);
}

#[test]
fn notes_typed_on_two_devices_keep_every_word() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Velm", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    let note = |desk: &mut Desk, text: &str| {
        desk.ok("interview_note", json!({"interview": interview, "text": text}));
    };
    note(&mut lead, "Held alone.");
    let out = lead.bundle();
    inspector.take(&out);
    note(&mut lead, "Held alone for nine days.");
    note(&mut inspector, "Held alone. No mattress.");
    let (from_lead, from_inspector) = (lead.bundle(), inspector.bundle());
    lead.take(&from_inspector);
    inspector.take(&from_lead);
    let read = |desk: &mut Desk| {
        let view = desk.ok("interview_get", json!({"interview": interview}));
        view["note"].as_str().unwrap().to_owned()
    };
    let text = read(&mut lead);
    assert!(text.contains("nine days") && text.contains("No mattress"), "{text}");
    assert_eq!(text, read(&mut inspector));
}

#[test]
fn typing_goes_on_over_a_save_and_over_what_others_wrote() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Velm", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    let out = lead.bundle();
    inspector.take(&out);
    let base = inspector.ok("interview_get", json!({"interview": interview}))["note_base"].clone();
    let saved = inspector.ok(
        "interview_note",
        json!({"interview": interview, "text": "First line.", "base": base}),
    );
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": "From the lead. "}),
    );
    let (more, key) = ("First line. Second", format!("interview/{interview}/note"));
    inspector.ok("draft_put", json!({"key": key, "text": more, "base": saved["base"]}));
    let theirs = lead.bundle();
    inspector.take(&theirs);
    let view = inspector.ok("interview_get", json!({"interview": interview}));
    assert_eq!((&view["draft"], &view["note_base"]), (&json!(more), &saved["base"]));
    inspector.ok(
        "interview_note",
        json!({"interview": interview, "text": more, "base": view["note_base"]}),
    );
    let note = inspector.ok("interview_get", json!({"interview": interview}))["note"].clone();
    let note = note.as_str().unwrap();
    assert_eq!(note.matches("First line.").count(), 1, "nothing doubled: {note}");
    assert!(note.contains("From the lead.") && note.contains("Second"), "{note}");
}

#[test]
fn a_draft_outlives_the_lock_and_a_closed_app() {
    let mut desk = Desk::founded("Lead");
    let place = desk.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let interview = desk.id("interview_start", desk::interview(&visit));
    let key = format!("interview/{interview}/note");
    desk.ok("draft_put", json!({"key": key, "text": "mid-wor"}));
    desk.ok("vault_lock", json!({}));
    assert_eq!(
        desk.refused("interview_get", json!({"interview": interview})),
        ErrorCode::Locked
    );
    desk.reopen();
    let view = desk.ok("interview_get", json!({"interview": interview}));
    assert_eq!(view["draft"], "mid-wor");
    assert_eq!(view["note"], "");
}

#[test]
fn recovery_words_open_and_a_wrong_passphrase_backs_off_across_restarts() {
    let mut desk = Desk::founded("Lead");
    let words = desk.words.join(" ");
    desk.ok("vault_lock", json!({}));
    let wrong = json!({"passphrase": "not the right passphrase"});
    let mut codes = Vec::new();
    for _ in 0..6 {
        codes.push(desk.refused("vault_unlock", wrong.clone()));
    }
    assert!(codes.contains(&ErrorCode::BackedOff), "{codes:?}");
    desk.close();
    assert_eq!(desk.refused("vault_unlock", wrong), ErrorCode::BackedOff);
    desk.close();
    let new = "plenty harbor violin cactus tundra";
    desk.ok(
        "vault_recover",
        json!({"words": words, "passphrase": new, "repeat": new}),
    );
    assert_eq!(desk.ok("team_get", json!({}))["lead"], true);
}

#[test]
fn a_bundle_that_is_damaged_or_for_others_changes_nothing() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    lead.id("place_add", json!({"name": "Harbour", "place_type": "police_station"}));
    let path = lead.bundle();
    let whole = std::fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 40 + 1) {
        let mut hurt = whole.clone();
        hurt[at] ^= 0x40;
        std::fs::write(&path, &hurt).unwrap();
        let code = inspector.refused("bundle_import", json!({"path": path}));
        assert!(
            matches!(code, ErrorCode::BadFile | ErrorCode::NotForThisDevice),
            "{at}: {code:?}"
        );
    }
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(
        inspector.refused("bundle_import", json!({"path": path})),
        ErrorCode::BadFile
    );
    assert_eq!(inspector.ok("place_list", json!({}))["rows"], json!([]));
    std::fs::write(&path, &whole).unwrap();
    let mut stranger = Desk::founded("Stranger");
    assert_eq!(
        stranger.refused("bundle_import", json!({"path": path})),
        ErrorCode::NotForThisDevice
    );
    inspector.take(&path);
    assert_eq!(
        inspector.ok("place_list", json!({}))["rows"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn projections_rebuilt_equal_what_was_there() {
    let mut desk = Desk::founded("Lead");
    let place = desk.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    desk.answer(&visit, "general", "spoken_to", "yes");
    let lists = |desk: &mut Desk| {
        let search = desk.ok("search_find", json!({"query": "kest"}));
        (
            desk.ok("place_list", json!({})),
            desk.ok("visit_list", json!({})),
            search,
        )
    };
    let before = lists(&mut desk);
    desk.ok("vault_rebuild", json!({}));
    assert_eq!(before, lists(&mut desk));
}

#[test]
fn arguments_of_the_wrong_form_are_refused_by_every_command() {
    let mut desk = Desk::founded("Lead");
    for row in visita_app::api::table::COMMANDS {
        let refused = desk.call(row.name, json!([1, 2, 3]));
        assert_eq!(refused.unwrap_err().code, ErrorCode::BadArguments, "{}", row.name);
    }
    assert_eq!(desk.refused("no_such", json!({})), ErrorCode::UnknownCommand);
}

#[test]
fn a_misspelt_argument_is_refused_by_every_command_and_named() {
    let mut desk = Desk::founded("Lead");
    for row in visita_app::api::table::COMMANDS {
        let refused = desk.call(row.name, json!({"unheard_of": true}));
        assert_eq!(refused.unwrap_err().code, ErrorCode::BadArguments, "{}", row.name);
    }
    let facts = json!({"name": "Kest", "place_type": "prison", "authority": "The ministry"});
    let place = desk.id("place_add", facts.clone());
    let slip = json!({"name": "Kest", "place_type": "prison", "authorty": "The ministry"});
    let set = json!({"place": place, "was": facts, "facts": slip});
    let refused = desk.call("place_set", set).unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::BadArguments, Some("facts.authorty"))
    );
    let kept = desk.ok("place_get", json!({"place": place}));
    assert_eq!(kept["row"]["facts"]["authority"], "The ministry");
}

#[test]
fn no_name_that_people_type_holds_what_a_screen_does_not_show() {
    let mut desk = Desk::founded("Lead");
    let facts = json!({"name": "Kest", "place_type": "prison"});
    let place = desk.id("place_add", facts.clone());
    let visit = desk.id("visit_create", desk::visit(&place));
    let area = desk.id("area_add", json!({"visit": visit, "name": "Block A"}));
    for hidden in ["K\u{200b}est", "K\u{202e}est", "K\u{0}est", "K\nest"] {
        let named = json!({"name": hidden, "place_type": "prison"});
        let mut start = desk::interview(&visit);
        start["pseudonym"] = json!(hidden);
        for (command, args, field) in [
            ("place_add", named.clone(), "name"),
            (
                "place_set",
                json!({"place": place, "was": facts, "facts": named}),
                "name",
            ),
            ("area_add", json!({"visit": visit, "name": hidden}), "name"),
            (
                "area_set",
                json!({"visit": visit, "area": area, "was": "Block A", "name": hidden}),
                "name",
            ),
            ("interview_start", start, "pseudonym"),
        ] {
            let refused = desk.call(command, args).expect_err(command);
            assert_eq!(
                (refused.code, refused.field.as_deref()),
                (ErrorCode::Refused, Some(field)),
                "{command} {hidden:?}"
            );
        }
        // Merged in from elsewhere it is tolerated: the other facts can be corrected beside it.
        let merged = json!({"name": hidden, "place_type": "prison"});
        let facts = json!({"name": hidden, "place_type": "prison", "region": "North"});
        let set = json!({"place": place, "was": merged, "facts": facts});
        let code = desk.call("place_set", set).err().map(|error| error.code);
        assert_eq!(code, None, "{hidden:?}");
    }
}

#[test]
fn a_day_that_nobody_meant_is_refused_wherever_days_are_typed() {
    let mut desk = Desk::founded("Lead");
    let place = desk.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let interview = desk.id("interview_start", desk::interview(&visit));
    for slip in [
        "-0001-01-01",
        "0000-01-01",
        "+2026-01-01",
        "2026-2-3",
        "1899-12-31",
        "2201-01-01",
    ] {
        let mut new = desk::visit(&place);
        new["starts_on"] = json!(slip);
        assert_eq!(desk.refused("visit_create", new), ErrorCode::Refused, "{slip}");
        let check = json!({"interview": interview, "section": "ending", "field": "check_on", "value": slip});
        assert_eq!(desk.refused("interview_set", check), ErrorCode::Refused, "{slip}");
        let moment = format!("{slip}T09:00:00Z");
        let ended = json!({"interview": interview, "section": "frame", "field": "ended_at", "value": moment});
        assert_eq!(desk.refused("interview_set", ended), ErrorCode::Refused, "{slip}");
    }
}

#[test]
fn nothing_is_written_down_without_consent_to_notes() {
    let mut desk = Desk::founded("Lead");
    let place = desk.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let mut start = desk::interview(&visit);
    start["consents"] = json!({"talk": "refused"});
    assert_eq!(desk.refused("interview_start", start.clone()), ErrorCode::NoConsent);
    start["consents"] = json!({"talk": "given", "notes": "later"});
    let interview = desk.id("interview_start", start);
    let note = json!({"interview": interview, "text": "x"});
    let said = json!({
        "interview": interview, "text": "Beaten on arrival", "theme": "dignity", "verbatim": true, "first_hand": true,
        "allegation": true, "degree": null,
    });
    assert_eq!(desk.refused("interview_note", note.clone()), ErrorCode::NoConsent);
    assert_eq!(desk.refused("statement_add", said.clone()), ErrorCode::NoConsent);
    desk.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "notes", "state": "given"}),
    );
    desk.ok("interview_note", note);
    desk.ok("statement_add", said);
    let view = desk.ok("interview_get", json!({"interview": interview}));
    assert_eq!(view["statements"][0]["text"], "Beaten on arrival");
    let hits = desk.ok("search_find", json!({"query": "beaten"}));
    assert_eq!(hits["hits"][0]["id"], json!(interview));
}

#[test]
fn the_sample_is_whole_and_leaves_nothing_behind() {
    let mut desk = Desk::empty();
    desk.ok("sample_load", json!({}));
    let today = desk.ok("today_get", json!({}));
    assert_eq!(
        (&today["sample_loaded"], &today["open_conflicts"]),
        (&json!(true), &json!(3))
    );
    let places = desk.ok("place_list", json!({}));
    let rows = places["rows"].as_array().unwrap();
    let types: std::collections::BTreeSet<_> = rows.iter().map(|row| row["facts"]["place_type"].as_str()).collect();
    assert!(
        rows.len() >= 14 && types.len() >= 8,
        "{} places, {} types",
        rows.len(),
        types.len()
    );
    let visits = desk.ok("visit_list", json!({}));
    assert_eq!(visits["rows"].as_array().unwrap().len(), 4);
    assert_eq!(desk.refused("sample_load", json!({})), ErrorCode::HasTeam);
    desk.ok("sample_drop", json!({}));
    for list in ["place_list", "visit_list"] {
        assert_eq!(desk.ok(list, json!({}))["rows"], json!([]));
    }
    assert_eq!(desk.ok("team_get", json!({}))["name"], json!(null));
    assert_eq!(desk.refused("sample_drop", json!({})), ErrorCode::NotFound);
    desk.ok("sample_load", json!({}));
}
