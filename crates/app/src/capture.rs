//! Checklists and answers.

use crate::api::answer::{AnswerValue, Computed};
use crate::api::capture::*;
use crate::api::vault::{Nothing, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::remarks::{self, remarks};
use crate::session::{Open, Session, code_of, from_code};
use serde_json::json;
use std::collections::BTreeMap;
use visita_domain::answer::{Answer, AnswerValue as DomainValue, MAX_ANSWER_CHARS};
use visita_domain::checklist::{self, builtin};
use visita_domain::dates::{Day, rfc3339};
use visita_domain::slots::{Field, FieldState, WritePolicy};
use visita_domain::{AreaId, ChecklistId, DocumentId, ItemId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

pub(crate) fn localized(text: &checklist::Localized) -> Localized {
    Localized {
        en: text.en.clone(),
        ar: text.ar.clone(),
    }
}

fn checklist_row(list: &checklist::Checklist) -> ChecklistRow {
    ChecklistRow {
        id: list.id.to_string(),
        version: list.version,
        title: localized(&list.title),
        place_types: list.place_types.iter().map(code_of).collect(),
        items: u32::try_from(list.items().count()).unwrap_or(u32::MAX),
    }
}

fn item_view(item: &checklist::Item) -> Item {
    Item {
        id: item.id.to_string(),
        question: localized(&item.question),
        guidance: localized(&item.guidance),
        item_type: code_of(&item.item_type),
        options: item
            .options
            .iter()
            .map(|o| ItemOption {
                id: o.id.clone(),
                label: localized(&o.label),
            })
            .collect(),
        unit: item.unit.clone(),
        min: item.min,
        max: item.max,
        sources: item.sources.iter().map(code_of).collect(),
        standards: item.standards.clone(),
        relevant_if: item.relevant_if.as_ref().map(|r| Relevance {
            item: r.item.to_string(),
            is: r.is.clone(),
        }),
    }
}

/// A built-in checklist.
pub(crate) fn find_checklist(id: &str) -> Result<&'static checklist::Checklist, ApiError> {
    let lists = builtin().map_err(|_| ErrorCode::Damaged)?;
    lists
        .iter()
        .find(|list| list.id.as_str() == id)
        .ok_or_else(|| ApiError::about(ErrorCode::NotFound, "checklist"))
}

impl Session {
    pub(crate) fn checklist_list(&mut self, _: Nothing) -> Result<ChecklistRows, ApiError> {
        let lists = builtin().map_err(|_| ErrorCode::Damaged)?;
        Ok(ChecklistRows {
            rows: lists.iter().map(checklist_row).collect(),
        })
    }

    pub(crate) fn checklist_get(&mut self, args: ChecklistRef) -> Result<Checklist, ApiError> {
        let list = find_checklist(&args.checklist)?;
        let sections = list
            .sections
            .iter()
            .map(|section| Section {
                id: section.id.to_string(),
                theme: section.theme.code().to_owned(),
                title: localized(&section.title),
                items: section.items.iter().map(item_view).collect(),
            })
            .collect();
        Ok(Checklist {
            row: checklist_row(list),
            sections,
        })
    }

    pub(crate) fn answer_list(&mut self, args: AnswerFilter) -> Result<AnswerStates, ApiError> {
        let today = self.today();
        let record = self.reading(args.visit.parse()?, DocumentKind::Visit)?;
        let prefix = match &args.area {
            Some(area) => format!("answer/{}/", AreaId::parse(area)?),
            None => "answer/".to_owned(),
        };
        let open = self.open()?;
        let me = open.team.as_ref().map(|team| team.author.member.clone());
        let mut noted = noted(open, &record, me.as_ref());
        let mut rows: Vec<AnswerState> = record
            .fields::<Answer>(&prefix)
            .into_iter()
            .filter_map(|(path, field)| {
                let mut parts = path.strip_prefix("answer/")?.split('/');
                let (area, checklist, item) = (parts.next()?, parts.next()?, parts.next()?);
                let field = field.ok()?;
                let state = state_code(&field)?;
                let remarks = noted.remove(path.strip_prefix("answer/")?).unwrap_or_default();
                let slots = field.current().into_iter().filter_map(|slot| {
                    let answer = slot.value.as_ref()?;
                    Some(AnswerSlot {
                        value: AnswerValue::from_domain(&answer.value)?,
                        note: answer.note.clone(),
                        source: answer.source.as_ref().map(code_of),
                        flag: answer.flag,
                        by: open.name_of(&slot.by),
                        mine: Some(&slot.by) == me.as_ref(),
                        at: rfc3339(slot.at),
                    })
                });
                Some(AnswerState {
                    area: area.to_owned(),
                    checklist: checklist.to_owned(),
                    item: item.to_owned(),
                    state: state.to_owned(),
                    slots: slots.collect(),
                    remarks,
                    computed: field.shown().and_then(|answer| computed(&answer.value, today)),
                })
            })
            .collect();
        let wanted = |answer: &str| format!("answer/{answer}").starts_with(&prefix);
        rows.extend(
            noted
                .into_iter()
                .filter(|(answer, _)| wanted(answer))
                .filter_map(only_noted),
        );
        rows.sort_by(|a, b| (&a.area, &a.checklist, &a.item).cmp(&(&b.area, &b.checklist, &b.item)));
        Ok(AnswerStates { rows })
    }

    pub(crate) fn answer_set(&mut self, args: AnswerSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let record = self.record(id, DocumentKind::Visit)?;
        let area = AreaId::parse(&args.area)?;
        if !crate::delegation::areas(record)
            .iter()
            .any(|known| known.id == args.area)
        {
            return Err(ApiError::about(ErrorCode::NotFound, "area"));
        }
        let (checklist, item) = (ChecklistId::parse(&args.checklist)?, ItemId::parse(&args.item)?);
        let list = find_checklist(&args.checklist)?;
        let (_, asked) = list
            .item(&item)
            .ok_or_else(|| ApiError::about(ErrorCode::NotFound, "item"))?;
        let source = args.source.as_deref().map(|source| from_code(source, "source"));
        let source = source.transpose()?;
        if args.note.chars().count() > MAX_ANSWER_CHARS {
            return Err(ApiError::about(ErrorCode::Refused, "note"));
        }
        let remark = remarks::Remark {
            note: args.note.clone(),
            flag: args.flag,
            source,
        };
        // What was noted before there was an answer goes into it; what is noted without one stands alone.
        let remark = Some(remark).filter(|remark| args.value.is_none() && !remark.is_empty());
        let remark = remark.map(|remark| json!(remark));
        let value = if let Some(value) = &args.value {
            let refused = || ApiError::about(ErrorCode::Refused, "value");
            let value = value.to_domain()?;
            let answer = Answer {
                value,
                note: args.note,
                source,
                flag: args.flag,
            };
            answer.check(asked).map_err(|_| refused())?;
            Some(json!(answer))
        } else {
            None
        };
        let answer = format!("{area}/{checklist}/{item}");
        let noted = remarks::path(&answer, &self.team()?.author.member);
        self.write(
            id,
            |edit| {
                edit.set(&format!("answer/{answer}"), value.as_ref(), WritePolicy::Testimony)?;
                edit.set(&noted, remark.as_ref(), WritePolicy::Testimony)
            },
            |_| Ok(()),
        )
    }
}

/// Remarks by the item they are about.
fn noted(open: &Open, record: &RecordDocument, me: Option<&MemberId>) -> BTreeMap<String, Vec<Remark>> {
    let mut noted: BTreeMap<String, Vec<Remark>> = BTreeMap::new();
    for (answer, remark, (by, at)) in remarks(record) {
        noted.entry(answer).or_default().push(Remark {
            note: remark.note,
            flag: remark.flag,
            source: remark.source.as_ref().map(code_of),
            mine: Some(&by) == me,
            by: open.name_of(&by),
            at: rfc3339(at),
        });
    }
    noted
}

/// An item on which somebody noted something and nobody has answered.
fn only_noted((answer, remarks): (String, Vec<Remark>)) -> Option<AnswerState> {
    let mut parts = answer.split('/').map(ToOwned::to_owned);
    Some(AnswerState {
        area: parts.next()?,
        checklist: parts.next()?,
        item: parts.next()?,
        state: "noted".to_owned(),
        slots: Vec::new(),
        remarks,
        computed: None,
    })
}

/// `agreed`, `conflict`, `decided`; nothing for an empty field.
pub(crate) fn state_code<T: PartialEq>(field: &Field<T>) -> Option<&'static str> {
    match field.state() {
        FieldState::Empty => None,
        FieldState::Agreed(_) => Some("agreed"),
        FieldState::Conflict { .. } => Some("conflict"),
        FieldState::Decided(_) => Some("decided"),
    }
}

/// What a computed item says of its answer.
pub(crate) fn computed(value: &DomainValue, today: Day) -> Option<Computed> {
    match value {
        DomainValue::CellSize(cell) => Some(Computed::CellSize(cell.verdict().into())),
        DomainValue::SolitaryDays(stay) => Some(Computed::SolitaryDays(stay.verdict(today).into())),
        DomainValue::YesNoPartly(_)
        | DomainValue::Choice(_)
        | DomainValue::MultiChoice(_)
        | DomainValue::Number(_)
        | DomainValue::Text(_)
        | DomainValue::Date(_)
        | DomainValue::Duration(_) => None,
    }
}
