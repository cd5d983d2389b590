//! A session: one vault at a time, locked or open.

use crate::api::{ApiError, ErrorCode};
use crate::carriers::{Carriers, Observer};
use crate::clock::Clock;
use crate::ledger::Held;
use crate::relay::BookShelf;
use crate::shelf::Shelf;
use crate::snapshot::Unweighed;
use crate::travel::Left;
use crate::vaults::Vaults;
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, Weak};
use std::time::Instant;
use visita_domain::dates::{Day, Timestamp, local_day};
use visita_domain::{DocumentId, MemberId};
use visita_record::{Author, DEVICE_BYTES, DocumentKind, RecordDocument, Signer};
use visita_seal::envelope::DeviceKey;
use visita_seal::roster::{Act, Role, Roster};
use visita_seal::sealed_file::FileKey;
use visita_seal::succession::lost_act;
use visita_transport::file::{ChosenFiles, DiskFiles};
use visita_transport::lan::Settings;
use visita_vault::{Keystore, News, NoKeystore, Vault};
use visita_wire::DeviceId;

pub(crate) use visita_domain::codes::code_of;

/// Records kept in memory; beyond it the cache begins anew.
const CACHED_RECORDS: usize = 200;
/// Hex digits of a device that stand for its unknown member.
const UNKNOWN_MEMBER_CHARS: usize = 32;

/// The door to everything. Fronts hold one behind a lock.
pub struct Session {
    /// Of the vault that is open, or would be.
    pub(crate) folder: PathBuf,
    /// The vaults to choose from; none where there is one folder and no other.
    pub(crate) vaults: Option<Vaults>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) open: Option<Open>,
    pub(crate) touched: Instant,
    pub(crate) recovery: Option<(Vec<&'static str>, Vec<usize>)>,
    pub(crate) chosen: Arc<dyn ChosenFiles>,
    /// The door that this session is behind, once it is shared.
    pub(crate) me: Weak<Mutex<Session>>,
    pub(crate) observer: Option<Observer>,
    /// When the front was told of news last.
    pub(crate) noticed: Option<Instant>,
    pub(crate) nearby: Settings,
    pub(crate) keystore: Arc<dyn Keystore>,
}

/// What is known while the vault is open.
pub(crate) struct Open {
    pub vault: Vault,
    pub device: DeviceKey,
    pub files: FileKey,
    pub team: Option<TeamHere>,
    pub records: HashMap<DocumentId, Arc<RecordDocument>>,
    pub shelf: Option<Shelf>,
    /// A table that was looked at and is not imported yet.
    pub import: Option<crate::places::Pending>,
    /// Records whose last intake ended with the process: their envelopes are taken one at a time.
    pub suspects: BTreeSet<DocumentId>,
    /// Records whose snapshot is to be held against its envelopes.
    pub unweighed: Unweighed,
    /// Records that are left behind for a journey.
    pub left: Left,
    /// Closed visits that this member means to write into, until the lock.
    pub meant: BTreeSet<DocumentId>,
    /// Mailboxes of the team's relay, once they were looked up.
    pub book: BookShelf,
    pub held: RefCell<Held>,
    /// News that carriers and fronts have not heard of yet.
    pub unsaid: RefCell<News>,
    /// The last field: the keys above go before the carriers do.
    pub carriers: Carriers,
}

/// The team, and this device in it.
#[derive(Clone)]
pub(crate) struct TeamHere {
    /// Who is in the team, less those whose removal waits to be done again: what everything is decided by.
    pub roster: Roster,
    /// The roster as its entries say: what is appended goes here.
    pub log: Roster,
    pub entries: Vec<Vec<u8>>,
    pub author: Author,
}

impl Session {
    /// A locked session on a folder, which may be empty or not exist yet.
    #[must_use]
    pub fn at(folder: PathBuf, clock: Box<dyn Clock>) -> Self {
        Self {
            folder,
            vaults: None,
            clock,
            open: None,
            touched: Instant::now(),
            recovery: None,
            chosen: Arc::new(DiskFiles),
            me: Weak::new(),
            observer: None,
            noticed: None,
            nearby: Settings {
                listen: Vec::new(),
                announce: true,
            },
            keystore: Arc::new(NoKeystore),
        }
    }

