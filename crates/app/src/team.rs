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
    AdmitAs, JoinRequest, MAX_ADMISSION_BYTES, MAX_REQUEST_CHARS, admit, open_admission, seal_admission, team_words,
};
use visita_seal::roster::{Person, Role, found};
use visita_sync::Ledger as _;
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

impl Session {
    pub(crate) fn team_get(&mut self, _: Nothing) -> Result<Team, ApiError> {
        let open = self.open()?;
        let pending = open.vault.read().setting(REQUEST)?.is_some();
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
        let total: u64 = ours.docs.iter().flat_map(|doc| &doc.held).map(|to| to.seq).sum();
        let mut known: BTreeMap<[u8; 32], (i64, u64)> = BTreeMap::new();
        for peer in open.vault.read().peers()? {
            let held = decode_messages(&peer.have)
                .unwrap_or_default()
                .into_iter()
                .find_map(|message| match message {
                    Message::Have(have) => {
                        Some(have.docs.iter().flat_map(|doc| &doc.held).map(|to| to.seq).sum::<u64>())
                    }
                    Message::Roster { .. } | Message::Grants(_) | Message::Puts(_) => None,
                });
            known.insert(peer.device, (peer.at_ms, held.unwrap_or(0)));
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
                        let behind = total.saturating_sub(contact.map_or(0, |(_, held)| *held));
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
        let here = TeamHere::new(roster, vec![entry.clone()], &open.device, &[])?;
        open.vault.transact(|tx| {
            tx.drop_setting(REQUEST)?;
            tx.put_roster_entry(0, &entry)
        })?;
        open.team = Some(here);
        self.team_get(Nothing {})
    }

    pub(crate) fn team_request(&mut self, args: TeamRequest) -> Result<TeamRequested, ApiError> {
        let files = self.chosen();
        let open = self.open()?;
        if open.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let request = JoinRequest::make(&args.member, &open.device, &open.files, &mut rand::rng())?;
        let text = request.to_text();
        open.vault.transact(|tx| tx.put_setting(REQUEST, &text))?;
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
        let open = self.open()?;
        let team = open.team.as_ref();
        let claimed = team.and_then(|team| team.roster.members.get(&request.unverified_member()));
        Ok(RequestView {
            member: request.unverified_name().to_owned(),
            words: request.words(),
            confirm: team.map(|team| request.admission_words(&open.device.id(), &team.roster.team)),
            claims: claimed.map(|person| person.name.clone()),
        })
    }

    pub(crate) fn team_admit(&mut self, args: TeamAdmit) -> Result<Team, ApiError> {
        self.require_lead()?;
        let at_ms = self.now_ms();
        let files = self.chosen();
        let request = read_request(files.as_ref(), &args.request)?;
        let choice = match &args.further_device_of {
            Some(member) => AdmitAs::FurtherDeviceOf(member.parse().map_err(|_| ErrorCode::NotFound)?),
            None => AdmitAs::NewMember(role_from(&args.role)?),
        };
        let open = self.open()?;
        let mut roster = open.team.as_ref().ok_or(ErrorCode::NoTeam)?.log.clone();
        let entry = admit(&request, &args.words, choice, &mut roster, &open.device, at_ms)?;
        let mut entries = open.team.as_ref().ok_or(ErrorCode::NoTeam)?.entries.clone();
        entries.push(entry.clone());
        let here = TeamHere::new(roster, entries, &open.device, &open.lost_branches()?)?;
        let grants = open.grants_for(request.device(), &here)?;
        let sealed = seal_admission(&request, &here.entries, &grants, &open.device)?;
        // The file first: a roster entry without its admission would be a device that can never come in.
        write_file(files.as_ref(), &args.path, &sealed)?;
        let number = u32::try_from(here.entries.len() - 1).map_err(|_| ErrorCode::Refused)?;
        open.vault.transact(|tx| {
            tx.put_roster_entry(number, &entry)?;
            Made::of(&grants).put(tx)
        })?;
        open.team = Some(here);
        self.team_get(Nothing {})
    }

    pub(crate) fn team_join(&mut self, args: TeamJoin) -> Result<Team, ApiError> {
        let sealed = read_file(self.chosen().as_ref(), &args.path, MAX_ADMISSION_BYTES)?;
        let at_ms = self.now_ms();
        let open = self.open()?;
        if open.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let admission = open_admission(&sealed, &open.request()?, &open.files)?.confirm(&args.words)?;
        let here = TeamHere::new(admission.team, admission.roster, &open.device, &[])?;
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
}

impl Open {
    /// The request that waits for its admission.
    pub(crate) fn request(&self) -> Result<JoinRequest, ApiError> {
        let text = self.vault.read().setting(REQUEST)?.ok_or(ErrorCode::NotForThisDevice)?;
        Ok(JoinRequest::parse(&text)?)
    }

    pub(crate) fn ledger(&self, team: TeamId) -> crate::ledger::VaultLedger<'_> {
        crate::ledger::VaultLedger {
            tx: self.vault.read(),
            team,
        }
    }
}
