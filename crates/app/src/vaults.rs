//! First run, lock and unlock, appearance, drafts, search, rebuilding.

mod kept;
mod several;
#[cfg(test)]
mod several_tests;

pub(crate) use kept::Vaults;

use crate::api::vault::*;
use crate::api::{ApiError, ErrorCode};
use crate::appearance;
use crate::attempt;
use crate::carriers::Carriers;
use crate::errors::seconds;
use crate::membership::forks::lost_branches;
use crate::project::{EDITION, project};
use crate::relay::BookShelf;
use crate::session::{Open, Session, TeamHere, member_of};
use crate::shelf::Shelf;
use crate::snapshot::Unweighed;
use crate::travel::Left;
use crate::write::put_projected;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Instant;
use visita_domain::dates::rfc3339;
use visita_domain::{DocumentId, MemberId};
use visita_record::DocumentKind;
use visita_seal::calibrate;
use visita_seal::envelope::DeviceKey;
use visita_seal::passphrase;
use visita_seal::roster::Roster;
use visita_seal::sealed_file::FileKey;
use visita_seal::slots::{DESKTOP_MEMORY_KIB, SlotError, least_memory_kib, thrown_away};
use visita_vault::{Draft as StoredDraft, Vault, VaultError};

/// Where the device's file key is kept, inside the vault.
const FILE_KEY: &str = "file_key";
/// The setting that says which edition the lists are of.
pub(crate) const LISTS: &str = "lists";
/// The setting that counts how often lists of this edition were begun.
const TRIES: &str = "lists/tries";
/// Times that lists of another edition are made anew by themselves: one that brings the app down keeps nobody out for ever.
const MAX_TRIES: u32 = 3;
/// Records whose lists are made anew in one transaction.
const REBUILT_AT_ONCE: usize = 500;
/// Words asked back from the recovery sheet.
const ASKED_BACK: usize = 3;

/// Memory of the key stretching: on a phone as much as it can work through in a second, and never less than the floor.
pub(crate) fn memory_kib() -> u32 {
    if thrown_away() {
        least_memory_kib()
    } else if cfg!(any(target_os = "android", target_os = "ios")) {
        calibrate::memory_kib(calibrate::TARGET, DESKTOP_MEMORY_KIB, calibrate::time_stretching)
    } else {
        DESKTOP_MEMORY_KIB
    }
}

impl Session {
    pub(crate) fn app_status(&mut self, _: Nothing) -> Result<AppStatus, ApiError> {
        self.forget_lapsed();
        let wait_s = seconds(Vault::wait_ms(&self.folder, self.now_ms()));
        // The screen is shown where the slot file cannot be read, too: opening then says why.
        let shared = Vault::shared(&self.folder).ok().flatten();
        Ok(AppStatus {
            vault_exists: Vault::exists(&self.folder),
            unlocked: self.open.is_some(),
            bound: Vault::is_bound(&self.folder),
            shares_needed: shared.map_or(0, |shared| u32::from(shared.needed)),
            wait_s: if self.open.is_some() { 0 } else { wait_s },
            appearance: appearance::read(self.home()),
            vaults: self.vault_rows(),
        })
    }

    pub(crate) fn appearance_set(&mut self, appearance: Appearance) -> Result<Appearance, ApiError> {
        appearance::write(self.home(), &appearance)?;
        Ok(appearance)
    }

    pub(crate) fn passphrase_strength(&mut self, args: Passphrase) -> Result<Strength, ApiError> {
        Ok(Strength {
            score: u32::from(passphrase::score(&args.passphrase)),
            acceptable: passphrase::acceptable(&args.passphrase),
        })
    }

    pub(crate) fn passphrase_suggest(&mut self, _: Nothing) -> Result<Passphrase, ApiError> {
        Ok(Passphrase {
            passphrase: passphrase::make_passphrase(&mut rand::rng()).to_string(),
        })
    }

    pub(crate) fn vault_create(&mut self, args: NewPassphrase) -> Result<VaultCreated, ApiError> {
        let mut rng = rand::rng();
        let created = Vault::create(&self.folder, &args.passphrase, &args.repeat, memory_kib(), &mut rng)?;
        let mut asked: Vec<usize> = Vec::new();
        while asked.len() < ASKED_BACK {
            let mut byte = [0];
            rand::Rng::fill_bytes(&mut rng, &mut byte);
            let position = byte.iter().fold(0, |_, b| usize::from(*b)) % created.words.len();
            if !asked.contains(&position) {
                asked.push(position);
            }
        }
        asked.sort_unstable();
        self.note_vault();
        self.enter(created.vault)?;
        let answer = VaultCreated {
            recovery_words: created.words.iter().map(|word| (*word).to_owned()).collect(),
            ask_back: asked.iter().filter_map(|n| u32::try_from(n + 1).ok()).collect(),
        };
        self.recovery = Some((created.words, asked));
        Ok(answer)
    }

