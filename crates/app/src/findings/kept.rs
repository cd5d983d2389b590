//! The findings of the visit that somebody looks at, kept until something is written that bears on them: then those alone are read
//! again.

use super::{fields_of_each, order};
use crate::api::ApiError;
use crate::api::finding::Finding;
use crate::comments::{COMMENT, unsettled};
use crate::contradictions::Beside;
use crate::evidence::{areas_named, bears_on, leads_to, links_of_all, rests_on_others};
use crate::lines::Lines;
use crate::session::Session;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::finding::Evidence;
use visita_record::{DocumentKind, HEAD_BYTES, RecordDocument, WITHDRAWALS};

/// Most fields whose writing is followed; where more were written, all findings are read.
const MAX_FOLLOWED: usize = 300;
/// Most findings that are read again one by one; of more, all are.
const MAX_RENEWED: usize = 300;

/// Findings of a visit by theme, each with everything that is linked to it.
pub(crate) type VisitFindings = Lines<Finding, Vec<Evidence>>;

/// The findings of a visit as they were read.
pub(crate) struct KeptFindings {
    visit: String,
    /// Where the record of the visit stood.
    heads: Vec<[u8; HEAD_BYTES]>,
    beside: Beside,
    /// Names of the areas of the visit.
    areas: BTreeMap<String, String>,
    lines: VisitFindings,
    /// Other records that were written since.
    written: BTreeSet<String>,
    /// The record of the visit was written since.
    behind: bool,
}

impl KeptFindings {
    /// Tells of a record that was written.
    pub(crate) fn tell_written(&mut self, record: &str) {
        if record == self.visit {
            self.behind = true;
        } else {
            self.written.insert(record.to_owned());
        }
    }

    /// Findings that may read otherwise: by what was written in the record of the visit since and in others, and, where they
    /// `moved`, by the names of areas and what stands beside the visit.
    fn stale(&self, record: &RecordDocument, paths: &BTreeSet<String>, moved: bool) -> BTreeSet<String> {
        let mut stale: BTreeSet<String> = paths.iter().filter_map(|path| finding_at(path)).collect();
        let comments = paths.iter().any(|path| path.starts_with(COMMENT));
        if comments {
            stale.extend(unsettled(record).paths().filter_map(finding_at));
        }
        let parted = paths.iter().map(|path| path.split('/').collect());
        let parted: Vec<Vec<&str>> = parted.collect();
        let others = self.lines.iter().filter(|line| {
            let bears = |link: &Evidence| {
                parted.iter().any(|path| bears_on(path, link))
                    || leads_to(link).is_some_and(|record| self.written.contains(record))
                    || (moved && rests_on_others(link))
            };
            (comments && line.row.comments > 0) || line.key.iter().any(bears)
        });
        stale.extend(others.map(|line| line.row.id.clone()));
        stale
    }
}

/// The finding that a path in the record of a visit is of, or a decision on its withdrawal.
fn finding_at(path: &str) -> Option<String> {
    let path = path.strip_prefix(WITHDRAWALS).unwrap_or(path);
    let rest = path.strip_prefix("finding/")?;
    rest.split('/').next().map(ToOwned::to_owned)
}

impl Session {
    /// The findings of a visit as they stand: a source that was taken back counts no more.
    pub(crate) fn finding_lines(&mut self, visit: &str) -> Result<VisitFindings, ApiError> {
        let kept = self.open()?.shelf()?.findings.take();
        let renewed = match kept.filter(|kept| kept.visit == visit) {
            Some(kept) => self.renewed(kept)?,
            None => None,
        };
        let kept = match renewed {
            Some(kept) => kept,
            None => self.all_findings(visit)?,
        };
        let lines = kept.lines.clone();
        self.open()?.shelf()?.findings = Some(kept);
        Ok(lines)
    }

    /// Brings what is kept up to what was written into the record of the visit, as part of the write: no look waits for it. Where all
    /// findings are to be read, whoever looks next does that.
    pub(crate) fn keep_findings_up(&mut self) {
        let shelf = self.open.as_mut().and_then(|open| open.shelf.as_mut());
        let behind = shelf.and_then(|shelf| shelf.findings.take_if(|kept| kept.behind));
        let Some(kept) = behind else {
            return;
        };
        // What cannot be read is told to whoever asks for it.
        let renewed = self.renewed(kept).ok().flatten();
        if let Some(shelf) = self.open.as_mut().and_then(|open| open.shelf.as_mut()) {
            shelf.findings = renewed;
        }
    }

    fn all_findings(&mut self, visit: &str) -> Result<KeptFindings, ApiError> {
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let (heads, areas) = (record.heads(), areas_named(record));
        let fields = record.read("finding/");
        let linked = links_of_all(record, &fields);
        let beside = self.beside_of(visit, linked.iter().any(|(_, links)| !links.is_empty()))?;
        let lines = self.finding_rows(visit, &fields, linked, &beside, &areas)?;
        Ok(KeptFindings {
            visit: visit.to_owned(),
            heads,
            beside,
            areas,
            lines: Lines::sorted(lines, order),
            written: BTreeSet::new(),
            behind: false,
        })
    }

    /// What stands beside a visit; nothing where no evidence is held against it.
    fn beside_of(&mut self, visit: &str, is_linked: bool) -> Result<Beside, ApiError> {
        if is_linked {
            self.beside(visit)
        } else {
            Ok(Beside::default())
        }
    }

    /// As they stand now; none where it is less work to read all of them.
    fn renewed(&mut self, mut kept: KeptFindings) -> Result<Option<KeptFindings>, ApiError> {
        let visit: DocumentId = kept.visit.parse()?;
        let record = self.record(visit, DocumentKind::Visit)?;
        let heads = record.heads();
        if heads == kept.heads && kept.written.is_empty() {
            kept.behind = false;
            return Ok(Some(kept));
        }
        let paths = record.written_since(&kept.heads);
        let Some(paths) = paths.filter(|paths| paths.len() <= MAX_FOLLOWED) else {
            return Ok(None);
        };
        let was_linked = kept.lines.iter().any(|line| !line.key.is_empty());
        let may_be_linked = was_linked || paths.iter().any(|path| finding_at(path).is_some());
        let beside = self.beside_of(&kept.visit, may_be_linked)?;
        let record = self.record(visit, DocumentKind::Visit)?;
        let areas = areas_named(record);
        let moved = beside != kept.beside || areas != kept.areas;
        let stale = kept.stale(record, &paths, moved);
        if stale.len() > MAX_RENEWED {
            return Ok(None);
        }
        if !stale.is_empty() {
            let fields = fields_of_each(record, &stale);
            let linked = links_of_all(record, &fields);
            let made = self.finding_rows(&kept.visit, &fields, linked, &beside, &areas)?;
            kept.lines.renew(|row| stale.contains(&row.id), made, order);
        }
        kept.written.clear();
        Ok(Some(KeptFindings {
            heads,
            beside,
            areas,
            behind: false,
            ..kept
        }))
    }
}

#[cfg(test)]
#[path = "kept_tests.rs"]
mod tests;
