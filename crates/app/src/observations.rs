//! What was seen, measured or read; corrected by who wrote it, and taken back without being lost.

use crate::api::observation::{Observation, ObservationAdd, ObservationSet, ObservationWithdraw};
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, from_code};
use crate::visits::{MAX_TEXT_CHARS, bounded, make_id};
use serde_json::{Value, json};
use visita_domain::answer::SourceType;
use visita_domain::dates::rfc3339;
use visita_domain::slots::WritePolicy;
use visita_domain::theme::Theme;
use visita_domain::{AreaId, DocumentId, MemberId, ObservationId};
use visita_record::{DocumentKind, RecordDocument};

/// Members of an observation to write, by name.
type Fields = Vec<(&'static str, Value)>;

impl Session {
    pub(crate) fn observation_add(&mut self, args: ObservationAdd) -> Result<Created, ApiError> {
        let observation = make_id();
        let mut fields = fields(&args)?;
        // What is not said of a new one is not written.
        fields.retain(|(_, value)| !value.is_null());
        let saved = self.write_observation(&args.visit, &observation, &fields)?;
        Ok(Created {
            id: observation,
            saved_at: saved.saved_at,
        })
    }

    /// A correction: testimony of whoever writes it. A colleague's words stay beside it, for a lead.
    pub(crate) fn observation_set(&mut self, args: ObservationSet) -> Result<Saved, ApiError> {
        let id = self.observation(&args.facts.visit, &args.observation)?;
        let (facts, visit) = (fields(&args.facts)?, args.facts.visit.parse()?);
        let record = self.record(visit, DocumentKind::Visit)?;
        let differs = |(name, value): &(&str, Value)| {
            let path = format!("observation/{id}/{name}");
            let here = record.raw_fields(&path).remove(&path).unwrap_or_default();
            here.in_conflict() || here.shown().unwrap_or(&Value::Null) != value
        };
        let changed: Fields = facts.into_iter().filter(differs).collect();
        self.write_observation(&args.facts.visit, id.as_str(), &changed)
    }

    pub(crate) fn observation_withdraw(&mut self, args: ObservationWithdraw) -> Result<Saved, ApiError> {
        let id = self.observation(&args.visit, &args.observation)?;
        // Testimony like the rest of it: whoever saw it takes it back; a colleague's word on it is a word of their own.
        let path = format!("observation/{id}/withdrawn");
        self.write(
            args.visit.parse()?,
            |edit| edit.set(&path, Some(&json!(args.withdrawn)), WritePolicy::Testimony),
            |_| Ok(()),
        )
    }

    fn observation(&mut self, visit: &str, observation: &str) -> Result<ObservationId, ApiError> {
        let missing = || ApiError::about(ErrorCode::NotFound, "observation");
        let id = ObservationId::parse(observation).map_err(|_| missing())?;
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let text = record.field::<String>(&format!("observation/{id}/text"));
        text.ok().filter(|text| text.shown().is_some()).ok_or_else(missing)?;
        Ok(id)
    }

    fn write_observation(&mut self, visit: &str, observation: &str, fields: &Fields) -> Result<Saved, ApiError> {
        let id: DocumentId = visit.parse()?;
        self.record(id, DocumentKind::Visit)?;
        self.write(
            id,
            |edit| {
                fields.iter().try_for_each(|(name, value)| {
                    let value = (!value.is_null()).then_some(value);
                    let path = format!("observation/{observation}/{name}");
                    edit.set(&path, value, WritePolicy::Testimony)
                })
            },
            |_| Ok(()),
        )
    }
}

fn fields(args: &ObservationAdd) -> Result<Fields, ApiError> {
    bounded(&args.text, MAX_TEXT_CHARS, "text")?;
    let source: SourceType = from_code(&args.source, "source")?;
    let theme = args.theme.as_deref().map(|theme| from_code::<Theme>(theme, "theme"));
    let area = args.area.as_deref().map(AreaId::parse).transpose()?;
    Ok(vec![
        ("text", json!(args.text)),
        ("source", json!(source)),
        ("theme", json!(theme.transpose()?)),
        ("area", json!(area)),
        ("flag", json!(args.flag)),
    ])
}

/// Whether it was taken back. Where colleagues differ on it, it was not: it is still to be looked at.
pub(crate) fn observation_withdrawn(record: &RecordDocument, id: &str) -> bool {
    let field = record
        .field::<bool>(&format!("observation/{id}/withdrawn"))
        .unwrap_or_default();
    !field.in_conflict() && field.shown() == Some(&true)
}

/// Observations of a visit, newest first.
pub(crate) fn observations(
    record: &RecordDocument,
    me: Option<&MemberId>,
    name_of: impl Fn(&MemberId) -> String,
) -> Vec<Observation> {
    let text = |id: &str, name: &str| {
        let path = format!("observation/{id}/{name}");
        let field = record.raw_fields(&path).remove(&path);
        field.and_then(|field| field.shown().and_then(|value| value.as_str().map(ToOwned::to_owned)))
    };
    let mut found: Vec<Observation> = crate::findings::ids(record, "observation")
        .into_iter()
        .filter_map(|id| {
            let field = record.field::<String>(&format!("observation/{id}/text")).ok()?;
            let first = field.slots.iter().min_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)))?;
            let flag = record.field::<bool>(&format!("observation/{id}/flag")).ok();
            Some(Observation {
                text: field.shown()?.clone(),
                area: text(&id, "area"),
                theme: text(&id, "theme"),
                source: text(&id, "source").unwrap_or_default(),
                flag: flag.is_some_and(|flag| flag.shown() == Some(&true)),
                by: name_of(&first.by),
                mine: Some(&first.by) == me,
                at: rfc3339(first.at),
                withdrawn: observation_withdrawn(record, &id),
                id,
            })
        })
        .collect();
    found.sort_by(|a, b| (&b.at, &b.id).cmp(&(&a.at, &a.id)));
    found
}
