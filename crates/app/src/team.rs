//! The team: founding, asking, admitting, joining.

use crate::api::exchange::*;
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{read_file, write_file};
use crate::membership::epochs::Made;
use crate::session::{Open, Session, TeamHere, role_code, role_from};
use std::collections::BTreeMap;
use visita_domain::dates::{from_millis, rfc3339};
use visita_seal::pairing::{
    AdmitAs, JoinRequest, MAX_ADMISSION_BYTES, MAX_REQUEST_CHARS, UnconfirmedAdmission, admit, open_admission,
    seal_admission, team_words,
};
use visita_seal::roster::{Person, Role, found};
use visita_sync::{Between, Ledger as _};
use visita_transport::file::ChosenFiles;
use visita_wire::{MemberId, Message, TeamId, decode_messages};

/// Where a request waits for its admission, inside the vault.
const REQUEST: &str = "join_request";

fn read_request(files: &dyn ChosenFiles, request: &RequestText) -> Result<JoinRequest, ApiError> {
    let text = match (&request.text, &request.path) {
        (Some(text), _) if !text.trim().is_empty() => text.clone(),
        (_, Some(path)) => {
            String::from_utf8(read_file(files, path, MAX_REQUEST_CHARS)?).map_err(|_| ErrorCode::BadFile)?
        }
        _ => return Err(ApiError::about(ErrorCode::BadArguments, "request")),
    };
    Ok(JoinRequest::parse(&text)?)
}

fn make_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    rand::Rng::fill_bytes(&mut rand::rng(), &mut bytes);
    bytes
}

impl Open {
    /// The request that is out.
    fn pending_request(&self) -> Result<Option<TeamRequested>, ApiError> {
        let text = self.vault.read().setting(REQUEST)?;
        // One that cannot be read is made anew.
        let request = text.and_then(|text| JoinRequest::parse(&text).ok());
        Ok(request.map(|request| TeamRequested {
            text: request.to_text(),
            words: request.words(),
            path: None,
        }))
    }
}

impl Session {
    pub(crate) fn team_get(&mut self, _: Nothing) -> Result<Team, ApiError> {
        let open = self.open()?;
        let pending = open.pending_request()?;
        let Some(team) = open.team.clone() else {
            return Ok(Team {
                body: None,
                name: None,
                me: None,
                pending,
                words: None,
                lead: false,
                left: false,
                members: Vec::new(),
            });
        };
        let ours = open.ledger(team.roster.team).have()?;
        let mut known: BTreeMap<[u8; 32], (i64, Between)> = BTreeMap::new();
        for peer in open.vault.read().peers()? {
            let said = decode_messages(&peer.have).unwrap_or_default();
            let haves = said.iter().filter_map(|message| match message {
                Message::Have(have) => Some(have),
                Message::Roster { .. } | Message::Grants(_) | Message::Puts(_) | Message::Snapshots(_) => None,
            });
            known.insert(peer.device, (peer.at_ms, Between::of(haves)));
        }
        let this = open.device.id();
        let leaving = open.leaving()?;
        // Who is suspended stands here as well, so that a lead sees it.
        let members = team
            .log
            .members
            .values()
            .map(|person| MemberView {
                member: person.member.to_string(),
                name: person.name.clone(),
                role: role_code(person.role).to_owned(),
                devices: team
                    .log
                    .devices
                    .iter()
                    .filter(|(_, seat)| seat.member == person.member && !seat.removed)
                    .map(|(device, _)| {
                        let contact = known.get(&device.0);
                        let held = contact.map(|(_, held)| held.clone()).unwrap_or_default();
                        let behind = held.lack(&ours);
                        DeviceView {
                            device: device.to_string(),
                            this: *device == this,
                            suspended: team.roster.devices.get(device).is_some_and(|seat| seat.removed),
                            leaves: leaving.get(device).and_then(|at| from_millis(*at)).map(rfc3339),
                            last_contact: contact.and_then(|(at, _)| from_millis(*at)).map(rfc3339),
                            behind: if *device == this {
                                0
                            } else {
                                u32::try_from(behind).unwrap_or(u32::MAX)
                            },
                        }
                    })
                    .collect(),
            })
            .collect();
        Ok(Team {
            body: Some(team.roster.body.clone()),
            name: Some(team.roster.team_name.clone()),
            me: Some(team.author.member.to_string()),
            pending,
            words: Some(team_words(&team.roster)),
            lead: team.roster.is_admin(&this),
            left: open.has_left()?,
            members,
        })
    }