    /// The same session, with the keystore that a vault can be bound to. Without it none can.
    #[must_use]
    pub fn with_keystore(mut self, keystore: Arc<dyn Keystore>) -> Self {
        self.keystore = keystore;
        self
    }

    /// The same session, with where it listens for devices nearby and whether it lets itself be found.
    #[must_use]
    pub fn with_nearby(mut self, settings: Settings) -> Self {
        self.nearby = settings;
        self
    }

    /// Locks when nobody has called for the time set. Returns whether it locked now.
    pub fn lock_if_idle(&mut self) -> bool {
        let minutes = u64::from(crate::appearance::read(self.home()).lock_minutes);
        self.touched.elapsed().as_secs() >= minutes * 60 && self.lock_unattended()
    }

    /// Locks because nobody is there. Returns whether it locked now. While recovery words are being written down it does
    /// not: they are shown only once, and nothing is in the vault yet.
    pub fn lock_unattended(&mut self) -> bool {
        let locks = self.open.is_some() && self.recovery.is_none();
        if locks {
            self.forget_parts_away();
            self.open = None;
        }
        locks
    }

    /// Somebody is there: the time to lock begins anew.
    pub(crate) fn touch(&mut self) {
        self.touched = Instant::now();
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// The day it is where this device is: what is written as today, and what dues are counted from.
    pub(crate) fn today(&self) -> Day {
        self.day_of(self.now())
    }

    /// The day of a moment where this device is. Another device may call it another: nothing that all of them must make the
    /// same may ask.
    pub(crate) fn day_of(&self, at: Timestamp) -> Day {
        local_day(at, self.offset_minutes(at))
    }

    /// Minutes by which the clocks here are ahead of UTC at a moment.
    pub(crate) fn offset_minutes(&self, at: Timestamp) -> i32 {
        self.clock.offset_minutes(at)
    }

    pub(crate) fn open(&mut self) -> Result<&mut Open, ApiError> {
        self.open.as_mut().ok_or_else(|| ErrorCode::Locked.into())
    }

    pub(crate) fn team(&mut self) -> Result<&TeamHere, ApiError> {
        self.open()?.team.as_ref().ok_or_else(|| ErrorCode::NoTeam.into())
    }

    pub(crate) fn require_lead(&mut self) -> Result<(), ApiError> {
        let open = self.open()?;
        let id = open.device.id();
        match &open.team {
            Some(team) if team.roster.is_admin(&id) => Ok(()),
            Some(_) => Err(ErrorCode::NotAllowed.into()),
            None => Err(ErrorCode::NoTeam.into()),
        }
    }

    /// A record of a kind; another kind of that id is not found.
    pub(crate) fn record(&mut self, id: DocumentId, kind: DocumentKind) -> Result<&mut RecordDocument, ApiError> {
        let record = self.open()?.record(id)?;
        if record.kind() == kind {
            Ok(record)
        } else {
            Err(ErrorCode::NotFound.into())
        }
    }

    /// A record to read from, which stays as it is while others are looked at.
    pub(crate) fn reading(&mut self, id: DocumentId, kind: DocumentKind) -> Result<Arc<RecordDocument>, ApiError> {
        let record = self.open()?.reading(id)?;
        if record.kind() == kind {
            Ok(record)
        } else {
            Err(ErrorCode::NotFound.into())
        }
    }
}

impl Open {
    pub(crate) fn record(&mut self, id: DocumentId) -> Result<&mut RecordDocument, ApiError> {
        self.load(id).map(Arc::make_mut)
    }

    /// A record to read from, which stays as it is while others are looked at.
    pub(crate) fn reading(&mut self, id: DocumentId) -> Result<Arc<RecordDocument>, ApiError> {
        self.load(id).map(|record| Arc::clone(record))
    }

