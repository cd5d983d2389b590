//! The checklists that ship with the product.

use super::{Checklist, ChecklistRefused};

/// The data files, embedded.
pub const BUILTIN: &[&str] = &[
    include_str!("../../checklists/prison.json"),
    include_str!("../../checklists/police_custody.json"),
    include_str!("../../checklists/remand.json"),
    include_str!("../../checklists/immigration_detention.json"),
    include_str!("../../checklists/psychiatric_institution.json"),
    include_str!("../../checklists/juvenile_institution.json"),
];

/// Reads and checks every built-in checklist.
///
/// # Errors
/// [`ChecklistRefused`] for a data file that does not hold; a test keeps that from shipping.
pub fn builtin() -> Result<Vec<Checklist>, ChecklistRefused> {
    BUILTIN.iter().map(|json| Checklist::parse(json)).collect()
}
