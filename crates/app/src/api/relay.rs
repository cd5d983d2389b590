//! The relay of the team.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Set the team's relay.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RelaySet {
    /// The invitation, as the operator gave it: one line, `visitarelay1…`.
    pub invitation: String,
}

/// Whether this device exchanges through the relay by itself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RelayAutomatic {
    /// It does; otherwise only when somebody asks.
    pub on: bool,
}

/// The team's relay, as this device sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RelayView {
    /// `none`: the team uses no relay. `newer`: it uses one that this version cannot use. `never`: not exchanged with yet.
    /// `reached`: the last exchange went well. `offline`: the relay cannot be reached. `trouble`: something else is in the way.
    pub state: String,
    /// Where it answers.
    pub endpoint: Option<String>,
    /// This device may set it and leave it: a lead's.
    pub lead: bool,
    /// This device exchanges by itself.
    pub automatic: bool,
    /// An exchange is under way; what it comes to is told.
    pub exchanging: bool,
    /// The last exchange that went well, RFC 3339.
    pub last_exchange: Option<String>,
    /// Changes that wait to be sent.
    pub waiting_changes: u32,
    /// Their bytes, sealed.
    pub waiting_bytes: u32,
    /// What was in the way last: `unreachable`, `not_the_relay`, `unreadable`, `too_large`, `malformed`, `version`,
    /// `not_open`, `not_invited`, `mailbox_full`, `invitation_full`, `too_fast`, `busy`, `out_of_space`; `stopped`: the exchange, by a fault of its own.
    pub trouble: Option<String>,
    /// Things in the last exchange that nobody of the team can have written; they were left out.
    pub strange: u32,
}
