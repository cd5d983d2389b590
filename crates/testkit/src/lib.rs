#![doc = include_str!("../README.md")]

pub mod alphabet;
pub mod clock;
pub mod device;
mod faults;
pub mod model;
mod network;
mod people;
mod relay;
pub mod simulation;
pub mod vaults;
mod verdict;
pub mod world;
