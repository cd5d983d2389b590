//! The side of the member who asks: locked, to get in; unlocked, to rehearse it. Both are the same request and the same answers.
//!
//! A locked device keeps what it asked beside the vault, since it cannot write into it; an open one inside.

use crate::api::exchange::RequestText;
use crate::api::recovery::{AskedRequest, RecoveryAsk, RecoveryAsked, RecoveryView};
use crate::api::vault::{AppStatus, NewPassphrase, Nothing};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::recovery::{given_text, instant};
use crate::session::{Open, Session};
use crate::vaults::memory_kib;
use serde::{Deserialize, Serialize};
use visita_seal::asking::AskRequest;
use visita_seal::sealed_file::FileKey;
use visita_seal::shares::{MAX_HOLDERS, Share, Shared};
use visita_vault::Vault;

/// Where a rehearsal waits, inside the vault.
const REHEARSAL: &str = "recovery_asking";

/// What was asked, its key, and the answers as they came, sealed to it. No `Debug`.
#[derive(Clone, Serialize, Deserialize)]
struct Waiting {
    request: String,
    key: String,
    answers: Vec<String>,
}

impl Waiting {
    fn shares(&self) -> Result<Vec<Share>, ApiError> {
        let (request, key) = (AskRequest::parse(&self.request)?, FileKey::parse(&self.key)?);
        let shares = self.answers.iter().map(|answer| request.open_answer(answer, &key));
        Ok(shares.collect::<Result<_, _>>()?)
    }
}

impl Session {
    pub(crate) fn recovery_asked(&mut self, _: Nothing) -> Result<RecoveryAsked, ApiError> {
        let needed = self.shared().map_or(0, |shared| u32::from(shared.needed));
        let waiting = self.waiting()?;
        let asked = |waiting: &Waiting| {
            let request = AskRequest::parse(&waiting.request).ok()?;
            Some(AskedRequest {
                words: request.words(),
                asked: instant(request.at_ms()),
                lapses: instant(request.lapses_ms()),
                text: waiting.request.clone(),
            })
        };
        Ok(RecoveryAsked {
            needed,
            request: waiting.as_ref().and_then(asked),
            answers: waiting.map_or(0, |waiting| u32::try_from(waiting.answers.len()).unwrap_or(u32::MAX)),
        })
    }

    pub(crate) fn recovery_ask(&mut self, args: RecoveryAsk) -> Result<RecoveryAsked, ApiError> {
        let shared = self.shared().ok_or(ErrorCode::NoShares)?;
        let (request, key) = AskRequest::make(&shared, self.now_ms(), &mut rand::rng())?;
        let text = request.to_text();
        if let Some(path) = &args.path {
            write_file(self.chosen().as_ref(), path, text.as_bytes())?;
        }
        self.keep_waiting(&Waiting {
            request: text,
            key: key.expose().to_string(),
            answers: Vec::new(),
        })?;
        self.recovery_asked(Nothing {})
    }

    pub(crate) fn recovery_take(&mut self, args: RequestText) -> Result<RecoveryAsked, ApiError> {
        let answer = given_text(self.chosen().as_ref(), &args)?;
        let mut waiting = self.waiting()?.ok_or(ErrorCode::NothingAsked)?;
        let (request, key) = (AskRequest::parse(&waiting.request)?, FileKey::parse(&waiting.key)?);
        let share = request.open_answer(&answer, &key)?;
        let known = waiting.shares()?;
        if known.iter().all(|held| held.expose() != share.expose()) {
            if known.len() >= MAX_HOLDERS {
                return Err(ApiError::about(ErrorCode::Refused, "answers"));
            }
            waiting.answers.push(answer.trim().to_owned());
            self.keep_waiting(&waiting)?;
        }
        self.recovery_asked(Nothing {})
    }

    pub(crate) fn recovery_cancel(&mut self, _: Nothing) -> Result<RecoveryAsked, ApiError> {
        self.drop_waiting()?;
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
        self.open()?.note_shares(|made| made.used())?;
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

    fn shared(&self) -> Option<Shared> {
        Vault::shared(&self.folder)
    }

    /// What waits for answers. A request that has lapsed, or is of shares that were made anew since, is forgotten.
    fn waiting(&mut self) -> Result<Option<Waiting>, ApiError> {
        let text = match &self.open {
            Some(open) => open.vault.read().setting(REHEARSAL)?,
            None => Vault::asking(&self.folder),
        };
        let Some(text) = text else { return Ok(None) };
        let now_ms = self.now_ms();
        let waiting: Option<Waiting> = serde_json::from_str(&text).ok();
        let stands = |waiting: &Waiting| {
            let request = AskRequest::parse(&waiting.request).ok();
            let shared = self.shared();
            request
                .zip(shared)
                .is_some_and(|(request, shared)| request.check(&shared, now_ms).is_ok())
        };
        let standing = waiting.filter(stands);
        if standing.is_none() {
            self.drop_waiting()?;
        }
        Ok(standing)
    }

    fn keep_waiting(&mut self, waiting: &Waiting) -> Result<(), ApiError> {
        let json = serde_json::to_string(waiting).map_err(|_| ErrorCode::Refused)?;
        match &mut self.open {
            Some(open) => open.vault.transact(|tx| tx.put_setting(REHEARSAL, &json))?,
            None => Vault::keep_asking(&self.folder, &json)?,
        }
        Ok(())
    }

    fn drop_waiting(&mut self) -> Result<(), ApiError> {
        match &mut self.open {
            Some(open) => open.drop_waiting(),
            None => Ok(Vault::drop_asking(&self.folder)?),
        }
    }
}

impl Open {
    /// Forgets a rehearsal.
    pub(super) fn drop_waiting(&mut self) -> Result<(), ApiError> {
        Ok(self.vault.transact(|tx| tx.drop_setting(REHEARSAL))?)
    }
}
