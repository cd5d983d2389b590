//! What the operator says, on the command line or in the environment.

use crate::limits::{
    INVITATION_BYTES, INVITATION_MAILBOXES, KEEP_DAYS, MAILBOX_BYTES, PUTS_A_MINUTE, REQUESTS_A_MINUTE,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::num::{NonZeroU32, NonZeroU64};
use std::path::PathBuf;
use std::str::FromStr;
use visita_wire::relay::Endpoint;

/// Keeps sealed envelopes for devices that are not there at the same time, and cannot read them.
#[derive(Debug, Parser)]
#[command(name = "visita-relay", version)]
pub struct Settings {
    /// Where envelopes are.
    #[command(flatten)]
    pub storage: Storage,
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// Where envelopes are.
#[derive(Debug, Clone, Args)]
pub struct Storage {
    /// Folder of the relay's own: its database and its certificate, unless they are elsewhere.
    #[arg(long, global = true, env = "VISITA_RELAY_DATA", default_value = "visita-relay-data")]
    pub data: PathBuf,
    /// sqlite:PATH, or postgres://… shared by any number of relays. SQLite in the data folder when not given.
    #[arg(long, global = true, env = "VISITA_RELAY_DATABASE", hide_env_values = true)]
    pub database: Option<Database>,
    /// Bodies over 256 KiB go here: folder:PATH, or (in programs built with it) s3://BUCKET/PREFIX, with the keys in the
    /// environment as AWS_….
    #[arg(long, global = true, env = "VISITA_RELAY_OBJECTS", hide_env_values = true)]
    pub objects: Option<Objects>,
    /// Bytes one mailbox may hold.
    #[arg(long, global = true, env = "VISITA_RELAY_MAILBOX_BYTES", default_value_t = MAILBOX_BYTES)]
    pub mailbox_bytes: u64,
}

/// Which database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A server; the text holds a password.
    Postgres(String),
}

/// Which object storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objects {
    /// A folder.
    Folder(PathBuf),
    /// A bucket that speaks S3.
    Bucket(String),
}

impl FromStr for Database {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            Ok(Self::Sqlite(path.into()))
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else {
            Err("neither sqlite:PATH nor postgres://…")
        }
    }
}

impl FromStr for Objects {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("folder:") {
            Ok(Self::Folder(path.into()))
        } else if text.starts_with("s3://") && cfg!(feature = "s3") {
            Ok(Self::Bucket(text.to_owned()))
        } else if text.starts_with("s3://") {
            Err("this program was built without S3")
        } else {
            Err("neither folder:PATH nor s3://BUCKET")
        }
    }
}

impl Storage {
    /// The database, or the one in the data folder.
    #[must_use]
    pub fn database(&self) -> Database {
        let own = || Database::Sqlite(self.data.join("relay.db"));
        self.database.clone().unwrap_or_else(own)
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Answer devices until told to stop.
    Serve(Serve),
    /// Let a team in: prints the invitation, one line, for its lead. It is shown once.
    Invite(Invite),
    /// Who is let in, by number.
    Invitations,
    /// Take an invitation back: nothing more is put under it; what it holds can be fetched until it expires.
    Withdraw {
        /// Its number.
        number: i64,
    },
    /// Copy an SQLite database to a new file, while the relay runs.
    Backup {
        /// The file, which must not exist.
        to: PathBuf,
    },
    /// Begin again from a copy of an SQLite database. The relay must not run.
    Restore {
        /// The copy.
        from: PathBuf,
    },
    /// After a backup was restored by other means: devices fetch everything again. The relays must not run.
    Renew,
    /// Print the SHA-256 of the certificate's key, which devices know the relay by.
    Fingerprint(CertificateFiles),
}

/// The certificate and its key.
#[derive(Debug, Clone, Args)]
pub struct CertificateFiles {
    /// Certificate chain in PEM. One is made in the data folder when not given.
    #[arg(long, env = "VISITA_RELAY_CERTIFICATE", requires = "key")]
    pub certificate: Option<PathBuf>,
    /// Its key in PEM.
    #[arg(long, env = "VISITA_RELAY_KEY", requires = "certificate")]
    pub key: Option<PathBuf>,
}

/// How to answer.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address and port to answer on; port 0 takes any that is free and says which.
    #[arg(long, env = "VISITA_RELAY_LISTEN", default_value = "0.0.0.0:8443")]
    pub listen: SocketAddr,
    /// Address and port for figures and health in plain HTTP, for the operator's own tools.
    #[arg(long, env = "VISITA_RELAY_METRICS")]
    pub metrics: Option<SocketAddr>,
    /// The certificate.
    #[command(flatten)]
    pub certificate: CertificateFiles,
    /// Answer without TLS. Only on the loopback, unless --behind-proxy.
    #[arg(long, env = "VISITA_RELAY_INSECURE_HTTP")]
    pub insecure_http: bool,
    /// A proxy in front ends TLS and says who asks in X-Forwarded-For. Nothing but the proxy may reach this address.
    #[arg(long, env = "VISITA_RELAY_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Days an envelope is kept.
    #[arg(long, env = "VISITA_RELAY_KEEP_DAYS", default_value_t = KEEP_DAYS, value_parser = clap::value_parser!(u32).range(1..))]
    pub keep_days: u32,
    /// Requests one address may make in a minute.
    #[arg(long, env = "VISITA_RELAY_REQUESTS_A_MINUTE", default_value_t = some(REQUESTS_A_MINUTE))]
    pub requests_a_minute: NonZeroU32,
    /// Envelopes put into one mailbox in a minute.
    #[arg(long, env = "VISITA_RELAY_PUTS_A_MINUTE", default_value_t = some(PUTS_A_MINUTE))]
    pub puts_a_minute: NonZeroU32,
    /// How to write the log.
    #[arg(long, env = "VISITA_RELAY_LOG", value_enum, default_value_t = LogForm::Text)]
    pub log: LogForm,
    /// Write a line for each request, without who or what.
    #[arg(long, env = "VISITA_RELAY_VERBOSE")]
    pub verbose: bool,
}

fn some(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

/// How to write the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogForm {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

/// Whom to let in, and how far.
#[derive(Debug, Clone, Args)]
pub struct Invite {
    /// Where devices find the relay: https://NAME[:PORT].
    #[arg(long, env = "VISITA_RELAY_ENDPOINT")]
    pub endpoint: Endpoint,
    /// The certificate they meet there: the relay's own, or the proxy's.
    #[command(flatten)]
    pub certificate: CertificateFiles,
    /// Mailboxes it may open.
    #[arg(long, default_value_t = INVITATION_MAILBOXES)]
    pub mailboxes: u64,
    /// Bytes they may hold together.
    #[arg(long, default_value_t = INVITATION_BYTES)]
    pub bytes: u64,
    /// Days it holds; for ever when not given.
    #[arg(long)]
    pub days: Option<NonZeroU64>,
}
