#![allow(clippy::unwrap_used)]

use crate::desk::{self, Desk};
use serde_json::json;
use visita_domain::DocumentId;
use visita_domain::slots::WritePolicy;
use visita_seal::grant::Audience;

/// Lets a recommendation stand on another visit, as what comes from a colleague can, and settles who reads it; whether that is
/// the whole team.
fn opened_on(lead: &mut Desk, recommendation: &str, visit: Option<&str>) -> bool {
    let (id, visit) = (recommendation.parse::<DocumentId>().unwrap(), visit.map(|id| json!(id)));
    let session = lead.session.as_mut().unwrap();
    let path = "recommendation/visit";
    session
        .write(id, |edit| edit.set(path, visit.as_ref(), WritePolicy::Fact), |_| Ok(()))
        .unwrap();
    let open = session.open().unwrap();
    open.settle_epochs().unwrap();
    open.access(&id.bytes()).unwrap().audience == Audience::Team
}

#[test]
fn a_recommendation_is_opened_by_no_visit_and_by_none_of_which_nothing_has_come() {
    let (mut lead, _inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let for_all = lead.id("visit_create", desk::visit(&place));
    let mut sealed = desk::visit(&place);
    sealed["readers"] = json!({"whole_team": false, "readers": []});
    let sealed = lead.id("visit_create", sealed);
    let asked = json!({"facts": {"text": "Open the yard", "visit": sealed, "priority": "high"}});
    let asked = lead.id("recommendation_add", asked);
    let unknown = "0198c5d0-0000-7000-8000-000000000001";
    assert!(!opened_on(&mut lead, &asked, Some(unknown)));
    assert!(!opened_on(&mut lead, &asked, None));
    assert!(opened_on(&mut lead, &asked, Some(&for_all)));
}
