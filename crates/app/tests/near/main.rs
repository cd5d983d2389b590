//! Sessions that meet over the network of this machine while people work with them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod blobs;
#[allow(dead_code, reason = "each program uses a part of the desk")]
#[path = "../desk/mod.rs"]
mod desk;
mod live;
mod nearby;
