//! What waits for answers: beside a locked vault, since nothing can be written into it, and inside an open one.

use crate::api::recovery::{AskedRequest, TakenAnswer};
use crate::api::{ApiError, ErrorCode};
use crate::recovery::instant;
use crate::session::{Open, Session};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use visita_seal::asking::{AskError, AskRequest};
use visita_seal::sealed_file::FileKey;
use visita_seal::shares::{Share, Shared};
use visita_vault::{MAX_ASKING_BYTES, Vault};
use zeroize::Zeroizing;

/// Where a rehearsal waits, inside the vault.
const REHEARSAL: &str = "recovery_asking";
/// Characters of an answer's end that tell it from the others: of the tag of its sealing.
const ID_CHARS: usize = 12;

/// What was asked, its key, and the answers as they came, sealed to it. No `Debug`.
#[derive(Serialize, Deserialize)]
pub(super) struct Waiting {
    request: String,
    /// Empty where nothing waits any more, and only that answers had come is still to be noted in the vault.
    #[serde(serialize_with = "write_key", deserialize_with = "read_key")]
    key: Zeroizing<String>,
    /// Each in its one form.
    pub answers: Vec<String>,
    /// Answers lay beside their key, though none may any more.
    #[serde(default)]
    pub gathered: bool,
}

fn write_key<S: Serializer>(key: &Zeroizing<String>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(key)
}

fn read_key<'de, D: Deserializer<'de>>(from: D) -> Result<Zeroizing<String>, D::Error> {
    String::deserialize(from).map(Zeroizing::new)
}

/// An answer that came, opened.
pub(super) struct Taken {
    pub id: String,
    pub share: Share,
}

impl Waiting {
    pub(super) fn new(request: &AskRequest, key: &FileKey, gathered: bool) -> Self {
        Self {
            request: request.to_text(),
            key: key.expose(),
            answers: Vec::new(),
            gathered,
        }
    }

    fn parse(text: &str) -> Result<Self, ApiError> {
        serde_json::from_str(text).map_err(|_| ErrorCode::AskingDamaged.into())
    }

