//! Files kept with a record.

use super::Input;
use clap::Subcommand;

/// `visita attachment …`
#[derive(Subcommand)]
pub enum Attachment {
    /// Keep a copy of a file with a record, sealed as the record is. The file itself stays where it is: whoever finds it can
    /// read it.
    Add {
        /// Id of the record: a visit, an interview, a place, a recommendation, an authority.
        #[arg(required_unless_present = "stdin", default_value = "")]
        record: String,
        /// The file, of at most 256 MiB.
        #[arg(required_unless_present = "stdin", default_value = "")]
        file: String,
        /// What it is called; the name of the file where nothing is said.
        #[arg(long, default_value = "")]
        name: String,
        /// Its media type, `image/jpeg`; by the ending of the file's name where nothing is said.
        #[arg(long, default_value = "")]
        media: String,
        /// What of the record it is about, by its id: a reply, a document of a place.
        #[arg(long, default_value = "")]
        about: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Attachments of a record, and how much of each is on this device.
    List {
        /// Id of the record: a visit, an interview, a place, a recommendation, an authority.
        record: String,
        /// Only what is about this part of it.
        #[arg(long)]
        about: Option<String>,
    },
    /// Write an attachment into a new file that only you can read. It is not sealed any more.
    Save {
        /// Id of the record.
        #[arg(required_unless_present = "stdin", default_value = "")]
        record: String,
        /// The attachment.
        #[arg(required_unless_present = "stdin", default_value = "")]
        attachment: String,
        /// The file to write; nothing may stand there.
        #[arg(required_unless_present = "stdin", default_value = "")]
        file: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Call it otherwise, take it back, or not any more: arguments as JSON on standard input.
    Set,
}
