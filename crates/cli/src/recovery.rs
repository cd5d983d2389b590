//! The recovery words: shown once to a person at a terminal, three of them asked back; and a vault opened with them, or with
//! colleagues' answers.

use crate::args::Recovery;
use crate::request::{Request, request, stdin_text};
use crate::{Failure, passphrase};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;
use visita_app::Session;
use visita_app::api::table;

/// Words on one line.
const COLUMNS: usize = 4;
/// Clears the screen and what was scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// A person reads and types.
pub fn is_watched() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Shows the words, takes them off the screen, and asks until those asked for are right: only then is it known that they
/// were written down.
pub fn ask_back(session: &mut Session, made: &Value) -> Result<()> {
    let list = |name: &str| made.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let (words, asked) = (list("recovery_words"), list("ask_back"));
    let numbered: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(at, word)| format!("{:>2} {:<10}", at + 1, word.as_str().unwrap_or_default()))
        .collect();
    println!("The vault is made. Write these words on paper: they open it when the passphrase is forgotten.\n");
    for line in numbered.chunks(COLUMNS) {
        println!("  {}", line.join("  "));
    }
    ask("\nPress Enter when they are written down; they are not shown again. ")?;
    print!("{CLEAR}");
    loop {
        let mut typed = Vec::new();
        for position in &asked {
            typed.push(ask(&format!("Word {position}: "))?);
        }
        match table::call(session, "vault_recovery_confirm", json!({ "words": typed })) {
            Ok(_) => break,
            Err(error) => eprintln!(
                "{} Look at your paper and type them again.",
                crate::exit::sentence(&error)
            ),
        }
    }
    println!("They are right. Keep the paper apart from this computer.");
    Ok(())
}

/// Opens the vault with its words and sets a new passphrase. Says so where that ended a binding.
pub fn recover(session: &mut Session, passphrase_file: Option<&Path>) -> Result<Value, Failure> {
    let before = table::call(session, "app_status", json!({}))?;
    let words = if std::io::stdin().is_terminal() {
        rpassword::prompt_password("The 24 recovery words: ").context("the terminal cannot be read")?
    } else {
        stdin_text()?
    };
    let (passphrase, repeat) = passphrase::read_new(passphrase_file)?;
    let args = json!({ "words": words, "passphrase": passphrase, "repeat": repeat });
    let status = table::call(session, "vault_recover", args)?;
    say_unbound(&before, &status);
    Ok(status)
}

fn say_unbound(before: &Value, after: &Value) {
    let bound = |status: &Value| status.get("bound").and_then(Value::as_bool) == Some(true);
    if bound(before) && !bound(after) {
        eprintln!("The vault was bound to a device and is not any more: the passphrase alone opens it now.");
    }
}

/// What is done on a locked vault: asking, taking answers, and opening with them.
pub fn locked(session: &mut Session, asked: &Recovery, passphrase_file: Option<&Path>) -> Result<Value, Failure> {
    let before = table::call(session, "app_status", json!({}))?;
    let command = command(asked, "", passphrase_file)?;
    let done = table::call(session, command.name, command.args)?;
    if let Recovery::Open = asked {
        say_unbound(&before, &done);
        eprintln!("The shares have been used: make new ones with `visita recovery share`.");
    }
    Ok(done)
}

/// The command that a verb stands for, with the passphrase of today or, to open, a new one.
pub fn command(asked: &Recovery, passphrase: &str, passphrase_file: Option<&Path>) -> Result<Request> {
    let (name, args) = match asked {
        Recovery::Show => ("recovery_get", json!({})),
        Recovery::Share {
            members,
            needed,
            output,
        } => (
            "recovery_share",
            json!({ "passphrase": passphrase, "members": members, "needed": needed, "path": output }),
        ),
        Recovery::End => ("recovery_end", json!({})),
        Recovery::LetGo { share } => ("share_drop", json!({ "share": share })),
        Recovery::Keep { file } => ("share_take", json!({ "path": file })),
        Recovery::Ask { output, .. } => ("recovery_ask", json!({ "path": output })),
        Recovery::Open => {
            let (passphrase, repeat) = passphrase::read_new(passphrase_file)?;
            ("recovery_open", json!({ "passphrase": passphrase, "repeat": repeat }))
        }
        Recovery::Asked { .. } => ("recovery_asked", json!({})),
        Recovery::Inspect { request } => ("recovery_inspect", json!({ "path": request })),
        Recovery::Answer {
            request,
            words,
            share,
            output,
        } => (
            "recovery_answer",
            json!({ "request": { "path": request }, "words": words, "share": share, "path": output }),
        ),
        Recovery::Take { answer, .. } => ("recovery_take", json!({ "path": answer })),
        Recovery::Drop { answer, .. } => ("recovery_drop", json!({ "answer": answer })),
        Recovery::GiveUp { .. } => ("recovery_cancel", json!({})),
        Recovery::Test => ("recovery_test", json!({})),
        Recovery::TestWords => ("recovery_words_test", json!({ "words": stdin_text()? })),
    };
    Ok(request(name, args))
}

fn ask(prompt: &str) -> Result<String> {
    print!("{prompt}");
    std::io::stdout().flush()?;
    let mut line = String::new();
    let read = std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("the terminal cannot be read")?;
    if read == 0 {
        bail!("the words were not asked back: the vault is made, but check your paper");
    }
    Ok(line.trim().to_owned())
}
