//! Getting back in with colleagues' help: shares, requests for them, answers, rehearsals.

use super::exchange::RequestText;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How this vault can be opened again, and what this member holds for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryView {
    /// The shares of this vault, where some were made.
    pub shares: Option<SharesView>,
    /// How it stands, as on Today.
    pub standing: RecoveryStanding,
    /// When the recovery words were tried last, RFC 3339.
    pub words_tested: Option<String>,
    /// Who can hold a share: other members with a device.
    pub may_hold: Vec<MayHold>,
    /// Fewest holders, and fewest shares that open a vault.
    pub least_needed: u32,
    /// Most holders.
    pub most_holders: u32,
    /// Shares that this member holds for others.
    pub held: Vec<HeldShareView>,
}

/// The shares of this vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharesView {
    /// So many open it.
    pub needed: u32,
    /// Who holds one; empty where this vault does not know.
    pub holders: Vec<ShareHolder>,
    /// When they were made, RFC 3339.
    pub made: Option<String>,
    /// When they were tried last, RFC 3339.
    pub tested: Option<String>,
    /// Six words for the vault and this set of shares, as on the printed sheet.
    pub mark: String,
}

/// A holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareHolder {
    /// Name on the roster.
    pub name: String,
    /// No device of theirs is in the team any more.
    pub left: bool,
}

/// A member who can hold a share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MayHold {
    /// Member id.
    pub member: String,
    /// Name on the roster.
    pub name: String,
    /// Devices that would read the share.
    pub devices: u32,
}

/// A share held for a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldShareView {
    /// What tells it from the others.
    pub id: String,
    /// Whose vault it helps to open: the name on the roster.
    pub member: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// So many open it.
    pub needed: u32,
    /// Six words for that vault and set, as on the owner's printed sheet.
    pub mark: String,
}

/// Whether getting back in was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryStanding {
    /// `untested`, `tested`, or `outdated`: the shares should be made anew.
    pub state: String,
    /// When it was tried last, RFC 3339.
    pub tested: Option<String>,
    /// Names of holders who left the team.
    pub left: Vec<String>,
}

/// Make shares, in place of any older ones.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryShare {
    /// The passphrase of today.
    pub passphrase: String,
    /// Members (ids) who get one.
    pub members: Vec<String>,
    /// So many open the vault.
    pub needed: u32,
    /// The file to write, for all of them.
    pub path: String,
}

/// Ask colleagues.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecoveryAsk {
    /// Where to write the request; absent: text only.
    pub path: Option<String>,
}

/// What was asked, and how many have answered. It names nobody: a locked device shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryAsked {
    /// So many answers open the vault; 0 where there are no shares.
    pub needed: u32,
    /// The request that waits.
    pub request: Option<AskedRequest>,
    /// Holders who answered: answers of one share count once.
    pub answers: u32,
    /// The answers that came, each to be dropped where it is doubted.
    pub taken: Vec<TakenAnswer>,
}

/// An answer that came. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakenAnswer {
    /// The end of its text, which tells it from the others.
    pub id: String,
    /// The number of the share in it, from 1.
    pub share: u32,
    /// Another answer brings another share of that number: one of the two is false.
    pub disputed: bool,
}

/// Drop an answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnswerDrop {
    /// Its [`TakenAnswer::id`].
    pub answer: String,
}

/// A request that waits for answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskedRequest {
    /// To carry to colleagues.
    pub text: String,
    /// Six words to compare by voice or in person.
    pub words: String,
    /// When it was made, RFC 3339.
    pub asked: String,
    /// When it lapses, RFC 3339.
    pub lapses: String,
}

/// A colleague's request, looked at. Its words are not told: the holder hears them from who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryRequestView {
    /// When it was made, by the clock of the device that asks, RFC 3339.
    pub asked: String,
    /// The shares it asks for; more than one where two colleagues say that the vault is theirs. Nothing proves that it is
    /// the owner who asks.
    pub shares: Vec<HeldShareView>,
}

/// Give up a share that is held for a colleague.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareDrop {
    /// Its [`HeldShareView::id`].
    pub share: String,
}

/// Answer a request with the words that were heard.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryAnswer {
    /// The request.
    pub request: RequestText,
    /// The words as read from the other screen.
    pub words: String,
    /// With which share ([`HeldShareView::id`]); absent: with the only one it asks for.
    #[serde(default)]
    pub share: Option<String>,
    /// Where to write the answer; absent: text only.
    #[serde(default)]
    pub path: Option<String>,
}

/// An answer, to carry back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryAnswered {
    /// The answer as text.
    pub text: String,
    /// Where it was written.
    pub path: Option<String>,
}

/// The recovery words, to try them.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryWords {
    /// The 24 words, separated by white space.
    pub words: String,
}
