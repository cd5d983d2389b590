//! A device: a real session on a real vault, the real engine, a wrong clock, and a life that may end at any moment.

use crate::clock::SkewedClock;
use crate::vaults::{self, Blanks};
use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use visita_app::Session;
use visita_app::api::table::call;
use visita_app::api::{ApiError, ErrorCode};
use visita_app::harness::Fuse;
use visita_sync::Engine;
use visita_wire::DeviceId;

/// Why a device did not do what it was asked.
#[derive(Debug)]
pub enum Stopped {
    /// Its process has died; what it was asked may or may not have happened.
    Died,
    /// It refused.
    Refused(ApiError),
}

/// A note that somebody is typing.
#[derive(Debug, Clone)]
pub struct Typing {
    /// Number of the interview in the world.
    pub interview: usize,
    /// Heads it was begun on.
    pub base: String,
    /// The text as typed so far.
    pub text: Vec<char>,
    /// Runs typed.
    pub runs: Vec<Vec<char>>,
    /// What was taken away again.
    pub deleted: Vec<char>,
    /// What the last draft that was acknowledged said.
    pub draft: Option<String>,
}

/// Where a device stands in the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not in it yet.
    Outside,
    /// In it.
    Member,
    /// Removed by somebody, whether it has heard of that or not.
    Removed,
}

/// A device.
pub struct Device {
    /// Its number in the world.
    pub number: usize,
    /// Its key.
    pub id: DeviceId,
    /// Its member, as on the roster.
    pub member: String,
    /// Where it stands.
    pub standing: Standing,
    /// The conversations of this life of its process.
    pub engine: Engine,
    /// Its clock.
    pub clock: SkewedClock,
    /// Ends its process.
    pub fuse: Fuse,
    /// What it is typing.
    pub typing: Option<Typing>,
    /// The last number of its own envelopes that is known, by record.
    pub own: BTreeMap<String, u64>,
    /// A copy of its folder, made some time ago.
    pub backup: Option<PathBuf>,
    folder: PathBuf,
    words: String,
    session: Session,
}

impl Device {
    /// A device with an empty vault below `root`.
    ///
    /// # Errors
    /// The store's own.
    pub fn make(number: usize, blanks: &Blanks, root: &Path, clock: SkewedClock) -> Result<Self> {
        let folder = root.join(format!("device-{number}"));
        let words = blanks.copy(number, &folder)?;
        let mut device = Self {
            number,
            id: DeviceId([0; 32]),
            member: String::new(),
            standing: Standing::Outside,
            engine: Engine::default(),
            session: vaults::session(&folder, clock.clone()),
            clock,
            fuse: Fuse::default(),
            typing: None,
            own: BTreeMap::new(),
            backup: None,
            folder,
            words,
        };
        device.begin_life()?;
        device.id = device.session.harness_device().map_err(refused)?;
        device.engine = Engine::of(device.id);
        Ok(device)
    }

    /// The process ends and is started again. What was only in memory is gone.
    ///
    /// # Errors
    /// When the vault does not open any more: that is a loss.
    pub fn begin_life(&mut self) -> Result<()> {
        self.fuse = Fuse::default();
        self.engine = Engine::of(self.id);
        self.typing = None;
        // The old life lets go of the folder before the new one takes it.
        self.session = vaults::session(&self.folder, self.clock.clone());
        self.session
            .harness_unlock(&self.words, self.fuse.clone())
            .map_err(refused)
            .with_context(|| format!("device {} does not open any more", self.number))
    }

    /// Copies its folder as it is now.
    ///
    /// # Errors
    /// The disk's own.
    pub fn back_up(&mut self) -> Result<()> {
        let to = self.folder.with_extension("backup");
        if to.exists() {
            std::fs::remove_dir_all(&to)?;
        }
        vaults::copy_folder(&self.folder, &to)?;
        self.backup = Some(to);
        Ok(())
    }

    /// Puts the copy back in place of what is there now, and opens it.
    ///
    /// # Errors
    /// The disk's own; no copy.
    pub fn restore(&mut self) -> Result<()> {
        let from = self.backup.take().context("no backup")?;
        self.session = vaults::session(&self.folder, self.clock.clone());
        std::fs::remove_dir_all(&self.folder)?;
        vaults::copy_folder(&from, &self.folder)?;
        std::fs::remove_dir_all(&from)?;
        self.begin_life()
    }

    /// Where its vault lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The session, for what no command shows.
    ///
    /// # Errors
    /// [`Stopped`].
    pub fn with<T>(
        &mut self,
        work: impl FnOnce(&mut Session, &mut Engine) -> Result<T, ApiError>,
    ) -> Result<T, Stopped> {
        let answer = work(&mut self.session, &mut self.engine);
        if self.fuse.is_burnt() {
            return Err(Stopped::Died);
        }
        answer.map_err(Stopped::Refused)
    }

    /// Calls a command of the table.
    ///
    /// # Errors
    /// [`Stopped`].
    pub fn call(&mut self, name: &str, args: Value) -> Result<Value, Stopped> {
        self.with(|session, _| call(session, name, args))
    }

    /// Calls a command that must succeed: its process is not about to die.
    ///
    /// # Errors
    /// When it does not.
    pub fn ok(&mut self, name: &str, args: Value) -> Result<Value> {
        self.call(name, args)
            .map_err(|stopped| anyhow!("device {}: {name}: {stopped:?}", self.number))
    }

    /// As [`Self::ok`], for a command that makes something: its id.
    ///
    /// # Errors
    /// As [`Self::ok`].
    pub fn id(&mut self, name: &str, args: Value) -> Result<String> {
        let made = self.ok(name, args)?;
        Ok(text(&made, "id"))
    }

    /// Lets a newcomer in, with two files and twice six words.
    ///
    /// # Errors
    /// When a step of it is refused.
    pub fn admit(&mut self, newcomer: &mut Self, name: &str, role: &str) -> Result<()> {
        let asked = newcomer.ok("team_request", json!({"member": name}))?;
        let request = json!({"text": asked.get("text")});
        let seen = self.ok("team_inspect", request.clone())?;
        let path = newcomer.folder.with_extension("admission");
        self.ok(
            "team_admit",
            json!({"request": request, "words": asked.get("words"), "role": role, "path": path}),
        )?;
        let team = newcomer.ok("team_join", json!({"path": path, "words": seen.get("confirm")}))?;
        newcomer.member = text(&team, "me");
        newcomer.standing = Standing::Member;
        Ok(())
    }

    /// Whether it was refused with this code.
    #[must_use]
    pub fn is(stopped: &Stopped, code: ErrorCode) -> bool {
        matches!(stopped, Stopped::Refused(error) if error.code == code)
    }
}

/// A text in an answer; empty where there is none.
#[must_use]
pub fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn refused(error: ApiError) -> anyhow::Error {
    anyhow!("{error:?}")
}

/// Turns a stop into an error where none may come.
///
/// # Errors
/// Every stop.
pub fn must<T>(answer: Result<T, Stopped>) -> Result<T> {
    match answer {
        Ok(answer) => Ok(answer),
        Err(stopped) => bail!("{stopped:?}"),
    }
}
