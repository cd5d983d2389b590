//! The operator's command line.

use anyhow::{Context as _, Result, bail};
use clap::Parser as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use visita_relay::Store;
use visita_relay::hash::Hash;
use visita_relay::http::today;
use visita_relay::news::News;
use visita_relay::serve::{certificate, serve};
use visita_relay::settings::{Database, Invite, LogForm, Serve, Settings, Storage, Task};
use visita_relay::store::postgres::Postgres;
use visita_relay::store::sqlite::Sqlite;
use visita_relay::store::{Allowance, Day};
use visita_wire::relay::{Invitation, InvitationToken};

fn main() -> Result<()> {
    let settings = Settings::parse();
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run(settings))
}

async fn run(settings: Settings) -> Result<()> {
    let Settings { storage, task } = settings;
    let news = Arc::new(News::default());
    match (task, storage.database()) {
        (Task::Fingerprint(files), _) => say(&certificate(&storage.data, &files)?.pin()?.to_string()),
        (Task::Restore { from }, Database::Sqlite(path)) => restore(&from, &path, &storage, news).await,
        (Task::Restore { .. } | Task::Backup { .. }, Database::Postgres(_)) => {
            bail!(
                "PostgreSQL has its own tools for this (pg_dump, pg_restore); after a restore, run `visita-relay renew`"
            )
        }
        (Task::Backup { to }, Database::Sqlite(path)) => {
            if !path.exists() {
                bail!("there is no database at {}", path.display());
            }
            Sqlite::open(&path, storage.mailbox_bytes, news)?.back_up(to).await?;
            Ok(())
        }
        (task, Database::Sqlite(path)) => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
            }
            let store = Sqlite::open(&path, storage.mailbox_bytes, Arc::clone(&news))?;
            with(store, news, &storage, task).await
        }
        (task, Database::Postgres(address)) => {
            let store = Postgres::open(&address, storage.mailbox_bytes, Arc::clone(&news)).await?;
            with(store, news, &storage, task).await
        }
    }
}

async fn with<S: Store>(store: S, news: Arc<News>, storage: &Storage, task: Task) -> Result<()> {
    match task {
        Task::Serve(how) => run_server(store, news, storage, &how).await,
        Task::Invite(whom) => invite(&store, storage, whom).await,
        Task::Invitations => {
            for row in store.invitations().await? {
                let until = row.allowance.until.map_or("for ever".into(), |day| {
                    format!("{} more days", i64::from(day) - i64::from(today()) + 1)
                });
                let state = if row.is_withdrawn { "withdrawn".into() } else { until };
                say(&format!(
                    "{}: {} of {} mailboxes, {} of {} bytes, {state}",
                    row.number, row.mailboxes, row.allowance.mailboxes, row.bytes, row.allowance.bytes
                ))?;
            }
            Ok(())
        }
        Task::Withdraw { number } => {
            if store.withdraw(number).await? {
                Ok(())
            } else {
                bail!("there is no invitation {number}")
            }
        }
        Task::Renew => Ok(store.renew().await?),
        // Done before a store is opened.
        Task::Backup { .. } | Task::Restore { .. } | Task::Fingerprint(_) => Ok(()),
    }
}

async fn run_server<S: Store>(store: S, news: Arc<News>, storage: &Storage, how: &Serve) -> Result<()> {
    start_log(how.log, how.verbose);
    let is_plain = how.insecure_http || how.behind_proxy;
    let ready = move |address, operator: Option<_>| {
        let scheme = if is_plain { "http" } else { "https" };
        // For whoever started it, not for the log.
        let _ = say(&format!("listening on {scheme}://{address}"));
        if let Some(operator) = operator {
            let _ = say(&format!("figures on http://{operator}/metrics"));
        }
    };
    Ok(serve(store, news, storage, how, ready).await?)
}

async fn invite<S: Store>(store: &S, storage: &Storage, whom: Invite) -> Result<()> {
    let mut token = [0; 32];
    getrandom::fill(&mut token)?;
    let token = InvitationToken(token);
    let invitation = if whom.endpoint.is_secure() {
        Invitation::pinned(
            whom.endpoint,
            certificate(&storage.data, &whom.certificate)?.pin()?,
            token,
        )?
    } else {
        Invitation::loopback(whom.endpoint, token)?
    };
    let text = invitation.to_text()?;
    let until = whom.days.map(|days| {
        let days = Day::try_from(days.get()).unwrap_or(Day::MAX);
        today().saturating_add(days).saturating_sub(1)
    });
    let allowance = Allowance {
        mailboxes: whom.mailboxes,
        bytes: whom.bytes,
        until,
    };
    let number = store.invite(Hash::of_invitation(&token), allowance).await?;
    eprintln!("invitation {number}; hand this line to the team's lead, it is not shown again:");
    say(&text)
}

async fn restore(from: &Path, to: &Path, storage: &Storage, news: Arc<News>) -> Result<()> {
    if to.exists() {
        bail!("{} exists: move it away first", to.display());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    // Made whole under another name: a database stands here only with its new generation.
    let partial = to.with_extension("restoring");
    fs::copy(from, &partial).with_context(|| format!("{} cannot be copied", from.display()))?;
    let store = Sqlite::open(&partial, storage.mailbox_bytes, news)?;
    store.renew().await?;
    store.close().await?;
    fs::rename(&partial, to)?;
    Ok(())
}

/// Our own events alone: what libraries log may name addresses.
fn start_log(form: LogForm, is_verbose: bool) {
    let level = if is_verbose { Level::DEBUG } else { Level::INFO };
    let ours = Targets::new().with_target("visita_relay", level);
    let registry = tracing_subscriber::registry().with(ours);
    match form {
        LogForm::Text => registry
            .with(
                tracing_subscriber::fmt::layer()
                    .with_ansi(false)
                    .with_writer(std::io::stderr),
            )
            .init(),
        LogForm::Json => registry
            .with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr))
            .init(),
    }
}

fn say(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
