//! What a front is told: that something changed, and of what kind. Never what.

use crate::api::carriers::{Changed, Topic};
use std::sync::Arc;
use visita_vault::News;

/// Hears what changed.
pub type Observer = Arc<dyn Fn(&Changed) + Send + Sync>;

/// What screens would look at again.
pub(super) fn topics(news: &News) -> Vec<Topic> {
    let mut topics = Vec::new();
    for kind in &news.records {
        topics.push(match kind.as_str() {
            "visit" => Topic::Visits,
            "interview" => Topic::Interviews,
            "place" => Topic::Places,
            "body" => Topic::Body,
            "authority" => Topic::Authorities,
            "plan" => Topic::Plans,
            "recommendation" => Topic::Recommendations,
            _ => continue,
        });
    }
    if news.roster || news.peers {
        topics.push(Topic::Team);
    }
    if news.quarantine {
        topics.push(Topic::Quarantine);
    }
    topics
}
