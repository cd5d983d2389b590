//! Recommendations: from what was typed to commands of the table.

use super::{Request, or_stdin, request, stdin_json};
use crate::args::{Correction, Correspondence, Dialogue, Recommendation, RecommendationAdd};
use anyhow::Result;
use serde_json::{Value, json};

/// The command that a verb stands for.
pub(super) fn from_recommendation(verb: &Recommendation) -> Result<Request> {
    Ok(match verb {
        Recommendation::List(filter) => request(
            "recommendation_list",
            json!({ "column": filter.column, "addressee": filter.addressee, "place": filter.place, "visit": filter.visit,
                    "theme": filter.theme, "priority": filter.priority, "year": filter.year,
                    "withdrawn": filter.withdrawn }),
        ),
        Recommendation::Show { recommendation } => {
            request("recommendation_get", json!({ "recommendation": recommendation }))
        }
        Recommendation::Add(added) => from_add(added)?,
        Recommendation::Dialogue(dialogue) => from_dialogue(dialogue),
        Recommendation::Correction(verb) => from_correction(verb)?,
        Recommendation::Correspondence(verb) => from_correspondence(verb)?,
        Recommendation::Set => request("recommendation_set", stdin_json()?),
        Recommendation::Link {
            recommendation,
            visit,
            finding,
        } => linked(recommendation, visit, finding, true),
        Recommendation::Unlink {
            recommendation,
            visit,
            finding,
        } => linked(recommendation, visit, finding, false),
        Recommendation::Withdraw { recommendation, undo } => request(
            "recommendation_withdraw",
            json!({ "recommendation": recommendation, "withdrawn": !undo }),
        ),
        Recommendation::Review { recommendation, review } => request(
            "recommendation_review",
            json!({ "recommendation": recommendation, "review": review }),
        ),
        Recommendation::ToVerify { visit } => request("verify_list", json!({ "visit": visit })),
        Recommendation::Smart {
            recommendation,
            question,
            answer,
        } => request(
            "smart_set",
            json!({ "recommendation": recommendation, "question": question, "answer": answer }),
        ),
        Recommendation::Implementation {
            recommendation,
            was,
            state,
        } => request(
            "implementation_set",
            json!({ "recommendation": recommendation, "was": was, "implementation": state }),
        ),
        Recommendation::Similar { text } => request("similar_find", json!({ "text": text })),
        Recommendation::Letter {
            recommendations,
            language,
            on,
            reference,
            reply_by,
            output,
        } => request(
            "letter_build",
            json!({ "recommendations": recommendations, "language": language, "on": on, "reference": reference,
                    "reply_by": reply_by, "path": output }),
        ),
    })
}

/// A finding that it answers, or does not after all.
fn linked(recommendation: &str, visit: &str, finding: &str, linked: bool) -> Request {
    request(
        "recommendation_link",
        json!({ "recommendation": recommendation, "visit": visit, "finding": finding, "linked": linked }),
    )
}

fn from_add(added: &RecommendationAdd) -> Result<Request> {
    let findings: Vec<Value> = added
        .findings
        .iter()
        .map(|finding| json!({ "visit": added.visit, "finding": finding }))
        .collect();
    let facts = json!({ "text": added.text, "addressee": added.addressee, "visit": added.visit, "place": added.place,
        "theme": added.theme, "standards": added.standards, "priority": added.priority, "deadline": added.deadline,
        "reply_by": null, "repeats": added.repeats });
    or_stdin(
        added.input.stdin,
        "recommendation_add",
        json!({ "facts": facts, "findings": findings }),
    )
}

/// What passes about several at once.
fn from_correspondence(verb: &Correspondence) -> Result<Request> {
    match verb {
        Correspondence::Letters { authority } => Ok(request("correspondence_get", json!({ "authority": authority }))),
        Correspondence::Answerable {
            authority,
            on,
            reference,
        } => {
            let letter = on.as_ref().map(|on| json!({ "on": on, "reference": reference }));
            Ok(request(
                "answerable_list",
                json!({ "authority": authority, "letter": letter }),
            ))
        }
        Correspondence::ReplyToMany {
            authority,
            recommendations,
            on,
            reference,
            grade,
            input,
        } => {
            let parts: Vec<Value> = recommendations
                .iter()
                .map(|recommendation| json!({ "recommendation": recommendation, "grade": null }))
                .collect();
            or_stdin(
                input.stdin,
                "joint_reply_add",
                json!({ "authority": authority, "on": on, "reference": reference, "grade": grade, "parts": parts }),
            )
        }
        Correspondence::JointReply { reply } => Ok(request("joint_reply_get", json!({ "reply": reply }))),
        Correspondence::JointReplySet => Ok(request("joint_reply_set", stdin_json()?)),
    }
}

/// What was logged is corrected: by its name in the arguments it is found in the thread.
fn from_correction(verb: &Correction) -> Result<Request> {
    let (command, logged) = match verb {
        Correction::Letter => ("letter_set", "letter"),
        Correction::Reply => ("reply_set", "reply"),
        Correction::Contact => ("message_set", "message"),
        Correction::Verify => ("verification_set", "verification"),
    };
    let thread = ("recommendation_get", "recommendation");
    Ok(request(command, stdin_json()?).over(thread, Some(("thread", logged))))
}

/// What is logged of a dialogue.
fn from_dialogue(verb: &Dialogue) -> Request {
    match verb {
        Dialogue::Send {
            recommendation,
            on,
            addressee,
            reference,
            reply_by,
        } => request(
            "recommendation_send",
            json!({ "recommendation": recommendation, "on": on, "addressee": addressee, "reference": reference,
                    "reply_by": reply_by }),
        ),
        Dialogue::Reply {
            recommendation,
            on,
            words,
            reference,
            grade,
            refuses,
        } => {
            let facts = json!({ "on": on, "words": words, "reference": reference, "grade": grade, "refuses": refuses });
            request("reply_add", json!({ "recommendation": recommendation, "facts": facts }))
        }
        Dialogue::Contact {
            recommendation,
            on,
            way,
            words,
        } => {
            let facts = json!({ "on": on, "way": way, "words": words });
            request(
                "message_add",
                json!({ "recommendation": recommendation, "facts": facts }),
            )
        }
        Dialogue::Verify {
            recommendation,
            result,
            visit: Some(visit),
            source,
            words,
            ..
        } => request(
            "verified_set",
            json!({ "visit": visit, "recommendation": recommendation, "result": result, "source": source,
                    "note": words }),
        ),
        Dialogue::Verify {
            recommendation,
            result,
            on,
            source,
            words,
            ..
        } => {
            let facts = json!({ "on": on, "result": result, "source": source, "words": words });
            request(
                "verification_add",
                json!({ "recommendation": recommendation, "facts": facts }),
            )
        }
    }
}
