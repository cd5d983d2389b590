//! Exchange nearby, as the fronts see it.

use crate::api::carriers::{NearbyDial, NearbyFailure, NearbyPeer, NearbySet, NearbyView};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::merge::device_owner;
use crate::session::Session;
use visita_sync::{Between, Ledger as _};
use visita_transport::lan::Failure;
use visita_wire::{Have, NearbyAddress};

impl Session {
    pub(crate) fn nearby_get(&mut self, _: Nothing) -> Result<NearbyView, ApiError> {
        let now_ms = self.now_ms();
        let open = self.open()?;
        let Some(nearby) = &open.carriers.nearby else {
            return Ok(off(open.carriers.nearby_ended));
        };
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?.roster.team;
        let ours = open.ledger(team).have()?;
        let mut peers = Vec::new();
        for (device, traffic) in nearby.traffic() {
            let theirs = nearby.theirs.get(&device);
            peers.push(NearbyPeer {
                name: device_owner(open, &device.to_string()),
                connected: nearby.connected.contains(&device),
                received_bytes: u32::try_from(traffic.received_bytes).unwrap_or(u32::MAX),
                sent_bytes: u32::try_from(traffic.sent_bytes).unwrap_or(u32::MAX),
                heard: theirs.is_some(),
                to_send: theirs.map_or(0, |theirs| ahead(&ours, theirs)),
                to_receive: theirs.map_or(0, |theirs| ahead(theirs, &ours)),
                device: device.to_string(),
            });
        }
        let exchanging = |peer: &NearbyPeer| peer.connected && (peer.to_send > 0 || peer.to_receive > 0);
        let connected = peers.iter().filter(|peer| peer.connected).count();
        Ok(NearbyView {
            on: true,
            seconds_left: u32::try_from(nearby.left(now_ms).as_secs()).unwrap_or(u32::MAX),
            address: nearby.address().map(|address| address.to_string()),
            connected: u32::try_from(connected).unwrap_or(u32::MAX),
            exchanging: peers.iter().any(exchanging),
            peers,
            attachments_lacking: open.vault.read().blobs_lacking()?,
            found: nearby.found,
            failure: nearby.failure,
            ended: None,
        })
    }

    pub(crate) fn nearby_set(&mut self, args: NearbySet) -> Result<NearbyView, ApiError> {
        if args.on {
            self.begin_nearby(args.minutes)?;
        } else {
            let carriers = &mut self.open()?.carriers;
            (carriers.nearby, carriers.nearby_ended) = (None, None);
        }
        self.nearby_get(Nothing {})
    }

    pub(crate) fn nearby_dial(&mut self, args: NearbyDial) -> Result<NearbyView, ApiError> {
        let address: NearbyAddress = args.address.parse()?;
        let nearby = self.open()?.carriers.nearby.as_mut().ok_or(ErrorCode::NearbyOff)?;
        nearby.failure = None;
        nearby.dial(&address);
        self.nearby_get(Nothing {})
    }
}

fn off(ended: Option<ErrorCode>) -> NearbyView {
    NearbyView {
        on: false,
        seconds_left: 0,
        address: None,
        peers: Vec::new(),
        connected: 0,
        exchanging: false,
        attachments_lacking: 0,
        found: false,
        failure: None,
        ended,
    }
}

/// How many envelopes `one` holds that `other` lacks.
fn ahead(one: &Have, other: &Have) -> u32 {
    u32::try_from(Between::of([other]).lack(one)).unwrap_or(u32::MAX)
}

impl From<Failure> for NearbyFailure {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unreachable => Self::Unreachable,
            Failure::Refused => Self::Refused,
            Failure::BadFrame | Failure::WrongBlob | Failure::Unasked | Failure::TooManyWants => Self::Unreadable,
            Failure::Crowded => Self::Crowded,
        }
    }
}
