//! What lists show of every record, kept in memory while the vault is open, so that a list of ten thousand visits costs
//! no reading and no parsing. It is made from the projections and follows every write; the vault has one writer.

use crate::api::ApiError;
use crate::api::visit::VisitRow;
use crate::project::{InterviewBody, PlaceBody, Projected, VisitBody};
use crate::session::{Open, Session, code_of};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use visita_domain::DocumentId;
use visita_vault::Tx;
use visita_wire::DocKind;

/// Bodies by the id of their record.
type Bodies<T> = BTreeMap<String, T>;

/// The projections of lists, parsed.
pub(crate) struct Shelf {
    pub places: Bodies<PlaceBody>,
    pub visits: Bodies<VisitBody>,
    pub interviews: Bodies<InterviewBody>,
    /// How many interviews of a visit are sealed for others.
    pub sealed: BTreeMap<DocumentId, u32>,
    rows: Option<Arc<Vec<VisitRow>>>,
}

fn sealed(tx: &Tx<'_>) -> Result<BTreeMap<DocumentId, u32>, ApiError> {
    let mut of_visit = BTreeMap::new();
    for (_, visit) in tx.sealed_documents(DocKind::Interview.code())? {
        if let Some(visit) = visit {
            *of_visit.entry(DocumentId::from_bytes(visit)).or_default() += 1;
        }
    }
    Ok(of_visit)
}

/// A projection that cannot be read is left out of lists; the record itself still opens, and says what is unreadable.
fn bodies<T: DeserializeOwned>(tx: &Tx<'_>, kind: &str) -> Result<Bodies<T>, ApiError> {
    let rows = tx.projections(kind)?.into_iter();
    Ok(rows
        .filter_map(|row| Some((row.id, serde_json::from_str(&row.body).ok()?)))
        .collect())
}

impl Shelf {
    fn load(tx: &Tx<'_>) -> Result<Self, ApiError> {
        Ok(Self {
            places: bodies(tx, "place")?,
            visits: bodies(tx, "visit")?,
            interviews: bodies(tx, "interview")?,
            sealed: sealed(tx)?,
            rows: None,
        })
    }

    fn put(&mut self, id: &str, projected: &Projected) {
        fn replace<T: DeserializeOwned>(bodies: &mut Bodies<T>, id: &str, body: &serde_json::Value) {
            match T::deserialize(body) {
                Ok(body) => bodies.insert(id.to_owned(), body),
                Err(_) => bodies.remove(id),
            };
        }
        for (kind, body) in &projected.rows {
            match *kind {
                "place" => replace(&mut self.places, id, body),
                "visit" => replace(&mut self.visits, id, body),
                "interview" => replace(&mut self.interviews, id, body),
                _ => continue,
            }
            self.rows = None;
        }
    }

    fn visit_rows(&mut self) -> Arc<Vec<VisitRow>> {
        if let Some(rows) = &self.rows {
            return Arc::clone(rows);
        }
        let mut of_visit: HashMap<DocumentId, (u32, u32)> = HashMap::new();
        for body in self.interviews.values() {
            let Some(visit) = body.frame.visit else { continue };
            let counts = of_visit.entry(visit).or_default();
            counts.0 += 1;
            counts.1 += u32::try_from(body.conflicts.len()).unwrap_or(u32::MAX);
        }
        let row = |(id, body): (&String, &VisitBody)| {
            let place = body.facts.place.map(|place| place.to_string()).unwrap_or_default();
            let known = self.places.get(&place);
            let document: Option<DocumentId> = id.parse().ok();
            let counts = document.and_then(|id| of_visit.get(&id));
            let sealed_interviews = document
                .and_then(|id| self.sealed.get(&id))
                .copied()
                .unwrap_or_default();
            let (interviews, conflicts) = counts.copied().unwrap_or_default();
            VisitRow {
                place_name: known.map(|place| place.facts.name.clone()).unwrap_or_default(),
                place_type: known.map(|place| code_of(&place.facts.place_type)).unwrap_or_default(),
                visit_kind: code_of(&body.facts.kind),
                phase: code_of(&body.facts.phase),
                announced: body.facts.announced,
                starts_on: body.facts.starts_on.map(|day| day.to_string()).unwrap_or_default(),
                ends_on: body.facts.ends_on.map(|day| day.to_string()),
                answers: body.answers,
                interviews,
                sealed_interviews,
                conflicts: conflicts + u32::try_from(body.conflicts.len()).unwrap_or(u32::MAX),
                id: id.clone(),
                place,
            }
        };
        let mut rows: Vec<VisitRow> = self.visits.iter().map(row).collect();
        rows.sort_by(|a, b| (&b.starts_on, &b.id).cmp(&(&a.starts_on, &a.id)));
        let rows = Arc::new(rows);
        self.rows = Some(Arc::clone(&rows));
        rows
    }
}

impl Open {
    /// What lists show; read from the vault the first time.
    pub(crate) fn shelf(&mut self) -> Result<&mut Shelf, ApiError> {
        if self.shelf.is_none() {
            self.shelf = Some(Shelf::load(&self.vault.read())?);
        }
        self.shelf.as_mut().ok_or_else(|| crate::api::ErrorCode::Locked.into())
    }

    /// Lists follow what was sealed for others, or unsealed, by an intake.
    pub(crate) fn reshelve_sealed(&mut self) -> Result<(), ApiError> {
        if let Some(shelf) = &mut self.shelf {
            let sealed = sealed(&self.vault.read())?;
            if sealed != shelf.sealed {
                (shelf.sealed, shelf.rows) = (sealed, None);
            }
        }
        Ok(())
    }

    /// Lists follow what was just stored.
    pub(crate) fn shelve(&mut self, id: DocumentId, projected: &Projected) {
        if let Some(shelf) = &mut self.shelf {
            shelf.put(&id.to_string(), projected);
        }
    }
}

impl Session {
    /// Places by id.
    pub(crate) fn place_bodies(&mut self) -> Result<&Bodies<PlaceBody>, ApiError> {
        Ok(&self.open()?.shelf()?.places)
    }

    /// Interviews of one visit.
    pub(crate) fn interviews_of(&mut self, visit: &str) -> Result<Vec<(String, InterviewBody)>, ApiError> {
        let visit: DocumentId = visit.parse()?;
        let all = self.open()?.shelf()?.interviews.iter();
        Ok(all
            .filter(|(_, body)| body.frame.visit == Some(visit))
            .map(|(id, body)| (id.clone(), body.clone()))
            .collect())
    }

    /// How many interviews of a visit are sealed for others.
    pub(crate) fn sealed_of(&mut self, visit: &str) -> Result<u32, ApiError> {
        let visit: DocumentId = visit.parse()?;
        Ok(self.open()?.shelf()?.sealed.get(&visit).copied().unwrap_or_default())
    }

    /// Visits, newest first.
    pub(crate) fn visit_rows(&mut self) -> Result<Arc<Vec<VisitRow>>, ApiError> {
        Ok(self.open()?.shelf()?.visit_rows())
    }

    /// The line of one visit.
    pub(crate) fn visit_row(&mut self, visit: &str) -> Result<VisitRow, ApiError> {
        let rows = self.visit_rows()?;
        let row = rows.iter().find(|row| row.id == visit).cloned();
        row.ok_or_else(|| crate::api::ErrorCode::NotFound.into())
    }
}
