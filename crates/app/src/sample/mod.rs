//! The sample workspace: a fictional country, made through the same doors as everything else. Its second inspector is a
//! second device with a vault of its own, whose notes come in as a bundle, so that its conflicts are real ones.

mod programme;
mod recommended;
mod register;
mod visits;
mod year;

use crate::api::exchange::{BundleExport, FilePath, RequestText, TeamAdmit, TeamFound, TeamJoin, TeamRequest};
use crate::api::place::PlaceInput;
use crate::api::vault::{NewPassphrase, Nothing, SampleLoad};
use crate::api::{ApiError, ErrorCode};
use crate::clock::Clock;
use crate::session::Session;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use visita_domain::dates::{DAY_MS, Timestamp, from_millis};
use visita_seal::passphrase;
use visits::SampleVisit;

/// Set while the sample is loaded.
pub(crate) const SETTING: &str = "sample";
/// The data, without what the doors make themselves.
const DATA: &str = include_str!("../../sample/workspace.json");
/// Folder of the second inspector's device inside the vault's folder; gone once the sample is loaded.
pub(crate) const SECOND_DEVICE: &str = "sample-device";
/// Minutes between two entries of the sample.
const STEP_MS: i64 = 3 * 60 * 1_000;

#[derive(Deserialize)]
struct Text {
    en: String,
    ar: String,
}

#[derive(Deserialize)]
struct Data {
    body: Text,
    team: Text,
    lead: Text,
    inspector: Text,
    places: Vec<SamplePlace>,
    visits: Vec<SampleVisit>,
}

#[derive(Deserialize)]
struct SamplePlace {
    key: String,
    name: Text,
    place_type: String,
    authority: Text,
    region: Text,
    capacity: Option<u32>,
    occupancy: Option<u32>,
    suspected: bool,
}

/// The clock of somebody who was there then: it moves on a little with every look.
struct Then {
    at_ms: std::sync::atomic::AtomicI64,
    offset_minutes: i32,
}

impl Then {
    fn at(at: Timestamp, offset_minutes: i32) -> Box<dyn Clock> {
        Box::new(Self {
            at_ms: std::sync::atomic::AtomicI64::new(at.timestamp_millis()),
            offset_minutes,
        })
    }
}

impl Clock for Then {
    fn now(&self) -> Timestamp {
        let at = self.at_ms.fetch_add(STEP_MS, std::sync::atomic::Ordering::Relaxed);
        from_millis(at).unwrap_or_default()
    }

    fn offset_minutes(&self, _at: Timestamp) -> i32 {
        self.offset_minutes
    }
}

impl Session {
    /// Loads the sample into a vault that holds no team. Everything made while it is loaded belongs to it.
    pub(crate) fn sample_load(&mut self, args: SampleLoad) -> Result<Nothing, ApiError> {
        if args.years > year::MAX_YEARS {
            return Err(ApiError::about(ErrorCode::Refused, "years"));
        }
        if self.open()?.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let second = self.folder.join(SECOND_DEVICE);
        remove(&second)?;
        let now = self.now();
        let then = self.then(now);
        let clock = std::mem::replace(&mut self.clock, then);
        let loaded = self
            .load_sample(now, &second)
            .and_then(|()| self.load_years(args.years, now))
            .and_then(|()| self.mark("loaded"));
        self.clock = clock;
        remove(&second)?;
        if loaded.is_err() {
            self.forget_work()?;
        }
        loaded.map(|()| Nothing {})
    }

    /// Removes the sample and everything made in it, in one transaction.
    pub(crate) fn sample_drop(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        if self.open()?.vault.read().setting(SETTING)?.is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        self.forget_work()?;
        Ok(Nothing {})
    }

    fn forget_work(&mut self) -> Result<(), ApiError> {
        let open = self.open()?;
        open.vault.transact(|tx| {
            tx.forget_work()?;
            crate::attempt::forget(tx)?;
            crate::travel::forget(tx)?;
            tx.drop_setting(SETTING)
        })?;
        open.forget_in_memory()?;
        open.suspects.clear();
        open.team = None;
        // What stays of files goes with the next opening of the vault.
        let _ = open.settle_blobs();
        Ok(())
    }

    /// A clock that begins at a moment, in the zone of this session's.
    fn then(&self, at: Timestamp) -> Box<dyn Clock> {
        Then::at(at, self.offset_minutes(at))
    }

