//! What a grant says before anybody opens it: its two forms, and the one in which both are read.

use super::{Audience, GrantError, Subject};
use minicbor::{Decode, Encode};
use visita_wire::{DeviceId, DocId, DocKind, MAX_GRANT_BYTES, MailboxTag, MemberId, TeamId};

const SIGNATURE_BYTES: usize = 64;

/// Version 1: one key, for devices that are not named.
#[derive(Encode, Decode)]
#[cbor(array)]
struct One {
    #[n(0)]
    version: u8,
    #[n(1)]
    team: TeamId,
    #[n(2)]
    doc: DocId,
    #[n(3)]
    kind: u8,
    #[n(4)]
    epoch: u32,
    #[n(5)]
    mailbox: MailboxTag,
    #[n(6)]
    issuer: DeviceId,
    #[cbor(n(7), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Granted {
    #[n(0)]
    doc: DocId,
    #[n(1)]
    kind: u8,
    #[n(2)]
    audience: Option<Vec<MemberId>>,
    #[n(3)]
    about: Option<DocId>,
    #[n(4)]
    epoch: u32,
    #[n(5)]
    mailbox: MailboxTag,
}

/// Version 2: keys of several documents, for devices that are named.
#[derive(Encode, Decode)]
#[cbor(array)]
struct Several {
    #[n(0)]
    version: u8,
    #[n(1)]
    team: TeamId,
    #[n(2)]
    issuer: DeviceId,
    #[n(3)]
    readers: Vec<DeviceId>,
    #[n(4)]
    granted: Vec<Granted>,
    #[cbor(n(5), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
}

/// A grant of either version, as it was read.
pub(super) struct Terms {
    pub team: TeamId,
    pub issuer: DeviceId,
    /// `None` in version 1.
    pub readers: Option<Vec<DeviceId>>,
    pub subjects: Vec<Subject>,
    pub wrapped: Vec<u8>,
    /// What its signature begins with.
    pub label: &'static [u8],
}

const LABEL_1: &[u8] = b"visita/grant/1";
const LABEL_2: &[u8] = b"visita/grant/2";

impl Subject {
    fn written(&self) -> Granted {
        Granted {
            doc: self.doc,
            kind: self.kind.code(),
            audience: match &self.audience {
                Audience::Team => None,
                Audience::Chosen(members) => Some(members.iter().copied().collect()),
            },
            about: self.about,
            epoch: self.epoch,
            mailbox: self.mailbox,
        }
    }

    /// Bytes it takes in a grant, without its key.
    pub(super) fn written_bytes(&self) -> Result<usize, GrantError> {
        minicbor::to_vec(self.written())
            .map(|bytes| bytes.len())
            .map_err(|_| GrantError::Malformed)
    }
}

fn subject(granted: Granted) -> Result<Subject, GrantError> {
    let audience = match granted.audience {
        None => Audience::Team,
        Some(members) if members.is_sorted_by(|a, b| a < b) => Audience::Chosen(members.into_iter().collect()),
        Some(_) => return Err(GrantError::Malformed),
    };
    if granted.epoch == 0 {
        return Err(GrantError::Malformed);
    }
    Ok(Subject {
        doc: granted.doc,
        epoch: granted.epoch,
        mailbox: granted.mailbox,
        kind: DocKind::from_code(granted.kind).map_err(|_| GrantError::Malformed)?,
        audience,
        about: granted.about,
    })
}

/// The bytes of version 2 that are signed, and what the signature begins with.
pub(super) fn write(terms: &Terms) -> Result<Vec<u8>, GrantError> {
    minicbor::to_vec(Several {
        version: 2,
        team: terms.team,
        issuer: terms.issuer,
        readers: terms.readers.clone().unwrap_or_default(),
        granted: terms.subjects.iter().map(Subject::written).collect(),
        wrapped: terms.wrapped.clone(),
    })
    .map_err(|_| GrantError::Malformed)
}

pub(super) const WRITTEN_LABEL: &[u8] = LABEL_2;

/// Reads either version, in the one form that is written.
pub(super) fn read(bytes: &[u8]) -> Result<(Terms, &[u8], &[u8; SIGNATURE_BYTES]), GrantError> {
    if bytes.len() > MAX_GRANT_BYTES {
        return Err(GrantError::Malformed);
    }
    let (signed, signature) = bytes
        .split_last_chunk::<SIGNATURE_BYTES>()
        .ok_or(GrantError::Malformed)?;
    let mut decoder = minicbor::Decoder::new(signed);
    decoder.array().map_err(|_| GrantError::Malformed)?;
    let terms = match decoder.u8() {
        Ok(1) => read_one(signed)?,
        Ok(2) => read_several(signed)?,
        Ok(_) | Err(_) => return Err(GrantError::Malformed),
    };
    Ok((terms, signed, signature))
}

fn read_one(signed: &[u8]) -> Result<Terms, GrantError> {
    let one: One = minicbor::decode(signed).map_err(|_| GrantError::Malformed)?;
    if minicbor::to_vec(&one).ok().as_deref() != Some(signed) {
        return Err(GrantError::Malformed);
    }
    let subject = subject(Granted {
        doc: one.doc,
        kind: one.kind,
        audience: None,
        about: None,
        epoch: one.epoch,
        mailbox: one.mailbox,
    })?;
    Ok(Terms {
        team: one.team,
        issuer: one.issuer,
        readers: None,
        subjects: vec![subject],
        wrapped: one.wrapped,
        label: LABEL_1,
    })
}

fn read_several(signed: &[u8]) -> Result<Terms, GrantError> {
    let several: Several = minicbor::decode(signed).map_err(|_| GrantError::Malformed)?;
    let one_form = minicbor::to_vec(&several).ok().as_deref() == Some(signed);
    let ordered = several.readers.is_sorted_by(|a, b| a < b)
        && several
            .granted
            .is_sorted_by(|a, b| (a.doc, a.epoch, a.mailbox) < (b.doc, b.epoch, b.mailbox));
    if !one_form || !ordered || several.readers.is_empty() || several.granted.is_empty() {
        return Err(GrantError::Malformed);
    }
    Ok(Terms {
        team: several.team,
        issuer: several.issuer,
        readers: Some(several.readers),
        subjects: several.granted.into_iter().map(subject).collect::<Result<_, _>>()?,
        wrapped: several.wrapped,
        label: LABEL_2,
    })
}
