//! Access, numbers and registers, as a report says them.

use crate::block::Block;
use crate::words::Words;

/// A request and how it was met, in the report's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessEntry {
    /// What was asked for; inside the team with its particulars.
    pub asked: String,
    /// How it was met.
    pub outcome: String,
    /// Minutes of delay.
    pub minutes: Option<u32>,
    /// The paragraph of the Protocol.
    pub article: String,
    /// The ground given; inside the team with who gave it and what they said.
    pub reason: String,
}

/// A number of persons held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountEntry {
    /// Group, in the report's language.
    pub group: String,
    /// Where the number comes from, in the report's language; empty where that is not told.
    pub source: String,
    /// Persons; several where members noted different numbers.
    pub number: String,
}

/// What the samples say of one element of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementEntry {
    /// The element, in the report's language.
    pub element: String,
    /// There.
    pub present: u32,
    /// In part.
    pub partly: u32,
    /// Not there.
    pub missing: u32,
}

/// What a report says of the days on site beside answers and findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnSite {
    /// Requests, as they were made.
    pub access: Vec<AccessEntry>,
    /// Numbers of persons held.
    pub counts: Vec<CountEntry>,
    /// Totals of the samples, (a) to (h).
    pub elements: Vec<ElementEntry>,
    /// Samples taken.
    pub samples: u32,
}

fn table(words: &Words, caption: &str, headers: &[&str], rows: Vec<Vec<String>>) -> Block {
    Block::Table {
        caption: words.say(caption),
        headers: headers.iter().map(|key| words.say(key)).collect(),
        rows,
    }
}

/// A heading and a table for each that there is.
pub(crate) fn onsite(found: &OnSite, words: &Words) -> Vec<Block> {
    let heading = |key: &str| Block::Heading {
        level: 2,
        text: words.say(key),
    };
    let mut out = Vec::new();
    if !found.counts.is_empty() {
        let rows = found.counts.iter();
        let rows = rows.map(|one| vec![one.group.clone(), one.number.clone(), one.source.clone()]);
        out.push(heading("report-population"));
        let headers = ["report-group", "report-persons", "report-source"];
        out.push(table(words, "report-population", &headers, rows.collect()));
    }
    if !found.access.is_empty() {
        let rows = found.access.iter().map(|one| {
            let minutes = one.minutes.map_or_else(String::new, |minutes| minutes.to_string());
            vec![
                one.asked.clone(),
                one.outcome.clone(),
                minutes,
                one.article.clone(),
                one.reason.clone(),
            ]
        });
        out.push(heading("report-access"));
        let headers = [
            "report-asked",
            "report-outcome",
            "report-minutes",
            "report-article",
            "report-grounds",
        ];
        out.push(table(words, "report-access", &headers, rows.collect()));
    }
    if !found.elements.is_empty() {
        let rows = found.elements.iter().map(|one| {
            let numbers = [one.present, one.partly, one.missing].map(|number| number.to_string());
            std::iter::once(one.element.clone()).chain(numbers).collect()
        });
        out.push(heading("report-registers"));
        out.push(Block::Sentence(words.count("report-samples", found.samples)));
        let headers = [
            "report-element",
            "completeness-present",
            "completeness-partly",
            "completeness-missing",
        ];
        out.push(table(words, "report-registers", &headers, rows.collect()));
    }
    out
}
