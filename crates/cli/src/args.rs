//! What can be typed. Each verb is one command of the table, or a short sequence of them.

use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Visita without a window.
#[derive(Parser)]
#[command(name = "visita", version, about, after_help = crate::exit::TABLE)]
pub struct Cli {
    /// Folder of the vault.
    #[arg(long, global = true, env = "VISITA_FOLDER", default_value = "visita-data")]
    pub vault: PathBuf,
    /// Read the passphrase from the first line of this file instead of `VISITA_PASSPHRASE` or the terminal.
    #[arg(long, global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON, one document, instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The nouns.
#[derive(Subcommand)]
pub enum Verb {
    /// Make a vault; prints its 24 recovery words once.
    Init,
    /// Check that the passphrase opens the vault.
    UnlockCheck,
    /// Open the vault with its 24 recovery words, and set a new passphrase. The words are read from standard input or the
    /// terminal, the passphrase from where it always comes.
    Recover,
    /// Getting back in with colleagues' help: shares of a key, requests, answers, rehearsals.
    #[command(subcommand)]
    Recovery(Recovery),
    /// Bind the vault to this device: its passphrase then opens it only together with a secret that this device's keystore
    /// holds. A copy of the folder and the passphrase are not enough elsewhere; if the keystore is lost, only the recovery
    /// words open it.
    Bind,
    /// End the binding: the passphrase alone opens the vault again.
    Unbind,
    /// The team and its devices.
    #[command(subcommand)]
    Team(Team),
    /// The register of places.
    #[command(subcommand)]
    Place(Place),
    /// Visits.
    #[command(subcommand)]
    Visit(Visit),
    /// Checklists on this device.
    #[command(subcommand)]
    Checklist(Checklist),
    /// Answers to checklist items.
    #[command(subcommand)]
    Answer(Answer),
    /// Interview notes.
    #[command(subcommand)]
    Interview(Interview),
    /// Observations.
    #[command(subcommand)]
    Observation(Observation),
    /// Findings.
    #[command(subcommand)]
    Finding(Finding),
    /// Encrypted files that carry changes.
    #[command(subcommand)]
    Bundle(Bundle),
    /// The relay that the team exchanges through.
    #[command(subcommand)]
    Relay(Relay),
    /// Devices on the same network. Runs in the foreground, until its time is over or it is interrupted.
    #[command(subcommand)]
    Nearby(Nearby),
    /// The merge desk.
    #[command(subcommand)]
    Conflicts(Conflicts),
    /// What was refused and kept aside.
    #[command(subcommand)]
    Quarantine(Quarantine),
    /// Who wrote what, when, on which device, and whether the signature verifies.
    History {
        /// Id of the visit, interview or place.
        record: String,
    },
    /// Search everything readable on this device.
    Search {
        /// Words, in any script.
        query: String,
    },
    /// Write the report of a visit as one HTML file.
    Report {
        /// The visit.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// `en` or `ar`.
        #[arg(long, default_value = "en")]
        language: String,
        /// `internal`, `authority` or `public`.
        #[arg(long, default_value = "internal")]
        audience: String,
        /// Where to write it.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Make every list and index anew from the records.
    Rebuild,
    /// Say that this vault was restored from a copy: what is written from now on is numbered apart.
    Restored,
    /// The fictional sample workspace.
    #[command(subcommand)]
    Sample(Sample),
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Run one command of the table as the window would: arguments as JSON on standard input.
    Call {
        /// Its name, `noun_verb`.
        name: String,
    },
}

/// Where the arguments of a write come from.
#[derive(Args)]
pub struct Input {
    /// Arguments as one JSON object on standard input, in the form of the command table; options are ignored.
    #[arg(long)]
    pub stdin: bool,
}

/// `visita team …`
#[derive(Subcommand)]
pub enum Team {
    /// Found a team, as its lead.
    Found {
        /// The monitoring body.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        body: String,
        /// The team.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        team: String,
        /// Your name on the roster.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        member: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Ask to join: writes a request file.
    Request {
        /// Your name on the roster.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        member: String,
        /// The file to write.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Look at a request before admitting it: shows the words to compare.
    Inspect {
        /// The request file.
        request: String,
    },
    /// Admit a device after comparing the words.
    Admit {
        /// The request file.
        #[arg(required_unless_present = "stdin", default_value = "")]
        request: String,
        /// The words as read from the other screen.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        words: String,
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        #[arg(long, default_value = "inspector")]
        role: String,
        /// The member (id) on the roster whose further device this is; the role is then that member's.
        #[arg(long)]
        further_device_of: Option<String>,
        /// The admission file to write.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Join with an admission file.
    Join {
        /// The admission file.
        #[arg(required_unless_present = "stdin", default_value = "")]
        admission: String,
        /// The words as read from the lead's screen.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        words: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Members and devices.
    Show,
    /// Remove a device, or a member with all devices: what they wrote stays, what is written from now on they cannot
    /// open (a lead).
    Remove {
        /// The device (id).
        #[arg(long, required_unless_present = "member", conflicts_with = "member")]
        device: Option<String>,
        /// Or the member (id).
        #[arg(long)]
        member: Option<String>,
        /// Change nothing: print what they held, what they can still read, and what will change.
        #[arg(long)]
        preview: bool,
    },
    /// Give a member another role (a lead).
    Role {
        /// The member (id).
        member: String,
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        role: String,
    },
    /// Leave the team with this device: writes the last file for the leads; nothing more is recorded here.
    Leave {
        /// The file to write.
        #[arg(long, short)]
        output: String,
    },
    /// What leads did at the same time as others, and what of it has to be done again.
    Forks {
        /// Do it all again (a lead).
        #[arg(long, conflicts_with = "dismiss")]
        redo: bool,
        /// Let this one (id) be (a lead).
        #[arg(long)]
        dismiss: Option<String>,
    },
    /// Pair in person, over the network that both devices stand on.
    #[command(subcommand)]
    Pair(Pair),
}

/// `visita team pair …`
#[derive(Subcommand)]
pub enum Pair {
    /// As the lead: print an address with a one-time token, then the words; reads the newcomer's words from standard input.
    Show {
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        #[arg(long, default_value = "inspector")]
        role: String,
        /// The member (id) on the roster whose further device this is; the role is then that member's.
        #[arg(long)]
        further_device_of: Option<String>,
        /// Where to listen, `ADDRESS:PORT`; may be repeated. Everywhere if absent.
        #[arg(long)]
        listen: Vec<SocketAddr>,
    },
    /// As the newcomer: dial the address, print the words; reads the lead's words from standard input.
    Dial {
        /// The address that the lead's device shows.
        address: String,
        /// Your name on the roster.
        #[arg(long)]
        member: String,
        /// Where to listen; see `show`.
        #[arg(long)]
        listen: Vec<SocketAddr>,
    },
}

/// `visita nearby …`
#[derive(Subcommand)]
pub enum Nearby {
    /// Be found, find others, and exchange; prints a line whenever something changes, the address first.
    Serve {
        /// How it runs.
        #[command(flatten)]
        how: Serving,
    },
    /// The same, and dial an address that another device shows.
    Dial {
        /// The address.
        address: String,
        /// How it runs.
        #[command(flatten)]
        how: Serving,
    },
    /// When each device was last in touch, and what it is not known to have.
    Status,
}

/// How exchange nearby runs.
#[derive(Args)]
pub struct Serving {
    /// Minutes until it ends by itself.
    #[arg(long, default_value_t = 30)]
    pub minutes: u32,
    /// Where to listen, `ADDRESS:PORT`; may be repeated. Everywhere if absent.
    #[arg(long)]
    pub listen: Vec<SocketAddr>,
    /// Neither announce this device nor look for others: who is dialled, or dials, is met.
    #[arg(long)]
    pub quiet: bool,
    /// End as soon as some device is connected and each holds what the other does.
    #[arg(long)]
    pub until_same: bool,
    /// Run commands of the table while it runs: one JSON object a line on standard input, `{"name": …, "args": …}`, each
    /// answered by a line `{"answer": …}` or `{"error": …}`. Ends with standard input.
    #[arg(long)]
    pub calls: bool,
}

/// `visita recovery …`
#[derive(Subcommand)]
pub enum Recovery {
    /// Who holds shares, whether they were tried, who can hold one, and what is held here for others.
    Show,
    /// Make shares, one for each member named, in one file for all of them. Older ones do not open the vault as it is from now
    /// on; a copy of its folder from before they do.
    Share {
        /// A member (id) who gets one; may be repeated.
        #[arg(long = "member", required = true)]
        members: Vec<String>,
        /// So many of them let you back in.
        #[arg(long)]
        needed: u32,
        /// The file to write.
        #[arg(long, short)]
        output: String,
    },
    /// End the shares: they do not open the vault as it is from now on; a copy of its folder from before they do.
    End,
    /// Take the share that a colleague's file brings.
    Keep {
        /// The file.
        file: String,
    },
    /// Give up a share that is held for a colleague.
    LetGo {
        /// The share (id), as `recovery show` lists it.
        share: String,
    },
    /// Ask colleagues: prints the request, and the words to compare by voice or in person. Needs no passphrase.
    Ask {
        /// The file to write, beside.
        #[arg(long, short)]
        output: Option<String>,
        /// As a rehearsal, in the open vault.
        #[arg(long)]
        rehearsal: bool,
    },
    /// What was asked, and how many have answered. Needs no passphrase.
    Asked {
        /// The rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Look at a colleague's request: whose vault it asks for. Its words are for them to read to you.
    Inspect {
        /// The request file.
        request: String,
    },
    /// Answer a colleague's request after comparing the words; prints the answer.
    Answer {
        /// The request file.
        request: String,
        /// The words as read from the other screen.
        #[arg(long)]
        words: String,
        /// The share (id) to answer with, where the request asks for more than one.
        #[arg(long)]
        share: Option<String>,
        /// The file to write, beside.
        #[arg(long, short)]
        output: Option<String>,
    },
    /// Take a colleague's answer. Needs no passphrase.
    Take {
        /// The answer file.
        answer: String,
        /// Of the rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Drop an answer that is doubted. Needs no passphrase.
    Drop {
        /// The answer (id), as `recovery asked` lists it.
        answer: String,
        /// Of the rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Give up what was asked. Needs no passphrase.
    GiveUp {
        /// The rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Open the vault with the answers, and set a new passphrase.
    Open,
    /// Test the answers of the rehearsal; changes nothing but the date of the test.
    Test,
    /// Test the 24 recovery words, read from standard input; changes nothing but the date of the test.
    TestWords,
}

impl Recovery {
    /// Whether it is done on a locked vault.
    pub fn is_locked(&self) -> bool {
        match self {
            Self::Ask { rehearsal, .. }
            | Self::Asked { rehearsal }
            | Self::Take { rehearsal, .. }
            | Self::Drop { rehearsal, .. }
            | Self::GiveUp { rehearsal } => !rehearsal,
            Self::Open => true,
            Self::Show
            | Self::Share { .. }
            | Self::End
            | Self::Keep { .. }
            | Self::LetGo { .. }
            | Self::Inspect { .. }
            | Self::Answer { .. }
            | Self::Test
            | Self::TestWords => false,
        }
    }
}

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
    /// One place with its visits.
    Show {
        /// Its id.
        place: String,
    },
}

/// `visita visit …`
#[derive(Subcommand)]
pub enum Visit {
    /// Plan a visit.
    Create {
        /// The place.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        place: String,
        /// `in_depth`, `thematic`, `ad_hoc` or `follow_up`.
        #[arg(long, default_value = "in_depth")]
        kind: String,
        /// Announced to the authority.
        #[arg(long)]
        announced: bool,
        /// First day, `YYYY-MM-DD`.
        #[arg(long, default_value = "")]
        starts_on: String,
        /// Objectives.
        #[arg(long, default_value = "")]
        objectives: String,
        /// A checklist to use; may be repeated.
        #[arg(long = "checklist")]
        checklists: Vec<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// All visits.
    List,
    /// One visit.
    Show {
        /// Its id.
        visit: String,
    },
    /// Move a visit to another phase.
    Phase {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// `preparation`, `on_site`, `debrief`, `reporting`, `follow_up` or `closed`.
        #[arg(required_unless_present = "stdin", default_value = "")]
        phase: String,
        /// Close although conflicts are open.
        #[arg(long)]
        acknowledge_conflicts: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Add an area of the place.
    Area {
        /// The visit.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// Its name.
        #[arg(required_unless_present = "stdin", default_value = "")]
        name: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
}

/// `visita checklist …`
#[derive(Subcommand)]
pub enum Checklist {
    /// All checklists.
    List,
    /// One, whole.
    Show {
        /// Its id.
        checklist: String,
    },
}

/// `visita answer …`
#[derive(Subcommand)]
pub enum Answer {
    /// Answer an item.
    Set {
        /// The visit.
        #[arg(long, default_value = "")]
        visit: String,
        /// The area.
        #[arg(long, default_value = "general")]
        area: String,
        /// The checklist.
        #[arg(long, default_value = "")]
        checklist: String,
        /// The item.
        #[arg(long, default_value = "")]
        item: String,
        /// The value, as JSON in the item type's form.
        #[arg(long, default_value = "null")]
        value: String,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// `observed`, `interview`, `register`, `staff`, `document` or `measured`.
        #[arg(long)]
        source: Option<String>,
        /// Needs care.
        #[arg(long)]
        flag: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Answers of a visit.
    List {
        /// The visit.
        visit: String,
        /// Only this area.
        #[arg(long)]
        area: Option<String>,
    },
}

/// `visita interview …`
#[derive(Subcommand)]
pub enum Interview {
    /// Begin an interview: arguments as JSON on standard input.
    Add,
    /// Write the note anew with the text on standard input. What others wrote meanwhile is merged, not lost.
    Edit {
        /// The interview.
        interview: String,
        /// The state of the note that the text was made from: `note_base` of `interview show`. Without it only an empty note
        /// is written.
        #[arg(long)]
        base: Option<String>,
    },
    /// Interviews of a visit.
    List {
        /// The visit.
        visit: String,
    },
    /// One interview.
    Show {
        /// Its id.
        interview: String,
    },
    /// Who may read an interview beside its author and the leads; without an option, say who may.
    Access {
        /// The interview.
        interview: String,
        /// A member (id) who may; may be repeated. Whoever is not named may not.
        #[arg(long = "reader", conflicts_with_all = ["whole_team", "nobody_else"])]
        readers: Vec<String>,
        /// Everybody of the team.
        #[arg(long)]
        whole_team: bool,
        /// Nobody beside its author and the leads.
        #[arg(long, conflicts_with = "whole_team")]
        nobody_else: bool,
    },
    /// Record that the person takes back a consent or a statement.
    Withdraw {
        /// The interview.
        #[arg(required_unless_present = "stdin", default_value = "")]
        interview: String,
        /// The use whose consent is withdrawn: `talk`, `notes`, `share_with_authority`…
        #[arg(long, required_unless_present_any = ["statement", "stdin"], conflicts_with = "statement")]
        purpose: Option<String>,
        /// Or the statement, by its id.
        #[arg(long)]
        statement: Option<String>,
        /// Change nothing: print what would be hidden, and which devices have it or lack it.
        #[arg(long)]
        preview: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Change one field of a section.
    Set {
        /// The interview.
        interview: String,
        /// `frame`, `situation`, `protection`, `analysis`, `ending`.
        section: String,
        /// The field.
        field: String,
        /// Its value, as JSON: `true`, `"The night guard"`, `null`.
        value: String,
    },
    /// Take down a statement: arguments as JSON on standard input.
    Statement,
    /// Say what was done about a risk to the person.
    Handle {
        /// The interview.
        interview: String,
        /// `reprisal_risk`, `self_harm`, `minor`, `urgent_medical`, `urgent`, `check_on`.
        risk: String,
        /// What was done.
        what: String,
    },
}

/// `visita observation …`
#[derive(Subcommand)]
pub enum Observation {
    /// Add an observation.
    Add {
        /// The visit.
        #[arg(long, default_value = "")]
        visit: String,
        /// What was seen, measured or read.
        #[arg(long, default_value = "")]
        text: String,
        /// Where.
        #[arg(long)]
        area: Option<String>,
        /// Theme.
        #[arg(long)]
        theme: Option<String>,
        /// Source type.
        #[arg(long, default_value = "observed")]
        source: String,
        /// Needs care.
        #[arg(long)]
        flag: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Correct an observation: arguments as JSON on standard input.
    Set,
    /// Take an observation back; it stays in the record and counts no more.
    Withdraw {
        /// The visit.
        visit: String,
        /// Which.
        observation: String,
        /// It was taken back by mistake.
        #[arg(long)]
        undo: bool,
    },
}

/// `visita finding …`
#[derive(Subcommand)]
pub enum Finding {
    /// Add a finding.
    Add {
        /// The visit.
        #[arg(long, default_value = "")]
        visit: String,
        /// What the team concludes.
        #[arg(long, default_value = "")]
        statement: String,
        /// Theme.
        #[arg(long, default_value = "")]
        theme: String,
        /// A good practice rather than a concern.
        #[arg(long)]
        good_practice: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Findings of a visit.
    List {
        /// The visit.
        visit: String,
    },
}

/// `visita bundle …`
#[derive(Subcommand)]
pub enum Bundle {
    /// Write what the team's other devices are not known to have.
    Export {
        /// The file to write.
        #[arg(required_unless_present_any = ["stdin", "preview"], default_value = "")]
        output: String,
        /// Seal it to this device only: its id or the first 8 digits of it, or its member's name; may be repeated. Default: all
        /// others of the team.
        #[arg(long)]
        to: Vec<String>,
        /// For a newcomer: snapshots by a lead in place of the changes, so that a small file is enough to read by at once. The
        /// changes come with any other exchange, and prove them.
        #[arg(long)]
        first: bool,
        /// Write nothing: print how many records, changes and bytes it would hold.
        #[arg(long)]
        preview: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// From whom, what, how much; changes nothing.
    Inspect {
        /// The file.
        file: String,
    },
    /// Take it in.
    Import {
        /// The file.
        #[arg(required_unless_present = "stdin", default_value = "")]
        file: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
}

/// `visita relay …`
#[derive(Subcommand)]
pub enum Relay {
    /// Set it for the whole team (a lead).
    Set {
        /// The invitation, as the operator gave it: one line, `visitarelay1…`.
        invitation: String,
    },
    /// Which it is, the last exchange, what waits to be sent.
    Show,
    /// The team uses none from now on (a lead).
    Leave,
    /// Fetch what is new and put what it lacks, once, now.
    Exchange,
    /// Whether the app on this device exchanges by itself.
    Automatic {
        /// `on` or `off`.
        #[arg(action = clap::ArgAction::Set, value_parser = clap::builder::BoolishValueParser::new())]
        on: bool,
    },
}

/// `visita conflicts …`
#[derive(Subcommand)]
pub enum Conflicts {
    /// Open and decided conflicts.
    List {
        /// Only this visit.
        #[arg(long)]
        visit: Option<String>,
    },
    /// One field with all its versions, open or decided; a decision with who took it and when.
    Show {
        /// Document id.
        doc: String,
        /// Path of the field.
        path: String,
    },
    /// Decide: arguments as JSON on standard input (`doc`, `path`, `outcome`, `slot` or `value`, `seen`).
    Resolve,
}

/// `visita quarantine …`
#[derive(Subcommand)]
pub enum Quarantine {
    /// What was refused.
    List,
    /// One item.
    Show {
        /// Its id.
        id: String,
    },
    /// Take it once more, with every check (a lead).
    Retry {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        id: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Take in knowingly what a removed device wrote after its removal (a lead).
    Accept {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        id: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Write its bytes as they came, for an expert to look at (a lead).
    Export {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        id: String,
        /// Where to write them.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
}

/// `visita sample …`
#[derive(Subcommand)]
pub enum Sample {
    /// Load the fictional workspace.
    Load,
    /// Delete it.
    Drop,
}
