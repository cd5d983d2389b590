//! Findings: from what was typed to commands of the table.

use super::{Request, or_stdin, request, stdin_json};
use crate::args::Finding;
use anyhow::Result;
use serde_json::json;

/// The command that a verb stands for.
pub(super) fn from_finding(finding: &Finding) -> Result<Request> {
    Ok(match finding {
        Finding::List { visit: Some(visit), .. } => request("finding_list", json!({ "visit": visit })),
        Finding::List { filter, .. } => request(
            "concluded_list",
            json!({ "place": filter.place, "theme": filter.theme, "standard": filter.standard, "status": filter.status,
                    "severity": filter.severity, "recommended": filter.recommended,
                    "text": filter.text.as_deref().unwrap_or_default(), "good_practice": filter.good_practice,
                    "withdrawn": filter.withdrawn }),
        ),
        Finding::Add {
            visit,
            statement,
            theme,
            good_practice,
            input,
        } => or_stdin(
            input.stdin,
            "finding_add",
            json!({ "visit": visit, "statement": statement, "theme": theme, "good_practice": good_practice }),
        )?,
        Finding::Set {
            visit,
            finding,
            statement,
            theme,
            confidence,
            good_practice,
            input,
        } => or_stdin(
            input.stdin,
            "finding_set",
            json!({ "visit": visit, "finding": finding, "statement": statement, "theme": theme,
                    "confidence": confidence, "good_practice": good_practice }),
        )?,
        Finding::Confirm {
            visit,
            finding,
            reason,
            undo,
        } => request(
            "finding_set",
            json!({ "visit": visit, "finding": finding, "reason": reason,
                    "status": if *undo { "draft" } else { "established" } }),
        ),
        Finding::Show { visit, finding } => request("finding_get", json!({ "visit": visit, "finding": finding })),
        Finding::Sources { visit } => request("evidence_sources", json!({ "visit": visit })),
        Finding::Evidence {
            visit,
            finding,
            kind,
            target,
            against,
            r#for: speaks_for,
            drop,
        } => {
            let link = json!({ "visit": visit, "finding": finding, "kind": kind, "target": target });
            match (*drop, *against || *speaks_for) {
                (true, _) => request("evidence_drop", link),
                (false, false) => request("evidence_add", link),
                (false, true) => request(
                    "evidence_turn",
                    json!({ "visit": visit, "finding": finding, "kind": kind, "target": target, "against": against }),
                ),
            }
        }
        Finding::Depend {
            visit,
            finding,
            interview,
            reason,
            ..
        } => request(
            "evidence_depend",
            json!({ "visit": visit, "finding": finding, "kind": "interview", "target": interview, "depends": reason }),
        ),
        Finding::Weigh => request("finding_weigh", stdin_json()?),
        Finding::Told {
            visit, findings, on, ..
        } => request(
            "finding_told",
            json!({ "visit": visit, "findings": findings, "day": on }),
        ),
    })
}
