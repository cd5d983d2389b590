//! The side of the member who asks: locked, to get in; unlocked, to rehearse it. Both are the same request and the same answers.

use crate::api::exchange::RequestText;
use crate::api::recovery::{AnswerDrop, RecoveryAsk, RecoveryAsked, RecoveryView};
use crate::api::vault::{AppStatus, NewPassphrase, Nothing};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::recovery::given_text;
use crate::recovery::waiting::{Waiting, id_of};
use crate::session::Session;
use crate::vaults::memory_kib;
use std::collections::BTreeSet;
use visita_seal::asking::{AskRequest, canonical_answer};
use visita_seal::shares::MAX_OF_NUMBER;
use visita_vault::Vault;

impl Session {
    pub(crate) fn recovery_asked(&mut self, _: Nothing) -> Result<RecoveryAsked, ApiError> {
        let needed = self.shared()?.map_or(0, |shared| u32::from(shared.needed));
        let waiting = self.waiting()?;
        let taken = match &waiting {
            Some(waiting) => waiting.taken_views()?,
            None => Vec::new(),
        };
        let numbers: BTreeSet<u32> = taken.iter().map(|taken| taken.share).collect();
        Ok(RecoveryAsked {
            needed,
            request: waiting.as_ref().map(Waiting::asked_view).transpose()?,
            answers: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
            taken,
        })
    }

    /// Asks. One that waits already stays: its answers are on their way.
    pub(crate) fn recovery_ask(&mut self, args: RecoveryAsk) -> Result<RecoveryAsked, ApiError> {
        let shared = self.shared()?.ok_or(ErrorCode::NoShares)?;
        if self.waiting()?.is_some() {
            return Err(ErrorCode::AlreadyAsked.into());
        }
        let (request, key) = AskRequest::make(&shared, self.now_ms(), &mut rand::rng())?;
        // The key first: a request on its way whose key was not kept is answered in vain.
        let waiting = Waiting::new(&request, &key, self.has_gathered(&shared)?);
        self.keep_waiting(&waiting)?;
        if let Some(path) = &args.path {
            let written = write_file(self.chosen().as_ref(), path, request.to_text().as_bytes());
            if let Err(error) = written {
                self.end_waiting()?;
                return Err(error);
            }
        }
        self.recovery_asked(Nothing {})
    }

    pub(crate) fn recovery_take(&mut self, args: RequestText) -> Result<RecoveryAsked, ApiError> {
        let answer = canonical_answer(&given_text(self.chosen().as_ref(), &args)?)?;
        let mut waiting = self.waiting()?.ok_or(ErrorCode::NothingAsked)?;
        let share = waiting.request()?.open_answer(&answer, &waiting.key()?)?;
        let known = waiting.shares()?;
        if known.iter().all(|held| held.expose() != share.expose()) {
            // False answers leave room for those of every other holder.
            let same = known.iter().filter(|held| held.number() == share.number());
            if same.count() >= MAX_OF_NUMBER {
                return Err(ApiError::about(ErrorCode::Refused, "answers"));
            }
            waiting.answers.push(answer);
            self.keep_waiting(&waiting)?;
        }
        self.recovery_asked(Nothing {})
    }

    /// Drops an answer that the person doubts.
    pub(crate) fn recovery_drop(&mut self, args: AnswerDrop) -> Result<RecoveryAsked, ApiError> {
        let mut waiting = self.waiting()?.ok_or(ErrorCode::NothingAsked)?;
        waiting.gathered = waiting.has_gathered();
        let before = waiting.answers.len();
        waiting.answers.retain(|answer| id_of(answer) != args.answer);
        if waiting.answers.len() == before {
            return Err(ErrorCode::NotFound.into());
        }
        self.keep_waiting(&waiting)?;
        self.recovery_asked(Nothing {})
    }

    pub(crate) fn recovery_cancel(&mut self, _: Nothing) -> Result<RecoveryAsked, ApiError> {
        self.end_waiting()?;
        self.recovery_asked(Nothing {})
    }

    /// Opens the vault with the answers, and sets a new passphrase.
    pub(crate) fn recovery_open(&mut self, args: NewPassphrase) -> Result<AppStatus, ApiError> {
        self.open = None;
        let shares = self.waiting()?.ok_or(ErrorCode::NothingAsked)?.shares()?;
        let vault = Vault::open_by_shares(
            &self.folder,
            &shares,
            &args.passphrase,
            &args.repeat,
            memory_kib(),
            &*self.keystore,
            &mut rand::rng(),
        )?;
        self.enter(vault)?;
        self.app_status(Nothing {})
    }

    /// Tries the answers of a rehearsal, and keeps the date.
    pub(crate) fn recovery_test(&mut self, _: Nothing) -> Result<RecoveryView, ApiError> {
        let at_ms = self.now_ms();
        self.open()?;
        let shares = self.waiting()?.ok_or(ErrorCode::NothingAsked)?.shares()?;
        let open = self.open()?;
        open.vault.try_shares(&shares)?;
        open.note_shares(|made| made.tested(at_ms))?;
        open.drop_waiting()?;
        open.recovery_view()
    }
}
