//! The sheet of immediate observations: chosen findings, in the team's words, behind a gate of its own. It is left with the
//! management while those who spoke are still in its hands.

use super::{preview, settled_consents};
use crate::api::finding::{ImmediateBuild, ImmediateBuilt};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::evidence::evidence;
use crate::findings::{ids, read_finding};
use crate::session::{Open, Session};
use crate::weights::{standards_linked, weight};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_domain::finding::{EvidenceKind, FindingStatus, persons_heard};
use visita_domain::interview::Purpose;
use visita_domain::place::Place;
use visita_domain::theme::Theme;
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, RecordDocument};
use visita_report::{ImmediateEntry, ImmediateSheet, Language, Words, immediate, page, tells_immediately};

/// Whether each interview agreed to be shared with the authority; one that was taken back is not among them.
type Voices = BTreeMap<String, bool>;

/// Whether a finding may be said now: nobody differs on its words, and it points at nobody.
fn may_be_told(open: &mut Open, visit: &RecordDocument, id: &str, voices: &Voices) -> bool {
    let disputed = |name: &str| {
        let field = visit.raw_fields(&format!("finding/{id}/{name}"));
        field.values().any(|field| field.in_conflict())
    };
    if ["statement", "theme", "status", "good_practice"]
        .into_iter()
        .any(disputed)
    {
        return false;
    }
    let mut links = evidence(visit, id);
    let elsewhere = open.elsewhere(&links);
    links.retain(|link| !link.against && !elsewhere.taken_off(link));
    let from_voices = |link: &&visita_domain::finding::Evidence| {
        link.kind == EvidenceKind::Interview || link.source == visita_domain::answer::SourceType::Interview
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let others = links.iter().filter(|link| !from_voices(link)).count();
    let heard = links.iter().filter(from_voices);
    let agreed = heard.clone().filter(|link| voices.get(&link.target) == Some(&true));
    // One person heard twice is as easily found as one heard once.
    let agreed = persons_heard(&agreed.cloned().collect::<Vec<_>>());
    let silent = heard.filter(|link| voices.get(&link.target) != Some(&true)).count();
    tells_immediately(count(others), count(agreed), count(silent))
}

fn entry(visit: &RecordDocument, id: &str) -> Option<ImmediateEntry> {
    let finding = read_finding(visit, id)?;
    let mut standards = standards_linked(visit, id);
    standards.extend(weight(visit, id).standards);
    standards.dedup();
    Some(ImmediateEntry {
        theme: finding.theme,
        statement: finding.statement,
        good_practice: finding.good_practice,
        standards,
    })
}

impl Session {
    fn voices(&mut self, visit: &str) -> Result<Voices, ApiError> {
        let held = self.interviews_of(visit)?.into_iter();
        let standing: Vec<String> = held.filter(|(_, body)| !body.withdrawn()).map(|(id, _)| id).collect();
        let mut voices = Voices::new();
        for id in standing {
            let record = self.record(id.parse()?, DocumentKind::Interview)?;
            let agreed = settled_consents(record).permits(Purpose::ShareWithAuthority);
            voices.insert(id, agreed);
        }
        Ok(voices)
    }

    pub(crate) fn immediate_build(&mut self, args: ImmediateBuild) -> Result<ImmediateBuilt, ApiError> {
        let refused = || ApiError::about(ErrorCode::Refused, "language");
        let words = Words::of(Language::from_code(&args.language).ok_or_else(refused)?);
        let id: DocumentId = args.visit.parse()?;
        let visit = self.reading(id, DocumentKind::Visit)?;
        self.require_interviews_here(id)?;
        let voices = self.voices(&args.visit)?;
        let chosen = ids(&visit, "finding").into_iter().filter(|id| {
            let standing = read_finding(&visit, id).is_some_and(|one| one.status != FindingStatus::Withdrawn);
            standing && weight(&visit, id).immediate
        });
        let open = self.open()?;
        let (told, withheld): (Vec<String>, Vec<String>) =
            chosen.partition(|id| may_be_told(open, &visit, id, &voices));
        let sheet = self.sheet(&visit, &told)?;
        let title = format!("{} – {}", words.say("immediate-title"), sheet.place);
        let blocks = immediate(&sheet, &words);
        let html = page(&blocks, &title, &words);
        if let Some(path) = &args.path {
            write_file(self.chosen().as_ref(), path, html.as_bytes())?;
        }
        Ok(ImmediateBuilt {
            html,
            blocks: blocks.into_iter().map(preview).collect(),
            path: args.path,
            told,
            withheld,
        })
    }

    fn sheet(&mut self, visit: &RecordDocument, told: &[String]) -> Result<ImmediateSheet, ApiError> {
        let facts = visit.section::<Visit>("visit").value;
        let place = facts.place.map(|place| self.record(place, DocumentKind::Place));
        let place = place
            .transpose()?
            .map(|place| place.section::<Place>("place").value.name);
        let days = [facts.starts_on, facts.ends_on].into_iter().flatten();
        let mut entries: Vec<ImmediateEntry> = told.iter().filter_map(|id| entry(visit, id)).collect();
        let order = |theme: Theme| Theme::ALL.iter().position(|known| *known == theme);
        entries.sort_by_key(|entry| (order(entry.theme), entry.good_practice));
        Ok(ImmediateSheet {
            body: self.body_name()?,
            place: place.unwrap_or_default(),
            days: days.map(|day| day.to_string()).collect::<Vec<_>>().join(" – "),
            entries,
        })
    }
}
