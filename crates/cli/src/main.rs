#![doc = include_str!("../README.md")]

mod args;
mod exit;
mod nearby;
mod pair;
mod passphrase;
mod print;
mod request;

use anyhow::Result;
use args::{Cli, Nearby, Team, Verb};
use clap::{CommandFactory as _, Parser as _};
use serde_json::{Value, json};
use std::process::ExitCode;
use visita_app::api::{ApiError, table};
use visita_app::{Session, SystemClock};

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
                println!("{answer}");
            } else {
                print::text(&answer);
            }
            ExitCode::SUCCESS
        }
        Err(Failure::Api(error)) => {
            if cli.json {
                println!("{}", json!({ "error": error }));
            }
            eprintln!("{}", exit::sentence(&error));
            ExitCode::from(exit::code(&error))
        }
        Err(Failure::Usage(error)) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Value, Failure> {
    if let Verb::Completions { shell } = &cli.verb {
        clap_complete::generate(*shell, &mut Cli::command(), "visita", &mut std::io::stdout());
        return Ok(json!({}));
    }
    let mut session = Session::at(cli.vault.clone(), Box::new(SystemClock)).with_nearby(nearby::settings(&cli.verb));
    if let Verb::Init = &cli.verb {
        let (passphrase, repeat) = passphrase::read_new(cli.passphrase_file.as_deref())?;
        return Ok(table::call(
            &mut session,
            "vault_create",
            json!({ "passphrase": passphrase, "repeat": repeat }),
        )?);
    }
    let (passphrase, _) = passphrase::read(cli.passphrase_file.as_deref(), "Passphrase: ")?;
    let status = table::call(&mut session, "vault_unlock", json!({ "passphrase": passphrase }))?;
    if let Verb::UnlockCheck = &cli.verb {
        return Ok(status);
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
    let Some(request) = request::from_verb(&cli.verb)? else {
        return Ok(json!({}));
    };
    let answer = table::call(&mut session, request.name, request.args)?;
    match request.only {
        None => Ok(answer),
        Some((list, wanted)) => only(&answer, list, &wanted),
    }
}

/// The one row of a list that has all these values.
fn only(answer: &Value, list: &str, wanted: &[(&str, String)]) -> Result<Value, Failure> {
    let rows = answer.get(list).and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .find(|row| {
            wanted
                .iter()
                .all(|(name, value)| row.get(name).and_then(Value::as_str) == Some(value))
        })
        .cloned()
        .ok_or_else(|| Failure::Api(visita_app::api::ErrorCode::NotFound.into()))
}