    fn load(&mut self, id: DocumentId) -> Result<&mut Arc<RecordDocument>, ApiError> {
        if !self.records.contains_key(&id) {
            if self.records.len() >= CACHED_RECORDS {
                self.records.clear();
            }
            let Some(row) = self.vault.read().document(&id.bytes())? else {
                self.require_here(id)?;
                return Err(ErrorCode::NotFound.into());
            };
            self.records.insert(id, Arc::new(crate::stored::opened(&row)?));
        }
        self.records.get_mut(&id).ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// The name of a member on the roster, or of somebody without a device, empty once they were erased; the id where neither
    /// is known.
    pub(crate) fn name_of(&self, member: &MemberId) -> String {
        let people = self.team.iter().flat_map(|team| team.roster.members.values());
        people
            .filter(|person| person.member.to_string() == member.as_str())
            .map(|person| person.name.clone())
            .next()
            .or_else(|| Some(self.shelf.as_ref()?.associate(member)?.name.clone()))
            .unwrap_or_else(|| member.to_string())
    }
}

impl TeamHere {
    /// From a roster this device is on, in this life of it, and what branches that lost had said.
    pub(crate) fn new(
        log: Roster,
        entries: Vec<Vec<u8>>,
        device: &DeviceKey,
        life: u32,
        lost: &[Vec<u8>],
    ) -> Result<Self, ApiError> {
        let id = device.id();
        let member = log.person_of(&id).ok_or(ErrorCode::NotAllowed)?.member;
        let author = Author {
            member: MemberId::parse(&member.to_string())?,
            device: id.0,
            incarnation: life,
        };
        Ok(Self {
            roster: suspending(&log, lost, &id),
            log,
            entries,
            author,
        })
    }
}

/// The roster without the devices that a lead removed on a branch that lost: nothing is written for them and nothing sent
/// to them until a lead has done the removal again, or said that it is not to be. This device never suspends itself.
fn suspending(log: &Roster, lost: &[Vec<u8>], this: &DeviceId) -> Roster {
    let mut roster = log.clone();
    for entry in lost {
        if let Ok((author, Act::Remove { device, kept })) = lost_act(entry)
            && log.is_admin(&author)
            && device != *this
        {
            roster = roster.suspending(&device, &kept);
        }
    }
    roster
}

/// What decides who is a peer: the roster's last entry, and who is removed by it or suspended beside it.
pub(crate) type Seating = ([u8; 32], Vec<DeviceId>);

impl TeamHere {
    /// What carriers hold their view of the team against.
    pub(crate) fn seating(&self) -> Seating {
        let devices = self.roster.devices.iter();
        let out = devices.filter(|(_, seat)| seat.removed).map(|(device, _)| *device);
        (self.roster.head(), out.collect())
    }

    /// What a device may have signed, by the roster; nothing for one that is not on it or whose member never had a role
    /// that may write.
    pub(crate) fn signer(&self, device: &DeviceId) -> Option<Signer> {
        let person = self.roster.person_of(device)?;
        if !self.roster.might_have_written(device) {
            return None;
        }
        let devices = self.roster.devices_of(person.member);
        Some(Signer {
            device: device.0,
            member: MemberId::parse(&person.member.to_string()).ok()?,
            others: devices.filter(|other| *other != device).map(|other| other.0).collect(),
            may_decide: self.roster.might_have_decided(device),
        })
    }

    /// Refuses a write of this device that no other device would take in.
    pub(crate) fn require_writer(&self) -> Result<(), ApiError> {
        let person = self.roster.person_of(&DeviceId(self.author.device));
        match person {
            Some(person) if person.role.may_write() => Ok(()),
            Some(_) => Err(ErrorCode::LooksOn.into()),
            None => Err(ErrorCode::NotAllowed.into()),
        }
    }
}

/// Whose device it is, by the roster; a device it does not know is a member of its own.
pub(crate) fn member_of(team: Option<&TeamHere>) -> impl Fn(&[u8; DEVICE_BYTES]) -> Option<MemberId> + '_ {
    move |device| {
        let id = DeviceId(*device);
        let person = team.and_then(|team| team.roster.person_of(&id));
        let known = person.and_then(|person| MemberId::parse(&person.member.to_string()).ok());
        let short = || id.to_string().chars().take(UNKNOWN_MEMBER_CHARS).collect::<String>();
        known.or_else(|| MemberId::parse(&short()).ok())
    }
}

/// The code of a role, as in the table.
pub(crate) fn role_code(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Inspector => "inspector",
        Role::Expert => "expert",
        Role::Interpreter => "interpreter",
        Role::Observer => "observer",
    }
}

