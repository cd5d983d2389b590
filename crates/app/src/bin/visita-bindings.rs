//! Writes the TypeScript types of the command table to standard output.

fn main() {
    print!("{}", visita_app::api::bindings::typescript());
}
