//! The handshake on the wire: the README's steps in their order, each in its time and of its size. What is proved and
//! signed is visita-seal's.

use super::frame::{LENGTH_BYTES, length, read_bytes};
use super::{Failure, Seat};
use iroh::EndpointId;
use iroh::endpoint::{Connection, RecvStream, SendStream};
use std::sync::Arc;
use std::time::Duration;
use visita_seal::handshake::{
    Channel, EXPORT_LABEL, EXPORTED_BYTES, Handshake, HandshakeError, IDENTITY_BYTES, PROOF_BYTES, Side, Standing,
    UnseatedDevice,
};
use visita_seal::succession::{Weighed, weigh};
use visita_wire::{DeviceId, Message, decode_messages, encode_messages};

/// How long each step of the other side may take.
pub(crate) const STEP_TIMEOUT: Duration = Duration::from_secs(3);
/// Largest introduction, bytes: the roster of a team of some hundred devices.
pub const MAX_INTRODUCTION_BYTES: usize = 1024 * 1024;
/// What a side says of the other's place on its roster.
const KNOWN: u8 = 0;
const INTRODUCE_YOURSELF: u8 = 1;
/// The last word of each side.
const READY: u8 = 1;

/// A device of the team, on a stream that is theirs from now on.
pub(crate) struct Met {
    pub device: DeviceId,
    /// The roster that seats it, where ours did not yet: to be taken in as any other.
    pub introduction: Option<Message>,
    pub send: SendStream,
    pub recv: RecvStream,
}

impl From<HandshakeError> for Failure {
    fn from(_: HandshakeError) -> Self {
        Self::Refused
    }
}

/// Meets whoever is at the other end. On an error nothing was said to it beyond what the steps before allow.
pub(crate) async fn meet(
    connection: &Connection,
    here: EndpointId,
    side: Side,
    seat: Arc<Seat>,
) -> Result<Met, Failure> {
    let mut talk = open(connection, side).await?;
    let handshake = Handshake::begin(seat.key.clone(), side, channel(connection, here, side)?);
    let proof = handshake.proof()?;
    let proven = match side {
        Side::Initiator => {
            talk.say(&proof).await?;
            handshake.check_proof(&talk.hear::<PROOF_BYTES>().await?)?
        }
        Side::Responder => {
            let proven = handshake.check_proof(&talk.hear::<PROOF_BYTES>().await?)?;
            talk.say(&proof).await?;
            proven
        }
    };
    let (ours, this) = (proven.identity(&seat.device), seat.device.id());
    let (device, introduction) = match side {
        Side::Initiator => {
            talk.say(&ours).await?;
            let theirs = proven.check_identity(&talk.hear::<IDENTITY_BYTES>().await?, &this)?;
            let they_ask = talk.asked().await?;
            let standing = theirs.standing(&seat.roster);
            // Two who do not know each other have nobody to vouch for them.
            if standing == Standing::Removed || (they_ask && standing == Standing::Unknown) {
                return Err(Failure::Refused);
            }
            talk.say(&[ask(standing)]).await?;
            if they_ask {
                talk.introduce(&seat).await?;
            }
            talk.settle(standing, theirs, &seat).await?
        }
        Side::Responder => {
            let theirs = proven.check_identity(&talk.hear::<IDENTITY_BYTES>().await?, &this)?;
            let standing = theirs.standing(&seat.roster);
            if standing == Standing::Removed {
                return Err(Failure::Refused);
            }
            talk.say(&ours).await?;
            talk.say(&[ask(standing)]).await?;
            let they_ask = talk.asked().await?;
            let settled = talk.settle(standing, theirs, &seat).await?;
            if they_ask {
                talk.introduce(&seat).await?;
            }
            settled
        }
    };
    talk.say(&[READY]).await?;
    if talk.hear::<1>().await? != [READY] {
        return Err(Failure::Refused);
    }
    let Talk { send, recv } = talk;
    Ok(Met {
        device,
        introduction,
        send,
        recv,
    })
}

/// The one stream, opened by the initiator.
pub(super) async fn open(connection: &Connection, side: Side) -> Result<Talk, Failure> {
    let streams = async {
        match side {
            Side::Initiator => connection.open_bi().await,
            Side::Responder => connection.accept_bi().await,
        }
    };
    let (send, recv) = timely(streams).await?;
    Ok(Talk { send, recv })
}

fn ask(standing: Standing) -> u8 {
    match standing {
        Standing::Member(_) => KNOWN,
        Standing::Unknown | Standing::Removed => INTRODUCE_YOURSELF,
    }
}

