//! Exit codes, one per kind of advice.

use visita_app::api::{ApiError, ErrorCode};

/// Shown under `--help`.
pub const TABLE: &str = "\
Exit codes:
  0  done
  2  the command line or its JSON is not of the right form
  3  the vault is locked, the passphrase, recovery words or answers are wrong or too few, or this device's keystore lacks its half
  4  nothing of that id, no vault, no shares or nothing asked here
  5  refused: the value, the role, the consent or the state of the record does not allow it
  6  conflicts are open, or the decision does not cover what arrived since
  7  the file is damaged, hostile, outdated or meant for others; nothing was changed
  8  another Visita has the vault open
  9  the disk is full, read-only or unreachable, the store is damaged or newer, or no keystore answers
 10  no network, nobody answers, exchange nearby is off or ended by a fault of its own";

/// The exit code of an error.
pub fn code(error: &ApiError) -> u8 {
    match error.code {
        ErrorCode::UnknownCommand | ErrorCode::BadArguments | ErrorCode::BadAddress => 2,
        ErrorCode::Locked
        | ErrorCode::WrongPassphrase
        | ErrorCode::PassphrasesDiffer
        | ErrorCode::WeakPassphrase
        | ErrorCode::WrongRecoveryWords
        | ErrorCode::HalfLost
        | ErrorCode::TooFewAnswers
        | ErrorCode::AnswersUnfit
        | ErrorCode::BackedOff => 3,
        ErrorCode::NoVault
        | ErrorCode::NotFound
        | ErrorCode::NoShares
        | ErrorCode::NoShareHeld
        | ErrorCode::NothingAsked => 4,
        ErrorCode::VaultExists
        | ErrorCode::FileStands
        | ErrorCode::NotEmpty
        | ErrorCode::Refused
        | ErrorCode::NotAllowed
        | ErrorCode::CliniciansOnly
        | ErrorCode::SourceUnknown
        | ErrorCode::NotReader
        | ErrorCode::LastLead
        | ErrorCode::HasLeft
        | ErrorCode::LooksOn
        | ErrorCode::NoTeam
        | ErrorCode::NoRelay
        | ErrorCode::HasTeam
        | ErrorCode::WordsDiffer
        | ErrorCode::AlreadyAsked
        | ErrorCode::LeftBehind
        | ErrorCode::CannotLeave
        | ErrorCode::AlreadyTravelling
        | ErrorCode::NoConsent => 5,
        ErrorCode::OpenConflicts | ErrorCode::VisitClosed | ErrorCode::ReasonNeeded | ErrorCode::Stale => 6,
        ErrorCode::BadFile
        | ErrorCode::BadTable
        | ErrorCode::TableTooLarge
        | ErrorCode::NotForThisDevice
        | ErrorCode::BadInvitation
        | ErrorCode::UnknownSender
        | ErrorCode::OtherShares
        | ErrorCode::RequestLapsed
        | ErrorCode::RequestAhead
        | ErrorCode::AskingDamaged
        | ErrorCode::OtherRequest => 7,
        ErrorCode::InUse => 8,
        ErrorCode::Damaged
        | ErrorCode::NotReadBack
        | ErrorCode::NewerVersion
        | ErrorCode::DiskFull
        | ErrorCode::ReadOnly
        | ErrorCode::NoKeystore
        | ErrorCode::FileUnreachable => 9,
        ErrorCode::NoNetwork
        | ErrorCode::NearbyOff
        | ErrorCode::NoAnswer
        | ErrorCode::TokenSpent
        | ErrorCode::CarrierFailed => 10,
    }
}

