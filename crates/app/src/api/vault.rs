//! First run, lock, settings, today.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Load the fictional workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SampleLoad {
    /// So many years of a body's work besides, 0 to 10: 250 places, and each year 120 visits with 48,000 answers.
    pub years: u32,
}

/// What the lock screen may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppStatus {
    /// A vault is in the folder.
    pub vault_exists: bool,
    /// It is open.
    pub unlocked: bool,
    /// Its passphrase opens it only together with what a keystore holds.
    pub bound: bool,
    /// So many colleagues' answers open it; 0 where none can. Who they are stands nowhere outside the vault.
    pub shares_needed: u32,
    /// Seconds before the next try is taken; 0 when free.
    pub wait_s: u32,
    /// Settings readable before unlock: language, theme, text size, hand.
    pub appearance: Appearance,
    /// The vaults of this device, in the order they were made; empty where the front was given one folder.
    pub vaults: Vec<VaultRow>,
}

/// A vault of this device, by what stands outside its seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VaultRow {
    /// Its id on this device.
    pub id: String,
    /// What it is called by where it has no name: from 1, and the same for good.
    pub number: u32,
    /// As somebody called it, at most 40 characters, readable without a passphrase; empty where nobody did.
    pub name: String,
    /// It was opened or chosen last.
    pub chosen: bool,
}

/// Which vault of this device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VaultRef {
    /// As in [`VaultRow::id`].
    pub vault: String,
}

/// A name for the open vault.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VaultName {
    /// At most 40 characters, as no other vault here is called; empty for its number. Readable without a passphrase.
    pub name: String,
}

/// Look and feel, kept outside the vault: holds nothing about the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Appearance {
    /// BCP 47 language: `en`, `ar`.
    pub language: String,
    /// `system`, `light`, `dark`, `red`.
    pub theme: String,
    /// Text size in percent, 80 to 200.
    pub text_percent: u32,
    /// Mirror the capture screen for the left hand.
    pub left_handed: bool,
    /// Minutes without a touch before the vault locks, 1 to 60.
    pub lock_minutes: u32,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            language: "en".into(),
            theme: "system".into(),
            text_percent: 100,
            left_handed: false,
            lock_minutes: 5,
        }
    }
}

/// A passphrase typed twice.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NewPassphrase {
    /// First typing.
    pub passphrase: String,
    /// Second typing.
    pub repeat: String,
}

/// One passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Passphrase {
    /// As typed.
    pub passphrase: String,
}

/// How the vault is bound to this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Binding {
    /// The passphrase opens it only together with what a keystore holds.
    pub bound: bool,
    /// A keystore answers here. It may still ask a person to unlock it.
    pub keystore: bool,
}

/// Change of passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangePassphrase {
    /// The one that opens the vault today.
    pub old: String,
    /// The new one.
    pub passphrase: String,
    /// The new one again.
    pub repeat: String,
}

/// Opening by recovery words sets a new passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryUnlock {
    /// The 24 words, separated by white space.
    pub words: String,
    /// The new passphrase.
    pub passphrase: String,
    /// The new passphrase again.
    pub repeat: String,
}

/// The recovery words, shown once.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VaultCreated {
    /// 24 words.
    pub recovery_words: Vec<String>,
    /// Three positions (from 1) to ask back.
    pub ask_back: Vec<u32>,
}

/// Words typed back at the asked positions, in the order asked.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryCheck {
    /// Three words.
    pub words: Vec<String>,
}

/// How hard a passphrase is to guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Strength {
    /// 0 (worst) to 4.
    pub score: u32,
    /// Whether a vault may be made with it.
    pub acceptable: bool,
}

/// The first screen after unlock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Today {
    /// The next or running visit.
    pub next_visit: Option<super::visit::VisitRow>,
    /// Visits neither closed nor called off, nearest first.
    pub open_visits: Vec<super::visit::VisitRow>,
    /// What leads ask of this device's member, oldest first.
    pub asked: Vec<super::merge::Asked>,
    /// Risks to persons that nobody has handled, for a lead.
    pub risks: Vec<super::risk::RiskTask>,
    /// Days on which somebody looks after a person, for whoever looks, who began the record, and leads.
    pub recontacts: Vec<super::reprisal::RecontactDue>,
    /// Tasks for this device's member.
    pub tasks: Vec<super::talk::TaskView>,
    /// Comments that mention this device's member and are not settled.
    pub mentions: Vec<super::talk::Mention>,
    /// What the programme asks for.
    pub programme: super::programme::ProgrammeToday,
    /// Of how many recommendations that authorities have a reply, or that they are carried out, is due or overdue.
    pub due_count: u32,
    /// The most pressing of them.
    pub due: Vec<super::recommendation::RecommendationRow>,
    /// Places on this device.
    pub places: u32,
    /// Conflicts waiting for a lead.
    pub open_conflicts: u32,
    /// Items in quarantine.
    pub quarantined: u32,
    /// Changes no other device is known to have.
    pub only_here: u32,
    /// Lists and search are made as this version makes them. Otherwise they could not be made anew.
    pub lists_current: bool,
    /// The sample workspace is loaded.
    pub sample_loaded: bool,
    /// This device is in a team.
    pub has_team: bool,
    /// Whether getting back in was tried.
    pub recovery: super::recovery::RecoveryStanding,
}

/// A search over everything readable on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Search {
    /// Words, in any script.
    pub query: String,
}

/// Where a search hit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchHit {
    /// `place`, `visit`, `interview`, `observation`, `finding`, `answer`, `access`, `sample`, `recommendation`, `reply`,
    /// `dialogue`, `authority`, `plan`, `comment`, `task`, `draw`, `associate`, `member`, `body`, `rule`.
    pub kind: String,
    /// Id of the record.
    pub id: String,
    /// Kind of the record: `visit`, `interview`, `place`, `authority`, `plan`, `recommendation`, `draw`, `body`.
    pub record: String,
    /// What the record is called.
    pub record_title: String,
    /// The visit it belongs to.
    pub visit: Option<String>,
    /// Path of the field in the record, where it is not the record itself.
    pub path: Option<String>,
    /// One line to show.
    pub title: String,
}

/// Search hits, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchHits {
    /// At most 50.
    pub hits: Vec<SearchHit>,
}

/// Text not yet committed to a record, kept at each keystroke.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DraftPut {
    /// `interview/{id}/note`, `observation/{visit}/new`…
    pub key: String,
    /// The whole text so far.
    pub text: String,
    /// The state of the record it is typed on, as `note_base` of the view gave it; absent for texts of no record yet.
    #[serde(default)]
    #[ts(optional)]
    pub base: Option<String>,
}

/// Which draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftKey {
    /// As in [`DraftPut::key`].
    pub key: String,
}

/// A draft, or none.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Draft {
    /// The text, when a draft is there.
    pub text: Option<String>,
}

/// When something became durable on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// RFC 3339.
    pub saved_at: String,
}

/// The id of a new record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Created {
    /// The new id.
    pub id: String,
    /// RFC 3339.
    pub saved_at: String,
}
