//! The table itself: name, arguments, result. One macro makes the dispatch and the types of the fronts from it.

use super::access::*;
use super::area::*;
use super::attachment::*;
use super::authority::*;
use super::body::*;
use super::capture::{AnswerFilter, AnswerSet, AnswerStates, Checklist, ChecklistRef, ChecklistRows};
use super::carriers::*;
use super::correspondence::*;
use super::debrief::*;
use super::delegation::*;
use super::dialogue::*;
use super::draw::*;
use super::evidence::*;
use super::exchange::*;
use super::finding::*;
use super::interview::*;
use super::membership::*;
use super::merge::*;
use super::numbers::*;
use super::observation::*;
use super::place::*;
use super::place_table::*;
use super::plan::*;
use super::population::*;
use super::programme::*;
use super::publication::*;
use super::recommendation::*;
use super::recovery::*;
use super::relay::*;
use super::report::*;
use super::reprisal::*;
use super::review::*;
use super::risk::*;
use super::talk::*;
use super::trace::*;
use super::travel::*;
use super::vault::*;
use super::visit::*;
use super::withdrawal::*;
use super::{ApiError, ErrorCode};
use crate::Session;
use crate::attachments::{add_at, save_at};
use serde::Serialize;
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// One row of the table, for the fronts.
pub struct Row {
    /// `noun_verb`.
    pub name: &'static str,
    /// TypeScript name of the arguments.
    pub args: fn(&ts_rs::Config) -> String,
    /// TypeScript name of the result.
    pub result: fn(&ts_rs::Config) -> String,
}

/// Run one command by name on JSON arguments.
///
/// # Errors
/// Every [`ErrorCode`]; unknown names and ill-formed arguments change nothing.
pub fn call(session: &mut Session, name: &str, args: Value) -> Result<Value, ApiError> {
    run(session, name, args)
}

/// As [`call`], with the result as JSON text: what a page wants, and several times as fast for long lists.
///
/// # Errors
/// As [`call`].
pub fn call_text(session: &mut Session, name: &str, args: Value) -> Result<String, ApiError> {
    run(session, name, args)
}

/// As [`call`], through the door of a session that is shared: it stands open while a command works on a file of any length.
///
/// # Errors
/// As [`call`].
pub fn call_at(door: &Mutex<Session>, name: &str, args: Value) -> Result<Value, ApiError> {
    run_at(door, name, args)
}

/// As [`call_at`], with the result as JSON text.
///
/// # Errors
/// As [`call`].
pub fn call_text_at(door: &Mutex<Session>, name: &str, args: Value) -> Result<String, ApiError> {
    run_at(door, name, args)
}

fn run_at<F: Form>(door: &Mutex<Session>, name: &str, args: Value) -> Result<F, ApiError> {
    let enter = || door.lock().unwrap_or_else(PoisonError::into_inner);
    let answered = match name {
        "attachment_add" => add_at(door, read(name, args)?).map(|made| F::of(&made)),
        "attachment_save" => save_at(door, read(name, args)?).map(|saved| F::of(&saved)),
        _ => return run(&mut enter(), name, args),
    };
    let mut session = enter();
    session.touch();
    session.settle(None);
    answered?.map_err(|_| ApiError::about(ErrorCode::BadArguments, name))
}

/// What a page asks by itself, whether somebody is there or not.
const UNATTENDED: [&str; 3] = ["app_status", "nearby_get", "pairing_get"];

/// The form a result is wanted in.
trait Form: Sized {
    fn of<T: Serialize>(result: &T) -> serde_json::Result<Self>;
}

impl Form for Value {
    fn of<T: Serialize>(result: &T) -> serde_json::Result<Self> {
        serde_json::to_value(result)
    }
}

impl Form for String {
    fn of<T: Serialize>(result: &T) -> serde_json::Result<Self> {
        serde_json::to_string(result)
    }
}

/// Arguments of a command, whole: a member it does not know, however deep, is a slip that would leave another one empty.
fn read<T: serde::de::DeserializeOwned>(name: &str, args: Value) -> Result<T, ApiError> {
    let mut unknown = None;
    let read = serde_ignored::deserialize(args, |path| {
        unknown.get_or_insert(path.to_string());
    });
    let read = read.map_err(|_| ApiError::about(ErrorCode::BadArguments, name))?;
    match unknown {
        Some(path) => Err(ApiError::about(ErrorCode::BadArguments, path)),
        None => Ok(read),
    }
}

