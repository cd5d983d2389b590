//! From what was typed to a command of the table.

use crate::args::{
    Answer, Attachment, Bundle, Checklist, Conflicts, Interview, Nearby, Observation, Quarantine, Readers, Relay,
    Sample, Team, Verb,
};
use crate::onsite::{from_access, from_comment, from_population, from_reprisal, from_review, from_task};
use crate::register;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::io::Read as _;

mod finding;
mod over;
mod recommendation;
mod visit;

use over::Shown;

/// A command and its arguments.
pub struct Request {
    /// Name in the table.
    pub name: &'static str,
    /// Arguments.
    pub args: Value,
    /// Keep only one row (`show`).
    pub only: Option<Only>,
    /// Where what it changes is shown, for whoever does not say what it was.
    pub over: Option<Shown>,
}

/// The row of these lists where these members have these values.
pub type Only = (&'static [&'static str], Vec<(&'static str, String)>);

/// A command with its arguments.
pub fn request(name: &'static str, args: Value) -> Request {
    Request {
        name,
        args,
        only: None,
        over: None,
    }
}

impl Readers {
    /// Asks who may read a record where nothing was chosen, and else says who may: two commands of the table.
    pub fn of(&self, noun: &str, id: &str, [ask, set]: [&'static str; 2]) -> Request {
        if self.readers.is_empty() && !self.whole_team && !self.nobody_else {
            return request(ask, json!({ noun: id }));
        }
        request(
            set,
            json!({
                noun: id, "was": { "readers": self.was.was_readers, "whole_team": self.was.was_whole_team },
                "readers": self.readers, "whole_team": self.whole_team,
            }),
        )
    }
}

/// Standard input, whole, at most this many bytes.
const MAX_STDIN_BYTES: u64 = 8 * 1024 * 1024;

/// Standard input as text.
pub fn stdin_text() -> Result<String> {
    let mut text = String::new();
    let read = std::io::stdin()
        .lock()
        .take(MAX_STDIN_BYTES + 1)
        .read_to_string(&mut text)
        .context("standard input is not text")?;
    ensure!(
        u64::try_from(read).is_ok_and(|read| read <= MAX_STDIN_BYTES),
        "standard input is longer than {MAX_STDIN_BYTES} bytes; nothing was kept"
    );
    Ok(text)
}

/// Standard input as JSON.
pub fn stdin_json() -> Result<Value> {
    serde_json::from_str(&stdin_text()?).context("standard input is not JSON")
}

/// The arguments typed, or those on standard input.
pub fn or_stdin(stdin: bool, name: &'static str, args: Value) -> Result<Request> {
    Ok(request(name, if stdin { stdin_json()? } else { args }))
}

/// The command that a verb stands for; verbs that are not one command of the table are handled before.
pub fn from_verb(verb: &Verb) -> Result<Option<Request>> {
    Ok(Some(match verb {
        Verb::Team(Team::Pair(_)) => return Ok(None),
        Verb::Team(team) => from_team(team)?,
        Verb::Nearby(Nearby::Status) => request("team_get", json!({})),
        Verb::Place(place) => register::from_place(place)?,
        Verb::Authority(authority) => register::from_authority(authority)?,
        Verb::Body(body) => register::from_body(body)?,
        Verb::Programme(programme) => crate::programme::from_programme(programme)?,
        Verb::Plan(plan) => crate::programme::from_plan(plan)?,
        Verb::Travel(travel) => crate::travel::from_travel(travel),
        Verb::Visit(visit) => visit::from_visit(visit)?,
        Verb::Checklist(Checklist::List) => request("checklist_list", json!({})),
        Verb::Checklist(Checklist::Show { checklist }) => request("checklist_get", json!({ "checklist": checklist })),
        Verb::Answer(Answer::List { visit, area }) => request("answer_list", json!({ "visit": visit, "area": area })),
        Verb::Answer(Answer::Set {
            visit,
            area,
            checklist,
            item,
            value,
            note,
            source,
            flag,
            input,
        }) => {
            let value: Value = serde_json::from_str(value).context("--value is not JSON")?;
            or_stdin(
                input.stdin,
                "answer_set",
                json!({ "visit": visit, "area": area, "checklist": checklist, "item": item, "value": value,
                        "note": note, "source": source, "flag": flag }),
            )?
        }
        Verb::Interview(Interview::Add) => request("interview_start", stdin_json()?),
        Verb::Interview(Interview::Edit { interview, base }) => request(
            "interview_note",
            json!({ "interview": interview, "text": stdin_text()?, "base": base }),
        ),
        Verb::Interview(Interview::List { visit }) => request("interview_list", json!({ "visit": visit })),
        Verb::Interview(Interview::Show { interview }) => request("interview_get", json!({ "interview": interview })),
        Verb::Interview(Interview::Access { interview, to }) => {
            to.of("interview", interview, ["interview_access", "interview_access_set"])
        }
        Verb::Interview(Interview::Withdraw {
            interview,
            purpose,
            statement,
            preview,
            input,
        }) => {
            let given = json!({ "interview": interview, "purpose": purpose, "statement": statement });
            from_withdrawal(if input.stdin { stdin_json()? } else { given }, *preview)
        }
        Verb::Interview(Interview::Set {
            interview,
            section,
            field,
            value,
        }) => {
            let value: Value = serde_json::from_str(value).context("--value is not JSON")?;
            request(
                "interview_set",
                json!({ "interview": interview, "section": section, "field": field, "value": value }),
            )
        }
        Verb::Interview(Interview::Statement) => request("statement_add", stdin_json()?),
        Verb::Interview(Interview::Handle { interview, risk, what }) => request(
            "risk_handle",
            json!({ "interview": interview, "risk": risk, "what": what }),
        ),
        Verb::Observation(Observation::Set) => request("observation_set", stdin_json()?),
        Verb::Observation(Observation::Withdraw {
            visit,
            observation,
            undo,
        }) => request(
            "observation_withdraw",
            json!({ "visit": visit, "observation": observation, "withdrawn": !undo }),
        ),
        Verb::Observation(Observation::Add {
            visit,
            text,
            area,
            theme,
            source,
            flag,
            input,
        }) => or_stdin(
            input.stdin,
            "observation_add",
            json!({ "visit": visit, "text": text, "area": area, "theme": theme, "source": source, "flag": flag }),
        )?,
        Verb::Finding(finding) => finding::from_finding(finding)?,
        Verb::Reprisal(reprisal) => from_reprisal(reprisal)?,
        Verb::Today => request("today_get", json!({})),
        Verb::Numbers {
            from,
            to,
            threshold,
            output,
            svg,
            plot,
            place,
            language,
        } => {
            let ask = json!({ "from": from, "to": to, "threshold": threshold });
            let file = output.as_ref().map(|path| ("csv", path));
            match file.or(svg.as_ref().map(|path| ("svg", path))) {
                Some((format, path)) => request(
                    "numbers_export",
                    json!({
                        "ask": ask, "plot": plot, "place": place, "format": format, "language": language, "path": path,
                    }),
                ),
                None if plot.is_some() => {
                    anyhow::bail!("--plot names what goes into a file: say which with --csv or --svg")
                }
                None => request("numbers_get", ask),
            }
        }
        Verb::Access(access) => from_access(access)?,
        Verb::Population(population) => from_population(population)?,
        Verb::Task(task) => from_task(task)?,
        Verb::Comment(comment) => from_comment(comment)?,
        Verb::Review(review) => from_review(review),
        Verb::Attachment(attachment) => from_attachment(attachment)?,
        Verb::Bundle(Bundle::Export {
            to,
            first,
            preview: true,
            ..
        }) => request("bundle_preview", json!({ "devices": to, "first": first })),
        Verb::Bundle(Bundle::Export {
            output,
            to,
            first,
            input,
            ..
        }) => or_stdin(
            input.stdin,
            "bundle_export",
            json!({ "path": output, "devices": to, "first": first }),
        )?,
        Verb::Recommendation(verb) => recommendation::from_recommendation(verb)?,
        Verb::Trace(asked) => request(
            "trace_get",
            json!({
                "place": asked.of.place, "visit": asked.of.visit, "recommendation": asked.of.recommendation,
                "whole": asked.whole,
            }),
        ),
        Verb::Bundle(Bundle::Inspect { file }) => request("bundle_inspect", json!({ "path": file })),
        Verb::Bundle(Bundle::Import { file, input }) => {
            or_stdin(input.stdin, "bundle_import", json!({ "path": file }))?
        }
        Verb::Relay(relay) => from_relay(relay),
        Verb::Conflicts(Conflicts::List { visit }) => request("conflict_list", json!({ "visit": visit })),
        Verb::Conflicts(Conflicts::Show { doc, path }) => Request {
            only: Some((&["open", "decided"], vec![("doc", doc.clone()), ("path", path.clone())])),
            ..request("conflict_list", json!({}))
        },
        Verb::Conflicts(Conflicts::Answer) => request("question_answer", stdin_json()?),
        Verb::Conflicts(Conflicts::Resolve) => request("conflict_decide", stdin_json()?),
        Verb::Quarantine(Quarantine::List) => request("quarantine_list", json!({})),
        Verb::Quarantine(Quarantine::Show { id }) => Request {
            only: Some((&["rows"], vec![("id", id.clone())])),
            ..request("quarantine_list", json!({}))
        },
        Verb::Quarantine(Quarantine::Retry { id, input }) => {
            or_stdin(input.stdin, "quarantine_retry", json!({ "id": id }))?
        }
        Verb::Quarantine(Quarantine::Accept { id, input }) => {
            or_stdin(input.stdin, "quarantine_accept", json!({ "id": id }))?
        }
        Verb::Quarantine(Quarantine::Export { id, output, input }) => {
            or_stdin(input.stdin, "quarantine_export", json!({ "id": id, "path": output }))?
        }
        Verb::History { record } => request("history_get", json!({ "doc": record })),
        Verb::Search { query } => request("search_find", json!({ "query": query })),
        Verb::Report {
            visit,
            language,
            audience,
            output,
            anyway,
            input,
        } => or_stdin(
            input.stdin,
            "report_build",
            json!({ "visit": visit, "language": language, "audience": audience, "path": output, "anyway": anyway }),
        )?,
        Verb::Immediate {
            visit,
            language,
            output,
        } => request(
            "immediate_build",
            json!({ "visit": visit, "language": language, "path": output }),
        ),
        Verb::Publication { set: true, .. } => request("publication_set", stdin_json()?),
        Verb::Publication { visit, set: false } => request("publication_get", json!({ "visit": visit })),
        Verb::Rebuild => request("vault_rebuild", json!({})),
        Verb::Restored => request("vault_restored", json!({})),
        Verb::Sample(Sample::Load { year, years }) => {
            let years = years.unwrap_or(u32::from(*year));
            request("sample_load", json!({ "years": years }))
        }
        Verb::Sample(Sample::Drop) => request("sample_drop", json!({})),
        Verb::Nearby(Nearby::Serve { .. } | Nearby::Dial { .. })
        | Verb::Init
        | Verb::UnlockCheck
        | Verb::Recover
        | Verb::Recovery(_)
        | Verb::Bind
        | Verb::Unbind
        | Verb::Completions { .. }
        | Verb::Call { .. } => return Ok(None),
    }))
}

/// A withdrawal of a statement where one is named, of a consent otherwise; or only what it would change.
fn from_withdrawal(mut given: Value, preview: bool) -> Request {
    if preview {
        return request("withdrawal_preview", given);
    }
    let statement = given.get("statement").is_some_and(Value::is_string);
    let (name, (member, value)) = if statement {
        ("statement_withdraw", ("withdrawn", json!(true)))
    } else {
        ("consent_set", ("state", json!("withdrawn")))
    };
    if let Some(members) = given.as_object_mut() {
        // What was not said is no argument of the one command or the other.
        members.retain(|_, said| !said.is_null());
        members.insert(member.to_owned(), value);
    }
    request(name, given)
}

fn from_team(team: &Team) -> Result<Request> {
    match team {
        Team::Found {
            body,
            team,
            member,
            input,
        } => or_stdin(
            input.stdin,
            "team_found",
            json!({ "body": body, "team": team, "member": member }),
        ),
        Team::Request { member, output, input } => {
            or_stdin(input.stdin, "team_request", json!({ "member": member, "path": output }))
        }
        Team::Inspect { request: path } => Ok(request("team_inspect", json!({ "path": path }))),
        Team::Admit {
            request: path,
            words,
            role,
            further_device_of,
            output,
            input,
        } => or_stdin(
            input.stdin,
            "team_admit",
            json!({
                "request": { "path": path }, "words": words, "role": role, "further_device_of": further_device_of,
                "path": output,
            }),
        ),
        Team::Join {
            admission,
            words,
            input,
        } => or_stdin(input.stdin, "team_join", json!({ "path": admission, "words": words })),
        Team::Remove {
            device,
            member,
            preview: true,
        } => Ok(request(
            "removal_preview",
            json!({ "device": device, "member": member }),
        )),
        Team::Remove {
            member: Some(member), ..
        } => Ok(request("member_remove", json!({ "member": member }))),
        Team::Remove { device, .. } => Ok(request("device_remove", json!({ "device": device }))),
        Team::Role { member, role } => Ok(request("member_role", json!({ "member": member, "role": role }))),
        Team::Leave { output } => Ok(request("member_leave", json!({ "path": output }))),
        Team::Forks { redo: true, .. } => Ok(request("fork_redo", json!({}))),
        Team::Forks { dismiss: Some(id), .. } => Ok(request("fork_dismiss", json!({ "id": id }))),
        Team::Forks { .. } => Ok(request("fork_list", json!({}))),
        // Two devices in talk, handled before it comes to this; what is left to ask is how the team stands.
        Team::Show | Team::Pair(_) => Ok(request("team_get", json!({}))),
    }
}

fn from_attachment(attachment: &Attachment) -> Result<Request> {
    match attachment {
        Attachment::Add {
            record,
            file,
            name,
            media,
            about,
            input,
        } => or_stdin(
            input.stdin,
            "attachment_add",
            json!({ "record": record, "path": file, "name": name, "media": media, "about": about }),
        ),
        Attachment::List { record, about } => {
            Ok(request("attachment_list", json!({ "record": record, "about": about })))
        }
        Attachment::Save {
            record,
            attachment,
            file,
            input,
        } => or_stdin(
            input.stdin,
            "attachment_save",
            json!({ "record": record, "attachment": attachment, "path": file }),
        ),
        Attachment::Set => Ok(request("attachment_set", stdin_json()?)),
    }
}

fn from_relay(relay: &Relay) -> Request {
    match relay {
        Relay::Set { invitation } => request("relay_set", json!({ "invitation": invitation })),
        Relay::Show => request("relay_get", json!({})),
        Relay::Leave => request("relay_leave", json!({})),
        Relay::Exchange => request("relay_exchange", json!({})),
        Relay::Automatic { on } => request("relay_automatic", json!({ "on": on })),
    }
}
