//! Removing devices and members, giving roles, leaving.

use crate::api::exchange::{BundleView, Team};
use crate::api::membership::*;
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session, TeamHere, role_from};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::dates::{from_millis, rfc3339};
use visita_seal::envelope::{DeviceKey, envelope_hash};
use visita_seal::notice::{Notice, Said, make_notice, trusted_notice};
use visita_seal::roster::{Act, KeptTo, MAX_CUT_OFFS, Role, Roster};
use visita_vault::NoticeRow;
use visita_wire::{DeviceId, DocId, DocKind, MemberId, count_of, life_of};

/// Since when this device has left the team.
const LEFT: &str = "left";
/// What notices of leaving are kept as.
pub(crate) const LEAVES: &str = "leaves";

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Whether somebody could still lead without these devices.
fn leads_without(roster: &Roster, devices: &BTreeSet<DeviceId>) -> bool {
    roster
        .devices
        .keys()
        .any(|device| !devices.contains(device) && roster.is_admin(device))
}

impl Session {
    /// The devices that are meant, all of them seated, and whose they are.
    fn meant(&mut self, ask: &RemovalAsk) -> Result<(String, BTreeSet<DeviceId>), ApiError> {
        let log = &self.team()?.log;
        let device = ask.device.as_deref().map(str::parse::<DeviceId>).transpose();
        let device = device.map_err(|_| ErrorCode::NotFound)?;
        let member = match (&device, &ask.member) {
            (Some(device), None) => log.person_of(device).map(|person| person.member),
            (None, Some(member)) => Some(member.parse::<MemberId>().map_err(|_| ErrorCode::NotFound)?),
            _ => return Err(ApiError::about(ErrorCode::BadArguments, "device")),
        };
        let person = member
            .and_then(|member| log.members.get(&member))
            .ok_or(ErrorCode::NotFound)?;
        let of_member = log.devices.iter().filter(|(id, seat)| {
            !seat.removed && seat.member == person.member && device.is_none_or(|device| device == **id)
        });
        let devices: BTreeSet<DeviceId> = of_member.map(|(device, _)| *device).collect();
        if devices.is_empty() {
            return Err(ErrorCode::NotFound.into());
        }
        Ok((person.name.clone(), devices))
    }

    pub(crate) fn removal_preview(&mut self, args: RemovalAsk) -> Result<Removal, ApiError> {
        self.require_lead()?;
        let (name, devices) = self.meant(&args)?;
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let tx = open.vault.read();
        let contact: BTreeMap<[u8; 32], i64> = tx.peers()?.into_iter().map(|peer| (peer.device, peer.at_ms)).collect();
        let haves: BTreeMap<DeviceId, usize> = open
            .peer_haves()?
            .into_iter()
            .map(|(device, have)| (device, have.docs.len()))
            .collect();
        let removed = devices.iter().map(|device| RemovedDevice {
            device: device.to_string(),
            last_contact: contact.get(&device.0).and_then(|at| from_millis(*at)).map(rfc3339),
            held: haves.get(device).map(|docs| count(*docs)),
        });
        let readable = open.readable_by(&devices)?;
        let interviews = readable.values().filter(|row| row.0 == DocKind::Interview).count();
        let mut kept = 0;
        for device in &devices {
            let known = open.known_of(device)?;
            kept += known.values().map(|seq| count_of(*seq)).sum::<u64>();
        }
        Ok(Removal {
            name,
            devices: removed.collect(),
            records: count(readable.len() - interviews),
            interviews: count(interviews),
            kept: u32::try_from(kept).unwrap_or(u32::MAX),
            new_keys: count(readable.values().filter(|(_, here)| *here).count()),
            last_lead: !leads_without(&team.log, &devices),
        })
    }

    pub(crate) fn device_remove(&mut self, args: DeviceRef) -> Result<Team, ApiError> {
        self.remove(&RemovalAsk {
            device: Some(args.device),
            member: None,
        })
    }

    pub(crate) fn member_remove(&mut self, args: MemberRef) -> Result<Team, ApiError> {
        self.remove(&RemovalAsk {
            device: None,
            member: Some(args.member),
        })
    }

