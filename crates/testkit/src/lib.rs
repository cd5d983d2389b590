#![doc = include_str!("../README.md")]

#[cfg(feature = "worlds")]
pub mod alphabet;
#[cfg(feature = "worlds")]
pub mod clock;
#[cfg(feature = "worlds")]
mod counted;
#[cfg(feature = "worlds")]
mod course;
#[cfg(all(test, feature = "worlds"))]
mod covered;
#[cfg(feature = "worlds")]
pub mod device;
#[cfg(feature = "worlds")]
mod dialogue;
#[cfg(feature = "worlds")]
mod drawn;
#[cfg(feature = "worlds")]
mod faults;
pub mod fuzzing;
#[cfg(feature = "worlds")]
mod interviewed;
#[cfg(feature = "worlds")]
mod kept;
#[cfg(feature = "worlds")]
pub mod kinds;
#[cfg(feature = "worlds")]
pub mod model;
pub mod mutate;
#[cfg(feature = "worlds")]
mod network;
#[cfg(feature = "worlds")]
mod office;
#[cfg(feature = "worlds")]
mod on_site;
pub mod parsers;
#[cfg(feature = "worlds")]
mod people;
#[cfg(feature = "worlds")]
mod records;
#[cfg(feature = "worlds")]
mod relay;
#[cfg(feature = "worlds")]
mod seen;
#[cfg(feature = "worlds")]
pub mod simulation;
#[cfg(feature = "worlds")]
mod taken_back;
#[cfg(feature = "worlds")]
mod typing;
#[cfg(feature = "worlds")]
pub mod vaults;
#[cfg(feature = "worlds")]
mod verdict;
#[cfg(feature = "worlds")]
mod weighed;
#[cfg(feature = "worlds")]
pub mod world;
