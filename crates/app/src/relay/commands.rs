//! The commands: which relay the team uses, how it stands, one exchange now.

use crate::api::relay::{RelayAutomatic, RelaySet, RelayView};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::carriers::relay::Relayed;
use crate::session::Session;
use visita_domain::dates::{from_millis, rfc3339};
use visita_seal::roster::Act;
use visita_wire::relay::{BadInvitation, Invitation};

impl Session {
    pub(crate) fn relay_get(&mut self, _: Nothing) -> Result<RelayView, ApiError> {
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let lead = team.roster.is_admin(&open.device.id());
        let is_set = team.roster.relay.is_some();
        let invitation = open.relay_invitation();
        let standing = open.relay_standing()?;
        let waiting = match &invitation {
            Some(_) => open.relay_waiting()?,
            None => crate::relay::give::Waiting::default(),
        };
        let stopped = open.carriers.relay_ended.map(|_| "stopped".to_owned());
        let trouble = stopped.or(standing.trouble);
        let state = match (&invitation, trouble.as_deref(), standing.last_ms) {
            (None, _, _) if is_set => "newer",
            (None, _, _) => "none",
            (Some(_), Some("unreachable"), _) => "offline",
            (Some(_), Some(_), _) => "trouble",
            (Some(_), None, None) => "never",
            (Some(_), None, Some(_)) => "reached",
        };
        Ok(RelayView {
            state: state.to_owned(),
            endpoint: invitation.map(|invitation| invitation.endpoint().to_string()),
            lead,
            automatic: open.relay_is_automatic()?,
            last_exchange: standing.last_ms.and_then(from_millis).map(rfc3339),
            waiting_changes: u32::try_from(waiting.changes).unwrap_or(u32::MAX),
            waiting_bytes: u32::try_from(waiting.bytes).unwrap_or(u32::MAX),
            exchanging: open.carriers.relay.as_ref().is_some_and(Relayed::is_busy),
            trouble,
            strange: standing.strange,
        })
    }

    pub(crate) fn relay_set(&mut self, args: RelaySet) -> Result<RelayView, ApiError> {
        self.require_lead()?;
        let invitation = Invitation::from_text(&args.invitation).map_err(bad_invitation)?;
        let text = invitation.to_text().map_err(bad_invitation)?;
        self.write_relay(Some(text))
    }

    pub(crate) fn relay_leave(&mut self, _: Nothing) -> Result<RelayView, ApiError> {
        self.require_lead()?;
        if self.team()?.roster.relay.is_none() {
            return Err(ErrorCode::NoRelay.into());
        }
        self.write_relay(None)
    }

    pub(crate) fn relay_automatic(&mut self, args: RelayAutomatic) -> Result<RelayView, ApiError> {
        self.team()?;
        let open = self.open()?;
        open.set_relay_automatic(args.on)?;
        // Turned on, it begins when the command is done.
        (open.carriers.relay, open.carriers.relay_ended) = (None, None);
        self.relay_get(Nothing {})
    }

    pub(crate) fn relay_exchange(&mut self, _: Nothing) -> Result<RelayView, ApiError> {
        self.team()?;
        self.open()?.still_here()?;
        if !self.is_shared() {
            // Nobody else waits for the session.
            crate::relay::once(self)?;
            return self.relay_get(Nothing {});
        }
        let open = self.open()?;
        if open.relay_invitation().is_none() {
            return Err(ErrorCode::NoRelay.into());
        }
        match &open.carriers.relay {
            Some(relay) => relay.ask(),
            None => self.begin_relay(true),
        }
        self.relay_get(Nothing {})
    }

    /// Writes it on the roster: it reaches every device with it, and newcomers with their admission.
    fn write_relay(&mut self, invitation: Option<String>) -> Result<RelayView, ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        if team.log.relay != invitation {
            open.append_acts(vec![Act::SetRelay { invitation }], at_ms)?;
            open.carriers.relay_ended = None;
        }
        self.relay_get(Nothing {})
    }
}

fn bad_invitation(error: BadInvitation) -> ApiError {
    ApiError::about(ErrorCode::BadInvitation, field(error))
}

/// What is wrong with it.
fn field(error: BadInvitation) -> &'static str {
    if error == BadInvitation::Address {
        "address"
    } else if error == BadInvitation::Mistyped {
        "mistyped"
    } else {
        "version"
    }
}
