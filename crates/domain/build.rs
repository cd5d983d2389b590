//! No checklist is built in that its schema refuses. What a schema cannot say is checked again when it is read.

use std::error::Error;
use std::path::Path;

const FOLDER: &str = "checklists";
const SCHEMA: &str = "schema.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let schema = read(&Path::new(FOLDER).join(SCHEMA))?;
    let validator = jsonschema::validator_for(&schema)?;
    for entry in std::fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.ends_with(SCHEMA) {
            continue;
        }
        let checklist = read(&path)?;
        for fault in validator.iter_errors(&checklist) {
            println!("cargo::error={}: {fault} at {}", path.display(), fault.instance_path());
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<serde_json::Value, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}
