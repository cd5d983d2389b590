//! The ten questions: what members answered, and what can be seen without them.

use super::{body, facts};
use crate::api::ApiError;
use crate::api::recommendation::{AnsweredFinding, Smart, SmartAsk, SmartQuestion, SmartSet};
use crate::api::vault::Saved;
use crate::session::{Session, code_of, from_code};
use serde_json::json;
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::recommendation::smart::Behind;
use visita_domain::recommendation::{Answer, Question, Recommendation, hints};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};

/// What stands behind a recommendation.
pub(super) fn behind(findings: &[AnsweredFinding]) -> Behind {
    Behind {
        findings: findings.len(),
        open_findings: findings
            .iter()
            .filter(|finding| finding.status != "established")
            .count(),
    }
}

/// The ten, with the answers of a record where there is one.
pub(super) fn questions(
    record: Option<&RecordDocument>,
    facts: &Recommendation,
    behind: Behind,
    today: Day,
) -> Vec<SmartQuestion> {
    let seen = hints(facts, behind, today);
    Question::ALL
        .into_iter()
        .map(|question| {
            let code = code_of(&question);
            let answer = record.and_then(|record| record.field::<Answer>(&format!("smart/{code}")).ok());
            let seen = seen.iter().filter(|hint| hint.question() == question);
            SmartQuestion {
                answer: answer.and_then(|field| field.shown().map(code_of)),
                hints: seen.map(code_of).collect(),
                question: code,
            }
        })
        .collect()
}

impl Session {
    pub(crate) fn smart_preview(&mut self, args: SmartAsk) -> Result<Smart, ApiError> {
        let facts = facts::read(&args.facts, Recommendation::default())?;
        let mut links = Vec::new();
        for given in &args.findings {
            let (visit, finding) = facts::link(given)?;
            links.push(body::Basis {
                visit,
                finding: finding.to_string(),
            });
        }
        let behind = behind(&self.answered_findings(links)?);
        Ok(Smart {
            questions: questions(None, &facts, behind, self.today()),
        })
    }

    pub(crate) fn smart_set(&mut self, args: SmartSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        self.record(id, DocumentKind::Recommendation)?;
        let question: Question = from_code(&args.question, "question")?;
        let answer = args
            .answer
            .as_deref()
            .map(|answer| from_code::<Answer>(answer, "answer"));
        let answer = answer.transpose()?.map(|answer| json!(answer));
        let path = format!("smart/{}", code_of(&question));
        self.write(
            id,
            |edit| edit.set(&path, answer.as_ref(), WritePolicy::Fact),
            |_| Ok(()),
        )
    }
}
