//! A report as blocks, in the order in which it is read. Renderers know blocks only.

use crate::model::{Audience, VisitReport};
use crate::onsite::onsite;
use crate::publication::publication_text;
use crate::words::Words;
use std::collections::BTreeMap;
use visita_domain::theme::Theme;

/// One block. Texts marked *written* come from people and are never trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, level 1 to 3, of ours.
    Heading {
        /// Level.
        level: u8,
        /// Text.
        text: String,
    },
    /// A sentence of ours.
    Sentence(String),
    /// A paragraph, written.
    Written(String),
    /// Names of ours with what was written.
    Facts(Vec<(String, String)>),
    /// A quote, written, with the pseudonym it is under.
    Quote {
        /// Who; may be empty.
        by: String,
        /// What.
        text: String,
    },
    /// A table with a caption and headers of ours, cells written.
    Table {
        /// Caption.
        caption: String,
        /// Headers.
        headers: Vec<String>,
        /// Rows.
        rows: Vec<Vec<String>>,
    },
}

/// The blocks of a report.
#[must_use]
pub fn blocks(report: &VisitReport, words: &Words) -> Vec<Block> {
    let heading = |level, key: &str| Block::Heading {
        level,
        text: words.say(key),
    };
    let mut out = vec![Block::Heading {
        level: 1,
        text: words.say("report-title"),
    }];
    out.push(Block::Sentence(words.say(match report.audience {
        Audience::Internal => "report-audience-internal",
        Audience::Authority => "report-audience-authority",
        Audience::Public => "report-audience-public",
    })));
    let publication = report.publication.iter().flat_map(|said| publication_text(said, words));
    out.extend(publication.map(Block::Sentence));
    out.push(heading(2, "report-facts"));
    out.push(facts(report, words));
    if !report.objectives.is_empty() {
        out.push(heading(3, "report-objectives"));
        out.push(Block::Written(report.objectives.clone()));
    }
    out.push(heading(2, "report-team"));
    let rows = report
        .team
        .iter()
        .map(|entry| vec![words.say(&format!("role-{}", entry.role)), entry.name.clone()]);
    out.push(Block::Table {
        caption: words.say("report-team"),
        headers: vec![words.say("report-role"), words.say("report-name")],
        rows: rows.collect(),
    });
    out.push(heading(2, "report-method"));
    let mut method = vec![(words.say("report-interviews"), report.interviews.to_string())];
    if report.sealed > 0 {
        method.push((words.say("report-sealed"), report.sealed.to_string()));
    }
    method.push((words.say("report-observations"), report.observations.to_string()));
    method.push((words.say("report-answers"), report.annex.len().to_string()));
    out.push(Block::Facts(method));
    out.extend(onsite(&report.onsite, words));
    out.push(heading(2, "report-findings"));
    out.extend(findings(report, words));
    if !report.recommendations.is_empty() {
        out.push(heading(2, "report-recommendations"));
        out.push(recommendations(report, words));
    }
    if !report.observed.is_empty() {
        out.push(heading(2, "report-observations"));
        out.push(observed(report, words));
    }
    out.push(heading(2, "report-voices"));
    out.extend(report.excerpts.iter().map(|excerpt| Block::Quote {
        by: excerpt.pseudonym().to_owned(),
        text: excerpt.text().to_owned(),
    }));
    out.push(Block::Sentence(words.count("report-withheld", report.withheld)));
    out.push(heading(2, "report-disagreements"));
    out.extend(disagreements(report, words));
    out.push(heading(2, "report-annex"));
    out.extend(annex(report, words));
    out
}

fn facts(report: &VisitReport, words: &Words) -> Block {
    let number = |n: Option<u32>| n.map_or_else(|| words.say("report-unknown"), |n| n.to_string());
    let announced = if report.announced {
        "report-announced"
    } else {
        "report-unannounced"
    };
    Block::Facts(vec![
        (words.say("report-body"), report.body.clone()),
        (words.say("report-place"), report.place.clone()),
        (
            words.say("report-place-type"),
            words.say(&format!("place-type-{}", report.place_type)),
        ),
        (words.say("report-authority"), report.authority.clone()),
        (words.say("report-capacity"), number(report.capacity)),
        (words.say("report-occupancy"), number(report.occupancy)),
        (
            words.say("report-kind"),
            words.say(&format!("visit-kind-{}", report.visit_kind)),
        ),
        (words.say("report-notice"), words.say(announced)),
        (words.say("report-days"), report.days.clone()),
    ])
}

