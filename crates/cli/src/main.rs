#![doc = include_str!("../README.md")]

mod args;
mod exit;
mod files;
mod nearby;
mod onsite;
mod pair;
mod passphrase;
mod print;
mod programme;
mod recovery;
mod register;
mod request;
mod travel;

use anyhow::Result;
use args::{Cli, Interview, Nearby, Place, Team, Travel, Verb};
use clap::{CommandFactory as _, Parser as _};
use files::NewFiles;
use serde_json::{Value, json};
use std::process::ExitCode;
use std::sync::Arc;
use visita_app::api::{ApiError, table};
use visita_app::{Session, SystemClock};
use visita_keystore::SystemKeystore;

/// What a run ends in, beside success.
enum Failure {
    /// The table refused.
    Api(ApiError),
    /// The command line, standard input or the terminal.
    Usage(anyhow::Error),
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Usage(error)
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(answer) => {
            if cli.json {
                print::said(&answer.to_string());
            } else {
                print::text(&answer);
            }
            ExitCode::SUCCESS
        }
        Err(Failure::Api(error)) => {
            if cli.json {
                print::said(&json!({ "error": error }).to_string());
            }
            eprintln!("{}", exit::sentence(&error));
            ExitCode::from(exit::code(&error))
        }
        Err(Failure::Usage(error)) => {
            if cli.json {
                let error = json!({ "code": "usage", "field": null, "says": format!("{error:#}") });
                print::said(&json!({ "error": error }).to_string());
            }
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Value, Failure> {
    if let Verb::Completions { shell } = &cli.verb {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut Cli::command(), "visita", &mut script);
        return Ok(json!(String::from_utf8_lossy(&script)));
    }
    let mut session = Session::at(cli.vault.clone(), Box::new(SystemClock))
        .with_nearby(nearby::settings(&cli.verb))
        .with_keystore(Arc::new(SystemKeystore));
    if !cli.replace {
        session = session.with_files(Arc::new(NewFiles));
    }
    if let Verb::Init = &cli.verb {
        let (passphrase, repeat) = passphrase::read_new(cli.passphrase_file.as_deref())?;
        let args = json!({ "passphrase": passphrase, "repeat": repeat });
        let made = table::call(&mut session, "vault_create", args)?;
        if cli.json || !recovery::is_watched() {
            return Ok(made);
        }
        recovery::ask_back(&mut session, &made)?;
        return Ok(json!({}));
    }
    if let Verb::Recover = &cli.verb {
        return recovery::recover(&mut session, cli.passphrase_file.as_deref());
    }
    if let Verb::Recovery(asked) = &cli.verb
        && asked.is_locked()
    {
        return recovery::locked(&mut session, asked, cli.passphrase_file.as_deref());
    }
    let (passphrase, _) = passphrase::read(cli.passphrase_file.as_deref(), "Passphrase: ")?;
    let status = table::call(&mut session, "vault_unlock", json!({ "passphrase": passphrase }))?;
    if let Verb::UnlockCheck = &cli.verb {
        return Ok(status);
    }
    if let Verb::Recovery(asked) = &cli.verb {
        let request = recovery::command(asked, &passphrase, None)?;
        return Ok(table::call(&mut session, request.name, request.args)?);
    }
    if let Verb::Bind | Verb::Unbind = &cli.verb {
        let name = if let Verb::Bind = &cli.verb {
            "vault_bind"
        } else {
            "vault_unbind"
        };
        return Ok(table::call(&mut session, name, json!({ "passphrase": passphrase }))?);
    }
    if let Verb::Call { name } = &cli.verb {
        return Ok(table::call(&mut session, name, request::stdin_json()?)?);
    }
    if let Verb::Nearby(Nearby::Serve { how }) = &cli.verb {
        return nearby::serve(session, how, None);
    }
    if let Verb::Nearby(Nearby::Dial { address, how }) = &cli.verb {
        return nearby::serve(session, how, Some(address));
    }
    if let Verb::Team(Team::Pair(pair)) = &cli.verb {
        return pair::run(session, pair);
    }
    if let Verb::Place(Place::Set(fact)) = &cli.verb
        && !fact.input.stdin
    {
        return register::set(&mut session, fact);
    }
    if let Verb::Place(place @ Place::Import { yes: true, .. }) = &cli.verb {
        return register::import(&mut session, place);
    }
    if let Verb::Travel(Travel::Begin(begin)) = &cli.verb
        && begin.all
    {
        return travel::begin_with_all(&mut session, begin);
    }
    if let Verb::Interview(Interview::Edit { interview, base: None }) = &cli.verb {
        only_empty(&mut session, interview)?;
    }
    let Some(request) = request::from_verb(&cli.verb)? else {
        return Ok(json!({}));
    };
    let request = request.whole(&mut session)?;
    let answer = table::call(&mut session, request.name, request.args)?;
    match request.only {
        None => Ok(answer),
        Some((lists, wanted)) => only(&answer, lists, &wanted),
    }
}

/// Text made from no known state of a note replaces none: what stands there, somebody wrote.
fn only_empty(session: &mut Session, interview: &str) -> Result<(), Failure> {
    let view = table::call(session, "interview_get", json!({ "interview": interview }))?;
    match view.get("note").and_then(Value::as_str) {
        Some("") => Ok(()),
        _ => Err(Failure::Usage(anyhow::anyhow!(
            "the note is not empty: say with --base which state of it the text was made from (`note_base` of `interview show`); nothing was changed"
        ))),
    }
}

/// The one row of some lists that has all these values.
fn only(answer: &Value, lists: &[&str], wanted: &[(&str, String)]) -> Result<Value, Failure> {
    let rows = lists.iter().filter_map(|list| answer.get(list)?.as_array());
    rows.flatten()
        .find(|row| {
            wanted
                .iter()
                .all(|(name, value)| row.get(name).and_then(Value::as_str) == Some(value))
        })
        .cloned()
        .ok_or_else(|| Failure::Api(visita_app::api::ErrorCode::NotFound.into()))
}
