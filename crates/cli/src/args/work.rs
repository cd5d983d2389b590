//! Visits, and what is recorded on them.

use super::{Input, Readers, VisitPart};
use clap::{Args, Subcommand};

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
        /// A member who may read it, beside you and the leads; may be repeated. Without one, everybody of the team may.
        #[arg(long = "reader", conflicts_with = "nobody_else")]
        readers: Vec<String>,
        /// You and the leads alone may read it.
        #[arg(long)]
        nobody_else: bool,
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
    /// Change the facts of one, and which checklists it uses: `{"visit", "was", "facts", "checklists"}` as JSON on standard
    /// input.
    Set,
    /// Who may read one; with readers named, or the whole team, or nobody else: who may from now
    /// on. Whoever was chosen before is said, too: what a colleague decided since is not undone unseen.
    Access {
        /// Its id.
        visit: String,
        /// Who may from now on.
        #[command(flatten)]
        to: Readers,
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
    /// A visit in preparation is not made after all.
    CallOff {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// Why.
        #[arg(required_unless_present_any = ["undo", "stdin"], default_value = "")]
        why: String,
        /// It is, after all.
        #[arg(long, conflicts_with = "why")]
        undo: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Give a member a seat in the delegation, or change it.
    Seat {
        /// The visit.
        visit: String,
        /// The member (id), or somebody without a device (see `body associate`).
        member: String,
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        #[arg(long, default_value = "inspector")]
        role: String,
        /// A clinician, who may assess injuries.
        #[arg(long)]
        clinician: bool,
        /// An area they cover; may be repeated.
        #[arg(long = "area")]
        areas: Vec<String>,
        /// No longer of the delegation.
        #[arg(long)]
        drop: bool,
    },
    /// What has been seen and what not yet.
    Coverage {
        /// The visit.
        visit: String,
    },
    /// What the team talks about in the evening.
    Debrief {
        /// The visit.
        visit: String,
    },
    #[command(flatten)]
    Part(VisitPart),
    /// Add an area of the place.
    Area {
        /// The visit.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// Its name; of a unit, as the register has it where none is given.
        #[arg(required_unless_present_any = ["stdin", "unit"], default_value = "")]
        name: String,
        /// The unit (id) of the place's register that it stands for; `visit show` tells which there are.
        #[arg(long)]
        unit: Option<String>,
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
    /// Who may read an interview beside its author and the leads; without an option, say who may. Whoever was chosen before
    /// is said, too: what a colleague decided since is not undone unseen.
    Access {
        /// The interview.
        interview: String,
        /// Who may from now on.
        #[command(flatten)]
        to: Readers,
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
    /// Change what a finding says, its theme, how sure it is, or whether it is a good practice; what is not named stays. With --stdin
    /// `{"visit", "finding", …, "was"}`, where `was` holds how it stood: what a colleague wrote since is not written over.
    Set {
        /// The visit.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// The finding.
        #[arg(required_unless_present = "stdin", default_value = "")]
        finding: String,
        /// What the team concludes.
        #[arg(long)]
        statement: Option<String>,
        /// Theme.
        #[arg(long)]
        theme: Option<String>,
        /// `to_be_verified`, `likely` or `confirmed`.
        #[arg(long)]
        confidence: Option<String>,
        /// `true`: a good practice; `false`: a concern.
        #[arg(long)]
        good_practice: Option<bool>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Say that a finding is established, or take that back.
    Confirm {
        /// The visit.
        visit: String,
        /// The finding.
        finding: String,
        /// Why one kind of source is enough, where only one supports it.
        #[arg(long)]
        reason: Option<String>,
        /// A draft again.
        #[arg(long)]
        undo: bool,
    },
    /// Findings of a visit; with --all those of all visits, or some of them.
    List {
        /// The visit.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        visit: Option<String>,
        /// Of all visits, the newest first.
        #[arg(long)]
        all: bool,
        /// Which of them.
        #[command(flatten)]
        filter: FindingFilter,
    },
    /// A finding with its evidence and its weight.
    Show {
        /// The visit.
        visit: String,
        /// The finding.
        finding: String,
    },
    /// What can be linked to a finding of a visit: its kind, its target, and what it says.
    Sources {
        /// The visit.
        visit: String,
    },
    /// Let something recorded on the visit, a document of its place or a reply speak for a finding, or against it.
    Evidence {
        /// The visit.
        visit: String,
        /// The finding.
        finding: String,
        /// `answer`, `observation`, `interview`, `count`, `sample`, `access`, `document`, `reply` or `attachment`.
        kind: String,
        /// Which: `AREA/CHECKLIST/ITEM` of an answer, `GROUP/SOURCE` of a count, `PLACE/DOCUMENT`, `RECOMMENDATION/REPLY`, an id of
        /// the others; as `finding sources` lists it.
        target: String,
        /// It speaks against the finding; what is linked already is turned.
        #[arg(long, conflicts_with = "drop")]
        against: bool,
        /// It speaks for the finding; what is linked already is turned.
        #[arg(long, conflicts_with_all = ["drop", "against"])]
        r#for: bool,
        /// It says nothing of the finding after all.
        #[arg(long)]
        drop: bool,
    },
    /// Say that an interview does not stand on its own beside the others that a finding stands on, or that it does after all.
    Depend {
        /// The visit.
        visit: String,
        /// The finding.
        finding: String,
        /// The interview.
        interview: String,
        /// `same_person` (heard again), `heard_from_other` (repeats what another said) or `second_hand` (hearsay).
        #[arg(required_unless_present = "own", conflicts_with = "own")]
        reason: Option<String>,
        /// It stands on its own.
        #[arg(long)]
        own: bool,
    },
    /// Weigh a finding: severity, spread, root cause, standards. `{"visit", "finding", "was", "facts"}` as JSON on standard input.
    Weigh,
    /// Say that the management was told of findings, or that it was not after all.
    Told {
        /// The visit.
        visit: String,
        /// Which findings.
        #[arg(required = true)]
        findings: Vec<String>,
        /// The day, `YYYY-MM-DD`.
        #[arg(long, required_unless_present = "undo", conflicts_with = "undo")]
        on: Option<String>,
        /// It was not.
        #[arg(long)]
        undo: bool,
    },
}

/// Which findings of all visits.
#[derive(Args)]
pub struct FindingFilter {
    /// Of this place.
    #[arg(long, requires = "all")]
    pub place: Option<String>,
    /// On this theme.
    #[arg(long, requires = "all")]
    pub theme: Option<String>,
    /// Touching this standard, or what it begins with: `MR 13`, `MR`.
    #[arg(long, requires = "all")]
    pub standard: Option<String>,
    /// `draft`, `established` or `withdrawn`.
    #[arg(long, requires = "all")]
    pub status: Option<String>,
    /// `shortcoming`, `hardship`, `serious` or `grave`.
    #[arg(long, requires = "all")]
    pub severity: Option<String>,
    /// `true`: a recommendation answers it; `false`: none does.
    #[arg(long, requires = "all")]
    pub recommended: Option<bool>,
    /// `true`: good practices alone; `false`: concerns alone.
    #[arg(long, requires = "all")]
    pub good_practice: Option<bool>,
    /// With these words.
    #[arg(long, requires = "all")]
    pub text: Option<String>,
    /// With those that were withdrawn.
    #[arg(long, requires = "all")]
    pub withdrawn: bool,
}