    pub(crate) fn vault_recovery_confirm(&mut self, args: RecoveryCheck) -> Result<Nothing, ApiError> {
        let (words, asked) = self.recovery.as_ref().ok_or(ErrorCode::Refused)?;
        let expected = asked.iter().map(|n| words.get(*n).copied());
        let typed = args.words.iter().map(|word| word.trim().to_lowercase());
        let right = args.words.len() == asked.len() && expected.zip(typed).all(|(e, t)| e == Some(t.as_str()));
        if !right {
            return Err(ErrorCode::WrongRecoveryWords.into());
        }
        self.recovery = None;
        Ok(Nothing {})
    }

    pub(crate) fn vault_unlock(&mut self, args: Passphrase) -> Result<AppStatus, ApiError> {
        if self.open.is_none() {
            let vault = Vault::unlock(&self.folder, &args.passphrase, self.now_ms(), &*self.keystore)?;
            self.enter(vault)?;
        }
        self.app_status(Nothing {})
    }

    pub(crate) fn vault_recover(&mut self, args: RecoveryUnlock) -> Result<AppStatus, ApiError> {
        self.open = None;
        let vault = Vault::recover(
            &self.folder,
            &args.words,
            &args.passphrase,
            &args.repeat,
            memory_kib(),
            &*self.keystore,
            &mut rand::rng(),
        );
        let vault = vault.map_err(|error| {
            if matches!(error, VaultError::Slot(SlotError::Wrong)) {
                ErrorCode::WrongRecoveryWords.into()
            } else {
                ApiError::from(error)
            }
        })?;
        self.enter(vault)?;
        self.app_status(Nothing {})
    }

    pub(crate) fn vault_change_passphrase(&mut self, args: ChangePassphrase) -> Result<Nothing, ApiError> {
        let keystore = Arc::clone(&self.keystore);
        let vault = &mut self.open()?.vault;
        vault.change_passphrase(
            &args.old,
            &args.passphrase,
            &args.repeat,
            memory_kib(),
            &*keystore,
            &mut rand::rng(),
        )?;
        Ok(Nothing {})
    }

    pub(crate) fn vault_lock(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        self.forget_parts_away();
        self.open = None;
        self.recovery = None;
        Ok(Nothing {})
    }

    pub(crate) fn enter(&mut self, mut vault: Vault) -> Result<(), ApiError> {
        let files = match vault.read().setting(FILE_KEY)? {
            Some(text) => FileKey::parse(&text)?,
            None => {
                let made = FileKey::make();
                vault.transact(|tx| tx.put_setting(FILE_KEY, &made.expose()))?;
                made
            }
        };
        let device = DeviceKey::derive(vault.device_seed());
        let entries = vault.read().roster_from(0)?;
        let team = match entries.is_empty() {
            true => None,
            false => Some(TeamHere::new(
                Roster::replay(&entries)?,
                entries,
                &device,
                vault.life(),
                &lost_branches(&vault)?,
            )?),
        };
        let suspects = attempt::settle(&mut vault, self.now_ms())?;
        let left = Left::load(&vault.read())?;
        self.open = Some(Open {
            vault,
            device,
            files,
            team,
            records: HashMap::new(),
            shelf: None,
            import: None,
            suspects,
            unweighed: Unweighed::default(),
            left,
            meant: BTreeSet::new(),
            held: RefCell::default(),
            unsaid: RefCell::default(),
            carriers: Carriers::default(),
            book: BookShelf::default(),
        });
        self.settle_asking();
        // Neither a folder that cannot be read nor a crash amid an attachment keeps anybody out of the vault.
        let _ = self.open()?.settle_blobs();
        self.touched = Instant::now();
        // Lists that cannot be made anew stay as they are, and Today says so: the records open all the same.
        let _ = self.follow_edition();
        // What came before the process ended, and whose key came too, is opened now: nobody sends it once more. Where it cannot be, it
        // lies there as before.
        let _ = self.take_up_what_came();
        // What a journey could not finish is tried again; what is put away stays so in any case.
        let _ = self.settle_travel();
        // Lists are made now, while whoever unlocks waits for the passphrase to be stretched anyway. Where one cannot be, the
        // first screen that asks for it says so.
        let _ = self.make_lists();
        Ok(())
    }