/// A role from its code.
pub(crate) fn role_from(code: &str) -> Result<Role, ApiError> {
    [
        Role::Lead,
        Role::Inspector,
        Role::Expert,
        Role::Interpreter,
        Role::Observer,
    ]
    .into_iter()
    .find(|role| role_code(*role) == code)
    .ok_or_else(|| ApiError::about(ErrorCode::Refused, "role"))
}

/// Reads a code of a domain enum, such as `in_depth`.
///
/// # Errors
/// [`ErrorCode::Refused`] with the field and the codes it takes.
pub(crate) fn from_code<T: serde::de::DeserializeOwned>(code: &str, field: &str) -> Result<T, ApiError> {
    let reader: StrDeserializer<'_, UnknownCode> = code.into_deserializer();
    T::deserialize(reader).map_err(|UnknownCode(known)| ApiError {
        allowed: known.iter().map(|&code| code.to_owned()).collect(),
        ..ApiError::about(ErrorCode::Refused, field)
    })
}

/// As [`from_code`], of a code that may be left out: none where it is, or where it is empty.
///
/// # Errors
/// As [`from_code`].
pub(crate) fn coded<T: serde::de::DeserializeOwned>(code: Option<&str>, field: &str) -> Result<Option<T>, ApiError> {
    let said = code.filter(|code| !code.is_empty());
    said.map(|code| from_code(code, field)).transpose()
}

/// A code that is none of an enum's; with those that are.
#[derive(Debug, thiserror::Error)]
#[error("one of {0:?} was expected")]
struct UnknownCode(&'static [&'static str]);

impl serde::de::Error for UnknownCode {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemClock;
    use crate::api::table::call;
    use serde_json::json;
    use std::time::Duration;
    use visita_domain::answer::SourceType;

    #[test]
    fn a_vault_left_alone_locks_but_not_before_its_recovery_words_are_written_down() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::at(folder.path().join("vault"), Box::new(SystemClock));
        let passphrase = "orbit lantern meadow copper sail";
        let new = json!({"passphrase": passphrase, "repeat": passphrase});
        let made = call(&mut session, "vault_create", new).unwrap();
        assert!(!session.lock_unattended());
        let word = |position: &serde_json::Value| {
            let at = usize::try_from(position.as_u64().unwrap()).unwrap() - 1;
            made["recovery_words"][at].clone()
        };
        let words: Vec<_> = made["ask_back"].as_array().unwrap().iter().map(word).collect();
        call(&mut session, "vault_recovery_confirm", json!({"words": words})).unwrap();
        assert!(!session.lock_if_idle(), "somebody has just been there");
        session.touched = Instant::now().checked_sub(Duration::from_secs(3_600)).unwrap();
        assert!(session.lock_if_idle());
        assert!(!session.lock_unattended(), "once");
    }

    #[test]
    fn only_somebody_who_does_something_puts_the_lock_off() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::at(folder.path().join("vault"), Box::new(SystemClock));
        let long_ago = Instant::now().checked_sub(Duration::from_secs(3_600)).unwrap();
        session.touched = long_ago;
        call(&mut session, "app_status", json!({})).unwrap();
        assert_eq!(session.touched, long_ago);
        let _ = call(&mut session, "today_get", json!({}));
        assert!(session.touched > long_ago);
    }

    #[test]
    fn an_unknown_code_is_refused_with_those_that_are_known() {
        assert_eq!(from_code::<SourceType>("staff", "source"), Ok(SourceType::Staff));
        let refused = from_code::<SourceType>("rumour", "source").unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::Refused, Some("source"))
        );
        assert_eq!(
            refused.allowed,
            ["observed", "interview", "register", "staff", "document", "measured"]
        );
    }
}
