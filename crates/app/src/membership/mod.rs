//! Who is in the team, who may read what, and what follows when that changes.

mod access;
mod belongings;
pub(crate) mod epochs;
pub(crate) mod forks;
mod late;
pub(crate) mod removal;
#[cfg(test)]
mod tests;
