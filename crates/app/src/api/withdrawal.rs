//! What taking back a consent or a statement does, and where it is pending.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Take a statement back, or restore it when it was taken back by mistake.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StatementWithdraw {
    /// The interview.
    pub interview: String,
    /// The statement.
    pub statement: String,
    /// Taken back, or restored.
    pub withdrawn: bool,
}

/// What a person takes back: exactly one of a consent and a statement.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct WithdrawalAsk {
    /// The interview.
    pub interview: String,
    /// The use whose consent is withdrawn.
    pub purpose: Option<String>,
    /// Or the statement.
    pub statement: Option<String>,
}

/// What a withdrawal does, said before it is made; and who has it, once it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Withdrawal {
    /// It is made already.
    pub withdrawn: bool,
    /// What changes, piece by piece.
    pub pieces: Vec<WithdrawnPiece>,
    /// Every device of the team, this one first.
    pub devices: Vec<WithdrawalDevice>,
}

/// Something that a withdrawal touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WithdrawnPiece {
    /// `note`, `draft`, `statement`, `field`, `identity`, `risk`, `report`, `finding`, `use`.
    pub kind: String,
    /// The beginning of a statement or of a finding; the audience of a report; the code of a use; a field as
    /// `section/field`; else empty.
    pub title: String,
    /// `hidden`: no longer shown, found or reported; `erased`; `left_out` of the report; `unsupported`: the finding loses
    /// this evidence; `untriangulated`: and with it the agreement of different sources; `not_permitted`: the use;
    /// `stays`: risks, and what was done about them.
    pub effect: String,
    /// Words in it.
    pub words: u32,
}

/// A device, and whether the withdrawal has reached it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WithdrawalDevice {
    /// Whose, by name.
    pub member: String,
    /// Device, short.
    pub device: String,
    /// `here`: this device, at once; `done`: it said that it has it; `pending`: it holds the interview and has not said so;
    /// `without`: at its last contact it did not hold the interview; `unheard`: it never said what it holds.
    pub state: String,
    /// Its last known contact, RFC 3339.
    pub last_contact: Option<String>,
}
