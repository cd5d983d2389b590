//! The vaults of one device, as they are known without opening any: where they lie, what they are called, which was chosen
//! last. Nothing here is secret, and nothing here knows what is in a vault.

use crate::api::{ApiError, ErrorCode};
use crate::file::write_whole;
use crate::visits::{make_id, visible_name};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use visita_vault::{Vault, VaultError};

/// The list, in the app's data folder.
const FILE: &str = "vaults.json";
/// What is written first.
const BESIDE: &str = "vaults.new";
/// The room of the vaults, in the app's data folder.
const ROOM: &str = "vaults";
/// The vault that lies in the app's data folder itself, as the only one of a device once did. No folder is called so.
const OLDER: &str = "older";
/// Hexadecimal digits that a vault's folder is called by: drawn, so that they say nothing.
const ID_CHARS: usize = 32;
/// Longest name of a vault, characters.
const MAX_NAME_CHARS: usize = 40;

/// A vault, from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// What its folder is called, or [`OLDER`].
    pub id: String,
    /// What it is called by where nobody gave it a name: 1, 2, 3, and the same for good.
    pub number: u32,
    /// As somebody called it; empty where nobody did.
    pub name: String,
}

/// What the file says. It adds words to the folders that stand and decides nothing: without it every vault still opens.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct List {
    chosen: String,
    vaults: Vec<Kept>,
}

/// The vaults in an app's data folder, and the one that is meant.
pub(crate) struct Vaults {
    home: PathBuf,
    /// The vault meant, which may be one that is not made yet.
    id: String,
}

impl Vaults {
    /// The vaults in a folder, which may be empty or not exist yet; meant is the one chosen last, or a new one.
    pub(crate) fn at(home: PathBuf) -> Self {
        let mut vaults = Self {
            home,
            id: String::new(),
        };
        vaults.id = vaults.chosen().unwrap_or_else(make_id);
        vaults
    }

    /// Where what belongs to no vault is kept.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Where the vault meant lies, or will.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder_of(&self.id)
    }

    /// Every vault that stands, in the order they were made as far as it is known.
    pub(crate) fn list(&self) -> Vec<Kept> {
        self.standing(&self.read())
    }

    /// The vault that was opened or chosen last; the first where that one is gone, and none where there is none.
    pub(crate) fn chosen(&self) -> Option<String> {
        let list = self.read();
        let standing = self.standing(&list);
        let first = standing.first().map(|kept| kept.id.clone());
        let chosen = standing.into_iter().find(|kept| kept.id == list.chosen);
        chosen.map(|kept| kept.id).or(first)
    }

    /// Means another vault, and keeps the choice.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`]: none of that id stands here.
    pub(crate) fn choose(&mut self, id: &str) -> Result<(), ApiError> {
        if !self.list().iter().any(|kept| kept.id == id) {
            return Err(ErrorCode::NotFound.into());
        }
        self.id = id.to_owned();
        self.note();
        Ok(())
    }

    /// Means a vault that is not made yet. Nothing is kept of it until it is.
    pub(crate) fn begin(&mut self) {
        self.id = make_id();
    }

    /// Keeps in mind that the vault meant stands and was the last. A disk that is full, or only read, costs no more than that
    /// the app begins with another one next time.
    pub(crate) fn note(&self) {
        let _ = self.change(|_| ());
    }

    /// Calls the vault meant by another name; by its number, with an empty one.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`] about `name`: too long, not to be seen, or another vault's; [`ErrorCode::DiskFull`],
    /// [`ErrorCode::ReadOnly`].
    pub(crate) fn rename(&self, name: &str) -> Result<(), ApiError> {
        let name = name.trim();
        if !name.is_empty() && !is_name(name) {
            return Err(ApiError::about(ErrorCode::Refused, "name"));
        }
        let mut others = self.list().into_iter().filter(|kept| kept.id != self.id);
        if !name.is_empty() && others.any(|kept| kept.name.to_lowercase() == name.to_lowercase()) {
            return Err(ApiError::about(ErrorCode::Refused, "name"));
        }
        let renamed = self.change(|kept| kept.name = name.to_owned());
        Ok(renamed.map_err(VaultError::from)?)
    }

    fn change(&self, work: impl Fn(&mut Kept)) -> io::Result<()> {
        let mut vaults = self.list();
        vaults.iter_mut().filter(|kept| kept.id == self.id).for_each(work);
        let chosen = self.id.clone();
        let bytes = serde_json::to_vec_pretty(&List { chosen, vaults })?;
        write_whole(&self.home, BESIDE, FILE, &bytes)
    }

    fn folder_of(&self, id: &str) -> PathBuf {
        if id == OLDER {
            self.home.clone()
        } else {
            self.home.join(ROOM).join(id)
        }
    }

    /// What cannot be read keeps nobody from a vault: its folder stands.
    fn read(&self) -> List {
        let bytes = std::fs::read(self.home.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// The vaults that stand, the listed ones first; one that the list does not know has the next number.
    fn standing(&self, list: &List) -> Vec<Kept> {
        let mut found = self.found();
        let mut numbers = BTreeSet::new();
        let mut standing: Vec<Kept> = Vec::new();
        for kept in &list.vaults {
            // Each once, and each under a number of its own, whatever was written into the file.
            if found.contains(&kept.id) && numbers.insert(kept.number) {
                found.retain(|id| *id != kept.id);
                let name = Some(&kept.name).filter(|name| is_name(name)).cloned();
                standing.push(Kept {
                    name: name.unwrap_or_default(),
                    ..kept.clone()
                });
            }
        }
        let next = numbers.last().map_or(1, |last| last.saturating_add(1));
        let unknown = found.into_iter().zip(next..);
        standing.extend(unknown.map(|(id, number)| Kept {
            id,
            number,
            name: String::new(),
        }));
        standing
    }

    /// The ids of the folders with a vault in them, the oldest place first. Only a name that was drawn here is one: no list leads out of the room.
    fn found(&self) -> Vec<String> {
        let room = std::fs::read_dir(self.home.join(ROOM)).into_iter().flatten();
        let names = room.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let drawn: BTreeSet<String> = names.filter(|name| is_drawn(name)).collect();
        let places = [OLDER.to_owned()].into_iter().chain(drawn);
        places.filter(|id| Vault::exists(&self.folder_of(id))).collect()
    }
}

fn is_name(name: &str) -> bool {
    visible_name(name, MAX_NAME_CHARS, "name").is_ok()
}

fn is_drawn(name: &str) -> bool {
    name.len() == ID_CHARS && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
