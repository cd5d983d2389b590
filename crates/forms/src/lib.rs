#![doc = include_str!("../README.md")]

mod csv_file;
mod limits;
mod table;
mod workbook;

pub use csv_file::write_csv;
pub use limits::*;
pub use table::{OutCell, OutSheet, ReadError, Table, WriteError, read_table};
pub use workbook::write_xlsx;