    fn remove(&mut self, ask: &RemovalAsk) -> Result<Team, ApiError> {
        self.require_lead()?;
        let (_, devices) = self.meant(ask)?;
        let at_ms = self.now_ms();
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        if devices.contains(&open.device.id()) {
            // Who leaves says so with what they still have; a device cannot end its own access behind its back.
            return Err(ApiError::about(ErrorCode::Refused, "device"));
        }
        if !leads_without(&team.log, &devices) {
            return Err(ErrorCode::LastLead.into());
        }
        let acts = devices
            .iter()
            .map(|device| {
                Ok(Act::Remove {
                    device: *device,
                    kept: open.cut_off(device)?,
                })
            })
            .collect::<Result<Vec<_>, ApiError>>()?;
        open.append_acts(acts, at_ms)?;
        self.team_get(Nothing {})
    }

    pub(crate) fn member_role(&mut self, args: MemberRole) -> Result<Team, ApiError> {
        self.require_lead()?;
        let at_ms = self.now_ms();
        let role = role_from(&args.role)?;
        let member: MemberId = args.member.parse().map_err(|_| ErrorCode::NotFound)?;
        let open = self.open()?;
        let log = &open.team.as_ref().ok_or(ErrorCode::NoTeam)?.log;
        let known = log.members.get(&member).ok_or(ErrorCode::NotFound)?;
        let theirs = |device: &&DeviceId| log.devices.get(*device).is_some_and(|seat| seat.member == member);
        let devices = log.devices.keys().filter(theirs).copied().collect();
        if role != Role::Lead && !leads_without(log, &devices) {
            return Err(ErrorCode::LastLead.into());
        }
        if known.role != role {
            open.append_acts(vec![Act::SetRole { member, role }], at_ms)?;
        }
        self.team_get(Nothing {})
    }

    pub(crate) fn member_leave(&mut self, args: MemberLeave) -> Result<BundleView, ApiError> {
        let at_ms = self.now_ms();
        let files = self.chosen();
        let open = self.open()?;
        let this = open.device.id();
        let log = &open.team.as_ref().ok_or(ErrorCode::NoTeam)?.log;
        if !leads_without(log, &BTreeSet::from([this])) {
            return Err(ErrorCode::LastLead.into());
        }
        let leads = log
            .devices
            .keys()
            .filter(|device| **device != this && log.is_admin(device));
        let devices: Vec<String> = leads.map(ToString::to_string).collect();
        let mut packed = open.packed(&devices, false)?;
        if open.has_left()? {
            // Who lost the file writes it again: it is the same notice.
            return packed.write(files.as_ref(), args.path, &open.device);
        }
        let bytes = make_notice(log.team, Said::Leaves, &open.device, at_ms).map_err(|_| ErrorCode::Refused)?;
        packed.take_along(&bytes);
        let row = NoticeRow {
            hash: envelope_hash(&bytes).0,
            kind: LEAVES.to_owned(),
            device: this.0,
            bytes,
        };
        open.vault.transact(|tx| {
            tx.put_notice(&row)?;
            tx.put_setting(LEFT, &at_ms.to_string())?;
            // Nobody has left whose file for the leads could not be written: the leads would not be told, and nothing more
            // could be recorded.
            packed.write(files.as_ref(), args.path, &open.device)
        })
    }
}

impl Open {
    /// Whether this device has left the team.
    pub(crate) fn has_left(&self) -> Result<bool, ApiError> {
        Ok(self.vault.read().setting(LEFT)?.is_some())
    }

    /// Refuses to record on a device that has left.
    pub(crate) fn still_here(&self) -> Result<(), ApiError> {
        if self.has_left()? {
            Err(ErrorCode::HasLeft.into())
        } else {
            Ok(())
        }
    }

    /// When devices said that they leave.
    pub(crate) fn leaving(&self) -> Result<BTreeMap<DeviceId, i64>, ApiError> {
        let mut leaving = BTreeMap::new();
        for row in self.vault.read().notices(LEAVES)? {
            if let Ok(Notice {
                device,
                at_ms,
                said: Said::Leaves,
            }) = trusted_notice(&row.bytes)
            {
                leaving.insert(device, at_ms);
            }
        }
        Ok(leaving)
    }