fn run<F: Form>(session: &mut Session, name: &str, args: Value) -> Result<F, ApiError> {
    let attended = !UNATTENDED.contains(&name) && !session.is_reloading(name);
    if attended {
        session.touch();
    }
    let result = answer(session, name, args);
    // Whatever was written is for the carriers, also when the command was refused after it.
    session.settle(None);
    session.keep_findings_up();
    // Whoever waited for a long one is still there.
    if attended {
        session.touch();
    }
    result
}

macro_rules! commands {
    ($($name:ident($args:ty) -> $result:ty;)*) => {
        /// Every command, in the order of the table.
        pub const COMMANDS: &[Row] = &[$(Row {
            name: stringify!($name),
            args: <$args as ts_rs::TS>::name,
            result: <$result as ts_rs::TS>::name,
        },)*];

        fn answer<F: Form>(session: &mut Session, name: &str, args: Value) -> Result<F, ApiError> {
            match name {
                $(stringify!($name) => {
                    let args: $args = read(name, args)?;
                    let result: $result = session.$name(args)?;
                    F::of(&result).map_err(|_| ApiError::about(ErrorCode::BadArguments, name))
                })*
                _ => Err(ApiError::about(ErrorCode::UnknownCommand, name)),
            }
        }

        /// Visit every type the table names, with all they depend on.
        pub fn visit_types(visitor: &mut impl ts_rs::TypeVisitor) {
            $(
                visitor.visit::<$args>();
                <$args as ts_rs::TS>::visit_dependencies(visitor);
                visitor.visit::<$result>();
                <$result as ts_rs::TS>::visit_dependencies(visitor);
            )*
            visitor.visit::<Changed>();
            <Changed as ts_rs::TS>::visit_dependencies(visitor);
            visitor.visit::<ApiError>();
            <ApiError as ts_rs::TS>::visit_dependencies(visitor);
        }
    };
}

