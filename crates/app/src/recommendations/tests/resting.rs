//! What a finding rests on, in the trace: numbers, papers and replies as well as what was seen.

use super::*;
use crate::api::ErrorCode;

#[test]
fn a_trace_shows_a_count_a_refusal_a_paper_and_a_reply_until_they_are_taken_off() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let Ground {
        visit, finding, place, ..
    } = &ground;
    let earlier = add(&mut lead, &ground);
    send(&mut lead, &earlier, "2026-03-10", Value::Null);
    let words = json!({"on": "2026-03-30", "words": "Beds were ordered.", "reference": "MJ/7", "grade": "b"});
    let reply = lead.id("reply_add", json!({"recommendation": earlier, "facts": words}));
    let number = json!({"visit": visit, "group": "total", "source": "register", "number": 412});
    lead.ok("population_set", number);
    let refused = json!({"visit": visit, "facts": {"asked": "registers", "outcome": "refused", "what": "Block C"}});
    let refused = lead.id("access_add", refused);
    let paper = json!({"place": place, "id": null, "facts": {"title": "House rules", "on": "2020-05-05"}});
    let paper = lead.id("document_set", paper);
    let targets = [
        ("count", "total/register".to_owned()),
        ("access", refused),
        ("document", format!("{place}/{paper}")),
        ("reply", format!("{earlier}/{reply}")),
    ];
    for (kind, target) in &targets {
        let link = json!({"visit": visit, "finding": finding, "kind": kind, "target": target});
        lead.ok("evidence_add", link);
    }
    let sources = |desk: &mut Desk| -> Vec<Value> {
        let trace = desk.ok("trace_get", json!({"visit": visit}));
        let nodes = trace["nodes"].as_array().unwrap().iter();
        nodes.filter(|node| node["column"] == "source").cloned().collect()
    };
    let shown = sources(&mut lead);
    let of = |kind: &str| shown.iter().find(|node| node["kind"] == kind).unwrap();
    assert_eq!(shown.len(), targets.len());
    assert_eq!(
        (&of("count")["says"]["number"], &of("count")["at"]),
        (&json!(412), &json!(format!("visits/{visit}/counts")))
    );
    assert_eq!(
        (&of("access")["text"], &of("access")["says"]["outcome"]),
        (&json!("Block C"), &json!("refused"))
    );
    assert_eq!(
        (&of("document")["text"], &of("document")["at"]),
        (&json!("House rules"), &json!(format!("places/{place}")))
    );
    assert_eq!(of("reply")["text"], "2026-03-30 · MJ/7");
    assert_eq!(of("reply")["code"], "document");
    // The finding leads to each of them as the trace does.
    let view = lead.ok("finding_get", json!({"visit": visit, "finding": finding}));
    for one in view["row"]["evidence"].as_array().unwrap() {
        assert_eq!(one["at"], of(one["kind"].as_str().unwrap())["at"], "{one}");
    }

    let was = get(&mut lead, &earlier)["thread"][1]["facts"].clone();
    let dropped = json!({"recommendation": earlier, "reply": reply, "was": was, "facts": with(&was, "dropped", true)});
    lead.ok("reply_set", dropped);
    lead.ok(
        "population_set",
        json!({"visit": visit, "group": "total", "source": "register", "number": null}),
    );
    let left: Vec<Value> = sources(&mut lead).iter().map(|node| node["kind"].clone()).collect();
    assert_eq!(left, [json!("access"), json!("document")]);
    let again = json!({"visit": visit, "finding": finding, "kind": "reply", "target": targets[3].1});
    assert_eq!(lead.refused("evidence_add", again), ErrorCode::Refused);
    let view = lead.ok("finding_get", json!({"visit": visit, "finding": finding}));
    let gone = view["row"]["evidence"].as_array().unwrap().iter();
    assert_eq!(
        gone.filter(|one| one["withdrawn"] == true).count(),
        2,
        "both stay in sight"
    );
}
