//! Counts and sizes for whoever runs the relay. No figure is of one mailbox, one token or one address.

use prometheus_client::encoding::prometheus_text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::time::Duration;

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Route {
    /// Keep envelopes.
    Put,
    /// Fetch them.
    Fetch,
    /// Wait for them.
    Wait,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: Route,
    status: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: Route,
}

/// All figures of one process.
pub struct Figures {
    registry: Registry,
    answers: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram>,
    /// Envelopes kept that were not there before.
    pub kept: Counter,
    /// Their bytes.
    pub kept_bytes: Counter,
    /// Envelopes put that were there already.
    pub repeated: Counter,
    /// Envelopes handed out.
    pub fetched: Counter,
    /// Their bytes.
    pub fetched_bytes: Counter,
    /// Envelopes that expired.
    pub expired: Counter,
    /// Mailboxes waited for.
    pub watched: Gauge,
    /// Connections.
    pub connections: Gauge,
    /// Objects that rows name and the storage lacks.
    pub missing: Gauge,
    /// Invitations not withdrawn.
    pub invitations: Gauge,
    /// Mailboxes.
    pub mailboxes: Gauge,
    /// Bytes of envelopes held.
    pub held_bytes: Gauge,
}

impl Default for Figures {
    fn default() -> Self {
        let mut figures = Self {
            registry: Registry::with_prefix("visita_relay"),
            answers: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(exponential_buckets(0.001, 2.0, 14))),
            kept: Counter::default(),
            kept_bytes: Counter::default(),
            repeated: Counter::default(),
            fetched: Counter::default(),
            fetched_bytes: Counter::default(),
            expired: Counter::default(),
            watched: Gauge::default(),
            connections: Gauge::default(),
            missing: Gauge::default(),
            invitations: Gauge::default(),
            mailboxes: Gauge::default(),
            held_bytes: Gauge::default(),
        };
        figures.register();
        figures
    }
}

impl Figures {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("answers", "Answers by what was asked and status", self.answers.clone());
        registry.register("answer_seconds", "Time to answer; waits left out", self.seconds.clone());
        for (name, help, counter) in [
            ("kept", "Envelopes kept", &self.kept),
            ("kept_bytes", "Bytes of envelopes kept", &self.kept_bytes),
            ("repeated", "Envelopes put again", &self.repeated),
            ("fetched", "Envelopes handed out", &self.fetched),
            ("fetched_bytes", "Bytes of envelopes handed out", &self.fetched_bytes),
            ("expired", "Envelopes removed after their time", &self.expired),
        ] {
            registry.register(name, help, counter.clone());
        }
        for (name, help, gauge) in [
            ("watched", "Mailboxes waited for", &self.watched),
            ("connections", "Connections", &self.connections),
            (
                "missing_objects",
                "Objects that rows name and the storage lacks, since the start",
                &self.missing,
            ),
            ("invitations", "Invitations not withdrawn", &self.invitations),
            ("mailboxes", "Mailboxes", &self.mailboxes),
            ("held_bytes", "Bytes of envelopes held", &self.held_bytes),
        ] {
            registry.register(name, help, gauge.clone());
        }
    }

    /// Counts an answer, and its time unless it was waited for on purpose.
    pub fn answered(&self, route: Route, status: u16, took: Duration) {
        let answered = Answered {
            route,
            status: status.into(),
        };
        self.answers.get_or_create(&answered).inc();
        if route != Route::Wait {
            self.seconds.get_or_create(&Asked { route }).observe(took.as_secs_f64());
        }
    }

    /// In Prometheus' text format, version 0.0.4.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a String does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// For a gauge.
#[must_use]
pub fn gauge(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counts_and_sizes() {
        let figures = Figures::default();
        figures.kept.inc_by(3);
        figures.answered(Route::Put, 200, Duration::from_millis(3));
        figures.answered(Route::Wait, 200, Duration::from_secs(50));
        let text = figures.to_text();
        for line in [
            "visita_relay_kept_total 3",
            "visita_relay_answers_total{route=\"Put\",status=\"200\"} 1",
            "visita_relay_answer_seconds_count{route=\"Put\"} 1",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} is not in\n{text}");
        }
        assert!(!text.contains("answer_seconds_count{route=\"Wait\"}"));
    }
}
