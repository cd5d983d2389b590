//! Exchange nearby in the foreground: what changes is a line of JSON on standard output.

use crate::Failure;
use crate::args::{Nearby, Pair, Serving, Team, Verb};
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use visita_app::api::carriers::Changed;
use visita_app::api::{ApiError, table};
use visita_app::{Door, NearbySettings, Session};

/// Where to listen and whether to be found, as was typed; as the window does, for every other verb.
pub fn settings(verb: &Verb) -> NearbySettings {
    let (mut listen, mut quiet) = (Vec::new(), false);
    if let Verb::Nearby(Nearby::Serve { how } | Nearby::Dial { how, .. }) = verb {
        (listen, quiet) = (how.listen.clone(), how.quiet);
    } else if let Verb::Team(Team::Pair(Pair::Show { listen: at, .. } | Pair::Dial { listen: at, .. })) = verb {
        listen = at.clone();
    }
    NearbySettings {
        listen,
        announce: !quiet,
    }
}

/// Something to attend to.
pub enum Said {
    /// The session has news.
    News(Changed),
    /// A line was typed.
    Line(String),
    /// Nobody types any more.
    Over,
}

/// The session behind its door, and what there is to attend to, one after the other.
pub fn open_door(mut session: Session) -> (Door, Sender<Said>, Receiver<Said>) {
    let (say, said) = channel();
    let told = say.clone();
    session.tell(Arc::new(move |changed| {
        // Who does not listen any more is about to end.
        let _ = told.send(Said::News(changed.clone()));
    }));
    (session.share(), say, said)
}

/// Runs a command of the table behind the door.
pub fn call(door: &Door, name: &str, args: Value) -> Result<Value, ApiError> {
    table::call_at(door, name, args)
}

/// Hands on every line of standard input.
pub fn read_lines(say: Sender<Said>) {
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if say.send(Said::Line(line)).is_err() {
                return;
            }
        }
        let _ = say.send(Said::Over);
    });
}

/// Prints a line at once, also where standard output is a pipe.
pub fn print(line: &Value) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .context("standard output is closed")
        .map_err(Failure::Usage)
}

#[derive(Deserialize)]
struct Call {
    name: String,
    #[serde(default)]
    args: Value,
}

/// Exchanges until the time is over, standard input ends (`--calls`), or everyone connected holds the same (`--until-same`).
pub fn serve(session: Session, how: &Serving, dial: Option<&str>) -> Result<Value, Failure> {
    let (door, say, said) = open_door(session);
    call(&door, "nearby_set", json!({ "on": true, "minutes": how.minutes }))?;
    if let Some(address) = dial {
        call(&door, "nearby_dial", json!({ "address": address }))?;
    }
    if how.calls {
        read_lines(say.clone());
    }
    let mut shown = Value::Null;
    loop {
        let view = call(&door, "nearby_get", json!({}))?;
        let same = without_time(&view);
        if same != shown {
            print(&json!({ "nearby": view }))?;
            shown = same;
        }
        let on = view.get("on").and_then(Value::as_bool) == Some(true);
        if !on || (how.until_same && holds_the_same(&view)) {
            return Ok(call(&door, "team_get", json!({}))?);
        }
        match said.recv() {
            Ok(Said::News(changed)) => print(&json!({ "changed": changed.topics }))?,
            Ok(Said::Line(line)) => {
                let answer = match serde_json::from_str::<Call>(&line) {
                    Ok(Call { name, args }) => match call(&door, &name, args) {
                        Ok(answer) => json!({ "answer": answer }),
                        Err(error) => json!({ "error": error }),
                    },
                    Err(_) => json!({ "error": { "code": "bad_arguments" } }),
                };
                print(&answer)?;
            }
            Ok(Said::Over) | Err(_) => return Ok(json!({})),
        }
    }
}

/// What is worth a line: the time left is not.
fn without_time(view: &Value) -> Value {
    let mut view = view.clone();
    if let Some(members) = view.as_object_mut() {
        members.remove("seconds_left");
    }
    view
}

fn holds_the_same(view: &Value) -> bool {
    let peers = view.get("peers").and_then(Value::as_array);
    let is = |peer: &Value, name: &str, wanted: u64| peer.get(name).and_then(Value::as_u64) == Some(wanted);
    let mut met = peers.into_iter().flatten().filter(|peer| {
        peer.get("connected").and_then(Value::as_bool) == Some(true)
            && peer.get("heard").and_then(Value::as_bool) == Some(true)
    });
    let exchanging = view.get("exchanging").and_then(Value::as_bool) == Some(true);
    !exchanging && met.any(|peer| is(peer, "to_send", 0) && is(peer, "to_receive", 0))
}