fn findings(report: &VisitReport, words: &Words) -> Vec<Block> {
    let mut out = Vec::new();
    for theme in Theme::ALL {
        let here: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| finding.theme == *theme)
            .collect();
        if here.is_empty() {
            continue;
        }
        let text = words.say(&format!("theme-{}", theme.code()));
        out.push(Block::Heading {
            level: 3,
            text: format!("{text} ({})", theme.standards()),
        });
        for finding in here {
            out.push(Block::Written(finding.statement.clone()));
            let evidence = finding
                .evidence
                .iter()
                .map(|(source, count)| {
                    let source = words.say(&format!("source-{source}"));
                    count.map_or_else(|| source.clone(), |count| format!("{source}: {count}"))
                })
                .collect::<Vec<_>>()
                .join(" · ");
            let nature = if finding.good_practice {
                "report-good-practice"
            } else {
                "report-concern"
            };
            let mut support = vec![words.say(nature)];
            if finding.draft {
                support.push(words.say("report-draft"));
            }
            if finding.triangulated {
                support.push(words.say("report-triangulated"));
            }
            if !evidence.is_empty() {
                support.push(evidence);
            }
            if let Some(independent) = finding.independent {
                support.push(words.count("report-independent", independent));
            }
            out.push(Block::Sentence(support.join(" · ")));
            if !finding.weight.is_empty() {
                out.push(Block::Facts(finding.weight.clone()));
            }
        }
    }
    if out.is_empty() {
        out.push(Block::Sentence(words.say("report-no-findings")));
    }
    out
}

fn recommendations(report: &VisitReport, words: &Words) -> Block {
    let headers = [
        "report-recommendation",
        "report-reference",
        "report-addressee",
        "report-deadline",
    ];
    let rows = report.recommendations.iter().map(|one| {
        let text = if one.draft {
            format!("{}\n{}", words.say("report-draft"), one.text)
        } else {
            one.text.clone()
        };
        vec![text, one.reference.clone(), one.addressee.clone(), one.deadline.clone()]
    });
    Block::Table {
        caption: words.say("report-recommendations"),
        headers: headers.iter().map(|key| words.say(key)).collect(),
        rows: rows.collect(),
    }
}

fn disagreements(report: &VisitReport, words: &Words) -> Vec<Block> {
    let open = report
        .disagreements
        .iter()
        .filter(|disagreement| !disagreement.kept)
        .count();
    let mut out = vec![Block::Sentence(
        words.count("report-open-conflicts", u32::try_from(open).unwrap_or(u32::MAX)),
    )];
    for disagreement in &report.disagreements {
        let state = if disagreement.kept {
            "report-kept-both"
        } else {
            "report-open"
        };
        let caption = format!("{} ({})", disagreement.about, words.say(state));
        if disagreement.sides.is_empty() {
            out.push(Block::Written(caption));
            continue;
        }
        out.push(Block::Table {
            caption,
            headers: vec![words.say("report-by"), words.say("report-recorded")],
            rows: disagreement
                .sides
                .iter()
                .map(|side| vec![side.by.clone(), side.value.clone()])
                .collect(),
        });
    }
    out
}

fn observed(report: &VisitReport, words: &Words) -> Block {
    let headers = [
        "report-observed",
        "report-theme",
        "report-source",
        "report-area",
        "report-by",
    ];
    let rows = report.observed.iter().map(|one| {
        let text = if one.flag {
            format!("{}\n{}", words.say("report-flagged"), one.text)
        } else {
            one.text.clone()
        };
        vec![
            text,
            one.theme.clone(),
            one.source.clone(),
            one.area.clone(),
            one.by.clone(),
        ]
    });
    Block::Table {
        caption: words.say("report-observations"),
        headers: headers.iter().map(|key| words.say(key)).collect(),
        rows: rows.collect(),
    }
}

/// A heading for each area and a table for each section, as they were walked. A table is named by both: alone on a page, or
/// read out alone, it says where it belongs.
fn annex(report: &VisitReport, words: &Words) -> Vec<Block> {
    // For readers outside there are neither sources nor notes.
    let (sources, notes) = (
        report.annex.iter().any(|row| !row.source.is_empty()),
        report.annex.iter().any(|row| !row.note.is_empty()),
    );
    let headers = [
        (true, "report-question"),
        (true, "report-answer"),
        (sources, "report-source"),
        (notes, "report-note"),
        (true, "report-standards"),
    ];
    let mut out = Vec::new();
    let mut named: BTreeMap<String, u32> = BTreeMap::new();
    for area in report.annex.chunk_by(|a, b| a.area == b.area) {
        let name = area.first().map(|answer| answer.area.clone()).unwrap_or_default();
        let name = if name.is_empty() {
            words.say("report-whole-place")
        } else {
            name
        };
        out.push(Block::Heading {
            level: 3,
            text: name.clone(),
        });
        for section in area.chunk_by(|a, b| a.section == b.section) {
            let title = section.first().map(|row| row.section.as_str()).unwrap_or_default();
            let caption = format!("{name} · {title}");
            // Two checklists may have a section of one title.
            let before = named.entry(caption.clone()).or_default();
            *before += 1;
            let rows = section.iter().map(|row| {
                let cells = [&row.question, &row.answer, &row.source, &row.note, &row.standards];
                let told = cells.into_iter().zip(headers).filter(|(_, (told, _))| *told);
                told.map(|(cell, _)| cell.clone()).collect()
            });
            out.push(Block::Table {
                caption: if *before > 1 {
                    format!("{caption} ({before})")
                } else {
                    caption
                },
                headers: headers
                    .iter()
                    .filter(|(told, _)| *told)
                    .map(|(_, key)| words.say(key))
                    .collect(),
                rows: rows.collect(),
            });
        }
    }
    if out.is_empty() {
        out.push(Block::Sentence(words.say("report-no-answers")));
    }
    out
}
