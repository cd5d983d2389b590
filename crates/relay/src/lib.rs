#![doc = include_str!("../README.md")]

pub mod figures;
pub mod hash;
pub mod http;
pub mod limits;
pub mod news;
pub mod objects;
pub mod pace;
pub mod serve;
pub mod settings;
pub mod store;
pub mod tls;
mod turnstile;

pub use store::{Store, StoreError};
