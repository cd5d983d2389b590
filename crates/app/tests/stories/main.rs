//! What people do with the app, as stories: sessions on folders of their own, called as the fronts call them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod attachments;
mod binding;
mod called_off;
mod corrections;
mod days_on_site;
#[allow(dead_code, reason = "each program uses a part of the desk")]
#[path = "../desk/mod.rs"]
mod desk;
mod evidence;
mod independence;
mod journey;
mod on_site;
mod passages;
mod publication;
mod recovery;
mod register;
mod reprisals;
mod restored;
mod reviewed;
mod said;
mod sealed_visits;
mod search;
mod simulation;
mod tables;
mod tables_of_parts;
mod talk;
mod today;
mod units;
mod unseen;
