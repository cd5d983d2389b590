//! Pairing in person: a lead shows an address, a newcomer dials it. What travels is what the files would hold.

use super::nearby::Deadline;
use super::{Carrier, Done, Name, Pass, next_run};
use crate::api::carriers::{PairingStage, Topic};
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use std::net::SocketAddr;
use std::sync::Weak;
use visita_seal::pairing::{JoinRequest, UnconfirmedAdmission, open_admission};
use visita_seal::sealed_file::FileKey;
use visita_transport::lan::Failure;
use visita_transport::lan::pairing::{Answer, Pairing, PairingEvent, PairingEvents, TOKEN_LASTS};
use visita_wire::NearbyAddress;

/// One side of a pairing under way, in the session, so that it goes when the vault is locked.
pub(crate) struct PairingHere {
    /// Gone once there is nothing more to say to the other side.
    link: Option<Pairing>,
    run: u64,
    pub ends: Deadline,
    pub part: Part,
    pub stage: PairingStage,
    pub failure: Option<ErrorCode>,
}

/// Which side.
pub(crate) enum Part {
    /// The lead's, with the request that came.
    Shows { asked: Option<JoinRequest> },
    /// The newcomer's, with its own request and the admission that came.
    Dials {
        request: JoinRequest,
        admission: Option<Box<UnconfirmedAdmission>>,
    },
}

impl Carrier for PairingHere {
    fn run(&self) -> u64 {
        self.run
    }

    /// Nothing that is written is of interest to it.
    fn wake(&self) {}
}

impl PairingHere {
    /// Where the lead's side is reached, with its token.
    pub(crate) fn address(&self) -> Option<&NearbyAddress> {
        self.link.as_ref().and_then(Pairing::address)
    }

    /// Sends the newcomer an admission that is in the vault.
    pub(crate) fn admit(&mut self, sealed: Vec<u8>) {
        self.answer(Answer::Admission(sealed.into()));
        self.stage = PairingStage::Admitted;
    }

    /// Sends the newcomer away.
    pub(crate) fn decline(&mut self) {
        self.answer(Answer::No);
        self.stage = PairingStage::Declined;
    }

    fn answer(&self, answer: Answer) {
        if let Some(link) = &self.link {
            link.answer(answer);
        }
    }

    fn note(&mut self, event: PairingEvent, files: &FileKey) {
        match (event, &mut self.part) {
            (PairingEvent::Asked(text), Part::Shows { asked }) => match JoinRequest::parse(&text) {
                // Said again after a break: where it stands is where it stood.
                Ok(request) if asked.is_none() => {
                    *asked = Some(request);
                    self.stage = PairingStage::Asked;
                }
                Ok(_) => {}
                Err(_) => self.decline(),
            },
            (PairingEvent::Delivered, _) if self.stage == PairingStage::Admitted => {
                self.stage = PairingStage::Delivered;
            }
            (PairingEvent::Waiting, Part::Dials { .. }) => {
                (self.stage, self.failure) = (PairingStage::Waiting, None);
            }
            (PairingEvent::Admitted(sealed), Part::Dials { request, admission }) => {
                match open_admission(&sealed, request, files) {
                    Ok(opened) => {
                        *admission = Some(Box::new(opened));
                        (self.stage, self.failure) = (PairingStage::Admitted, None);
                    }
                    Err(error) => {
                        self.failure = Some(ApiError::from(error).code);
                        self.stage = PairingStage::Failed;
                    }
                }
            }
            (PairingEvent::Declined, _) => self.stage = PairingStage::Declined,
            (PairingEvent::Failed(Failure::Unreachable), _) => self.failure = Some(ErrorCode::NoAnswer),
            (PairingEvent::Failed(_), Part::Dials { .. }) => {
                self.failure = Some(ErrorCode::TokenSpent);
                self.stage = PairingStage::Failed;
            }
            (
                PairingEvent::Asked(_)
                | PairingEvent::Delivered
                | PairingEvent::Waiting
                | PairingEvent::Admitted(_)
                | PairingEvent::Failed(_)
                | PairingEvent::Tick,
                _,
            ) => {}
        }
    }
}

impl Session {
    /// Begins one side; whatever was under way is over.
    pub(crate) fn begin_pairing(
        &mut self,
        part: Part,
        start: impl FnOnce(Vec<SocketAddr>) -> Result<(Pairing, PairingEvents), ApiError>,
    ) -> Result<(), ApiError> {
        let now_ms = self.now_ms();
        let (me, listen) = (Weak::clone(&self.me), self.nearby.listen.clone());
        let carriers = &mut self.open()?.carriers;
        carriers.pairing = None;
        let (link, events) = start(listen)?;
        let run = next_run();
        let pass = Pass::new(me, Name::Pairing, run);
        let stage = match part {
            Part::Shows { .. } => PairingStage::Shown,
            Part::Dials { .. } => PairingStage::Dialling,
        };
        carriers.pairing = Some(PairingHere {
            link: Some(link),
            run,
            ends: Deadline::after(TOKEN_LASTS, now_ms),
            part,
            stage,
            failure: None,
        });
        std::thread::Builder::new()
            .name("pairing steps".to_owned())
            .spawn(move || follow(&pass, events))
            .map_err(|_| ErrorCode::NoNetwork)?;
        Ok(())
    }
}

/// The thread that hears what happens. It has nothing to say to the network by itself.
fn follow(pass: &Pass, mut events: PairingEvents) {
    while let Some(event) = events.next_blocking() {
        if pass.enter(|session| step(session, event)).is_err() {
            return;
        }
    }
}

fn step(session: &mut Session, event: PairingEvent) -> Result<Done<()>, ApiError> {
    let now_ms = session.now_ms();
    let Open { carriers, files, .. } = session.open()?;
    let pairing = carriers.pairing.as_mut().ok_or(ErrorCode::NearbyOff)?;
    let before = (pairing.stage, pairing.failure);
    if pairing.ends.left(now_ms).is_zero() && !pairing.stage.is_last() {
        pairing.stage = PairingStage::Over;
    } else {
        let answered = matches!(
            event,
            PairingEvent::Delivered | PairingEvent::Admitted(_) | PairingEvent::Declined
        );
        pairing.note(event, files);
        if answered {
            pairing.link = None;
        }
    }
    if pairing.stage.is_last() {
        pairing.link = None;
    }
    let changed = before != (pairing.stage, pairing.failure);
    Ok(Done {
        value: (),
        topics: if changed { vec![Topic::Carriers] } else { Vec::new() },
    })
}