    pub(crate) fn team_found(&mut self, args: TeamFound) -> Result<Team, ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        if open.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let founder = Person {
            member: MemberId(make_bytes()),
            name: args.member.trim().to_owned(),
            role: Role::Lead,
        };
        let recipient = open.files.recipient();
        let team = TeamId(make_bytes());
        let (entry, roster) = found(team, &args.body, &args.team, founder, &recipient, &open.device, at_ms)?;
        let here = TeamHere::new(roster, vec![entry.clone()], &open.device, open.vault.life(), &[])?;
        open.vault.transact(|tx| {
            tx.drop_setting(REQUEST)?;
            tx.put_roster_entry(0, &entry)
        })?;
        open.team = Some(here);
        self.team_get(Nothing {})
    }

    pub(crate) fn team_request(&mut self, args: TeamRequest) -> Result<TeamRequested, ApiError> {
        let files = self.chosen();
        let request = self.make_request(&args.member)?;
        let text = request.to_text();
        if let Some(path) = &args.path {
            write_file(files.as_ref(), path, text.as_bytes())?;
        }
        Ok(TeamRequested {
            words: request.words(),
            text,
            path: args.path,
        })
    }

    pub(crate) fn team_inspect(&mut self, args: RequestText) -> Result<RequestView, ApiError> {
        let request = read_request(self.chosen().as_ref(), &args)?;
        Ok(self.open()?.request_view(&request))
    }

    pub(crate) fn team_admit(&mut self, args: TeamAdmit) -> Result<Team, ApiError> {
        let files = self.chosen();
        let request = read_request(files.as_ref(), &args.request)?;
        let choice = AdmitChoice {
            words: &args.words,
            role: &args.role,
            further_device_of: args.further_device_of.as_deref(),
        };
        let made = self.make_admission(&request, &choice)?;
        // The file first: a roster entry without its admission would be a device that can never come in.
        write_file(files.as_ref(), &args.path, &made.sealed)?;
        self.keep_admission(made)?;
        self.team_get(Nothing {})
    }

    /// What admits the device of a request. A device that is on the roster already gets its admission once more.
    pub(crate) fn make_admission(
        &mut self,
        request: &JoinRequest,
        choice: &AdmitChoice<'_>,
    ) -> Result<MadeAdmission, ApiError> {
        self.require_lead()?;
        let at_ms = self.now_ms();
        let admit_as = match choice.further_device_of {
            Some(member) => AdmitAs::FurtherDeviceOf(member.parse().map_err(|_| ErrorCode::NotFound)?),
            None => AdmitAs::NewMember(role_from(choice.role)?),
        };
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let (mut roster, mut entries) = (team.log.clone(), team.entries.clone());
        if roster.is_member(&request.device()) {
            if choice.words.split_whitespace().ne(request.words().split_whitespace()) {
                return Err(ErrorCode::WordsDiffer.into());
            }
        } else {
            entries.push(admit(
                request,
                choice.words,
                admit_as,
                &mut roster,
                &open.device,
                at_ms,
            )?);
        }
        let lost = open.lost_branches()?;
        let here = TeamHere::new(roster, entries, &open.device, open.vault.life(), &lost)?;
        let grants = open.grants_for(request.device(), &here)?;
        let sealed = seal_admission(request, &here.entries, &grants, &open.device)?;
        Ok(MadeAdmission { sealed, here, grants })
    }

    /// Keeps an admission: the roster with it, and the grants.
    pub(crate) fn keep_admission(&mut self, made: MadeAdmission) -> Result<(), ApiError> {
        let open = self.open()?;
        let held = open.team.as_ref().ok_or(ErrorCode::NoTeam)?.entries.len();
        let first = u32::try_from(held).map_err(|_| ErrorCode::Refused)?;
        let new = made.here.entries.get(held..).unwrap_or_default();
        open.vault.transact(|tx| {
            new.iter()
                .zip(first..)
                .try_for_each(|(entry, number)| tx.put_roster_entry(number, entry))?;
            Made::of(&made.grants).put(tx)
        })?;
        open.team = Some(made.here);
        Ok(())
    }

    pub(crate) fn team_join(&mut self, args: TeamJoin) -> Result<Team, ApiError> {
        let sealed = read_file(self.chosen().as_ref(), &args.path, MAX_ADMISSION_BYTES)?;
        let open = self.open()?;
        if open.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let admission = open_admission(&sealed, &open.request()?, &open.files)?;
        self.join(admission, &args.words)
    }

    /// Joins, once the words are the lead's.
    pub(crate) fn join(&mut self, admission: UnconfirmedAdmission, words: &str) -> Result<Team, ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        if open.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let admission = admission.confirm(words)?;
        let here = TeamHere::new(admission.team, admission.roster, &open.device, open.vault.life(), &[])?;
        open.vault.transact(|tx| {
            here.entries
                .iter()
                .zip(0..)
                .try_for_each(|(entry, number)| tx.put_roster_entry(number, entry))?;
            tx.drop_setting(REQUEST)
        })?;
        open.team = Some(here);
        open.take_grants(&admission.admin, &admission.grants, at_ms)?;
        self.team_get(Nothing {})
    }

    /// Makes this device's request to join, and keeps it until its admission comes.
    pub(crate) fn make_request(&mut self, member: &str) -> Result<JoinRequest, ApiError> {
        let open = self.open()?;
        if open.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let request = JoinRequest::make(member, &open.device, &open.files, &mut rand::rng())?;
        let text = request.to_text();
        open.vault.transact(|tx| tx.put_setting(REQUEST, &text))?;
        Ok(request)
    }
}

/// What a lead decides on a request.
pub(crate) struct AdmitChoice<'a> {
    pub words: &'a str,
    pub role: &'a str,
    pub further_device_of: Option<&'a str>,
}

/// An admission that is not kept yet.
pub(crate) struct MadeAdmission {
    pub sealed: Vec<u8>,
    here: TeamHere,
    grants: Vec<Vec<u8>>,
}

impl Open {
    /// What a request says, before admission.
    pub(crate) fn request_view(&self, request: &JoinRequest) -> RequestView {
        let team = self.team.as_ref();
        let claimed = team.and_then(|team| team.roster.members.get(&request.unverified_member()));
        RequestView {
            member: request.unverified_name().to_owned(),
            words: request.words(),
            confirm: team.map(|team| request.admission_words(&self.device.id(), &team.roster.team)),
            claims: claimed.map(|person| person.name.clone()),
        }
    }

    /// The request that waits for its admission.
    pub(crate) fn request(&self) -> Result<JoinRequest, ApiError> {
        let text = self.vault.read().setting(REQUEST)?.ok_or(ErrorCode::NotForThisDevice)?;
        Ok(JoinRequest::parse(&text)?)
    }

    pub(crate) fn ledger(&self, team: TeamId) -> crate::ledger::VaultLedger<'_> {
        crate::ledger::VaultLedger { open: self, team }
    }
}