commands! {
    app_status(Nothing) -> AppStatus;
    appearance_set(Appearance) -> Appearance;
    passphrase_strength(Passphrase) -> Strength;
    passphrase_suggest(Nothing) -> Passphrase;
    vault_create(NewPassphrase) -> VaultCreated;
    vault_recovery_confirm(RecoveryCheck) -> Nothing;
    vault_unlock(Passphrase) -> AppStatus;
    vault_recover(RecoveryUnlock) -> AppStatus;
    vault_choose(VaultRef) -> AppStatus;
    vault_add(Nothing) -> AppStatus;
    vault_rename(VaultName) -> AppStatus;
    vault_change_passphrase(ChangePassphrase) -> Nothing;
    binding_get(Nothing) -> Binding;
    vault_bind(Passphrase) -> Binding;
    vault_unbind(Passphrase) -> Binding;
    recovery_get(Nothing) -> RecoveryView;
    recovery_share(RecoveryShare) -> RecoveryView;
    recovery_end(Nothing) -> RecoveryView;
    share_take(FilePath) -> RecoveryView;
    share_drop(ShareDrop) -> RecoveryView;
    recovery_ask(RecoveryAsk) -> RecoveryAsked;
    recovery_asked(Nothing) -> RecoveryAsked;
    recovery_cancel(Nothing) -> RecoveryAsked;
    recovery_inspect(RequestText) -> RecoveryRequestView;
    recovery_answer(RecoveryAnswer) -> RecoveryAnswered;
    recovery_take(RequestText) -> RecoveryAsked;
    recovery_drop(AnswerDrop) -> RecoveryAsked;
    recovery_open(NewPassphrase) -> AppStatus;
    recovery_test(Nothing) -> RecoveryView;
    recovery_words_test(RecoveryWords) -> RecoveryView;
    vault_lock(Nothing) -> Nothing;
    vault_rebuild(Nothing) -> Nothing;
    vault_restored(Nothing) -> Nothing;
    today_get(Nothing) -> Today;
    search_find(Search) -> SearchHits;
    draft_put(DraftPut) -> Saved;
    draft_get(DraftKey) -> Draft;
    place_list(PlaceFilter) -> PlaceRows;
    place_get(PlaceRef) -> PlaceView;
    place_add(PlaceInput) -> Created;
    place_set(PlaceSet) -> Saved;
    place_merge(PlaceMerge) -> Saved;
    place_apart(PlaceApart) -> Saved;
    place_pairs(Nothing) -> PlacePairs;
    unit_set(UnitSet) -> Created;
    count_set(PlaceCountSet) -> Created;
    contact_set(ContactSet) -> Created;
    document_set(DocumentSet) -> Created;
    place_table(PlaceTable) -> PlaceTableView;
    place_import(PlaceImport) -> PlaceImported;
    place_import_go(Nothing) -> PlaceImported;
    place_import_end(Nothing) -> Nothing;
    place_export(PlaceExport) -> PlaceExported;
    authority_list(Nothing) -> AuthorityRows;
    authority_get(AuthorityRef) -> AuthorityView;
    authority_add(AuthorityInput) -> Created;
    authority_set(AuthoritySet) -> Saved;
    body_get(Nothing) -> BodyView;
    body_set(BodySet) -> Saved;
    person_set(PersonSet) -> Saved;
    associate_add(AssociateInput) -> Created;
    associate_set(AssociateSet) -> Saved;
    associate_erase(AssociateRef) -> Saved;
    delegation_advice(DelegationAsk) -> DelegationAdvice;
    programme_get(ProgrammeAsk) -> Programme;
    programme_map(YearRef) -> ProgrammeMap;
    programme_export(ProgrammeExport) -> ProgrammeExported;
    rule_set(RuleSet) -> Saved;
    bearing_get(PlaceRef) -> BearingInput;
    bearing_set(BearingSet) -> Saved;
    plan_propose(YearRef) -> ProposalView;
    plan_unannounced(UnannouncedAsk) -> UnannouncedAdvice;
    plan_adopt(PlanAdopt) -> PlanAdopted;
    plan_draw(DrawAsk) -> Drawn;
    draw_list(YearRef) -> Draws;
    draw_discard(DrawDiscard) -> Saved;
    draw_check(DrawRef) -> DrawCheck;
    plan_get(PlanRef) -> PlanView;
    plan_add(PlanAdd) -> Created;
    plan_set(PlanSet) -> Saved;
    plan_state(PlanStateSet) -> Saved;
    plan_begin(PlanBegin) -> Created;
    plan_access(PlanRef) -> RecordAccess;
    plan_access_set(PlanAccessSet) -> RecordAccess;
    dossier_get(VisitRef) -> Dossier;
    packing_list(VisitRef) -> Packing;
    packing_add(PackingAdd) -> Created;
    packing_set(PackingSet) -> Saved;
    travel_get(VisitRef) -> TravelView;
    journey_get(Nothing) -> TravelState;
    travel_begin(TravelBegin) -> TravelState;
    travel_hand_back(TravelHandBack) -> TravelHandedBack;
    travel_end(FilePath) -> TravelState;
    travel_clean(Nothing) -> TravelState;
    visit_list(Nothing) -> VisitRows;
    visit_get(VisitRef) -> VisitView;
    visit_create(VisitCreate) -> Created;
    visit_set(VisitSet) -> Saved;
    visit_phase(VisitPhaseSet) -> Saved;
    visit_call_off(VisitCallOff) -> Saved;
    visit_access(VisitRef) -> RecordAccess;
    visit_access_set(VisitAccessSet) -> RecordAccess;
    visit_acknowledge_closed(VisitRef) -> Nothing;
    visit_seat(TeamSeatSet) -> Saved;
    seat_drop(SeatRef) -> Saved;
    area_add(AreaAdd) -> Created;
    area_set(AreaSet) -> Saved;
    area_drop(AreaRef) -> Saved;
    checklist_list(Nothing) -> ChecklistRows;
    checklist_get(ChecklistRef) -> Checklist;
    answer_list(AnswerFilter) -> AnswerStates;
    answer_set(AnswerSet) -> Saved;
    observation_add(ObservationAdd) -> Created;
    observation_set(ObservationSet) -> Saved;
    observation_withdraw(ObservationWithdraw) -> Saved;
    access_list(VisitRef) -> AccessLog;
    access_add(AccessAdd) -> Created;
    access_start(AccessStart) -> Created;
    access_end(AccessEnd) -> Saved;
    access_set(AccessSet) -> Saved;
    access_drop(EntryDrop) -> Saved;
    stay_add(StayAdd) -> Created;
    stay_arrive(StayArrive) -> Created;
    stay_leave(StayLeave) -> Saved;
    stay_set(StaySet) -> Saved;
    stay_drop(EntryDrop) -> Saved;
    population_get(VisitRef) -> Population;
    population_set(CountSet) -> Saved;
    register_sample_list(VisitRef) -> Samples;
    register_sample_add(SampleAdd) -> Created;
    register_sample_set(SampleSet) -> Saved;
    register_sample_drop(EntryDrop) -> Saved;
    coverage_get(CoverageAsk) -> CoverageBoard;
    coverage_mark(CoverageMark) -> Saved;
    debrief_get(CoverageAsk) -> Agenda;
    debrief_mark(AgendaMark) -> Saved;
    interview_list(VisitRef) -> InterviewRows;
    interview_start(InterviewStart) -> Created;
    interview_get(InterviewRef) -> InterviewView;
    interview_set(InterviewSet) -> Saved;
    interview_note(InterviewNoteSet) -> NoteSaved;
    interview_access(InterviewRef) -> RecordAccess;
    interview_access_set(InterviewAccessSet) -> RecordAccess;
    statement_add(StatementAdd) -> Created;
    statement_withdraw(StatementWithdraw) -> Saved;
    consent_set(ConsentSet) -> Saved;
    risk_handle(RiskHandle) -> Saved;
    withdrawal_preview(WithdrawalAsk) -> Withdrawal;
    identity_seal(IdentitySet) -> Saved;
    identity_open(InterviewRef) -> Identity;
    attachment_list(AttachmentFilter) -> Attachments;
    attachment_add(AttachmentAdd) -> Created;
    attachment_set(AttachmentSet) -> Saved;
    attachment_save(AttachmentSave) -> Attachment;
    finding_list(VisitRef) -> Findings;
    concluded_list(FindingFilter) -> FindingRows;
    finding_add(FindingAdd) -> Created;
    finding_set(FindingSet) -> Saved;
    finding_get(FindingRef) -> FindingView;
    finding_weigh(FindingWeigh) -> Saved;
    finding_told(FindingsTold) -> Saved;
    evidence_sources(VisitRef) -> EvidenceSources;
    evidence_add(EvidenceAdd) -> Saved;
    evidence_turn(EvidenceTurn) -> Saved;
    evidence_depend(EvidenceDepend) -> Saved;
    evidence_drop(EvidenceAdd) -> Saved;
    reprisal_list(ReprisalFilter) -> Reprisals;
    reprisal_add(ReprisalAdd) -> Created;
    reprisal_set(ReprisalSet) -> Saved;
    reprisal_drop(ReprisalDrop) -> Saved;
    recontact_add(RecontactAdd) -> Created;
    recontact_set(RecontactSet) -> Saved;
    recontact_done(RecontactDone) -> Saved;
    recontact_drop(RecontactDrop) -> Saved;
    comment_list(RecordRef) -> Comments;
    comment_add(CommentAdd) -> Created;
    comment_set(CommentSet) -> Saved;
    comment_withdraw(CommentRef) -> Saved;
    comment_resolve(CommentResolve) -> Saved;
    review_get(ReviewRef) -> ReviewView;
    review_list(RecordRef) -> Reviews;
    review_set(ReviewSet) -> Saved;
    task_list(RecordRef) -> Tasks;
    task_add(TaskAdd) -> Created;
    task_set(TaskSet) -> Saved;
    task_done(TaskDone) -> Saved;
    task_drop(TaskDrop) -> Saved;
    recommendation_list(RecommendationFilter) -> RecommendationRows;
    recommendation_get(RecommendationRef) -> RecommendationView;
    recommendation_add(RecommendationAdd) -> Created;
    recommendation_set(RecommendationSet) -> Saved;
    recommendation_link(RecommendationLink) -> Saved;
    recommendation_review(RecommendationReview) -> Saved;
    recommendation_withdraw(RecommendationWithdraw) -> Saved;
    recommendation_send(RecommendationSend) -> Saved;
    implementation_set(ImplementationSet) -> Saved;
    similar_find(SimilarAsk) -> SimilarRows;
    smart_preview(SmartAsk) -> Smart;
    smart_set(SmartSet) -> Saved;
    letter_set(LetterSet) -> Saved;
    letter_build(LetterBuild) -> LetterBuilt;
    reply_add(ReplyAdd) -> Created;
    reply_set(ReplySet) -> Saved;
    correspondence_get(AuthorityRef) -> Correspondence;
    answerable_list(AnswerableAsk) -> RecommendationRows;
    joint_reply_add(JointReplyAdd) -> Created;
    joint_reply_get(JointReplyRef) -> JointReplyView;
    joint_reply_set(JointReplySet) -> Saved;
    message_add(MessageAdd) -> Created;
    message_set(MessageSet) -> Saved;
    verification_add(VerificationAdd) -> Created;
    verification_set(VerificationSet) -> Saved;
    verify_list(VisitRef) -> VerifyItems;
    verified_set(VerifiedSet) -> Saved;
    trace_get(TraceAsk) -> Trace;
    conflict_list(ConflictFilter) -> Conflicts;
    conflict_decide(ConflictDecide) -> Saved;
    question_answer(QuestionAnswer) -> Saved;
    history_get(RecordRef) -> History;
    reach_get(RecordRef) -> Reach;
    team_get(Nothing) -> Team;
    team_found(TeamFound) -> Team;
    team_request(TeamRequest) -> TeamRequested;
    team_inspect(RequestText) -> RequestView;
    team_admit(TeamAdmit) -> Team;
    team_join(TeamJoin) -> Team;
    removal_preview(RemovalAsk) -> Removal;
    device_remove(DeviceRef) -> Team;
    member_remove(MemberRef) -> Team;
    member_role(MemberRole) -> Team;
    member_leave(MemberLeave) -> BundleView;
    fork_list(Nothing) -> ForkRows;
    fork_redo(Nothing) -> ForkRows;
    fork_dismiss(ForkRef) -> ForkRows;
    file_look(FilePath) -> ChosenFile;
    bundle_preview(BundlePreview) -> BundleView;
    bundle_export(BundleExport) -> BundleView;
    bundle_inspect(FilePath) -> BundleView;
    bundle_import(FilePath) -> BundleImported;
    nearby_get(Nothing) -> NearbyView;
    nearby_set(NearbySet) -> NearbyView;
    nearby_dial(NearbyDial) -> NearbyView;
    relay_get(Nothing) -> RelayView;
    relay_set(RelaySet) -> RelayView;
    relay_leave(Nothing) -> RelayView;
    relay_automatic(RelayAutomatic) -> RelayView;
    relay_exchange(Nothing) -> RelayView;
    pairing_get(Nothing) -> PairingView;
    pairing_show(Nothing) -> PairingView;
    pairing_dial(PairingDial) -> PairingView;
    pairing_admit(PairingAdmit) -> PairingView;
    pairing_decline(Nothing) -> PairingView;
    pairing_join(PairingJoin) -> Team;
    pairing_end(Nothing) -> PairingView;
    quarantine_list(Nothing) -> QuarantineRows;
    quarantine_retry(QuarantineRef) -> QuarantineRetried;
    quarantine_accept(QuarantineRef) -> QuarantineRetried;
    quarantine_export(QuarantineExport) -> QuarantineExported;
    numbers_get(NumbersAsk) -> NumbersView;
    numbers_export(NumbersExport) -> NumbersExported;
    threshold_set(ThresholdSet) -> Saved;
    report_build(ReportBuild) -> ReportBuilt;
    report_review(ReportReview) -> Saved;
    publication_get(VisitRef) -> PublicationView;
    publication_set(PublicationSet) -> Saved;
    immediate_build(ImmediateBuild) -> ImmediateBuilt;
    sample_load(SampleLoad) -> Nothing;
    sample_drop(Nothing) -> Nothing;
}
