//! The way back: those at home hand the key back, what was put away comes out, and each record is made anew from its envelopes.

use super::chest::{before, opened, put_back};
use super::key_file::{JourneyKey, MAX_FILE_BYTES, seat_of};
use super::partial::forget_partial;
use super::{DRAFTS, GIVEN_UP, JOURNEY, Left, TRACES};
use crate::api::exchange::FilePath;
use crate::api::travel::{TravelHandBack, TravelHandedBack, TravelState};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{read_file, write_new};
use crate::session::{Open, Session};
use crate::vaults::LISTS;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::{from_millis, rfc3339};
use visita_record::HEAD_BYTES;
use visita_vault::{Draft, LeftRow, VaultError};

impl Session {
    /// Opens the file of a colleague's journey, and writes the key for their device alone.
    pub(crate) fn travel_hand_back(&mut self, args: TravelHandBack) -> Result<TravelHandedBack, ApiError> {
        let files = self.chosen();
        let sealed = read_file(files.as_ref(), &args.path, MAX_FILE_BYTES)?;
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let made = JourneyKey::opened(&sealed, &open.files)?;
        let (recipient, device) = seat_of(team, &made)?;
        let person = team.roster.person_of(device).ok_or(ErrorCode::UnknownSender)?;
        let handed = TravelHandedBack {
            member: person.name.clone(),
            since: from_millis(made.since_ms).map(rfc3339).unwrap_or_default(),
        };
        let key = made.sealed(&[recipient.to_owned()])?;
        write_new(files.as_ref(), &args.to, &key)?;
        Ok(handed)
    }

    /// Ends the journey with the key that was handed back.
    pub(crate) fn travel_end(&mut self, args: FilePath) -> Result<TravelState, ApiError> {
        let sealed = read_file(self.chosen().as_ref(), &args.path, MAX_FILE_BYTES)?;
        let open = self.open()?;
        if !open.left.is_away() {
            return Err(ErrorCode::NotFound.into());
        }
        let made = JourneyKey::opened(&sealed, &open.files)?;
        let journey = open.journey()?.ok_or(ErrorCode::Damaged)?;
        if made.key.recipient() != journey.recipient {
            return Err(ErrorCode::BadFile.into());
        }
        open.take_out(&made)?;
        self.come_back()?;
        // Where the process ended amid writing traces over, or the store had no room for it, lists and search may be empty.
        // Where they cannot be made anew, Today says so; the records are here all the same.
        if !self.are_lists_current()? {
            let _ = self.rebuild();
        }
        self.journey_get(Nothing {})
    }

    /// Makes the records anew whose keys are here again. What the process does not come to is done when the vault opens.
    pub(super) fn come_back(&mut self) -> Result<(), ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        // Names of places come with the records of these, whichever comes first.
        open.shelf()?;
        // One after the other: all envelopes of all that was left would be more than the memory of a phone.
        for row in open.vault.read().left()? {
            open.take_held_of(DocumentId::from_bytes(row.doc), at_ms)?;
        }
        open.take_puts(Vec::new(), at_ms)?;
        open.settle_left()?;
        open.stand_by_keys(at_ms)?;
        open.settle_epochs()?;
        open.stand_by_words(at_ms)?;
        open.forget_in_memory()?;
        open.name_all_visits()
    }
}

impl Open {
    /// Puts everything back that was put away, in one transaction: from then on nothing depends on the file any more.
    pub(super) fn take_out(&mut self, made: &JourneyKey) -> Result<(), ApiError> {
        let mut items = Vec::new();
        for sealed in self.vault.read().all_put_away()? {
            items.extend(opened(&sealed, &made.key)?);
        }
        self.vault.transact(|tx| {
            items.iter().try_for_each(|item| put_back(tx, item))?;
            tx.forget_put_away()?;
            if tx.setting(TRACES)?.is_some() {
                // What is here again has no traces to hide. What may be missing of lists and search is made anew.
                tx.drop_setting(TRACES)?;
                tx.drop_setting(LISTS)?;
            }
            tx.drop_setting(DRAFTS)?;
            tx.drop_setting(JOURNEY)
        })?;
        self.book = crate::relay::BookShelf::default();
        self.left = Left::load(&self.vault.read())?;
        Ok(())
    }

    /// A draft; where none stands under its key, one that stood there before a journey and found another in its place on the
    /// way back.
    pub(crate) fn draft_of(&mut self, key: &str) -> Result<Option<Draft>, ApiError> {
        let tx = self.vault.read();
        if let Some(draft) = tx.draft(key)? {
            return Ok(Some(draft));
        }
        let beside = before(key);
        let Some(draft) = tx.draft(&beside)? else {
            return Ok(None);
        };
        self.vault.transact(|tx| {
            tx.put_draft(key, &draft)?;
            tx.drop_draft(&beside)
        })?;
        Ok(Some(draft))
    }

    /// Forgets of each record that it was left, once it stands at least where it stood, or stands and nothing more will come of
    /// what is held of it: what was refused is in quarantine, where everybody sees it. One that does not stand then is given up:
    /// nothing waits for it, but it stays known that it was here, and that nobody can tell what was taken back in it.
    pub(super) fn settle_left(&mut self) -> Result<(), ApiError> {
        let (mut settled, mut given_up) = (Vec::new(), BTreeSet::new());
        for row in self.vault.read().left()? {
            let tx = self.vault.read();
            let stands = tx.document_standing(&row.doc)?.is_some();
            // A record that was new on the journey has no heads to come back to.
            let is_over = self.left.is_given_up(&row.doc) || row.heads.is_empty() || !tx.may_open_more_of(&row.doc)?;
            if stands && (is_over || self.is_back(&row)?) {
                settled.push(row.doc);
            } else if is_over {
                given_up.insert(row.doc);
            }
        }
        let names = serde_json::to_string(&given_up).map_err(|_| ErrorCode::Refused)?;
        self.left = self.vault.transact(|tx| {
            settled.iter().try_for_each(|doc| tx.drop_left(doc))?;
            match given_up.is_empty() {
                true => tx.drop_setting(GIVEN_UP)?,
                false => tx.put_setting(GIVEN_UP, &names)?,
            }
            let left = Left::load(tx)?;
            forget_partial(tx, &left)?;
            Ok::<Left, VaultError>(left)
        })?;
        Ok(())
    }

    /// Whether a record that stands does so with every head that it had.
    fn is_back(&mut self, row: &LeftRow) -> Result<bool, ApiError> {
        let heads = row.heads.as_chunks::<HEAD_BYTES>().0;
        let record = self.record(DocumentId::from_bytes(row.doc))?;
        Ok(heads.iter().all(|head| record.holds(head)))
    }
}
