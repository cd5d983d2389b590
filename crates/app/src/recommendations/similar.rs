//! Earlier recommendations that say the same as what is being typed.

use super::lines::Held;
use crate::api::ApiError;
use crate::api::recommendation::{Similar, SimilarAsk, SimilarRows};
use crate::session::Session;
use std::cmp::Reverse;
use visita_domain::recommendation::{Fingerprint, SIMILAR_PERCENT, Status, shared_words};
use visita_vault::fold;

/// Most that are shown.
const MOST_SHOWN: usize = 5;
/// Characters of a text that are looked at: more than anybody types while looking on.
const LOOKED_AT_CHARS: usize = 4_000;

impl Held {
    /// The most similar ones with how similar they are, the most similar first and of these the newest.
    fn similar(&mut self, asked: &Fingerprint, except: Option<&str>) -> Vec<(String, u8)> {
        let mut found = Vec::new();
        for (id, body) in &self.bodies {
            if Some(id.as_str()) == except || body.facts.status == Status::Withdrawn {
                continue;
            }
            let print = self.prints.entry(id.clone());
            let print = print.or_insert_with(|| Fingerprint::of(body.folded.split(' ')));
            let percent = print.likeness(asked);
            if percent >= SIMILAR_PERCENT {
                found.push((id.clone(), percent));
            }
        }
        found.sort_by(|(a, percent_a), (b, percent_b)| {
            (Reverse(percent_a), Reverse(a)).cmp(&(Reverse(percent_b), Reverse(b)))
        });
        found.truncate(MOST_SHOWN);
        found
    }
}

impl Session {
    pub(crate) fn similar_find(&mut self, args: SimilarAsk) -> Result<SimilarRows, ApiError> {
        let text: String = args.text.chars().take(LOOKED_AT_CHARS).collect();
        // Each word as it was written, with its folded form; a word that folds to several is told by the first.
        let words: Vec<(&str, String)> = text
            .split_whitespace()
            .flat_map(|written| {
                let folded = fold(written);
                folded
                    .split(' ')
                    .map(|part| (written, part.to_owned()))
                    .collect::<Vec<_>>()
            })
            .collect();
        let asked = Fingerprint::of(words.iter().map(|(_, folded)| folded.as_str()));
        let held = &mut self.open()?.shelf()?.recommendations;
        let found = held.similar(&asked, args.except.as_deref());
        let mut rows = Vec::new();
        for (id, percent) in found {
            let row = self.recommendation_row(&id)?;
            let bodies = &self.open()?.shelf()?.recommendations.bodies;
            let theirs = bodies.get(&id).map(|body| body.folded.as_str()).unwrap_or_default();
            let ours = words.iter().map(|(written, folded)| (bare(written), folded.as_str()));
            let shared = shared_words(ours, theirs.split(' '));
            rows.push(Similar { row, percent, shared });
        }
        Ok(SimilarRows { rows })
    }
}

/// A word without what stands around it.
fn bare(written: &str) -> &str {
    written.trim_matches(|c: char| !c.is_alphanumeric())
}