    /// Opens envelopes that lie here and can be by now: the process may have ended between a key and what it opens.
    fn take_up_what_came(&mut self) -> Result<(), ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        if open.team.is_none() || open.vault.read().unsealed_envelopes()?.is_empty() {
            return Ok(());
        }
        open.take_puts(Vec::new(), at_ms).map(|_| ())
    }

    /// Lists and search that another version made are made anew.
    fn follow_edition(&mut self) -> Result<(), ApiError> {
        if self.are_lists_current()? {
            return Ok(());
        }
        let vault = &mut self.open()?.vault;
        let key = format!("{TRIES}/{EDITION}");
        let tries: u32 = vault
            .read()
            .setting(&key)?
            .and_then(|said| said.parse().ok())
            .unwrap_or(0);
        if tries < MAX_TRIES {
            vault.transact(|tx| tx.put_setting(&key, &(tries + 1).to_string()))?;
            self.rebuild()?;
        }
        Ok(())
    }

    /// Whether lists and search are of this edition.
    pub(crate) fn are_lists_current(&mut self) -> Result<bool, ApiError> {
        Ok(self.open()?.vault.read().setting(LISTS)?.as_deref() == Some(EDITION))
    }

    pub(crate) fn vault_rebuild(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        match self.rebuild()? {
            0 => Ok(Nothing {}),
            _ => Err(ErrorCode::Damaged.into()),
        }
    }

    /// Makes all lists and the search anew from the records; what lists know of a record that cannot be read stays. Returns
    /// how many cannot.
    pub(crate) fn rebuild(&mut self) -> Result<usize, ApiError> {
        let open = self.open()?;
        let mut all = Vec::new();
        for kind in DocumentKind::ALL {
            all.extend(open.vault.read().document_ids(kind.code())?);
        }
        let mut unread = 0;
        for some in all.chunks(REBUILT_AT_ONCE) {
            let mut made = Vec::new();
            for id in some {
                let row = match open.vault.read().document(id) {
                    Err(VaultError::Damaged) => None,
                    read => read?,
                };
                let opened = row.and_then(|row| Some((crate::stored::opened(&row).ok()?, row.heads)));
                let Some((mut record, heads)) = opened else {
                    unread += 1;
                    continue;
                };
                let id = DocumentId::from_bytes(*id);
                let projected = project(id, &mut record, &member_of(open.team.as_ref()));
                made.push((id, heads, projected));
            }
            open.vault.transact(|tx| {
                made.iter()
                    .try_for_each(|(id, heads, projected)| put_projected(tx, *id, heads, projected))
            })?;
        }
        open.records.clear();
        // What is held of places may have changed: visits are named once all of them are made.
        open.shelf = None;
        open.name_all_visits()?;
        open.vault.transact(|tx| {
            tx.put_setting(LISTS, EDITION)?;
            // This once they brought nothing down: what is to come begins to count anew.
            tx.drop_setting(&format!("{TRIES}/{EDITION}"))
        })?;
        Ok(unread)
    }

    pub(crate) fn search_find(&mut self, args: Search) -> Result<SearchHits, ApiError> {
        let open = self.open()?;
        let found = open.vault.read().search(&args.query)?;
        open.shelf()?;
        let open = &*open;
        let shelf = open.shelf.as_ref().ok_or(ErrorCode::Locked)?;
        let hits = found.into_iter().map(|hit| open.search_hit(shelf, hit)).collect();
        Ok(SearchHits { hits })
    }

    pub(crate) fn draft_put(&mut self, args: DraftPut) -> Result<Saved, ApiError> {
        self.require_draft_here(&args.key)?;
        if !args.text.is_empty() {
            self.require_draft(&args.key, Some(&args.text))?;
        }
        let now = rfc3339(self.now());
        let base = match &args.base {
            Some(base) => heads_from_hex(base)?,
            None => Vec::new(),
        };
        let draft = StoredDraft { text: args.text, base };
        // An empty text of no record is no draft. An empty note is: somebody cleared it.
        let nothing = draft.text.is_empty() && draft.base.is_empty();
        self.open()?.vault.transact(|tx| {
            if nothing {
                tx.drop_draft(&args.key)
            } else {
                tx.put_draft(&args.key, &draft)
            }
        })?;
        Ok(Saved { saved_at: now })
    }

    pub(crate) fn draft_get(&mut self, args: DraftKey) -> Result<Draft, ApiError> {
        // What was typed before the consent was taken back is hidden like the rest.
        let told = self.require_draft(&args.key, None).is_ok();
        let draft = self.open()?.draft_of(&args.key)?.filter(|_| told);
        Ok(Draft {
            text: draft.map(|draft| draft.text),
        })
    }
}

impl Open {
    /// A hit with the record it stands in. Of a member the roster has the name.
    fn search_hit(&self, shelf: &Shelf, hit: visita_vault::SearchHit) -> SearchHit {
        let id = DocumentId::from_bytes(hit.doc).to_string();
        let member = hit.id.strip_prefix("person/").filter(|_| hit.kind == "member");
        let name = member.and_then(|member| MemberId::parse(member).ok());
        let title = name.map_or(hit.title, |member| self.name_of(&member));
        let heading = shelf.found_in(&id).unwrap_or_default();
        SearchHit {
            visit: Some(heading.visit).filter(|visit| !visit.is_empty()),
            record: heading.kind.to_owned(),
            record_title: heading.title,
            path: Some(hit.id).filter(|path| *path != id),
            kind: hit.kind,
            id,
            title,
        }
    }
}

/// Heads of a record as text: 64 hex digits each.
pub(crate) fn heads_to_hex(heads: &[[u8; 32]]) -> String {
    heads.concat().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Heads of a record from text.
pub(crate) fn heads_from_hex(text: &str) -> Result<Vec<u8>, ApiError> {
    let refused = || ApiError::about(ErrorCode::BadArguments, "base");
    if !text.len().is_multiple_of(64) || !text.is_ascii() {
        return Err(refused());
    }
    (0..text.len() / 2)
        .map(|n| {
            text.get(n * 2..n * 2 + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                .ok_or_else(refused)
        })
        .collect()
}
