//! A change by somebody who does not say what it was that they change: it is made over what stands when the command runs.

use super::Request;
use crate::Failure;
use serde_json::{Map, Value, json};
use visita_app::Session;
use visita_app::api::{ErrorCode, table};

/// Where the things that a command changes are shown.
pub struct Shown {
    /// The command that shows them, and the argument that says where; the change has it, too.
    by: (&'static str, &'static str),
    /// The list of its answer, and the argument of the change that says which row; none where the answer is the facts.
    row: Option<(&'static str, &'static str)>,
}

impl Request {
    /// This change of what another command shows.
    pub fn over(self, by: (&'static str, &'static str), row: Option<(&'static str, &'static str)>) -> Self {
        Self {
            over: Some(Shown { by, row }),
            ..self
        }
    }

    /// The arguments, with what stands now as `was` where they do not say it: then only what they name of the facts becomes
    /// another. Whoever says it is refused where something else stands by now, as the window is.
    pub fn whole(self, session: &mut Session) -> Result<Self, Failure> {
        let Some(shown) = &self.over else {
            return Ok(self);
        };
        let Some(given) = self.args.as_object().filter(|given| !given.contains_key("was")) else {
            return Ok(self);
        };
        let mut args = given.clone();
        let stands = shown.stands(session, &args)?;
        if let (Some(facts), Some(stands)) = (given.get("facts").and_then(Value::as_object), stands.as_object()) {
            args.insert("facts".to_owned(), Value::Object(with(stands, facts)));
        }
        args.insert("was".to_owned(), stands);
        Ok(Self {
            args: Value::Object(args),
            ..self
        })
    }
}

impl Shown {
    /// What stands now: the facts of a form, or a name.
    fn stands(&self, session: &mut Session, args: &Map<String, Value>) -> Result<Value, Failure> {
        let (command, place) = self.by;
        let answer = table::call(session, command, json!({ place: args.get(place) }))?;
        let Some((list, which)) = self.row else {
            return Ok(answer);
        };
        let rows = answer.get(list).and_then(Value::as_array);
        let wanted = args.get(which);
        let row = rows.into_iter().flatten().find(|row| row.get("id") == wanted);
        let facts = row.and_then(|row| row.get("facts").or_else(|| row.get("name")));
        facts.cloned().ok_or_else(|| Failure::Api(ErrorCode::NotFound.into()))
    }
}

/// Facts as they stand, but for those that are named.
fn with(stands: &Map<String, Value>, named: &Map<String, Value>) -> Map<String, Value> {
    let mut facts = stands.clone();
    facts.extend(named.clone());
    facts
}