    /// How far what a device wrote is known here, by document and life: by envelopes, or by a snapshot that is not proven yet.
    /// Whoever reads by a snapshot and removes a device would else say that nothing of it counts.
    fn known_of(&self, device: &DeviceId) -> Result<BTreeMap<([u8; 16], u32), u64>, ApiError> {
        let mut known = self.vault.read().held_of(&device.0)?;
        for (doc, chains) in self.chains_of_snapshots()? {
            for chain in chains.iter().filter(|chain| chain.device == *device) {
                let to = known.entry((doc, life_of(chain.seq))).or_default();
                *to = chain.seq.max(*to);
            }
        }
        Ok(known)
    }

    /// The cut-off of a device: what is known of it. Beyond the most that an entry can name, the newest records stay; what
    /// of the others is not everywhere yet goes to quarantine there.
    pub(crate) fn cut_off(&self, device: &DeviceId) -> Result<Vec<KeptTo>, ApiError> {
        let tx = self.vault.read();
        let known = self.known_of(device)?.into_iter();
        let mut kept: BTreeMap<([u8; 16], u32), (u64, u32)> = known.map(|(chain, seq)| (chain, (seq, 0))).collect();
        for (doc, epoch) in tx.epochs_granted_by(&device.0)? {
            // A grant belongs to no life: any of the document's lines says it.
            kept.entry((doc, 0)).or_default().1 = epoch;
        }
        let beyond = kept.len().saturating_sub(MAX_CUT_OFFS);
        let newest = kept.into_iter().skip(beyond);
        Ok(newest
            .map(|((doc, _), (seq, epoch))| KeptTo {
                doc: DocId(doc),
                seq,
                epoch,
            })
            .collect())
    }

    /// Appends to the roster and does in the same transaction what follows from it: new keys, and grants.
    pub(crate) fn append_acts(&mut self, acts: Vec<Act>, at_ms: i64) -> Result<(), ApiError> {
        self.append_acts_and(acts, at_ms, |_| Ok(()))
    }

    pub(crate) fn append_acts_and(
        &mut self,
        acts: Vec<Act>,
        at_ms: i64,
        also: impl FnOnce(&visita_vault::Tx<'_>) -> Result<(), visita_vault::VaultError>,
    ) -> Result<(), ApiError> {
        self.still_here()?;
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let lost = self.lost_branches()?;
        let (here, new) = appended(team, acts, &lost, &self.device, at_ms)?;
        let made = self.due(&here)?;
        let first = u32::try_from(team.entries.len()).map_err(|_| ErrorCode::Refused)?;
        self.vault.transact(|tx| {
            (first..)
                .zip(&new)
                .try_for_each(|(number, entry)| tx.put_roster_entry(number, entry))?;
            made.put(tx)?;
            also(tx)
        })?;
        self.team = Some(here);
        self.reshelve_sealed()
    }

    /// The records that one of these devices can open by a grant held here: their kinds, and whether their newest key is
    /// among those and held here.
    fn readable_by(&self, devices: &BTreeSet<DeviceId>) -> Result<BTreeMap<[u8; 16], (DocKind, bool)>, ApiError> {
        let tx = self.vault.read();
        let mut readable = BTreeMap::new();
        for row in tx.granted()? {
            let opens = row.readers.as_ref().is_none_or(|readers| {
                devices
                    .iter()
                    .any(|device| readers.contains(&device.0) || row.issuer == device.0)
            });
            if opens && let Ok(kind) = DocKind::from_code(row.kind) {
                let here = tx.has_key(&row.mailbox)?;
                // Rows ascend by epoch: the last one says it of the newest.
                readable.insert(row.doc, (kind, here));
            }
        }
        Ok(readable)
    }
}

fn appended(
    team: &TeamHere,
    acts: Vec<Act>,
    lost: &[Vec<u8>],
    device: &DeviceKey,
    at_ms: i64,
) -> Result<(TeamHere, Vec<Vec<u8>>), ApiError> {
    let (mut log, mut new) = (team.log.clone(), Vec::new());
    for act in acts {
        new.push(log.write(act, device, at_ms)?);
    }
    let entries = [team.entries.as_slice(), &new].concat();
    Ok((TeamHere::new(log, entries, device, team.author.incarnation, lost)?, new))
}
