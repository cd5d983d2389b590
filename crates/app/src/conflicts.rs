//! The list of the merge desk: what is open, what was decided, what merged by itself.
//!
//! Of one visit it is told in full. Of everything the body has, whatever is open is told, and what was settled only of the
//! records that were settled last: lists know which these are, and the others are not opened.

use crate::api::ApiError;
use crate::api::merge::{Conflict, ConflictFilter, Conflicts, Merged};
use crate::evidence::{Elsewhere, links_on_desk};
use crate::merge::{conflict, label};
use crate::project::field_conflicts;
use crate::reprisals::stays;
use crate::session::{Open, Session};
use crate::shelf::Shelf;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use visita_domain::slots::{Field, FieldState};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, PASSAGES, RecordDocument};

/// Longest list of what merged by itself.
const MAX_MERGED: usize = 2_000;
/// Records without anything open that are looked into where everything is asked for.
const MAX_SETTLED: usize = 20;

/// The records to look into, and how many more were settled before them.
struct Chosen {
    records: Vec<DocumentId>,
    earlier: u32,
}

/// Those with something open, and those that were settled last.
fn chosen(shelf: &Shelf, me: Option<&MemberId>) -> Chosen {
    let (open, rest): (Vec<_>, Vec<_>) = shelf.desks.iter().partition(|(_, desk)| !desk.conflicts.is_empty());
    let settled = rest
        .into_iter()
        .filter_map(|(id, desk)| Some((desk.settled_ms(me)?, id)));
    let mut settled: Vec<_> = settled.collect();
    settled.sort_by_key(|one| Reverse(*one));
    let earlier = settled.len().saturating_sub(MAX_SETTLED);
    settled.truncate(MAX_SETTLED);
    let ids = open
        .into_iter()
        .map(|(id, _)| id)
        .chain(settled.into_iter().map(|(_, id)| id));
    Chosen {
        records: ids.filter_map(|id| id.parse().ok()).collect(),
        earlier: u32::try_from(earlier).unwrap_or(u32::MAX),
    }
}

impl Conflicts {
    fn take(&mut self, state: &FieldState<'_, Value>, shown: impl FnOnce() -> Conflict) {
        match state {
            FieldState::Decided(_) => self.decided.push(shown()),
            FieldState::Conflict { .. } => self.open.push(shown()),
            FieldState::Empty | FieldState::Agreed(_) => {}
        }
    }
}

impl Session {
    /// One visit with its interviews, whatever stands open in them or not.
    fn of_visit(&mut self, visit: &str) -> Result<Chosen, ApiError> {
        let id: DocumentId = visit.parse()?;
        self.record(id, DocumentKind::Visit)?;
        let interviews = self.interviews_of(visit)?;
        let reprisals = self.open()?.shelf()?.reprisals.iter();
        let of_visit = reprisals.filter(|(_, body)| body.visit == Some(id)).map(|(id, _)| id);
        let ids = interviews.iter().map(|(id, _)| id).chain(of_visit);
        let ids = ids.filter_map(|id| id.parse().ok());
        Ok(Chosen {
            records: std::iter::once(id).chain(ids).collect(),
            earlier: 0,
        })
    }

    pub(crate) fn conflict_list(&mut self, args: ConflictFilter) -> Result<Conflicts, ApiError> {
        let open = self.open()?;
        let me = open.team.as_ref().map(|team| team.author.member.clone());
        // Fields that name other records are shown by their names.
        let all = chosen(open.shelf()?, me.as_ref());
        let Chosen { records, earlier } = match args.visit.as_deref() {
            Some(visit) => self.of_visit(visit)?,
            None => all,
        };
        let mut desk = Conflicts {
            open: Vec::new(),
            decided: Vec::new(),
            merged: Vec::new(),
            earlier,
        };
        let open = self.open()?;
        for id in records {
            open.list_conflicts(id, me.as_ref(), &mut desk)?;
        }
        let order = |conflict: &Conflict| {
            (
                conflict.visit.clone(),
                conflict.severity != "high",
                conflict.subject.clone(),
                conflict.path.clone(),
            )
        };
        desk.open.sort_by_key(order);
        desk.decided.sort_by_key(order);
        Ok(desk)
    }
}

impl Open {
    fn list_conflicts(&mut self, id: DocumentId, me: Option<&MemberId>, desk: &mut Conflicts) -> Result<(), ApiError> {
        self.shelf()?;
        let passages = self.passages(id)?;
        let withdrawals = self.record(id)?.withdrawals();
        let record = self.reading(id)?;
        let elsewhere = self.elsewhere(&links_on_desk(&record, &withdrawals));
        let taken_back = self.hides_words(&record);
        // What a person took back is shown to nobody; that they took it back is.
        if !taken_back {
            let nothing = Field::default();
            let decided = record.raw_fields(PASSAGES);
            for passage in passages.iter() {
                let path = passage.path();
                let field = passage.field(decided.get(&path).unwrap_or(&nothing));
                desk.take(&field.state(), || Conflict {
                    now: Some(passage.now.clone()),
                    ..conflict(self, (id, &record), &elsewhere, &path, &field)
                });
            }
            for withdrawal in withdrawals {
                let path = withdrawal.path();
                let decisions = record.raw_fields(&path).remove(&path).unwrap_or_default();
                let field = withdrawal.field(&decisions);
                desk.take(&field.state(), || {
                    conflict(self, (id, &record), &elsewhere, &path, &field)
                });
            }
        }
        self.list_fields((id, &record), &elsewhere, me, desk);
        Ok(())
    }

    fn list_fields(
        &self,
        (id, record): (DocumentId, &RecordDocument),
        elsewhere: &Elsewhere,
        me: Option<&MemberId>,
        desk: &mut Conflicts,
    ) {
        let taken_back = self.hides_words(record);
        let fields = record.raw_fields("").into_iter();
        let told = fields.filter(|(path, _)| !taken_back || stays(record, path));
        let open_paths: BTreeSet<String> = field_conflicts(record).into_iter().collect();
        for (path, field) in told {
            let others = field.slots.iter().any(|slot| Some(&slot.by) != me);
            if open_paths.contains(&path) {
                desk.open.push(conflict(self, (id, record), elsewhere, &path, &field));
            } else if matches!(field.state(), FieldState::Decided(_)) {
                desk.decided
                    .push(conflict(self, (id, record), elsewhere, &path, &field));
            } else if others && desk.merged.len() < MAX_MERGED {
                let by: BTreeSet<String> = field.current().iter().map(|slot| self.name_of(&slot.by)).collect();
                let (label, question) = label(record, &path);
                desk.merged.push(Merged {
                    path,
                    label,
                    question,
                    by: by.into_iter().collect(),
                });
            }
        }
    }
}

#[cfg(test)]
#[path = "conflicts_tests.rs"]
mod tests;