/// The sentence of an error, in English.
pub fn sentence(error: &ApiError) -> String {
    let text = match error.code {
        ErrorCode::UnknownCommand => "There is no such command in the table.",
        ErrorCode::BadArguments => "The arguments are not of the command's form.",
        ErrorCode::NoVault => "There is no vault in this folder. Make one with `visita init`.",
        ErrorCode::VaultExists => "A vault is here already; nothing was changed.",
        ErrorCode::Locked => "The vault is locked.",
        ErrorCode::WrongPassphrase => "This passphrase does not open the vault.",
        ErrorCode::PassphrasesDiffer => "The two passphrases differ.",
        ErrorCode::WeakPassphrase => "This passphrase is too easy to guess. Six random words are a good one.",
        ErrorCode::WrongRecoveryWords => "These recovery words do not open the vault, or one is mistyped.",
        ErrorCode::HalfLost => {
            "This vault is bound to a device, and this one's keystore does not hold its half of the key, or not any more. Open it with the recovery words: `visita recover`."
        }
        ErrorCode::NoKeystore => {
            "The operating system's keystore cannot be reached, or did not allow it. Nothing was changed. A vault bound to it opens once it can be reached, or with the recovery words: `visita recover`."
        }
        ErrorCode::BackedOff => "Too many wrong tries.",
        ErrorCode::InUse => "Another Visita has this vault open. Nothing was touched.",
        ErrorCode::Damaged => "The store is damaged. Nothing was written; keep the folder and restore from a copy.",
        ErrorCode::NotReadBack => {
            "What was to be stored did not read back as it was written. Nothing was stored and nothing was lost; try again."
        }
        ErrorCode::NewerVersion => "This vault was written by a newer Visita. Update to open it.",
        ErrorCode::DiskFull => "The disk is full. Nothing was lost; make room and try again.",
        ErrorCode::ReadOnly => "The folder cannot be written to.",
        ErrorCode::NotFound => "Nothing of that id is on this device.",
        ErrorCode::NotEmpty => "Something is recorded there: it stays.",
        ErrorCode::Refused => "The value is outside what the field allows.",
        ErrorCode::NotAllowed => "Your role in the team does not allow this.",
        ErrorCode::CliniciansOnly => "Only a clinician of the delegation assesses injuries.",
        ErrorCode::SourceUnknown => "Nobody has said where this answer comes from. Choose its source first.",
        ErrorCode::NotReader => "This record is for others. What you typed is kept as a draft on this device.",
        ErrorCode::LastLead => "The team would have no lead left. Make another member a lead first.",
        ErrorCode::HasLeft => "This device has left the team. Nothing more is recorded on it.",
        ErrorCode::LooksOn => "You look on as an observer: nothing you write would be taken by the others. Ask a lead.",
        ErrorCode::NoTeam => "Found or join a team first.",
        ErrorCode::HasTeam => "This device is in a team already.",
        ErrorCode::WordsDiffer => "The words differ: do not admit this device.",
        ErrorCode::BadFile => "This file is not one of Visita's, or it is damaged. Nothing was changed.",
        ErrorCode::NotForThisDevice => "This file was sealed for other devices.",
        ErrorCode::NoConsent => "Consent for this was not given.",
        ErrorCode::VisitClosed => "The visit is closed. Take it up again with `visita visit phase`.",
        ErrorCode::ReasonNeeded => "One kind of source alone supports it. Say with --reason why that is enough.",
        ErrorCode::LeftBehind => {
            "That was left at home for this journey, or it would speak of all records while some are there. End the journey with `visita travel end` first."
        }
        ErrorCode::CannotLeave => {
            "This record must come along: the visit needs it, something of it waits, no other device heard from in the last seven days is known to hold all of it, or an entry of the register about that interview comes along. `visita travel look` says which. Nothing was left."
        }
        ErrorCode::AlreadyTravelling => {
            "This device is on a journey already, or not everything of the last one is back yet: `visita travel show`."
        }
        ErrorCode::OpenConflicts => "Conflicts are open. Say --acknowledge-conflicts to go on.",
        ErrorCode::Stale => "New values arrived since. Look again before deciding.",
        ErrorCode::FileUnreachable => "The file could not be read or written.",
        ErrorCode::FileStands => {
            "A file stands there, or the vault itself: it stays. Choose another name; --replace writes over one of the same kind."
        }
        ErrorCode::NoNetwork => "There is no network to listen on.",
        ErrorCode::NearbyOff => "Exchange nearby is off.",
        ErrorCode::BadAddress => "This is not the address of a device nearby, or it is mistyped or cut off.",
        ErrorCode::NoAnswer => "Nobody answers there.",
        ErrorCode::TokenSpent => "This address has been used, or its time is over. Ask for a new one.",
        ErrorCode::CarrierFailed => "The exchange stopped by a fault of its own. Nothing was lost; turn it on again.",
        ErrorCode::BadInvitation => "This is no invitation to a relay, or it is mistyped. Nothing was changed.",
        ErrorCode::NoRelay => "The team uses no relay. A lead sets one with `visita relay set`.",
        ErrorCode::UnknownSender => {
            "This file is from a device that is not in the team, as far as this one knows. Exchange with the team first; nothing was changed."
        }
        ErrorCode::NoShares => "Nobody holds shares of this vault. Open it with the recovery words: `visita recover`.",
        ErrorCode::NoShareHeld => "You hold no share of the vault that is asked for.",
        ErrorCode::OtherShares => {
            "The shares were made anew since. The older ones do not open the vault as it is now; the new share file brings the new ones. Nothing was changed."
        }
        ErrorCode::NothingAsked => "Nothing was asked for yet, or it was given up. Ask with `visita recovery ask`.",
        ErrorCode::RequestLapsed => "The request was made more than seven days ago. It has to be made anew.",
        ErrorCode::RequestAhead => {
            "By the clock of this device the request was made in the future: one of the two clocks is wrong. Nothing was changed."
        }
        ErrorCode::AlreadyAsked => {
            "A request waits for answers already. Take them, or give it up first: `visita recovery give-up`."
        }
        ErrorCode::AskingDamaged => {
            "What was asked cannot be read any more. Nothing was changed; give it up with `visita recovery give-up` and ask anew."
        }
        ErrorCode::OtherRequest => "This answer is one to another request. Nothing was changed.",
        ErrorCode::TooFewAnswers => "There are fewer answers than it takes. Nothing was changed; ask more colleagues.",
        ErrorCode::BadTable => {
            "The file is no table that can be read: save it as CSV in UTF-8 or as XLSX, with headers in the first row. Nothing was changed."
        }
        ErrorCode::TableTooLarge => {
            "The table holds more than can be taken at once: 20,000 rows, 200 columns. Nothing was changed."
        }
        ErrorCode::AnswersUnfit => {
            "These answers do not open the vault together: one is not what it says. Nothing was changed; ask another colleague."
        }
    };
    let mut sentence = text.to_owned();
    if let Some(field) = &error.field {
        let takes = match error.allowed.as_slice() {
            [] => String::new(),
            codes => format!(": one of {}", codes.join(", ")),
        };
        sentence.push_str(&format!(" ({field}{takes})"));
    }
    if let Some(seconds) = error.retry_after_s {
        sentence.push_str(&format!(" Try again in {seconds} s."));
    }
    sentence
}
