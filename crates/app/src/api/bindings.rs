//! The TypeScript side of the table, as text.

use super::table::{COMMANDS, visit_types};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

#[derive(Default)]
struct Declarations {
    config: Config,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if self.by_name.insert(name, T::decl(&self.config)).is_none() {
            T::visit_dependencies(self);
        }
    }
}

/// The whole of `ui/src/ipc/generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = Declarations::default();
    visit_types(&mut declarations);
    let mut out = String::from("// Generated from crates/app by `cargo xtask bindings`. Do not edit.\n\n");
    for declaration in declarations.by_name.values() {
        let _ = writeln!(out, "export {declaration}\n");
    }
    out.push_str("export interface Commands {\n");
    for row in COMMANDS {
        let _ = writeln!(
            out,
            "  {}: {{ args: {}; result: {} }};",
            row.name,
            (row.args)(&declarations.config),
            (row.result)(&declarations.config)
        );
    }
    out.push_str("}\n");
    out
}