    fn load_sample(&mut self, now: Timestamp, second: &Path) -> Result<(), ApiError> {
        let data: Data = serde_json::from_str(DATA).map_err(|_| ErrorCode::Damaged)?;
        let language = crate::appearance::read(self.home()).language;
        let say = |text: &Text| {
            if language == "ar" {
                text.ar.clone()
            } else {
                text.en.clone()
            }
        };
        self.mark("loading")?;
        self.team_found(TeamFound {
            body: say(&data.body),
            team: say(&data.team),
            member: say(&data.lead),
        })?;
        let mut inspector = second_device(self, second, say(&data.inspector), now)?;
        let oldest = data.visits.iter().map(|visit| visit.days_ago).max().unwrap_or(0) + 1;
        self.clock = self.then(days_before(now, oldest));
        let mut places = BTreeMap::new();
        let mut known = register::Known::new();
        for place in &data.places {
            let authority = say(&place.authority);
            let linked = (!authority.is_empty()).then(|| self.sample_authority(&mut known, &authority, "other"));
            let facts = PlaceInput {
                name: say(&place.name),
                place_type: place.place_type.clone(),
                authority,
                authority_id: linked.transpose()?,
                region: say(&place.region),
                capacity: place.capacity,
                occupancy: place.occupancy,
                suspected: place.suspected,
                ..PlaceInput::default()
            };
            let made = self.place_add(facts.clone())?;
            self.furnish(&made.id, &facts, now, language == "ar")?;
            places.insert(place.key.clone(), made.id);
        }
        let mut visits = Vec::new();
        for visit in &data.visits {
            let place = places.get(&visit.place).ok_or(ErrorCode::Damaged)?;
            self.clock = self.then(days_before(now, visit.days_ago));
            inspector.clock = self.then(days_before(now, visit.days_ago));
            let id = self.load_visit(visit, place, &mut inspector, second, &say)?;
            visits.push((id, visit.place.clone()));
        }
        let ground = recommended::Ground {
            places: &places,
            named: &data.places,
            visits: &visits,
            now,
            offset_minutes: self.offset_minutes(now),
        };
        self.load_recommendations(&ground, &say)?;
        self.clock = self.then(now);
        self.load_programme(&places, &say)?;
        carry(self, &mut inspector, second)
    }

    fn mark(&mut self, how: &str) -> Result<(), ApiError> {
        Ok(self.open()?.vault.transact(|tx| tx.put_setting(SETTING, how))?)
    }
}

fn days_before(now: Timestamp, days: i64) -> Timestamp {
    from_millis(now.timestamp_millis() - days * DAY_MS).unwrap_or(now)
}

fn remove(folder: &Path) -> Result<(), ApiError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ErrorCode::ReadOnly.into()),
        _ => Ok(()),
    }
}

fn path_in(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

/// A second device, admitted to the team with files as any other.
fn second_device(lead: &mut Session, folder: &Path, member: String, now: Timestamp) -> Result<Session, ApiError> {
    let mut second = Session::at(folder.join("vault"), lead.then(now));
    let passphrase = passphrase::make_passphrase(&mut rand::rng()).to_string();
    second.vault_create(NewPassphrase {
        repeat: passphrase.clone(),
        passphrase,
    })?;
    let asked = second.team_request(TeamRequest { member, path: None })?;
    let path = path_in(folder, "admission");
    let request = RequestText {
        text: Some(asked.text),
        path: None,
    };
    let confirm = lead.team_inspect(request.clone())?.confirm.unwrap_or_default();
    lead.team_admit(TeamAdmit {
        request,
        words: asked.words,
        role: "inspector".to_owned(),
        further_device_of: None,
        path: path.clone(),
    })?;
    second.team_join(TeamJoin { path, words: confirm })?;
    Ok(second)
}

/// Carries a bundle from one device to the other.
fn carry(from: &mut Session, to: &mut Session, folder: &Path) -> Result<(), ApiError> {
    let path = path_in(folder, "bundle");
    from.bundle_export(BundleExport {
        path: path.clone(),
        devices: Vec::new(),
        first: false,
    })?;
    let taken = to.bundle_import(FilePath { path: path.clone() })?;
    // The next one is written under the same name, and nothing that stands is written over.
    std::fs::remove_file(&path).map_err(|_| ErrorCode::ReadOnly)?;
    if taken.waiting > 0 || taken.quarantined > 0 {
        return Err(ErrorCode::Damaged.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests;
