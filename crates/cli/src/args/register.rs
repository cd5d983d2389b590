//! Places, authorities, and the body itself.

use super::{Input, PlaceFact, PlacePart};
use clap::Subcommand;

/// `visita place …`
#[derive(Subcommand)]
pub enum Place {
    /// Add a place.
    Add {
        /// Its name.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        name: String,
        /// Its type.
        #[arg(long = "type", default_value = "other")]
        place_type: String,
        /// Who runs it or answers for it.
        #[arg(long, default_value = "")]
        authority: String,
        /// Region.
        #[arg(long, default_value = "")]
        region: String,
        /// Official capacity.
        #[arg(long)]
        capacity: Option<u32>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// All places.
    List,
    /// Change a fact of a place, or with `--stdin` several that go together, as its degrees do: `{"place", "was", "facts"}`.
    Set(PlaceFact),
    /// What a place has several of.
    #[command(flatten)]
    Part(PlacePart),
    /// Take in a table (CSV or XLSX). Without `--yes` nothing is written: what would become of each row is said.
    Import {
        /// The file.
        path: String,
        /// Sheet of a workbook; the first one where none is named. A workbook of the whole register is taken in sheet by sheet,
        /// its places first.
        #[arg(long)]
        sheet: Option<String>,
        /// What the rows are: `place`, `unit`, `contact`, `document` or `count`. Otherwise the headers say it; with `--yes`,
        /// rows that seem not to be places are taken in only where it is said.
        #[arg(long)]
        holds: Option<String>,
        /// What each column holds, in order: `name,place_type,-,region`; `-` leaves one out. Otherwise headers are guessed.
        #[arg(long, value_delimiter = ',')]
        columns: Option<Vec<String>>,
        /// What a word for a type means that is not known: `--type "police post=police_station"`; may be repeated. What is unknown
        /// is listed as `types`.
        #[arg(long = "type", value_name = "WORD=TYPE")]
        types: Vec<String>,
        /// Write: new places are added, known ones changed; rows that may be known, or repeat another, are left out. What became
        /// of each row is said.
        #[arg(long)]
        yes: bool,
        /// With `--yes`: the number of a row that is added though it may be known or repeats another; may be repeated.
        #[arg(long, value_name = "ROW", requires = "yes")]
        add: Vec<u32>,
        /// With `--yes`: the number of a row that is left out; may be repeated.
        #[arg(long, value_name = "ROW", requires = "yes")]
        leave: Vec<u32>,
        /// With `--yes`: which of the places that a row may be, or may be of, it is, by its id; may be repeated.
        #[arg(long, value_name = "ROW=PLACE", requires = "yes")]
        into: Vec<String>,
    },
    /// Write the register as a table: facts, and what is named with `--with`.
    Export {
        /// Where to write it.
        #[arg(long, short)]
        output: String,
        /// `csv` or `xlsx`.
        #[arg(long, default_value = "csv")]
        format: String,
        /// Language of the headers: `en` or `ar`.
        #[arg(long, default_value = "en")]
        language: String,
        /// Only places of this type.
        #[arg(long = "type")]
        place_type: Option<String>,
        /// What goes out beside the facts: `unit,contact,document,count`; in sheets of their own, or as CSV in files beside.
        /// Contacts are persons: they go nowhere unless they are named.
        #[arg(long, value_name = "PART", value_delimiter = ',')]
        with: Vec<String>,
    },
    /// Pairs of records that may be of one place, and why.
    Duplicates,
    /// Say that a record is of the same place as another, which stands for both.
    Merge {
        /// The record that is to stand under the other.
        place: String,
        /// The one that stands for both.
        #[arg(required_unless_present = "undo", conflicts_with = "undo")]
        into: Option<String>,
        /// They are two places after all.
        #[arg(long)]
        undo: bool,
    },
    /// Say that two records that look alike are of two places: they are no longer listed as duplicates.
    Apart {
        /// One of them.
        one: String,
        /// The other.
        other: String,
        /// They may be the same after all.
        #[arg(long)]
        undo: bool,
    },
    /// One place with its visits.
    Show {
        /// Its id.
        place: String,
    },
}

/// `visita authority …`
#[derive(Subcommand)]
pub enum Authority {
    /// All authorities.
    List,
    /// One, with its places and what is below it.
    Show {
        /// Its id.
        authority: String,
    },
    /// Add an authority.
    Add {
        /// Its name.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        name: String,
        /// `ministry`, `prison_service`, `police`, `judiciary`, `prosecution`, `health_authority`, `social_services`,
        /// `migration_authority`, `military`, `municipality`, `parliament`, `private_operator`, `other`.
        #[arg(long, default_value = "other")]
        kind: String,
        /// Id of the authority above it.
        #[arg(long)]
        parent: Option<String>,
        /// Address for letters.
        #[arg(long, default_value = "")]
        address: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Change the facts of one: arguments as JSON on standard input.
    Set,
}

/// `visita body …`
#[derive(Subcommand)]
pub enum Body {
    /// The profile, what follows from its kind, and what members bring with them.
    Show,
    /// Change the profile: arguments as JSON on standard input. For leads.
    Set,
    /// On which days of the week the country rests: `visita body weekend friday saturday`. For leads.
    Weekend {
        /// `monday` to `sunday`; none: Saturday and Sunday.
        days: Vec<String>,
        /// A day that was named before; may be repeated. Where a colleague named others since, nothing is written.
        #[arg(long = "was")]
        was: Vec<String>,
    },
    /// Under which number of persons reports and statistics hold a number back, unless they are told otherwise.
    Threshold {
        /// 0 to 100; 0 holds nothing back.
        threshold: u32,
    },
    /// Change what is known of a member: arguments as JSON on standard input.
    Person,
    /// People who go with delegations and have no device.
    #[command(subcommand)]
    Associate(Associate),
    /// What a delegation might lack.
    Advice {
        /// A member or somebody without a device (id) who goes; may be repeated.
        #[arg(long = "member", required = true)]
        members: Vec<String>,
        /// First day, `YYYY-MM-DD`.
        #[arg(long)]
        starts_on: Option<String>,
        /// Last day, `YYYY-MM-DD`.
        #[arg(long)]
        ends_on: Option<String>,
    },
}

/// `visita body associate …`, for leads; `visita body show` tells who there is.
#[derive(Subcommand)]
pub enum Associate {
    /// Add somebody who has no device.
    Add {
        /// Their name.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        name: String,
        /// `inspector`, `expert`, `interpreter` or `observer`.
        #[arg(long, default_value = "expert")]
        role: String,
        /// What they do, in words.
        #[arg(long, default_value = "")]
        profession: String,
        /// What interviews call them by, in place of their name.
        #[arg(long, default_value = "")]
        code: String,
        /// A language they speak well enough for an interview; may be repeated.
        #[arg(long = "speaks")]
        languages: Vec<String>,
        /// What they can do: `law`, `medicine`, `psychiatry`, `interpreting` …; may be repeated.
        #[arg(long = "skill")]
        skills: Vec<String>,
        /// What else they can do, in words; may be repeated.
        #[arg(long = "own-skill")]
        own_skills: Vec<String>,
        /// `woman`, `man`, `other`.
        #[arg(long)]
        gender: Option<String>,
        /// When they can come, in words.
        #[arg(long, default_value = "")]
        availability: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Change what is known of one, or take them off: arguments as JSON on standard input.
    Set,
    /// Take away all that is known of one; visits still say that somebody was there.
    Erase {
        /// Their id.
        associate: String,
    },
}
