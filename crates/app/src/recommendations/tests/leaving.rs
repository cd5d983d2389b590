//! What leaves the team: letters and reports.

use super::*;
use crate::api::ErrorCode;

fn report(desk: &mut Desk, visit: &str, audience: &str) -> String {
    let built = desk.ok(
        "report_build",
        json!({"visit": visit, "language": "en", "audience": audience, "path": null}),
    );
    built["html"].as_str().unwrap().to_owned()
}

#[test]
fn a_report_tells_the_team_all_the_authority_what_was_sent_and_the_public_nothing() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let text = "Give every person held in the new wing";
    let told = |desk: &mut Desk| {
        ["internal", "authority", "public"].map(|audience| report(desk, &ground.visit, audience).contains(text))
    };
    assert_eq!(told(&mut lead), [true, false, false], "a draft");
    send(&mut lead, &id, "2026-03-10", Value::Null);
    assert_eq!(told(&mut lead), [true, true, false], "sent");
    let page = report(&mut lead, &ground.visit, "authority");
    assert!(page.contains("Ministry of Justice") && page.contains("2099-06-30"));
    share(&mut lead, &mut inspector);
    let was = get(&mut lead, &id)["facts"].clone();
    let set = |text: &str| json!({"recommendation": id, "was": was, "facts": with(&was, "text", text)});
    lead.ok(
        "recommendation_set",
        set("Give every person held in the new wing a bed."),
    );
    inspector.ok(
        "recommendation_set",
        set("Give every person held in the new wing a chair."),
    );
    share(&mut inspector, &mut lead);
    assert_eq!(told(&mut lead), [true, false, false], "in dispute");
    let reply = json!({"on": "2026-03-30", "words": "Zebra beds were ordered.", "grade": "b"});
    lead.ok("reply_add", json!({"recommendation": id, "facts": reply}));
    for audience in ["internal", "authority", "public"] {
        assert!(
            !report(&mut lead, &ground.visit, audience).contains("Zebra"),
            "the dialogue is in no report"
        );
    }
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": id, "withdrawn": true}),
    );
    assert_eq!(told(&mut lead), [false, false, false], "withdrawn");
}

#[test]
fn a_letter_holds_established_findings_and_no_word_of_an_interview_whatever_was_consented_to() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let Ground { visit, finding, .. } = &ground;
    let mut interview = desk::interview(visit);
    interview["pseudonym"] = json!("Blue-17");
    interview["consents"]["share_with_authority"] = json!("given");
    let interview = lead.id("interview_start", interview);
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": "Quokka said it."}),
    );
    lead.ok(
        "evidence_add",
        json!({"visit": visit, "finding": finding, "kind": "interview", "target": interview}),
    );
    let draft = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": "A rumour of chains.", "theme": "restraints", "good_practice": false}),
    );
    let id = add(&mut lead, &ground);
    lead.ok(
        "recommendation_link",
        json!({"recommendation": id, "visit": visit, "finding": draft, "linked": true}),
    );
    let reply = json!({"on": "2026-03-30", "words": "Zebra.", "grade": "c"});
    lead.ok("reply_add", json!({"recommendation": id, "facts": reply}));
    lead.ok(
        "smart_set",
        json!({"recommendation": id, "question": "argued", "answer": "no"}),
    );
    for language in ["en", "ar"] {
        let ask = json!({"recommendations": [id], "language": language, "on": "2026-03-10", "reference": "C/12",
            "reply_by": null, "path": null});
        let built = lead.ok("letter_build", ask);
        let page = built["html"].as_str().unwrap();
        for told in [
            "Ministry of Justice",
            "Give every person",
            "Fourteen persons",
            "MR 21",
            "2026-04-09",
            "C/12",
        ] {
            assert!(page.contains(told), "{told}");
        }
        for held in ["Blue-17", "Quokka", "rumour", "Zebra", "Amina"] {
            assert!(!page.contains(held), "{held}");
        }
        assert_eq!((&built["left_out"], &built["conflicts"]), (&json!(1), &json!(0)));
    }
}

#[test]
fn one_letter_goes_to_one_authority_into_a_file_of_the_owners_alone() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let police = authority(&mut lead, "National Police");
    let (mine, other) = (add(&mut lead, &ground), with(&facts(&ground), "addressee", police));
    let other = lead.id("recommendation_add", json!({"facts": other}));
    let nobody = lead.id(
        "recommendation_add",
        json!({"facts": with(&facts(&ground), "addressee", Value::Null)}),
    );
    let path = lead.file("letter");
    let ask = |ids: &[&String]| {
        json!({"recommendations": ids, "language": "en", "on": "2026-03-10", "reference": "", "reply_by": null,
            "path": path})
    };
    for wrong in [vec![], vec![&mine, &other], vec![&nobody], vec![&mine, &nobody]] {
        assert_eq!(lead.refused("letter_build", ask(&wrong)), ErrorCode::Refused);
    }
    assert!(!path.exists());
    assert_eq!(
        lead.refused(
            "recommendation_send",
            json!({"recommendation": nobody, "on": "2026-03-10", "addressee": null, "reply_by": null})
        ),
        ErrorCode::Refused
    );
    lead.ok("letter_build", ask(&[&mine]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
