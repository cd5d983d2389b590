//! The checklists that ship with the product.

use super::{Checklist, ChecklistRefused};
use std::sync::LazyLock;

/// The data files, embedded.
pub const BUILTIN: &[&str] = &[
    include_str!("../../checklists/prison.json"),
    include_str!("../../checklists/police_custody.json"),
    include_str!("../../checklists/remand.json"),
    include_str!("../../checklists/immigration_detention.json"),
    include_str!("../../checklists/psychiatric_institution.json"),
    include_str!("../../checklists/juvenile_institution.json"),
];

/// The data files, read and checked once for the life of the process.
static PARSED: LazyLock<Result<Vec<Checklist>, ChecklistRefused>> =
    LazyLock::new(|| BUILTIN.iter().map(|json| Checklist::parse(json)).collect());

/// Every built-in checklist.
///
/// # Errors
/// [`ChecklistRefused`] for a data file that does not hold; a test keeps that from shipping.
pub fn builtin() -> Result<&'static [Checklist], &'static ChecklistRefused> {
    PARSED.as_deref()
}
