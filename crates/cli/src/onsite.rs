//! The verbs of the days on site, as commands of the table.

use crate::args::{Access, Comment, Population, Reprisal, Review, Task};
use crate::request::{Request, or_stdin, request, stdin_json};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// `visita access …`
pub fn from_access(access: &Access) -> Result<Request> {
    Ok(match access {
        Access::List { visit } => request("access_list", json!({ "visit": visit })),
        Access::Wait { visit, asked } => request("access_start", json!({ "visit": visit, "asked": asked })),
        Access::End { visit, access, outcome } => request(
            "access_end",
            json!({ "visit": visit, "access": access, "outcome": outcome }),
        ),
        Access::Add {
            visit,
            asked,
            what,
            outcome,
            minutes,
            by_function,
            reason,
            grounds,
            article,
            input,
        } => or_stdin(
            input.stdin,
            "access_add",
            json!({ "visit": visit, "facts": {
                "asked": asked, "what": what, "outcome": outcome, "minutes": minutes, "by_function": by_function,
                "reason": reason, "grounds": grounds, "article": article,
            }}),
        )?,
        Access::Set => request("access_set", stdin_json()?).over(("access_list", "visit"), Some(("rows", "access"))),
        Access::Drop { visit, access, undo } => request("access_drop", entry(visit, access, *undo)),
        Access::DropStay { visit, stay, undo } => request("stay_drop", entry(visit, stay, *undo)),
        Access::Arrive { visit, offset_minutes } => request(
            "stay_arrive",
            json!({ "visit": visit, "offset_minutes": offset_minutes }),
        ),
        Access::Leave { visit, stay } => request("stay_leave", json!({ "visit": visit, "stay": stay })),
        Access::Stay {
            visit,
            arrived_at,
            left_at,
            offset_minutes,
        } => request(
            "stay_add",
            json!({ "visit": visit, "facts": {
                "arrived_at": arrived_at, "left_at": left_at, "offset_minutes": offset_minutes,
            }}),
        ),
        Access::Correct => request("stay_set", stdin_json()?),
    })
}

/// An entry made by mistake, or not after all.
fn entry(visit: &str, entry: &str, undo: bool) -> Value {
    json!({ "visit": visit, "entry": entry, "dropped": !undo })
}

/// `visita population …`
pub fn from_population(population: &Population) -> Result<Request> {
    Ok(match population {
        Population::Show { visit } => request("population_get", json!({ "visit": visit })),
        Population::Set {
            visit,
            group,
            source,
            number,
        } => request(
            "population_set",
            json!({ "visit": visit, "group": group, "source": source, "number": number }),
        ),
        Population::Samples { visit } => request("register_sample_list", json!({ "visit": visit })),
        Population::Sample => request("register_sample_add", stdin_json()?),
        Population::SampleSet => {
            let row = Some(("rows", "sample"));
            request("register_sample_set", stdin_json()?).over(("register_sample_list", "visit"), row)
        }
        Population::SampleDrop { visit, sample, undo } => request("register_sample_drop", entry(visit, sample, *undo)),
    })
}

/// `visita task …`
pub fn from_task(task: &Task) -> Result<Request> {
    Ok(match task {
        Task::List { record } => request("task_list", json!({ "doc": record })),
        Task::Add {
            record,
            what,
            whom,
            due,
            about,
        } => request(
            "task_add",
            json!({ "doc": record, "facts": { "what": what, "whom": whom, "due": due, "about": about } }),
        ),
        Task::Done {
            record,
            task,
            note,
            undo,
        } => request(
            "task_done",
            json!({ "doc": record, "task": task, "done": !undo, "note": note }),
        ),
        Task::Set => request("task_set", stdin_json()?).over(("task_list", "doc"), Some(("rows", "task"))),
        Task::Drop { record, task, undo } => {
            request("task_drop", json!({ "doc": record, "task": task, "dropped": !undo }))
        }
    })
}

/// `visita comment …`
pub fn from_comment(comment: &Comment) -> Result<Request> {
    Ok(match comment {
        Comment::List { record } => request("comment_list", json!({ "doc": record })),
        Comment::Add {
            record,
            text,
            about,
            mentions,
        } => request(
            "comment_add",
            json!({ "doc": record, "about": about, "text": text, "mentions": mentions }),
        ),
        Comment::Set => request("comment_set", stdin_json()?),
        Comment::Withdraw { record, comment } => {
            request("comment_withdraw", json!({ "doc": record, "comment": comment }))
        }
        Comment::Resolve { record, comment, undo } => request(
            "comment_resolve",
            json!({ "doc": record, "comment": comment, "resolved": !undo }),
        ),
    })
}

/// `visita review …`
pub fn from_review(review: &Review) -> Request {
    match review {
        Review::List { record } => request("review_list", json!({ "doc": record })),
        Review::Show { record, about } => request("review_get", json!({ "doc": record, "about": about })),
        Review::Set {
            record,
            was,
            review,
            about,
            words,
        } => request(
            "review_set",
            json!({ "doc": record, "about": about, "was": was, "review": review, "words": words }),
        ),
    }
}

/// `visita reprisal …`
pub fn from_reprisal(reprisal: &Reprisal) -> Result<Request> {
    Ok(match reprisal {
        Reprisal::List { visit } => request("reprisal_list", json!({ "visit": visit })),
        Reprisal::Add => request("reprisal_add", stdin_json()?),
        Reprisal::Set => request("reprisal_set", stdin_json()?),
        Reprisal::Recontact => request("recontact_add", stdin_json()?),
        Reprisal::RecontactSet => request("recontact_set", stdin_json()?),
        Reprisal::Done { undo } => request("recontact_done", made(stdin_json()?, !undo)?),
        Reprisal::Drop {
            record,
            recontact: None,
            undo,
        } => request("reprisal_drop", json!({ "record": record, "dropped": !undo })),
        Reprisal::Drop {
            record,
            recontact: Some(recontact),
            undo,
        } => request(
            "recontact_drop",
            json!({ "record": record, "recontact": recontact, "dropped": !undo }),
        ),
        Reprisal::Access { record, to } => to.of("interview", record, ["interview_access", "interview_access_set"]),
    })
}

/// What came of a day to look after somebody again, with whether it was done.
fn made(mut args: Value, done: bool) -> Result<Value> {
    let members = args.as_object_mut().context("arguments are an object")?;
    members.insert("done".to_owned(), json!(done));
    Ok(args)
}
