//! Pairing in person, as the fronts see it.

use crate::api::carriers::{PairingAdmit, PairingDial, PairingJoin, PairingPart, PairingView};
use crate::api::exchange::Team;
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::carriers::pairing::{PairingHere, Part};
use crate::session::{Open, Session};
use crate::team::AdmitChoice;
use visita_seal::pairing::JoinRequest;
use visita_transport::lan::pairing::Pairing;
use visita_wire::NearbyAddress;

impl Session {
    pub(crate) fn pairing_get(&mut self, _: Nothing) -> Result<PairingView, ApiError> {
        let now_ms = self.now_ms();
        let open = self.open()?;
        Ok(match &open.carriers.pairing {
            Some(pairing) => view(pairing, open, now_ms),
            None => PairingView::default(),
        })
    }

    pub(crate) fn pairing_show(&mut self, _: Nothing) -> Result<PairingView, ApiError> {
        self.require_lead()?;
        let mut token = [0; 16];
        rand::Rng::fill_bytes(&mut rand::rng(), &mut token);
        let part = Part::Shows { asked: None };
        self.begin_pairing(part, |listen| Ok(Pairing::show(token, listen)?))?;
        self.pairing_get(Nothing {})
    }

    pub(crate) fn pairing_dial(&mut self, args: PairingDial) -> Result<PairingView, ApiError> {
        let address: NearbyAddress = args.address.parse()?;
        if address.token().is_none() {
            // Somebody's address for exchange: it lets nobody in who is not of the team.
            return Err(ErrorCode::BadAddress.into());
        }
        let request = self.make_request(&args.member)?;
        let text = request.to_text();
        let part = Part::Dials {
            request,
            admission: None,
        };
        self.begin_pairing(part, |listen| Ok(Pairing::dial(address, text, listen)?))?;
        self.pairing_get(Nothing {})
    }

    pub(crate) fn pairing_admit(&mut self, args: PairingAdmit) -> Result<PairingView, ApiError> {
        let request = self.asked()?;
        let choice = AdmitChoice {
            words: &args.words,
            role: &args.role,
            further_device_of: args.further_device_of.as_deref(),
        };
        let made = self.make_admission(&request, &choice)?;
        let sealed = made.sealed.clone();
        // Kept first: the newcomer can ask again for what is on the roster, and a device that is not cannot come in.
        self.keep_admission(made)?;
        if let Some(pairing) = &mut self.open()?.carriers.pairing {
            pairing.admit(sealed);
        }
        self.pairing_get(Nothing {})
    }

    pub(crate) fn pairing_decline(&mut self, _: Nothing) -> Result<PairingView, ApiError> {
        self.asked()?;
        if let Some(pairing) = &mut self.open()?.carriers.pairing {
            pairing.decline();
        }
        self.pairing_get(Nothing {})
    }

    pub(crate) fn pairing_join(&mut self, args: PairingJoin) -> Result<Team, ApiError> {
        let pairing = self.open()?.carriers.pairing.as_ref();
        let admission = match pairing.map(|pairing| &pairing.part) {
            Some(Part::Dials { admission, .. }) => admission.as_deref().cloned(),
            Some(Part::Shows { .. }) | None => None,
        };
        let team = self.join(admission.ok_or(ErrorCode::NotFound)?, &args.words)?;
        self.open()?.carriers.pairing = None;
        Ok(team)
    }

    pub(crate) fn pairing_end(&mut self, _: Nothing) -> Result<PairingView, ApiError> {
        self.open()?.carriers.pairing = None;
        self.pairing_get(Nothing {})
    }

    /// The request that came to the lead.
    fn asked(&mut self) -> Result<JoinRequest, ApiError> {
        self.require_lead()?;
        let pairing = self.open()?.carriers.pairing.as_ref();
        let asked = match pairing.map(|pairing| &pairing.part) {
            Some(Part::Shows { asked }) => asked.clone(),
            Some(Part::Dials { .. }) | None => None,
        };
        asked.ok_or_else(|| ErrorCode::NotFound.into())
    }
}

fn view(pairing: &PairingHere, open: &Open, now_ms: i64) -> PairingView {
    let mut view = PairingView {
        stage: Some(pairing.stage),
        seconds_left: u32::try_from(pairing.ends.left(now_ms).as_secs()).unwrap_or(u32::MAX),
        failure: pairing.failure,
        ..PairingView::default()
    };
    match &pairing.part {
        Part::Shows { asked } => {
            view.part = Some(PairingPart::Lead);
            view.address = pairing.address().map(ToString::to_string);
            view.request = asked.as_ref().map(|request| open.request_view(request));
        }
        Part::Dials { request, admission } => {
            view.part = Some(PairingPart::Newcomer);
            view.words = Some(request.words());
            view.confirm = admission.as_ref().map(|admission| admission.words().to_owned());
        }
    }
    view
}