    /// As it is kept; secret. The room is taken at once: a buffer that grows leaves copies behind.
    fn to_json(&self) -> Result<Zeroizing<String>, ApiError> {
        let mut json = Zeroizing::new(Vec::with_capacity(MAX_ASKING_BYTES));
        serde_json::to_writer(&mut *json, self).map_err(|_| ErrorCode::Refused)?;
        let text = std::str::from_utf8(&json).map_err(|_| ErrorCode::Refused)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// What is left of it where answers had come: neither its key nor they.
    fn without_key(self) -> Self {
        Self {
            request: self.request,
            key: Zeroizing::default(),
            answers: Vec::new(),
            gathered: true,
        }
    }

    pub(super) fn has_gathered(&self) -> bool {
        self.gathered || !self.answers.is_empty()
    }

    /// Whether answers lay here that open the vault with the shares of today. What is of no set that can be read may be of it.
    fn bears_on(&self, shared: &Shared) -> bool {
        let is_of_set = AskRequest::parse(&self.request).is_ok_and(|request| *request.set() == shared.set);
        self.has_gathered() && (is_of_set || AskRequest::parse(&self.request).is_err())
    }

    pub(super) fn request(&self) -> Result<AskRequest, ApiError> {
        AskRequest::parse(&self.request).map_err(|_| ErrorCode::AskingDamaged.into())
    }

    pub(super) fn key(&self) -> Result<FileKey, ApiError> {
        FileKey::parse(&self.key).map_err(|_| ErrorCode::AskingDamaged.into())
    }

    pub(super) fn taken(&self) -> Result<Vec<Taken>, ApiError> {
        let (request, key) = (self.request()?, self.key()?);
        let open = |answer: &String| {
            let share = request
                .open_answer(answer, &key)
                .map_err(|_| ErrorCode::AskingDamaged)?;
            let id = id_of(answer);
            Ok(Taken { id, share })
        };
        self.answers.iter().map(open).collect()
    }

    pub(super) fn shares(&self) -> Result<Vec<Share>, ApiError> {
        Ok(self.taken()?.into_iter().map(|taken| taken.share).collect())
    }

    pub(super) fn asked_view(&self) -> Result<AskedRequest, ApiError> {
        let request = self.request()?;
        Ok(AskedRequest {
            words: request.words(),
            asked: instant(request.at_ms()),
            lapses: instant(request.lapses_ms()),
            text: self.request.clone(),
        })
    }

    pub(super) fn taken_views(&self) -> Result<Vec<TakenAnswer>, ApiError> {
        let taken = self.taken()?;
        let of_number = |number: u8| taken.iter().filter(|other| other.share.number() == number).count();
        let view = |one: &Taken| TakenAnswer {
            id: one.id.clone(),
            share: u32::from(one.share.number()),
            disputed: of_number(one.share.number()) > 1,
        };
        Ok(taken.iter().map(view).collect())
    }
}

/// What tells an answer from the others.
pub(super) fn id_of(answer: &str) -> String {
    let from = answer.len().saturating_sub(ID_CHARS);
    answer.get(from..).unwrap_or(answer).to_owned()
}

impl Session {
    /// What waits for answers. A request that has lapsed, or is of shares that were made anew since, is forgotten; one that
    /// cannot be read, or held against the vault, is an error and stays.
    pub(super) fn waiting(&mut self) -> Result<Option<Waiting>, ApiError> {
        let Some(waiting) = self.kept_asking()?.filter(|kept| !kept.key.is_empty()) else {
            return Ok(None);
        };
        let (request, now_ms) = (waiting.request()?, self.now_ms());
        let checked = match self.shared()? {
            Some(shared) => request.check(&shared, now_ms),
            None => Err(AskError::OtherSet),
        };
        match checked {
            Ok(()) => Ok(Some(waiting)),
            Err(AskError::OtherVault | AskError::OtherSet | AskError::Lapsed) => {
                self.end_waiting()?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Forgets what has lapsed, with its key, though nobody looks at it. What cannot be read is said where somebody does.
    pub(crate) fn forget_lapsed(&mut self) {
        if self.open.is_none() {
            let _ = self.waiting();
        }
    }

    fn kept_asking(&self) -> Result<Option<Waiting>, ApiError> {
        let text = match &self.open {
            Some(open) => open.vault.read().setting(REHEARSAL)?.map(Zeroizing::new),
            None => Vault::asking(&self.folder)?,
        };
        text.map(|text| Waiting::parse(&text)).transpose()
    }

    /// Whether answers had come to an earlier request for the shares of today, which the vault has not heard of yet.
    pub(super) fn has_gathered(&self, shared: &Shared) -> Result<bool, ApiError> {
        Ok(self.kept_asking()?.is_some_and(|kept| kept.bears_on(shared)))
    }

    pub(super) fn keep_waiting(&mut self, waiting: &Waiting) -> Result<(), ApiError> {
        let json = waiting.to_json()?;
        match &mut self.open {
            Some(open) => open.vault.transact(|tx| tx.put_setting(REHEARSAL, &json))?,
            None => Vault::keep_asking(&self.folder, &json)?,
        }
        Ok(())
    }

    /// Forgets what was asked, its key and its answers. That answers had come to a locked vault stays, to be noted in it.
    pub(super) fn end_waiting(&mut self) -> Result<(), ApiError> {
        if let Some(open) = &mut self.open {
            return open.drop_waiting();
        }
        let unreadable = Waiting {
            request: String::new(),
            key: Zeroizing::default(),
            answers: Vec::new(),
            gathered: true,
        };
        let left = match self.kept_asking() {
            Err(error) if error.code == ErrorCode::AskingDamaged => Some(unreadable),
            kept => kept?.filter(Waiting::has_gathered).map(Waiting::without_key),
        };
        match left {
            Some(left) => self.keep_waiting(&left),
            None => Ok(Vault::drop_asking(&self.folder)?),
        }
    }

    /// Whoever is in asks nobody to let them in. That answers had come is noted before they go: whoever had this disk
    /// meanwhile may have opened the vault with them. What cannot be noted now stays, and is at the next opening.
    pub(crate) fn settle_asking(&mut self) {
        if self.note_gathered().is_ok() {
            // If it stays, it lapses.
            let _ = Vault::drop_asking(&self.folder);
        }
    }

    fn note_gathered(&mut self) -> Result<(), ApiError> {
        let asking = Vault::asking(&self.folder);
        if matches!(asking, Ok(None)) {
            return Ok(());
        }
        let Some(shared) = self.shared()? else { return Ok(()) };
        let kept = asking
            .map_err(ApiError::from)
            .and_then(|text| text.map(|text| Waiting::parse(&text)).transpose());
        // What cannot be read may have been answers.
        let is_used = kept.map_or(true, |kept| kept.is_some_and(|kept| kept.bears_on(&shared)));
        if is_used {
            self.open()?.note_shares(|made| made.used())?;
        }
        Ok(())
    }

    pub(super) fn shared(&self) -> Result<Option<Shared>, ApiError> {
        Ok(Vault::shared(&self.folder)?)
    }
}

impl Open {
    /// Forgets a rehearsal.
    pub(super) fn drop_waiting(&mut self) -> Result<(), ApiError> {
        Ok(self.vault.transact(|tx| tx.drop_setting(REHEARSAL))?)
    }
}
