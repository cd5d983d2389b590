#![doc = include_str!("../README.md")]

pub mod bundle;
pub mod file;
pub mod lan;
pub mod relay;