pub(super) fn channel(connection: &Connection, here: EndpointId, side: Side) -> Result<Channel, Failure> {
    let (here, there) = (*here.as_bytes(), *connection.remote_id().as_bytes());
    let (initiator, responder) = match side {
        Side::Initiator => (here, there),
        Side::Responder => (there, here),
    };
    let mut exported = [0; EXPORTED_BYTES];
    connection
        .export_keying_material(&mut exported, EXPORT_LABEL, &[initiator, responder].concat())
        .map_err(|_| Failure::Refused)?;
    Ok(Channel {
        exported,
        initiator,
        responder,
    })
}

async fn timely<T, E>(step: impl Future<Output = Result<T, E>>) -> Result<T, Failure> {
    match tokio::time::timeout(STEP_TIMEOUT, step).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) | Err(_) => Err(Failure::Refused),
    }
}

pub(super) struct Talk {
    pub send: SendStream,
    pub recv: RecvStream,
}

impl Talk {
    pub(super) async fn say(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        timely(self.send.write_all(bytes)).await
    }

    pub(super) async fn hear<const N: usize>(&mut self) -> Result<[u8; N], Failure> {
        let mut bytes = [0; N];
        timely(self.recv.read_exact(&mut bytes)).await?;
        Ok(bytes)
    }

    /// As [`Self::hear`], for as long as the connection stands: a person has to answer.
    pub(super) async fn hear_whenever<const N: usize>(&mut self) -> Result<[u8; N], Failure> {
        let mut bytes = [0; N];
        let heard = self.recv.read_exact(&mut bytes).await;
        heard.map_err(|_| Failure::Unreachable)?;
        Ok(bytes)
    }

    async fn asked(&mut self) -> Result<bool, Failure> {
        match self.hear::<1>().await? {
            [KNOWN] => Ok(false),
            [INTRODUCE_YOURSELF] => Ok(true),
            _ => Err(Failure::Refused),
        }
    }

    /// Shows the roster that seats this device, to one whose device is on ours.
    async fn introduce(&mut self, seat: &Seat) -> Result<(), Failure> {
        let entries = seat.entries.iter().map(|entry| entry.clone().into()).collect();
        let roster = encode_messages(&[Message::Roster { from: 0, entries }]).map_err(|_| Failure::Refused)?;
        if roster.len() > MAX_INTRODUCTION_BYTES {
            return Err(Failure::Refused);
        }
        let length = u32::try_from(roster.len()).map_err(|_| Failure::Refused)?;
        self.say(&length.to_be_bytes()).await?;
        self.say(&roster).await
    }

    /// The device, if our roster seats it, or the one it shows and that counts over ours.
    async fn settle(
        &mut self,
        standing: Standing,
        theirs: UnseatedDevice,
        seat: &Arc<Seat>,
    ) -> Result<(DeviceId, Option<Message>), Failure> {
        match standing {
            Standing::Member(device) => Ok((device, None)),
            Standing::Removed => Err(Failure::Refused),
            Standing::Unknown => {
                let header = self.hear::<LENGTH_BYTES>().await?;
                let length = length(&header, MAX_INTRODUCTION_BYTES)?;
                let bytes = read_bytes(&mut self.recv, length, STEP_TIMEOUT).await?;
                let seat = Arc::clone(seat);
                // Signatures of a whole roster: not on the thread that everybody's packets wait for.
                let weighed = tokio::task::spawn_blocking(move || introduced(&bytes, theirs, &seat));
                weighed.await.map_err(|_| Failure::Refused)?
            }
        }
    }
}

fn introduced(bytes: &[u8], theirs: UnseatedDevice, seat: &Seat) -> Result<(DeviceId, Option<Message>), Failure> {
    let mut messages = decode_messages(bytes).map_err(|_| Failure::Refused)?;
    let (Some(Message::Roster { from: 0, entries }), true) = (messages.pop(), messages.is_empty()) else {
        return Err(Failure::Refused);
    };
    let offered: Vec<Vec<u8>> = entries.iter().map(|entry| entry.to_vec()).collect();
    let roster = match weigh(&seat.entries, &offered).map_err(|_| Failure::Refused)? {
        Weighed::Longer(roster) | Weighed::Fork { wins: Some(roster), .. } => roster,
        Weighed::Known | Weighed::Fork { wins: None, .. } => return Err(Failure::Refused),
    };
    match theirs.standing(&roster) {
        Standing::Member(device) if roster.is_member(&seat.device.id()) => {
            Ok((device, Some(Message::Roster { from: 0, entries })))
        }
        Standing::Member(_) | Standing::Removed | Standing::Unknown => Err(Failure::Refused),
    }
}
