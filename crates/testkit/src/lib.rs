#![doc = include_str!("../README.md")]

pub mod alphabet;
pub mod clock;
pub mod device;
mod faults;
pub mod model;
pub mod mutate;
mod network;
pub mod parsers;
mod people;
mod relay;
pub mod simulation;
pub mod vaults;
mod verdict;
pub mod world;
