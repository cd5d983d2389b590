// Generated from crates/app by `cargo xtask bindings`. Do not edit.

export type AccessAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What it says.
 */
facts: AccessFacts, };

export type AccessEnd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The request.
 */
access: string, 
/**
 * `granted`, `partly`, `refused`. What is granted after a quarter of an hour is kept as `delayed`.
 */
outcome: string, };

export type AccessFacts = { 
/**
 * `entry`, `numbers`, `information`, `premises`, `registers`, `files`, `private_interview`, `person`, `equipment`, `other`.
 */
asked: string | null, 
/**
 * Which unit, register, person by code.
 */
what: string, 
/**
 * Where, an area id.
 */
area: string | null, 
/**
 * When it was asked, RFC 3339.
 */
asked_at: string | null, 
/**
 * When it was met or refused, RFC 3339.
 */
answered_at: string | null, 
/**
 * `granted`, `delayed`, `partly`, `refused`; none while the delegation waits.
 */
outcome: string | null, 
/**
 * Minutes of delay, where counted by hand.
 */
minutes: number | null, 
/**
 * The function of whoever decided; never a name.
 */
by_function: string, 
/**
 * What they said.
 */
reason: string, 
/**
 * `none`, `national_defence`, `public_safety`, `natural_disaster`, `serious_disorder`, `state_of_emergency`, `no_mandate`,
 * `no_notice`, `safety`, `health`, `confidentiality`, `other`.
 */
grounds: string | null, 
/**
 * `14_1_a` to `14_1_e`, `14_2`, `20_a` to `20_f`.
 */
article: string | null, };

export type AccessLog = { 
/**
 * Stays, as they began.
 */
stays: Array<StayView>, 
/**
 * Requests, as they were made.
 */
rows: Array<AccessView>, 
/**
 * Minutes waited in all, over entries that count.
 */
waited_minutes: number, 
/**
 * Grounds on which access may be objected to: as the body's profile says, else as its kind has it. Codes as in
 * [`AccessFacts::grounds`].
 */
grounds: Array<string>, 
/**
 * Where they are written: an article; empty where the body itself says them.
 */
grounds_source: string, };

export type AccessSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The request.
 */
access: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: AccessFacts, 
/**
 * As it should be.
 */
facts: AccessFacts, };

export type AccessStart = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What for, as in [`AccessFacts::asked`]; absent: entry.
 */
asked?: string, };

export type AccessView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it says.
 */
facts: AccessFacts, 
/**
 * The delegation still waits.
 */
waiting: boolean, 
/**
 * Minutes of delay, counted or measured; none while nobody answered.
 */
delay_minutes: number | null, 
/**
 * The ground is one on which access may be objected to, by the body's profile.
 */
ground_known: boolean, 
/**
 * Who began the entry.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Entered by mistake: it stays, and counts no more.
 */
dropped: boolean, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type AdoptLine = { 
/**
 * The place.
 */
place: string, 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Why, in the planner's words.
 */
reason: string, 
/**
 * To be announced to the authority.
 */
announced: boolean, 
/**
 * `open`, `day`, `night`; absent: open.
 */
hours?: string, 
/**
 * `open`, `weekday`, `weekend`; absent: open.
 */
days?: string, };

export type Advice = { 
/**
 * `night`, `weekend`, `unannounced`.
 */
more: string, 
/**
 * So many there are.
 */
have: number, 
/**
 * Of so many.
 */
of: number, 
/**
 * So many it would take.
 */
wanted: number, };

export type AdviceRow = { 
/**
 * `too_few`, `no_clinician`, `one_gender`, `no_language`, `away`.
 */
code: string, 
/**
 * `too_few`: how many the rule asks for.
 */
least: number | null, 
/**
 * `too_few`: where that is written; empty where it is the body's own rule, or practice.
 */
source: string, 
/**
 * `no_language`: which; `away`: who.
 */
name: string, };

export type Agenda = { 
/**
 * The lines.
 */
lines: Array<AgendaLine>, };

export type AgendaLine = { 
/**
 * Its key, for marking it.
 */
key: string, 
/**
 * The record in which the mark stands.
 */
doc: string, 
/**
 * `risk`, `access`, `conflict`, `contradiction`, `numbers`, `flag`, `gap`, `task`.
 */
kind: string, 
/**
 * What, in words of the record: a pseudonym, an observation, what was asked.
 */
text: string, 
/**
 * A code beside it: risk, outcome, group, or the kind of gap as `area`, `hours`…
 */
code: string, 
/**
 * The question of an answer.
 */
question: Localized | null, 
/**
 * The area by name; empty for the place as a whole or none. Of a gap: units in which a group is held.
 */
area: string, 
/**
 * What was asked for, the group and the source of numbers, or what is not yet seen: codes in pairs.
 */
sides: Array<[string, string]>, 
/**
 * Sides of a contradiction, or of numbers that differ: which source, and what it says.
 */
said: Array<SourceSays>, 
/**
 * Where it is looked at: parts of a route after `visits/<id>`.
 */
route: Array<string>, 
/**
 * Label key of a field in conflict.
 */
label: string | null, 
/**
 * Who marked it as talked about.
 */
talked_by: string | null, 
/**
 * When, RFC 3339.
 */
talked_at: string | null, };

export type AgendaMark = { 
/**
 * As in [`AgendaLine::doc`].
 */
doc: string, 
/**
 * As in [`AgendaLine::key`].
 */
key: string, 
/**
 * Talked about.
 */
talked: boolean, };

export type AnswerDrop = { 
/**
 * Its [`TakenAnswer::id`].
 */
answer: string, };

export type AnswerFilter = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Only this area.
 */
area: string | null, };

export type AnswerSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The area.
 */
area: string, 
/**
 * The checklist.
 */
checklist: string, 
/**
 * The item.
 */
item: string, 
/**
 * The value in the item type's form; null takes the answer back. It must be there: what is forgotten erases nothing.
 */
value: AnswerValue | null, 
/**
 * A note.
 */
note: string, 
/**
 * Source type.
 */
source: string | null, 
/**
 * Needs care.
 */
flag: boolean, };

export type AnswerSlot = { 
/**
 * The value, in the item type's own form: `{"type":"yes_no_partly","value":"yes"}`…
 */
value: AnswerValue, 
/**
 * A note beside it.
 */
note: string, 
/**
 * Source type.
 */
source: string | null, 
/**
 * Needs care.
 */
flag: boolean, 
/**
 * Who.
 */
by: string, 
/**
 * Whether it is this device's member.
 */
mine: boolean, 
/**
 * When, RFC 3339.
 */
at: string, };

export type AnswerState = { 
/**
 * Area id.
 */
area: string, 
/**
 * Checklist id.
 */
checklist: string, 
/**
 * Item id.
 */
item: string, 
/**
 * `agreed`, `conflict`, `decided`; `noted` where there is no answer yet.
 */
state: string, 
/**
 * Current slots.
 */
slots: Array<AnswerSlot>, 
/**
 * Notes and flags of members who have not answered.
 */
remarks: Array<Remark>, 
/**
 * What a computed item says: cell size verdict, days counted.
 */
computed: Computed | null, };

export type AnswerStates = { 
/**
 * By area, checklist, item.
 */
rows: Array<AnswerState>, };

export type AnswerValue = { "type": "yes_no_partly", "value": YesNoPartly } | { "type": "choice", "value": string } | { "type": "multi_choice", "value": Array<string> } | { "type": "number", "value": number } | { "type": "text", "value": string } | { "type": "date", "value": string } | { "type": "duration", "value": number } | { "type": "cell_size", "value": CellMeasured } | { "type": "solitary_days", "value": SolitaryStay };

export type AnswerableAsk = { 
/**
 * The authority.
 */
authority: string, 
/**
 * Only those that this letter took there; null: all that it has.
 */
letter: LetterKey | null, };

export type AnsweredFinding = { 
/**
 * Its visit.
 */
visit: string, 
/**
 * Its id.
 */
finding: string, 
/**
 * What it says; empty where this device does not have it.
 */
statement: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * `draft`, `established`, `withdrawn`.
 */
status: string, 
/**
 * The place.
 */
place_name: string, 
/**
 * The first day of the visit.
 */
starts_on: string, };

export type ApiError = { 
/**
 * Which of the closed set.
 */
code: ErrorCode, 
/**
 * The field or item it is about, where one is.
 */
field: string | null, 
/**
 * The codes that the field takes, where these are few and known.
 */
allowed?: Array<string>, 
/**
 * Seconds to wait, for [`ErrorCode::BackedOff`].
 */
retry_after_s: number | null, };

export type AppStatus = { 
/**
 * A vault is in the folder.
 */
vault_exists: boolean, 
/**
 * It is open.
 */
unlocked: boolean, 
/**
 * Its passphrase opens it only together with what a keystore holds.
 */
bound: boolean, 
/**
 * So many colleagues' answers open it; 0 where none can. Who they are stands nowhere outside the vault.
 */
shares_needed: number, 
/**
 * Seconds before the next try is taken; 0 when free.
 */
wait_s: number, 
/**
 * Settings readable before unlock: language, theme, text size, hand.
 */
appearance: Appearance, 
/**
 * The vaults of this device, in the order they were made; empty where the front was given one folder.
 */
vaults: Array<VaultRow>, };

export type Appearance = { 
/**
 * BCP 47 language: `en`, `ar`.
 */
language: string, 
/**
 * `system`, `light`, `dark`, `red`.
 */
theme: string, 
/**
 * Text size in percent, 80 to 200.
 */
text_percent: number, 
/**
 * Mirror the capture screen for the left hand.
 */
left_handed: boolean, 
/**
 * Minutes without a touch before the vault locks, 1 to 60.
 */
lock_minutes: number, };

export type Area = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type AreaAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Its name; empty: as the register calls the unit.
 */
name: string, 
/**
 * The unit of the place's register that it stands for, whatever either is called later.
 */
unit?: string, };

export type AreaRef = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The area.
 */
area: string, };

export type AreaSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The area.
 */
area: string, 
/**
 * The name the person was shown. Another one since: `stale`.
 */
was: string, 
/**
 * The new name.
 */
name: string, };

export type AreaUnit = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name there, whatever the area is called.
 */
name: string, 
/**
 * Regime, in words.
 */
regime: string, 
/**
 * `women`, `men`, `mixed`.
 */
gender: string | null, 
/**
 * Areas of the visit that stand for it; none: it can be added as one.
 */
areas: Array<string>, };

export type Asked = { 
/**
 * Id of the document.
 */
doc: string, 
/**
 * Kind of document: `visit`, `interview`, `place`.
 */
kind: string, 
/**
 * Path of the field in it.
 */
path: string, 
/**
 * The visit it belongs to.
 */
visit: string | null, 
/**
 * Key of the message that names the field.
 */
label: string, 
/**
 * The question of the checklist, for an answer.
 */
question: Localized | null, 
/**
 * What the lead asks; may be empty.
 */
ask: string, 
/**
 * The lead.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, };

export type AskedRequest = { 
/**
 * To carry to colleagues.
 */
text: string, 
/**
 * Six words to compare by voice or in person.
 */
words: string, 
/**
 * When it was made, RFC 3339.
 */
asked: string, 
/**
 * When it lapses, RFC 3339.
 */
lapses: string, };

export type AssociateInput = { 
/**
 * Their name.
 */
name: string, 
/**
 * `inspector`, `expert`, `interpreter`, `observer`; empty: an expert.
 */
role: string, 
/**
 * What they do, in words.
 */
profession: string, 
/**
 * What interviews call them by, in place of their name.
 */
code: string, 
/**
 * Languages spoken well enough for an interview.
 */
languages: Array<string>, 
/**
 * As in [`PersonInput::skills`].
 */
skills: Array<string>, 
/**
 * As in [`PersonInput::own_skills`].
 */
own_skills: Array<string>, 
/**
 * `woman`, `man`, `other`.
 */
gender: string | null, 
/**
 * When they can come, in words.
 */
availability: string, 
/**
 * First day they cannot, `YYYY-MM-DD`.
 */
away_from: string | null, 
/**
 * Last day they cannot, `YYYY-MM-DD`.
 */
away_until: string | null, 
/**
 * Further times on which they cannot, each as `YYYY-MM-DD/YYYY-MM-DD`; `..` stands for an open end.
 */
also_away: Array<string>, 
/**
 * Not asked along any more; visits keep the seats they have.
 */
dropped: boolean, };

export type AssociateRef = { 
/**
 * Their id.
 */
associate: string, };

export type AssociateSet = { 
/**
 * Whom.
 */
associate: string, 
/**
 * As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
 */
was: AssociateInput, 
/**
 * As it should be.
 */
facts: AssociateInput, };

export type AssociateView = { 
/**
 * Their id: what a seat and a task name, as they name a member.
 */
associate: string, 
/**
 * What is known.
 */
facts: AssociateInput, 
/**
 * Devices disagree on it.
 */
in_conflict: boolean, };

export type Associated = { 
/**
 * Their id.
 */
member: string, 
/**
 * Their name.
 */
name: string, 
/**
 * What they are in a delegation, unless a seat says otherwise.
 */
role: string, };

export type Attachment = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * What of the record it is about, by its id; empty where it is the record as a whole.
 */
about: string, 
/**
 * Its media type.
 */
media: string, 
/**
 * Bytes of its content.
 */
bytes: number, 
/**
 * Who added it.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * `here`; `coming`, where some of it is here; `missing`, where a colleague's device has it and this one has nothing yet;
 * `unreadable`, where what the record says of it is of another version.
 */
state: string, 
/**
 * Bytes of it that are here, sealed: never more than its content where it is whole.
 */
here_bytes: number, 
/**
 * Taken back by mistake or by right; its bytes stay.
 */
withdrawn: boolean, 
/**
 * Paths of its fields on which colleagues differ.
 */
conflicts: Array<string>, };

export type AttachmentAdd = { 
/**
 * Id of the record: a visit, an interview, a place, a recommendation, an authority.
 */
record: string, 
/**
 * The file.
 */
path: string, 
/**
 * What it is called; the name of the file where nothing is said.
 */
name: string, 
/**
 * Its media type, `image/jpeg`; by the ending of the file's name where nothing is said.
 */
media: string, 
/**
 * What of the record it is about, by its id: a reply, a document of a place. Empty: the record as a whole.
 */
about: string, };

export type AttachmentFilter = { 
/**
 * Id of the record: a visit, an interview, a place, a recommendation, an authority.
 */
record: string, 
/**
 * Only what is about this part of it; empty: what is about the record as a whole; absent: all.
 */
about?: string, };

export type AttachmentSave = { 
/**
 * Id of the record.
 */
record: string, 
/**
 * The attachment.
 */
attachment: string, 
/**
 * The file to write; nothing may stand there.
 */
path: string, };

export type AttachmentSet = { 
/**
 * Id of the record.
 */
record: string, 
/**
 * The attachment.
 */
attachment: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it is taken back.
 */
withdrawn: boolean, };

export type Attachments = { 
/**
 * The lines.
 */
rows: Array<Attachment>, };

export type AuthorityInput = { 
/**
 * Its name.
 */
name: string, 
/**
 * `ministry`, `prison_service`, `police`, `judiciary`, `prosecution`, `health_authority`, `social_services`,
 * `migration_authority`, `military`, `municipality`, `parliament`, `private_operator`, `other`.
 */
kind: string, 
/**
 * Id of the authority above it.
 */
parent: string | null, 
/**
 * Address for letters.
 */
address: string, 
/**
 * Whom to turn to there.
 */
contact: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * Address for mail.
 */
mail: string, 
/**
 * No longer there; nothing is deleted.
 */
dropped: boolean, };

export type AuthorityRef = { 
/**
 * Its id.
 */
authority: string, };

export type AuthorityRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * As in [`AuthorityInput`].
 */
kind: string, 
/**
 * Name of the authority above it.
 */
parent_name: string | null, 
/**
 * No longer there.
 */
dropped: boolean, 
/**
 * How many places it answers for.
 */
places: number, 
/**
 * How many of its fields devices disagree on.
 */
conflicts: number, };

export type AuthorityRows = { 
/**
 * The lines.
 */
rows: Array<AuthorityRow>, };

export type AuthoritySet = { 
/**
 * Its id.
 */
authority: string, 
/**
 * The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
 */
was: AuthorityInput, 
/**
 * The facts as they should be.
 */
facts: AuthorityInput, };

export type AuthorityView = { 
/**
 * The line of the list.
 */
row: AuthorityRow, 
/**
 * Its facts.
 */
facts: AuthorityInput, 
/**
 * Authorities below it, by name.
 */
below: Array<AuthorityRow>, 
/**
 * Places that it answers for, by name.
 */
places: Array<PlaceName>, 
/**
 * Fields on which devices disagree, as merge paths.
 */
conflicts: Array<string>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type Balance = { 
/**
 * By day.
 */
day: number, 
/**
 * By night.
 */
night: number, 
/**
 * At an hour that nobody has said.
 */
any_hour: number, 
/**
 * On weekdays.
 */
weekday: number, 
/**
 * At weekends.
 */
weekend: number, 
/**
 * On a day that nobody has said.
 */
any_day: number, 
/**
 * Announced.
 */
announced: number, 
/**
 * Not announced.
 */
unannounced: number, };

export type BearingInput = { 
/**
 * Complaints in a year; 0 is an answer.
 */
complaints: number | null, 
/**
 * The last day of that year, `YYYY-MM-DD`: the older it is, the less they count. Absent: the day on which it was written.
 */
complaints_until: string | null, 
/**
 * A problem that the body knows of; empty: none.
 */
known_problem: string, };

export type BearingSet = { 
/**
 * The place.
 */
place: string, 
/**
 * What the person was shown.
 */
was: BearingInput, 
/**
 * As it should be.
 */
facts: BearingInput, };

export type Binding = { 
/**
 * The passphrase opens it only together with what a keystore holds.
 */
bound: boolean, 
/**
 * A keystore answers here. It may still ask a person to unlock it.
 */
keystore: boolean, };

export type BodyDefaults = { 
/**
 * The kind.
 */
kind: string, 
/**
 * Reports are confidential unless the body decides otherwise.
 */
confidential: boolean, 
/**
 * Where that is written.
 */
confidential_source: string, 
/**
 * Fewest members of a delegation.
 */
least_members: number, 
/**
 * Where that is written.
 */
least_members_source: string, 
/**
 * Grounds on which access may be objected to.
 */
grounds: Array<string>, 
/**
 * Where that is written.
 */
grounds_source: string, };

export type BodyInput = { 
/**
 * Its name, as reports say it; empty: as the team was founded with.
 */
name: string, 
/**
 * `national`, `international`, `other`.
 */
kind: string, 
/**
 * Its mandate in law.
 */
mandate: string, 
/**
 * Whether its reports are confidential unless it decides otherwise.
 */
confidential: boolean | null, 
/**
 * How and when it publishes.
 */
publication: string, 
/**
 * Fewest members of a delegation, 1 to 20.
 */
least_members: number | null, 
/**
 * Grounds on which access may be objected to: `national_defence`, `public_safety`, `natural_disaster`,
 * `serious_disorder`.
 */
grounds: Array<string> | null, 
/**
 * Languages that a delegation should speak among its members.
 */
languages: Array<string>, 
/**
 * Days of the week on which the country rests, `monday` to `sunday`; empty: Saturday and Sunday.
 */
weekend: Array<string>, 
/**
 * What the State has put off: `part_three`, `part_four`.
 */
postponed: string | null, 
/**
 * Until when, `YYYY-MM-DD`.
 */
postponed_until: string | null, };

export type BodySet = { 
/**
 * As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
 */
was: BodyInput, 
/**
 * As it should be.
 */
facts: BodyInput, };

export type BodyView = { 
/**
 * What the record says.
 */
facts: BodyInput, 
/**
 * Its name: as the profile says, else as the team was founded with.
 */
name: string, 
/**
 * Whether its reports are confidential, all considered.
 */
confidential: boolean, 
/**
 * Where that is written; empty where the body itself says it, or nobody.
 */
confidential_source: string, 
/**
 * What follows from each kind.
 */
defaults: Array<BodyDefaults>, 
/**
 * The members of the team, by name.
 */
people: Array<PersonView>, 
/**
 * Who goes with delegations without a device, by name; those who are not asked along any more last.
 */
associates: Array<AssociateView>, 
/**
 * Skills that people of the body named themselves, each in one spelling: the most frequent first.
 */
own_skills: Array<string>, 
/**
 * This member may change the profile.
 */
may_change: boolean, 
/**
 * Fields on which devices disagree, as merge paths.
 */
conflicts: Array<string>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type BundleExport = { 
/**
 * Path.
 */
path: string, 
/**
 * Devices to seal it to, each by its id or the first 8 digits of it, or by its member's id or name; empty: all of the
 * team's others.
 */
devices: Array<string>, 
/**
 * For a newcomer: snapshots in place of envelopes, wherever one can be made. A small file to read by at once; what it
 * leaves out comes with any other exchange.
 */
first: boolean, };

export type BundleImported = { 
/**
 * Envelopes applied.
 */
applied: number, 
/**
 * Already here.
 */
known: number, 
/**
 * Records that are read by a lead's snapshot now, until their envelopes come.
 */
read: number, 
/**
 * Waiting for a key or an earlier envelope.
 */
waiting: number, 
/**
 * Sealed for others: kept to be passed on.
 */
sealed: number, 
/**
 * Put into quarantine.
 */
quarantined: number, 
/**
 * Conflicts open now.
 */
open_conflicts: number, };

export type BundlePreview = { 
/**
 * As for an export.
 */
devices: Array<string>, 
/**
 * As for an export.
 */
first: boolean, };

export type BundleView = { 
/**
 * From whom.
 */
from: string, 
/**
 * Records touched.
 */
records: number, 
/**
 * Envelopes in it.
 */
envelopes: number, 
/**
 * Snapshots in it: records that a newcomer reads by it before their envelopes come.
 */
snapshots: number, 
/**
 * Envelopes this device lacks.
 */
new_envelopes: number, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Path.
 */
path: string, };

export type CellMeasured = { 
/**
 * Length.
 */
length_m: number, 
/**
 * Width.
 */
width_m: number, 
/**
 * Floor to ceiling.
 */
height_m: number, 
/**
 * Sanitary annex inside, m².
 */
sanitary_m2: number, 
/**
 * Persons held in it.
 */
persons: number, };

export type CellVerdict = { 
/**
 * Living space, m².
 */
living_m2: number, 
/**
 * Living space a person, m²; absent when nobody is held.
 */
per_person_m2: number | null, 
/**
 * The minimum that applies, m² a person.
 */
minimum_m2: number, 
/**
 * Space is enough.
 */
space_enough: boolean, 
/**
 * Width is enough.
 */
walls_enough: boolean, 
/**
 * Height is enough.
 */
height_enough: boolean, 
/**
 * Persons it could hold at the minimum.
 */
holds: number, };

export type ChangePassphrase = { 
/**
 * The one that opens the vault today.
 */
old: string, 
/**
 * The new one.
 */
passphrase: string, 
/**
 * The new one again.
 */
repeat: string, };

export type Changed = { 
/**
 * What it is about. Never which, nor what it says.
 */
topics: Array<Topic>, };

export type CheckFacts = { 
/**
 * The day.
 */
on: string, 
/**
 * `not`, `partly`, `fully`, `cannot_tell`.
 */
result: string, 
/**
 * `observed`, `interview`, `register`, `staff`, `document`, `measured`.
 */
source: string | null, 
/**
 * In words.
 */
words: string, 
/**
 * Logged by mistake.
 */
dropped: boolean, };

export type Checklist = { 
/**
 * The line of the list.
 */
row: ChecklistRow, 
/**
 * Its sections.
 */
sections: Array<Section>, };

export type ChecklistProgress = { 
/**
 * Its id.
 */
checklist: string, 
/**
 * Items answered in at least one area.
 */
answered: number, 
/**
 * Items in all.
 */
items: number, };

export type ChecklistRef = { 
/**
 * Its id.
 */
checklist: string, };

export type ChecklistRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * Its title.
 */
title: Localized, 
/**
 * The place types it is meant for.
 */
place_types: Array<string>, 
/**
 * How many items.
 */
items: number, };

export type ChecklistRows = { 
/**
 * The lines.
 */
rows: Array<ChecklistRow>, };

export type ChecklistsSet = { 
/**
 * Those that were chosen when the person was shown them.
 */
was: Array<string>, 
/**
 * Those that should be.
 */
chosen: Array<string>, };

export type ChosenFile = { 
/**
 * `bundle`, `request`, `admission`.
 */
kind: string, 
/**
 * Path.
 */
path: string, };

export type CommentAdd = { 
/**
 * The record.
 */
doc: string, 
/**
 * The path it is about; empty for the record as a whole.
 */
about: string, 
/**
 * What.
 */
text: string, 
/**
 * Members who should see it.
 */
mentions: Array<string>, };

export type CommentRef = { 
/**
 * The record.
 */
doc: string, 
/**
 * The comment.
 */
comment: string, };

export type CommentResolve = { 
/**
 * The record.
 */
doc: string, 
/**
 * The comment.
 */
comment: string, 
/**
 * Settled.
 */
resolved: boolean, };

export type CommentSet = { 
/**
 * The record.
 */
doc: string, 
/**
 * The comment.
 */
comment: string, 
/**
 * What the person was shown; nothing of one that was taken back. Another one since: `stale`.
 */
was: CommentWords, 
/**
 * As it should be.
 */
facts: CommentWords, };

export type CommentView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The path it is about; empty for the record as a whole.
 */
about: string, 
/**
 * What.
 */
text: string, 
/**
 * Whom it mentions.
 */
mentions: Array<Named>, 
/**
 * Who.
 */
by: string, 
/**
 * This device's member.
 */
mine: boolean, 
/**
 * When it was first said, RFC 3339.
 */
at: string, 
/**
 * When its author said it otherwise or took it back, RFC 3339.
 */
changed_at: string | null, 
/**
 * Its author took it back: it holds no words any more.
 */
withdrawn: boolean, 
/**
 * Nothing more to say about it.
 */
resolved: boolean, 
/**
 * Who said so.
 */
resolved_by: string, };

export type CommentWords = { 
/**
 * What.
 */
text: string, 
/**
 * Members who should see it.
 */
mentions: Array<string>, };

export type Comments = { 
/**
 * The comments.
 */
rows: Array<CommentView>, 
/**
 * Who can be mentioned: those who may read the record.
 */
members: Array<Named>, };

export type Computed = { "type": "cell_size", "verdict": CellVerdict } | { "type": "solitary_days", "verdict": SolitaryVerdict };

export type Conflict = { 
/**
 * Id of the document.
 */
doc: string, 
/**
 * Kind of document: `visit`, `interview`, `place`.
 */
kind: string, 
/**
 * Path of the field in it.
 */
path: string, 
/**
 * The visit it belongs to.
 */
visit: string | null, 
/**
 * Key of the message that names the field: `field-answer`, `field-place-capacity`…
 */
label: string, 
/**
 * The question, for an answer.
 */
question: Localized | null, 
/**
 * The pseudonym of the interview, or the beginning of the recommendation it belongs to.
 */
subject: string | null, 
/**
 * For a passage that several typed at the same time: how it reads now. Its versions are how each meant it; it is
 * settled by `keep_both`.
 */
now: string | null, 
/**
 * People write it in their own words, or it is an answer with its note: a lead can put it into others. What holds a code, an
 * id, a day or a number is taken as one of them wrote it.
 */
takes_words: boolean, 
/**
 * `high` for consent, protection and allegations, else `normal`.
 */
severity: string, 
/**
 * The versions, one per author.
 */
versions: Array<Version>, 
/**
 * Per version: word diff against the first.
 */
diffs: Array<VersionDiff>, 
/**
 * The decision standing on it (deferred, sent back, or reopened).
 */
decision: DecisionView | null, };

export type ConflictDecide = { 
/**
 * Document.
 */
doc: string, 
/**
 * Path.
 */
path: string, 
/**
 * `take`, `keep_both`, `synthesis`, `send_back`, `deferred`.
 */
outcome: string, 
/**
 * For `take`: the slot taken.
 */
slot: string | null, 
/**
 * For `synthesis`: the value written.
 */
value: JsonValue, 
/**
 * Why.
 */
note: string | null, 
/**
 * For `send_back`: ids of the authors who are asked; empty: every author of a version.
 */
to: Array<string>, 
/**
 * For `send_back`: what the lead asks.
 */
question: string, 
/**
 * All slots that were on the desk: must cover every current one.
 */
seen: Array<string>, };

export type ConflictFilter = { 
/**
 * Only this visit.
 */
visit: string | null, };

export type Conflicts = { 
/**
 * Open, by visit then field.
 */
open: Array<Conflict>, 
/**
 * Decided.
 */
decided: Array<Conflict>, 
/**
 * Fields written by someone else that needed no decision.
 */
merged: Array<Merged>, 
/**
 * Where everything was asked for: records in which something was settled longer ago, which are not told of here.
 */
earlier: number, };

export type ConsentSet = { 
/**
 * The interview.
 */
interview: string, 
/**
 * The use.
 */
purpose: string, 
/**
 * `given`, `refused`, `withdrawn`.
 */
state: string, 
/**
 * How it was explained.
 */
explained: string, 
/**
 * A guardian who agreed too, by role, where the person is a minor.
 */
guardian?: string, };

export type ConsentView = { 
/**
 * The use.
 */
purpose: string, 
/**
 * `not_asked`, `given`, `refused`, `withdrawn`.
 */
state: string, 
/**
 * When, RFC 3339.
 */
at: string | null, 
/**
 * A guardian who agreed too, by role.
 */
guardian: string | null, };

export type Contact = { 
/**
 * The place whose record holds it: this one, or one that it stands for.
 */
place: string, 
/**
 * Its id, within that record.
 */
id: string, 
/**
 * What it says.
 */
facts: ContactInput, 
/**
 * Devices disagree on it.
 */
in_conflict: boolean, };

export type ContactInput = { 
/**
 * Name.
 */
name: string, 
/**
 * What they do there.
 */
role: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * Address for letters or mail.
 */
mail: string, 
/**
 * Anything else.
 */
note: string, 
/**
 * Taken off the list; nothing is deleted.
 */
dropped: boolean, };

export type ContactSet = { 
/**
 * The place whose record holds it.
 */
place: string, 
/**
 * Which; none for a new one.
 */
id: string | null, 
/**
 * As the person was shown it; none for a new one.
 */
was: ContactInput | null, 
/**
 * As it should be.
 */
facts: ContactInput, };

export type Correspondence = { 
/**
 * What went there.
 */
letters: Array<LetterRow>, 
/**
 * What came back.
 */
replies: Array<JointReplyRow>, };

export type Count = { 
/**
 * The place whose record holds it: this one, or one that it stands for.
 */
place: string, 
/**
 * Its id, within that record.
 */
id: string, 
/**
 * What it says.
 */
facts: CountInput, 
/**
 * Devices disagree on it.
 */
in_conflict: boolean, };

export type CountDoubt = { 
/**
 * `sources_differ`, `more_than_all`, `parts_exceed`.
 */
kind: string, 
/**
 * The group, where it is about one.
 */
group: string | null, 
/**
 * The source, where it is about one.
 */
source: string | null, };

export type CountInput = { 
/**
 * The day, `YYYY-MM-DD`.
 */
on: string | null, 
/**
 * Official capacity, persons.
 */
capacity: number | null, 
/**
 * Persons held.
 */
held: number | null, 
/**
 * Of them, women.
 */
women: number | null, 
/**
 * Of them, under eighteen.
 */
minors: number | null, 
/**
 * Of them, foreign nationals.
 */
foreign: number | null, 
/**
 * Of them, on remand.
 */
remand: number | null, 
/**
 * `observed`, `interview`, `register`, `staff`, `document`, `measured`.
 */
source: string | null, 
/**
 * Taken back; nothing is deleted.
 */
dropped: boolean, };

export type CountOnSite = { 
/**
 * Its visit.
 */
visit: string, 
/**
 * The day the visit began, `YYYY-MM-DD`.
 */
on: string, 
/**
 * Persons held, all together.
 */
held: number, };

export type CountRow = { 
/**
 * `total`, `women`, `men`, `minors`, `remand`, `sentenced`, `administrative`, `foreign`, `older`, `pregnant`, `with_child`,
 * `disability`, `isolation`.
 */
group: string, 
/**
 * `observed`, `interview`, `register`, `staff`, `document`, `measured`.
 */
source: string, 
/**
 * What is shown.
 */
number: number, 
/**
 * Members noted different numbers.
 */
conflict: boolean, 
/**
 * Every number that stands.
 */
slots: Array<CountSlot>, };

export type CountSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * As in [`CountRow::group`].
 */
group: string, 
/**
 * As in [`CountRow::source`].
 */
source: string, 
/**
 * Persons; null takes one's own number back.
 */
number: number | null, };

export type CountSlot = { 
/**
 * Persons.
 */
number: number, 
/**
 * Who noted it.
 */
by: string, 
/**
 * This device's member.
 */
mine: boolean, 
/**
 * When, RFC 3339.
 */
at: string, };

export type CoverageAsk = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Minutes by which the reader's clock is ahead of UTC: used where no stay says the place's own.
 */
offset_minutes: number, };

export type CoverageBoard = { 
/**
 * Everything, in the order of the screen.
 */
rows: Array<Seen>, 
/**
 * Interviews that are sealed for others: what was seen in them is not counted here.
 */
sealed: number, };

export type CoverageCell = { 
/**
 * Area id.
 */
area: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * Answers and observations.
 */
count: number, };

export type CoverageMark = { 
/**
 * The visit.
 */
visit: string, 
/**
 * As in [`Seen::kind`].
 */
kind: string, 
/**
 * As in [`Seen::code`].
 */
code: string, 
/**
 * Seen.
 */
seen: boolean, };

export type Created = { 
/**
 * The new id.
 */
id: string, 
/**
 * RFC 3339.
 */
saved_at: string, };

export type DecisionView = { 
/**
 * `take`, `keep_both`, `synthesis`, `send_back`, `deferred`.
 */
outcome: string, 
/**
 * The value chosen or written.
 */
value: JsonValue | null, 
/**
 * Who.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Why.
 */
note: string | null, 
/**
 * For `send_back`: what the lead asks.
 */
question: string | null, 
/**
 * For `send_back`: names of those who have neither written again nor answered.
 */
waiting: Array<string>, 
/**
 * For `send_back`: what was answered.
 */
replies: Array<Reply>, 
/**
 * New values came after it.
 */
reopened: boolean, };

export type DelegationAdvice = { 
/**
 * What, likeliest to matter first.
 */
advice: Array<AdviceRow>, };

export type DelegationAsk = { 
/**
 * Members, and those without a device.
 */
members: Array<string>, 
/**
 * Members seated as clinicians.
 */
clinicians: Array<string>, 
/**
 * First day, `YYYY-MM-DD`.
 */
starts_on: string | null, 
/**
 * Last day, `YYYY-MM-DD`.
 */
ends_on: string | null, };

export type DeviceRef = { 
/**
 * Its id.
 */
device: string, };

export type DeviceView = { 
/**
 * Device id.
 */
device: string, 
/**
 * It is this one.
 */
this: boolean, 
/**
 * A lead removed it on a branch of the roster that lost: nothing goes to it until that is settled.
 */
suspended: boolean, 
/**
 * When it said that it leaves, RFC 3339.
 */
leaves: string | null, 
/**
 * Its last known contact, RFC 3339.
 */
last_contact: string | null, 
/**
 * Changes it is not known to have.
 */
behind: number, };

export type DiffPart = { 
/**
 * `same`, `only_here`, `not_here` against the first version.
 */
kind: string, 
/**
 * The words.
 */
text: string, };

export type Document = { 
/**
 * The place whose record holds it: this one, or one that it stands for.
 */
place: string, 
/**
 * Its id, within that record.
 */
id: string, 
/**
 * What it says.
 */
facts: DocumentInput, 
/**
 * Devices disagree on it.
 */
in_conflict: boolean, };

export type DocumentInput = { 
/**
 * What it is.
 */
title: string, 
/**
 * Its date, `YYYY-MM-DD`.
 */
on: string | null, 
/**
 * Where it is kept.
 */
kept: string, 
/**
 * Taken off the list; nothing is deleted.
 */
dropped: boolean, };

export type DocumentSet = { 
/**
 * The place whose record holds it.
 */
place: string, 
/**
 * Which; none for a new one.
 */
id: string | null, 
/**
 * As the person was shown it; none for a new one.
 */
was: DocumentInput | null, 
/**
 * As it should be.
 */
facts: DocumentInput, };

export type Dossier = { 
/**
 * The place.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * Earlier visits, newest first.
 */
visits: Array<VisitRow>, 
/**
 * Findings of earlier visits, newest visit first; what was taken back is not among them.
 */
findings: Array<EarlierFinding>, 
/**
 * Numbers over time, oldest first.
 */
numbers: Array<NumberThen>, 
/**
 * Recommendations not yet carried out.
 */
recommendations: Array<OpenRecommendation>, 
/**
 * How urgent the place was held to be, and why.
 */
standing: ProgrammePlace, 
/**
 * The plan the visit comes from: objectives and reason.
 */
plan: PlanView | null, 
/**
 * The body's mandate in law.
 */
mandate: string, 
/**
 * The law under which people are held in the place.
 */
legal_basis: string, 
/**
 * A problem that the body knows of.
 */
known_problem: string, 
/**
 * What earlier visits were refused, or given late or in part; newest visit first.
 */
access: Array<EarlierAccess>, 
/**
 * Earlier visits, older than those, of which neither findings nor access are told here.
 */
untold: number, };

export type Dot = { 
/**
 * The place.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * North, decimal degrees.
 */
latitude: number, 
/**
 * East, decimal degrees.
 */
longitude: number, 
/**
 * Official capacity, persons.
 */
capacity: number | null, 
/**
 * `never_visited`, `no_full_visit`, `overdue`, `due_soon`, `in_time`.
 */
state: string, 
/**
 * Days overdue, or days left.
 */
days: number, 
/**
 * The day its last visit of any kind began.
 */
last_visit: string | null, 
/**
 * Planned in the year.
 */
planned: boolean, };

export type Draft = { 
/**
 * The text, when a draft is there.
 */
text: string | null, };

export type DraftKey = { 
/**
 * As in [`DraftPut::key`].
 */
key: string, };

export type DraftPut = { 
/**
 * `interview/{id}/note`, `observation/{visit}/new`…
 */
key: string, 
/**
 * The whole text so far.
 */
text: string, 
/**
 * The state of the record it is typed on, as `note_base` of the view gave it; absent for texts of no record yet.
 */
base?: string, };

export type DrawAsk = { 
/**
 * The year for which places are drawn: those planned in it are not among them; 0: this one.
 */
year: number, 
/**
 * How many.
 */
count: number, 
/**
 * Only among these types; empty: all.
 */
place_types: Array<string>, 
/**
 * Only among places of this type of the body's own, in whatever spelling; absent: any. Not beside `place_types`.
 */
own_type?: string, 
/**
 * 32 hex digits, thrown or published elsewhere; absent: made here.
 */
seed?: string, };

export type DrawCheck = { 
/**
 * `same`: the pool and the seed draw what was drawn; `differs`; `unknown`: the pool is known by its hash alone, and
 * today's is another one.
 */
redrawn: string, 
/**
 * The type of the body's own that alone was drawn among.
 */
own_type: string | null, 
/**
 * Something of the record was written again after it was drawn.
 */
altered: boolean, 
/**
 * The places of its pool are recorded by their ids.
 */
named: boolean, 
/**
 * Today's pool is another one.
 */
changed: boolean, 
/**
 * Places that have come into the pool since.
 */
came: number, 
/**
 * Places that have gone from it: closed, planned by other ways, of another type now, no record of their own any more.
 */
went: number, 
/**
 * The first of those that came.
 */
came_places: Array<PoolPlace>, 
/**
 * The first of those that went.
 */
went_places: Array<PoolPlace>, 
/**
 * Types of which there were more or fewer.
 */
types: Array<TypeThen>, };

export type DrawDiscard = { 
/**
 * Which.
 */
draw: string, 
/**
 * Why.
 */
reason: string, };

export type DrawRef = { 
/**
 * Its id.
 */
draw: string, };

export type DrawView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The year for which it was.
 */
year: number, 
/**
 * Who drew.
 */
by: string, 
/**
 * When, by the clock of their device.
 */
at: string, 
/**
 * The one who asks drew.
 */
mine: boolean, 
/**
 * The seed: with the same places it draws the same.
 */
seed: string, 
/**
 * The seed was given, not made for this draw.
 */
seed_given: boolean, 
/**
 * How many were asked for.
 */
count: number, 
/**
 * Among which types; empty: all.
 */
place_types: Array<string>, 
/**
 * The type of the body's own that alone was drawn among.
 */
own_type: string | null, 
/**
 * Places that could have been drawn.
 */
pool: number, 
/**
 * They are recorded by their ids as well as by their hash.
 */
named: boolean, 
/**
 * SHA-256 of the pool, lower hex: for each place a line with its type, a blank and its id, sorted by bytes.
 */
digest: string, 
/**
 * What was drawn, by type.
 */
drawn: Array<DrawnPlace>, 
/**
 * `open`: nobody has said what becomes of it; `kept`, `discarded`.
 */
state: string, 
/**
 * Why it was discarded.
 */
reason: string, 
/**
 * Who kept or discarded it.
 */
ended_by: string | null, 
/**
 * When.
 */
ended_at: string | null, 
/**
 * Something of it was written again after it was drawn: no version does so.
 */
altered: boolean, 
/**
 * Fields on which people differ, as merge paths.
 */
conflicts: Array<string>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type Drawn = { 
/**
 * Places that could have been drawn.
 */
pool: number, 
/**
 * The draw as it is recorded; none where no place could be drawn.
 */
draw: DrawView | null, };

export type DrawnPlace = { 
/**
 * The place.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * Its type.
 */
place_type: string, 
/**
 * Places of its type that could have been drawn.
 */
of: number, 
/**
 * Places of its type that were drawn.
 */
drawn: number, 
/**
 * It was planned from this draw.
 */
kept: boolean, 
/**
 * It is planned or visited in the year of the draw, from this draw or by other ways.
 */
planned: boolean, 
/**
 * One drawn before it stands for the same place.
 */
repeated: boolean, };

export type Draws = { 
/**
 * The year.
 */
year: number, 
/**
 * Newest first.
 */
rows: Array<DrawView>, 
/**
 * Draws of any year that are sealed for others: that they were made is all that is known here.
 */
sealed: number, };

export type EarlierAccess = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Its first day.
 */
on: string, 
/**
 * What was asked for: a code of the access log.
 */
asked: string | null, 
/**
 * Which unit, register, person by code.
 */
what: string, 
/**
 * `delayed`, `partly`, `refused`.
 */
outcome: string, 
/**
 * Minutes of delay, counted or measured.
 */
delay_minutes: number | null, 
/**
 * What they said.
 */
reason: string, };

export type EarlierFinding = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Its first day.
 */
on: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * What the team concluded.
 */
statement: string, 
/**
 * `draft`, `established`.
 */
status: string, 
/**
 * A good practice rather than a concern.
 */
good_practice: boolean, };

export type ElementTotal = { 
/**
 * `identity`, `deprivation`, `order`, `supervision`, `admission`, `health`, `death`, `release`.
 */
element: string, 
/**
 * There.
 */
present: number, 
/**
 * In part.
 */
partly: number, 
/**
 * Not there.
 */
missing: number, 
/**
 * Does not apply.
 */
not_applicable: number, };

export type EntryDrop = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The entry.
 */
entry: string, 
/**
 * Taken back or not.
 */
dropped: boolean, };

export type ErrorCode = "unknown_command" | "bad_arguments" | "no_vault" | "vault_exists" | "locked" | "wrong_passphrase" | "passphrases_differ" | "weak_passphrase" | "wrong_recovery_words" | "half_lost" | "no_keystore" | "backed_off" | "in_use" | "damaged" | "not_read_back" | "newer_version" | "disk_full" | "read_only" | "not_found" | "not_empty" | "refused" | "not_allowed" | "not_reader" | "last_lead" | "has_left" | "looks_on" | "no_team" | "has_team" | "words_differ" | "bad_file" | "not_for_this_device" | "no_consent" | "clinicians_only" | "source_unknown" | "visit_closed" | "reason_needed" | "left_behind" | "cannot_leave" | "already_travelling" | "open_conflicts" | "stale" | "file_unreachable" | "file_stands" | "no_network" | "nearby_off" | "bad_address" | "no_answer" | "token_spent" | "carrier_failed" | "bad_invitation" | "no_relay" | "unknown_sender" | "no_shares" | "no_share_held" | "other_shares" | "nothing_asked" | "request_lapsed" | "request_ahead" | "already_asked" | "asking_damaged" | "other_request" | "too_few_answers" | "answers_unfit" | "bad_table" | "table_too_large";

export type Evidence = { 
/**
 * As in [`EvidenceAdd`].
 */
kind: string, 
/**
 * As in [`EvidenceAdd`].
 */
target: string, 
/**
 * Where it is looked at, as a screen's address; empty where this device does not hold it.
 */
at: string, 
/**
 * Source type; empty where nobody said it, which nothing linked is.
 */
source: string, 
/**
 * One line to show, in words of the record; empty for an answer, which has a question.
 */
title: string, 
/**
 * The question of an answer.
 */
question: Localized | null, 
/**
 * The area of an answer by name; empty for the place as a whole.
 */
area: string | null, 
/**
 * What a count, a sample or a request says beside its title.
 */
says: EvidenceSays | null, 
/**
 * From an interview with a group under three persons, or of unknown size: a quote points at who spoke.
 */
small_group: boolean, 
/**
 * Taken back since: an interview that was withdrawn, anything that was taken off, a request that was met after all. It no
 * longer counts.
 */
withdrawn: boolean, 
/**
 * It says the opposite.
 */
against: boolean, 
/**
 * Of an interview, why it does not stand on its own beside the others: `same_person`, `heard_from_other`, `second_hand`;
 * `newer` where a newer version gave a reason. None where it does.
 */
depends: string | null, 
/**
 * Of an interview that is read here: every statement that stands is hearsay.
 */
hearsay: boolean, };

export type EvidenceAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, 
/**
 * `answer`, `observation`, `interview`, `count`, `sample`, `access`, `document`, `reply`, `attachment`.
 */
kind: string, 
/**
 * `AREA/CHECKLIST/ITEM` of an answer, `GROUP/SOURCE` of a count, `PLACE/DOCUMENT` of a document of a place,
 * `RECOMMENDATION/REPLY` of a reply; the id of the others.
 */
target: string, 
/**
 * Why an interview does not stand on its own, as in [`EvidenceDepend`]; absent: it does.
 */
depends?: string, };

export type EvidenceDepend = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, 
/**
 * `interview`: nothing else leans on an interview.
 */
kind: string, 
/**
 * The interview.
 */
target: string, 
/**
 * `same_person`: the same person was heard again; `heard_from_other`: repeats what another of those interviewed said;
 * `second_hand`: hearsay. Null: it stands on its own.
 */
depends: string | null, 
/**
 * How it stood where somebody changed it. Another one since: `stale`.
 */
was?: EvidenceWas, };

export type EvidenceSays = { 
/**
 * The group that was counted, the register that was sampled, or what was asked for.
 */
code: string, 
/**
 * How a request was met; none of a count and a sample.
 */
outcome: string | null, 
/**
 * The number of a count as it stands.
 */
number: number | null, };

export type EvidenceSources = { 
/**
 * By kind.
 */
rows: Array<Evidence>, };

export type EvidenceTurn = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, 
/**
 * As in [`EvidenceAdd`].
 */
kind: string, 
/**
 * As in [`EvidenceAdd`].
 */
target: string, 
/**
 * It says the opposite.
 */
against: boolean, };

export type EvidenceWas = { 
/**
 * Why the interview did not stand on its own; null: it did.
 */
depends: string | null, };

export type FilePath = { 
/**
 * Path.
 */
path: string, };

export type Finding = { 
/**
 * Its id.
 */
id: string, 
/**
 * The visit.
 */
visit: string, 
/**
 * What the team concludes.
 */
statement: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * `draft`, `established`, `withdrawn`.
 */
status: string, 
/**
 * `to_be_verified`, `likely`, `confirmed`.
 */
confidence: string, 
/**
 * A good practice rather than a concern.
 */
good_practice: boolean, 
/**
 * Evidence.
 */
evidence: Array<Evidence>, 
/**
 * Pieces of evidence that a newer version linked and this one cannot read: they stay, and count for nothing here.
 */
newer: number, 
/**
 * Different source types among the evidence that counts.
 */
sources: number, 
/**
 * Interviews among the evidence that counts.
 */
interviews: number, 
/**
 * How many of them are independent of each other.
 */
independent: number, 
/**
 * Two source types, or two independent interviews.
 */
triangulated: boolean, 
/**
 * What is written about it beside the statement.
 */
weight: FindingWeight, 
/**
 * Pieces of evidence that say the opposite, and answers to the same questions that do.
 */
against: number, 
/**
 * Comments about it that are not settled.
 */
comments: number, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type FindingAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Statement.
 */
statement: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * `to_be_verified`, `likely`, `confirmed`; absent: to be verified.
 */
confidence?: string, 
/**
 * Good practice.
 */
good_practice: boolean, };

export type FindingFilter = { 
/**
 * A place.
 */
place: string | null, 
/**
 * A visit.
 */
visit: string | null, 
/**
 * A theme.
 */
theme: string | null, 
/**
 * A standard, or what several begin with: `MR 13`, `MR`.
 */
standard: string | null, 
/**
 * `draft`, `established`, `withdrawn`.
 */
status: string | null, 
/**
 * `shortcoming`, `hardship`, `serious`, `grave`; empty where nobody weighed it.
 */
severity: string | null, 
/**
 * Whether a recommendation answers it.
 */
recommended: boolean | null, 
/**
 * Good practices alone, or concerns alone.
 */
good_practice: boolean | null, 
/**
 * Words of its statement; empty: any.
 */
text: string, 
/**
 * With those that were withdrawn.
 */
withdrawn: boolean, };

export type FindingLink = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, };

export type FindingRef = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, };

export type FindingRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its visit.
 */
visit: string, 
/**
 * The place of the visit, or the one that stands for it; empty where none is named.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * The first day of the visit; empty where it has none.
 */
starts_on: string, 
/**
 * The beginning of what it says.
 */
statement: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * `draft`, `established`, `withdrawn`.
 */
status: string, 
/**
 * `to_be_verified`, `likely`, `confirmed`.
 */
confidence: string, 
/**
 * A good practice rather than a concern.
 */
good_practice: boolean, 
/**
 * `shortcoming`, `hardship`, `serious`, `grave`; null before somebody weighed it.
 */
severity: string | null, 
/**
 * `one_person`, `some`, `one_unit`, `many`, `whole_place`.
 */
spread: string | null, 
/**
 * Every standard it touches.
 */
standards: Array<string>, 
/**
 * Recommendations that answer it.
 */
recommendations: number, };

export type FindingRows = { 
/**
 * The lines.
 */
rows: Array<FindingRow>, };

export type FindingSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, 
/**
 * New statement.
 */
statement: string | null, 
/**
 * New status.
 */
status: string | null, 
/**
 * New confidence.
 */
confidence?: string, 
/**
 * New theme code.
 */
theme?: string, 
/**
 * A good practice rather than a concern, or the other way round.
 */
good_practice?: boolean, 
/**
 * Why it is established though one kind of source alone supports it.
 */
reason?: string, 
/**
 * How it stood where somebody changed it: what a colleague wrote since is not written over unseen.
 */
was?: FindingWas, };

export type FindingView = { 
/**
 * The line of the board.
 */
row: Finding, 
/**
 * Standards of the items it stands on.
 */
standards_linked: Array<string>, 
/**
 * What else was said to the questions and of the numbers it stands on.
 */
others: Array<OtherAnswer>, 
/**
 * The recommendations that answer it, what is awaited soonest first; without those that were withdrawn.
 */
recommendations: Array<RecommendationRow>, };

export type FindingWas = { 
/**
 * Its statement.
 */
statement?: string, 
/**
 * Its status.
 */
status?: string, 
/**
 * Its confidence.
 */
confidence?: string, 
/**
 * Its theme.
 */
theme?: string, 
/**
 * Whether it was a good practice.
 */
good_practice?: boolean, 
/**
 * Why it was established though one kind of source alone supports it; empty where nobody had said.
 */
one_source_reason?: string, };

export type FindingWeigh = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: FindingWeight, 
/**
 * As it should be.
 */
facts: FindingWeight, };

export type FindingWeight = { 
/**
 * `shortcoming`, `hardship`, `serious`, `grave`.
 */
severity: string | null, 
/**
 * `one_person`, `some`, `one_unit`, `many`, `whole_place`.
 */
spread: string | null, 
/**
 * Why it is so.
 */
root_cause: string, 
/**
 * Standards named by hand.
 */
standards: Array<string>, 
/**
 * Why it is established though one kind of source alone supports it.
 */
one_source_reason: string, 
/**
 * `draft`, `in_review`, `agreed`.
 */
review: string, 
/**
 * It is for the final talk with the management.
 */
immediate: boolean, 
/**
 * The day on which the management was told.
 */
told_on: string | null, };

export type Findings = { 
/**
 * By theme.
 */
rows: Array<Finding>, };

export type FindingsTold = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Which.
 */
findings: Array<string>, 
/**
 * The day; null: not told after all.
 */
day: string | null, };

export type ForkRef = { 
/**
 * Its id in quarantine.
 */
id: string, };

export type ForkRow = { 
/**
 * Its id in quarantine.
 */
id: string, 
/**
 * Who did it.
 */
by: string, 
/**
 * `admit`, `remove`, `role`, `keep` (took in more of a removed device), `relay`.
 */
act: string, 
/**
 * The member it is about.
 */
name: string, 
/**
 * The device it is about, short.
 */
device: string | null, 
/**
 * The role given.
 */
role: string | null, 
/**
 * It is so already, without it: nothing is to be done.
 */
moot: boolean, };

export type ForkRows = { 
/**
 * In the order in which it was done.
 */
rows: Array<ForkRow>, };

export type HeldShareView = { 
/**
 * What tells it from the others.
 */
id: string, 
/**
 * Whose vault it helps to open: the name on the roster.
 */
member: string, 
/**
 * When it was made, RFC 3339.
 */
made: string, 
/**
 * So many open it.
 */
needed: number, 
/**
 * Six words for that vault and set, as on the owner's printed sheet.
 */
mark: string, };

export type History = { 
/**
 * The entries.
 */
entries: Array<HistoryEntry>, };

export type HistoryEntry = { 
/**
 * Who.
 */
by: string, 
/**
 * Device, short.
 */
device: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Fields written.
 */
paths: Array<string>, 
/**
 * The envelope's signature verifies: `valid`, `invalid`, `missing`; `vouched` while no envelope of it has come and a
 * lead's snapshot alone says so.
 */
signature: string, 
/**
 * Name of the lead whose snapshot that is.
 */
vouched_by: string | null, };

export type Identity = { 
/**
 * What was sealed, if anything.
 */
identity: string | null, };

export type IdentitySet = { 
/**
 * The interview.
 */
interview: string, 
/**
 * The real name and whatever else identifies.
 */
identity: string, };

export type ImmediateBuild = { 
/**
 * The visit.
 */
visit: string, 
/**
 * `en` or `ar`.
 */
language: string, 
/**
 * Where to write it; absent: preview only.
 */
path: string | null, };

export type ImmediateBuilt = { 
/**
 * One self-contained HTML page.
 */
html: string, 
/**
 * The same, for the preview.
 */
blocks: Array<ReportBlock>, 
/**
 * Where it was written.
 */
path: string | null, 
/**
 * Findings on it.
 */
told: Array<string>, 
/**
 * Chosen findings that are not on it: they stand on too few voices, on none who agreed, or people differ on their words.
 */
withheld: Array<string>, };

export type ImplementationSet = { 
/**
 * Which.
 */
recommendation: string, 
/**
 * The state the person was shown. Another one since: `stale`.
 */
was: string, 
/**
 * `none`, `partial`, `full`, `obsolete`.
 */
implementation: string, };

export type InterviewAccessSet = { 
/**
 * The interview.
 */
interview: string, 
/**
 * Who the person was shown. Others since: `stale`.
 */
was: RecordReaders, 
/**
 * The members.
 */
readers: Array<string>, 
/**
 * Everybody of the team.
 */
whole_team: boolean, };

export type InterviewNoteSet = { 
/**
 * The interview.
 */
interview: string, 
/**
 * The whole text.
 */
text: string, 
/**
 * `note_base` of the view it was typed on; absent: the record as it is now.
 */
base?: string, };

export type InterviewRef = { 
/**
 * Its id.
 */
interview: string, };

export type InterviewRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The visit.
 */
visit: string, 
/**
 * The only name.
 */
pseudonym: string, 
/**
 * Another interview of the visit bears the same name: one of them may be given another, as `frame`, `pseudonym`.
 */
shared_name: boolean, 
/**
 * When it began, RFC 3339.
 */
started_at: string, 
/**
 * Who interviewed.
 */
by: string, 
/**
 * Reprisal or other risk noted.
 */
at_risk: boolean, 
/**
 * `given` / `refused` / … for the use `notes`.
 */
consent_notes: string, };

export type InterviewRows = { 
/**
 * The lines.
 */
rows: Array<InterviewRow>, 
/**
 * Interviews that are sealed for others: that they exist is all that is known here.
 */
sealed: number, };

export type InterviewSet = { 
/**
 * The interview.
 */
interview: string, 
/**
 * `frame`, `situation`, `protection`, `analysis`, `ending`.
 */
section: string, 
/**
 * The field.
 */
field: string, 
/**
 * The value in the field's own form.
 */
value: JsonValue, 
/**
 * The value the person was shown. Another one since, on which nobody differs: `stale`. Absent: whatever stands there.
 */
was?: JsonValue, };

export type InterviewStart = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The pseudonym; absent: one is made ("Blue-17-K4").
 */
pseudonym: string | null, 
/**
 * Consent by use: `talk`, `notes`, `photo`, `audio`, `medical_examination`, `share_with_authority`,
 * `publish_anonymised`, `publish_identified` → `given`, `refused`, `later`.
 */
consents: Record<string, string>, 
/**
 * How it was explained.
 */
explained: string, 
/**
 * `individual`, `group`, `staff`, `family`.
 */
interviewee: string, 
/**
 * Language of the interview.
 */
language: string, 
/**
 * Members who may read it beside its author and the leads.
 */
readers?: Array<string>, 
/**
 * Everybody of the team may read it; where the visit is for a few, everybody who may read the visit.
 */
whole_team?: boolean, 
/**
 * A guardian who agreed too, by role, where the person is a minor.
 */
guardian?: string, };

export type InterviewView = { 
/**
 * The line of the list.
 */
row: InterviewRow, 
/**
 * Consents by use.
 */
consents: Array<ConsentView>, 
/**
 * Sections by name (`frame`, `situation`, `protection`, `analysis`, `ending`): field → value.
 */
sections: Record<string, Record<string, unknown>>, 
/**
 * Statements, in the order taken.
 */
statements: Array<StatementView>, 
/**
 * The note.
 */
note: string, 
/**
 * The state of the record on which the draft was typed, or else the one this view shows: hand it back with drafts
 * and with the note, so that what others wrote meanwhile is kept.
 */
note_base: string, 
/**
 * An unsaved tail newer than the note.
 */
draft: string | null, 
/**
 * A real name is sealed in the identity vault of this device.
 */
identity_sealed: boolean, 
/**
 * Consent to talk or to notes was withdrawn: note, statements and the words of every section are hidden; with the talk,
 * a sealed name does not open.
 */
withdrawn: boolean, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, 
/**
 * This device's member may assess injuries.
 */
may_assess: boolean, 
/**
 * The person is, or may be, a minor: uses beyond the talk and its notes need a guardian.
 */
guardian_needed: boolean, 
/**
 * Findings that stand on it.
 */
findings: Array<LinkedFinding>, 
/**
 * Codes of interpreters whom the body asks along without a device, to be offered.
 */
interpreters: Array<string>, 
/**
 * Risks nobody has handled, by code.
 */
tasks: Array<string>, 
/**
 * What was done about its risks.
 */
handled: Array<RiskHandled>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type Item = { 
/**
 * Its id.
 */
id: string, 
/**
 * The question.
 */
question: Localized, 
/**
 * Guidance.
 */
guidance: Localized, 
/**
 * `yes_no_partly`, `choice`, `multi_choice`, `number`, `text`, `date`, `duration`, `cell_size`, `solitary_days`.
 */
item_type: string, 
/**
 * Options of a choice.
 */
options: Array<ItemOption>, 
/**
 * Unit of a number.
 */
unit: string | null, 
/**
 * Smallest number.
 */
min: number | null, 
/**
 * Largest number.
 */
max: number | null, 
/**
 * Likely sources.
 */
sources: Array<string>, 
/**
 * Standards, as `MR 13`.
 */
standards: Array<string>, 
/**
 * Shown only if that item has one of those values.
 */
relevant_if: Relevance | null, };

export type ItemOption = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its label.
 */
label: Localized, };

export type JointPartShown = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * Its id among the replies to that recommendation.
 */
id: string, 
/**
 * The day that stood in it.
 */
on: string, 
/**
 * The reference that stood in it.
 */
reference: string, 
/**
 * Whether it was logged by mistake.
 */
dropped: boolean, };

export type JointReplyAdd = { 
/**
 * The authority that sent it.
 */
authority: string, 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * The grade of the parts that name none; null: they are not graded yet.
 */
grade: string | null, 
/**
 * What it says about each, of at most 200.
 */
parts: Array<ReplyPart>, };

export type JointReplyPart = { 
/**
 * Its id among the replies to that recommendation.
 */
id: string, 
/**
 * The recommendation.
 */
row: RecommendationRow, 
/**
 * The day that stands in this part.
 */
on: string, 
/**
 * The file reference that stands in it.
 */
reference: string, 
/**
 * `a`, `b`, `c`, `d`; null before it was graded.
 */
grade: string | null, 
/**
 * The authority says that it will not do it.
 */
refuses: boolean, 
/**
 * Logged by mistake.
 */
dropped: boolean, };

export type JointReplyRef = { 
/**
 * Its id.
 */
reply: string, };

export type JointReplyRow = { 
/**
 * Its id.
 */
reply: string, 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * Recommendations that it answers.
 */
recommendations: number, 
/**
 * How many of these answers the body has graded.
 */
graded: number, };

export type JointReplySet = { 
/**
 * Which.
 */
reply: string, 
/**
 * All its parts as the person was shown them. Others since, or one that says something else: `stale`.
 */
was: Array<JointPartShown>, 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * Whether all of it was logged by mistake; absent: each part stays as it is.
 */
dropped?: boolean, };

export type JointReplyView = { 
/**
 * Its id.
 */
reply: string, 
/**
 * The authority that sent it; its documents are kept with that record, as what is about this id.
 */
authority: string, 
/**
 * Its name.
 */
authority_name: string, 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * Whether a part that counts bears another day or reference: somebody corrected one apart from the others.
 */
differ: boolean, 
/**
 * Its parts, what is awaited soonest first.
 */
parts: Array<JointReplyPart>, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type LeftOut = { 
/**
 * The place.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * The day it is due.
 */
due_on: string | null, 
/**
 * All points.
 */
points: number, };

export type LetterBuild = { 
/**
 * The recommendations in it, all to one authority.
 */
recommendations: Array<string>, 
/**
 * `en` or `ar`.
 */
language: string, 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * The day by which a reply is asked for; null: 30 days after the letter.
 */
reply_by: string | null, 
/**
 * Where to write it; null: preview only.
 */
path: string | null, };

export type LetterBuilt = { 
/**
 * One self-contained HTML page.
 */
html: string, 
/**
 * The same, for the preview.
 */
blocks: Array<ReportBlock>, 
/**
 * Where it was written.
 */
path: string | null, 
/**
 * Findings behind them that are left out, since they are not established, or inspectors differ on them.
 */
left_out: number, 
/**
 * Fields of the recommendations on which colleagues differ: their newest version is in it.
 */
conflicts: number, 
/**
 * Whether it may be published: of the visits behind it, as the one whose report is held back most.
 */
publication: PublicationSaid, };

export type LetterFacts = { 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * To whom, by id.
 */
addressee: string | null, 
/**
 * Logged by mistake.
 */
dropped: boolean, };

export type LetterKey = { 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, };

export type LetterRow = { 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * Recommendations in it.
 */
recommendations: number, 
/**
 * How many of them nothing came back on since.
 */
unanswered: number, };

export type LetterSet = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * The letter.
 */
letter: string, 
/**
 * As the person was shown it.
 */
was: LetterFacts, 
/**
 * As it should be.
 */
facts: LetterFacts, };

export type Likeness = { 
/**
 * Likeness of the names, percent.
 */
name: number, 
/**
 * The same type.
 */
same_type: boolean, 
/**
 * The same region, where both say one.
 */
same_region: boolean, 
/**
 * Metres between them, where both say where they are.
 */
metres: number | null, };

export type LinkedFinding = { 
/**
 * Its id.
 */
id: string, 
/**
 * What the team concludes.
 */
statement: string, 
/**
 * `draft`, `established`, `withdrawn`.
 */
status: string, };

export type Localized = { 
/**
 * English.
 */
en: string, 
/**
 * Arabic.
 */
ar: string, };

export type LotView = { 
/**
 * The seed.
 */
seed: string, 
/**
 * The type it was drawn among.
 */
place_type: string, 
/**
 * Places of its type that could have been drawn.
 */
of: number, 
/**
 * Places of its type that were drawn.
 */
drawn: number, 
/**
 * Places that could have been drawn.
 */
pool: number, 
/**
 * Places that were drawn.
 */
count: number, 
/**
 * There is a record of the draw, readable here or not; an earlier version made none.
 */
recorded: boolean, 
/**
 * The draw, where it can be read here.
 */
draw: string | null, 
/**
 * SHA-256 of the pool, lower hex; empty where the draw cannot be read here.
 */
digest: string, };

export type MayHold = { 
/**
 * Member id.
 */
member: string, 
/**
 * Name on the roster.
 */
name: string, 
/**
 * Devices that would read the share.
 */
devices: number, };

export type MemberLeave = { 
/**
 * Where to write the last file for the leads: everything they lack, and that this device leaves.
 */
path: string, };

export type MemberRef = { 
/**
 * Member id.
 */
member: string, };

export type MemberRole = { 
/**
 * Member id.
 */
member: string, 
/**
 * `lead`, `inspector`, `expert`, `interpreter`, `observer`.
 */
role: string, };

export type MemberView = { 
/**
 * Member id.
 */
member: string, 
/**
 * Name on the roster.
 */
name: string, 
/**
 * `lead`, `inspector`, `expert`, `interpreter`, `observer`.
 */
role: string, 
/**
 * Devices, with what is known of them.
 */
devices: Array<DeviceView>, };

export type Mention = { 
/**
 * The record.
 */
doc: string, 
/**
 * Its kind: `visit`, `interview`, `reprisal`, `place`, `authority`, `plan`, `recommendation`.
 */
kind: string, 
/**
 * The visit, of a visit, an interview, or an entry on reprisals; empty of the others.
 */
visit: string, 
/**
 * The comment.
 */
comment: string, 
/**
 * The path it is about.
 */
about: string, 
/**
 * What; empty of an interview.
 */
text: string, 
/**
 * What the record is called: a name, a pseudonym, the beginning of a text.
 */
title: string, 
/**
 * Who.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, };

export type Merged = { 
/**
 * Path of the field.
 */
path: string, 
/**
 * Key of the message that names the field.
 */
label: string, 
/**
 * The question, for an answer.
 */
question: Localized | null, 
/**
 * Who wrote it.
 */
by: Array<string>, };

export type MessageAdd = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * What.
 */
facts: MessageFacts, };

export type MessageFacts = { 
/**
 * The day.
 */
on: string, 
/**
 * `meeting`, `call`, `letter`, `email`, `other`.
 */
way: string, 
/**
 * What was said.
 */
words: string, 
/**
 * Logged by mistake.
 */
dropped: boolean, };

export type MessageSet = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * The message.
 */
message: string, 
/**
 * As the person was shown it.
 */
was: MessageFacts, 
/**
 * As it should be.
 */
facts: MessageFacts, };

export type MonthLoad = { 
/**
 * `YYYY-MM`.
 */
month: string, 
/**
 * Visits that can be made.
 */
capacity: number, 
/**
 * Regular ones there is room for, the reserve being kept.
 */
regular_room: number, 
/**
 * Regular ones made or planned.
 */
regular: number, 
/**
 * Urgent and follow-up ones made or planned.
 */
reserve: number, };

export type Named = { 
/**
 * The member.
 */
member: string, 
/**
 * Their name.
 */
name: string, };

export type NearbyDial = { 
/**
 * `visita-lan:…`
 */
address: string, };

export type NearbyFailure = "unreachable" | "refused" | "unreadable" | "crowded";

export type NearbyPeer = { 
/**
 * The device.
 */
device: string, 
/**
 * Its member's name.
 */
name: string, 
/**
 * Connected now.
 */
connected: boolean, 
/**
 * Bytes from it.
 */
received_bytes: number, 
/**
 * Bytes to it.
 */
sent_bytes: number, 
/**
 * It has said what it holds: before that, the two counts say nothing.
 */
heard: boolean, 
/**
 * Changes that it lacks, as far as it said.
 */
to_send: number, 
/**
 * Changes that this device lacks.
 */
to_receive: number, };

export type NearbySet = { 
/**
 * On.
 */
on: boolean, 
/**
 * For how long from now, 1 to 480; of no account when off.
 */
minutes: number, };

export type NearbyView = { 
/**
 * On.
 */
on: boolean, 
/**
 * Seconds until it turns itself off.
 */
seconds_left: number, 
/**
 * Where this device is reached: text to type, paste or show as a QR. Absent without a network.
 */
address: string | null, 
/**
 * Devices of the team met since it was turned on.
 */
peers: Array<NearbyPeer>, 
/**
 * Devices connected.
 */
connected: number, 
/**
 * Something passes between them, or is about to.
 */
exchanging: boolean, 
/**
 * Attachments that are known here and have not come whole.
 */
attachments_lacking: number, 
/**
 * Somebody announces themselves on this network.
 */
found: boolean, 
/**
 * Why a device was not reached or let go, the last time.
 */
failure: NearbyFailure | null, 
/**
 * Why it ended by itself, the last time.
 */
ended: ErrorCode | null, };

export type NewPassphrase = { 
/**
 * First typing.
 */
passphrase: string, 
/**
 * Second typing.
 */
repeat: string, };

export type NoteSaved = { 
/**
 * RFC 3339.
 */
saved_at: string, 
/**
 * The state in which the note is exactly the text that was saved: what is typed on goes on from here.
 */
base: string, };

export type Nothing = Record<symbol, never>;

export type NumberLabel = { 
/**
 * `month`, `text`, or what its code is of: `theme`, `place-type`, `visit-kind`, `board`, `grade`, `implementation`,
 * `addressee`, `age-band`, `standing`, `series`.
 */
group: string, 
/**
 * The code, `YYYY-MM`, or the words.
 */
code: string, };

export type NumberSeries = { 
/**
 * Its name.
 */
label: NumberLabel, 
/**
 * One for each row; null where nothing is known, or where it is held back.
 */
values: Array<number | null>, 
/**
 * The rows in which it is held back, the first of them 0.
 */
held_back: Array<number>, };

export type NumberTable = { 
/**
 * `visits_by_month`, `visits_by_type`, `coverage`, `findings_by_theme`, `findings_by_standard`,
 * `recommendations_by_status`, `replies_by_grade`, `implementation`, `rates_by_year`, `rates_by_addressee`,
 * `days_to_reply_by_year`, `days_to_reply_by_addressee`, `population`, `occupancy`, `interviews_by_age`.
 */
key: string, 
/**
 * `things`, `persons`, `percent`, `days`.
 */
unit: string, 
/**
 * `bars`, `stacked`, `line`.
 */
shape: string, 
/**
 * Rows.
 */
rows: Array<NumberLabel>, 
/**
 * Series.
 */
series: Array<NumberSeries>, 
/**
 * Whether numbers of persons were held back.
 */
held_back: boolean, 
/**
 * Of how many places at most, in one row, the capacity is not known: they are neither in the capacity nor in the occupancy.
 */
without_capacity: number, };

export type NumberThen = { 
/**
 * The day.
 */
on: string, 
/**
 * Persons held.
 */
held: number | null, 
/**
 * Official capacity.
 */
capacity: number | null, };

export type NumbersAsk = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day; at most 20 years later.
 */
to: string, 
/**
 * Numbers of persons from 1 to under this are held back, 0 to 100. The team's own default where none is given.
 */
threshold: number | null, };

export type NumbersExport = { 
/**
 * Which.
 */
ask: NumbersAsk, 
/**
 * Only the plot and the table of this name, as in [`NumberTable::key`]; all of these where none is given. Two more stand on
 * other screens: `recommendations_by_theme`, of whole years, and `place_population`, of a place.
 */
plot: string | null, 
/**
 * The place, for `place_population`.
 */
place?: string, 
/**
 * `csv`, the tables, also where none is given; `svg`, the plots.
 */
format: string, 
/**
 * `en` or `ar`.
 */
language: string, 
/**
 * Where to write the file.
 */
path: string, };

export type NumbersExported = { 
/**
 * Tables in it.
 */
tables: number, 
/**
 * Whether numbers of persons were held back.
 */
held_back: boolean, };

export type NumbersView = { 
/**
 * Numbers of persons under this are held back.
 */
threshold: number, 
/**
 * Visits begun in the period.
 */
visits: number, 
/**
 * Visits the programme had planned for it, as far as they can be seen here.
 */
planned: number, 
/**
 * Of them, those that were missed or called off: nobody goes any more.
 */
lapsed: number, 
/**
 * Places of the register that were open in the period.
 */
places: number, 
/**
 * Of them, those visited in the year before the last day.
 */
places_visited: number, 
/**
 * Recommendations sent in the period.
 */
sent: number, 
/**
 * Of them, those replied to, per cent; null where none was sent.
 */
replied_percent: number | null, 
/**
 * Of them, those done in full, per cent; null where none was sent.
 */
implemented_percent: number | null, 
/**
 * Days to the first reply, the median; null without a reply.
 */
days_to_reply: number | null, 
/**
 * Interviews, planned visits, visits and recommendations that are sealed for others, and so are not counted.
 */
sealed: number, 
/**
 * The tables.
 */
tables: Array<NumberTable>, };

export type Observation = { 
/**
 * Its id.
 */
id: string, 
/**
 * What.
 */
text: string, 
/**
 * Where, an area id.
 */
area: string | null, 
/**
 * Theme code.
 */
theme: string | null, 
/**
 * `observed`, `interview`, `register`, `staff`, `document`, `measured`.
 */
source: string, 
/**
 * Needs care.
 */
flag: boolean, 
/**
 * Who.
 */
by: string, 
/**
 * Whether it is this device's member.
 */
mine: boolean, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Taken back: it stays in the record and counts no more.
 */
withdrawn: boolean, };

export type ObservationAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What.
 */
text: string, 
/**
 * Where.
 */
area: string | null, 
/**
 * Theme.
 */
theme: string | null, 
/**
 * Source type.
 */
source: string, 
/**
 * Needs care.
 */
flag: boolean, };

export type ObservationSet = { 
/**
 * Which.
 */
observation: string, 
/**
 * As it should be.
 */
facts: ObservationAdd, };

export type ObservationWithdraw = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Which.
 */
observation: string, 
/**
 * Taken back or not.
 */
withdrawn: boolean, };

export type OpenRecommendation = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it asks for.
 */
text: string, 
/**
 * By when.
 */
deadline: string | null, };

export type OtherAnswer = { 
/**
 * The question, where it is an answer to one or is held against one.
 */
question: Localized | null, 
/**
 * The group of persons, where it is held against a number of them.
 */
group: string | null, 
/**
 * The area by name; empty for the place as a whole.
 */
area: string, 
/**
 * Which source, and what it says.
 */
said: SourceSays, 
/**
 * Where it is looked at: parts of a route after `visits/<id>`.
 */
route: Array<string>, };

export type OwnTypeRule = { 
/**
 * The type, as it is written.
 */
name: string, 
/**
 * Places of it in the register.
 */
places: number, 
/**
 * Months from one visit to the next; absent: those of `other`.
 */
months: number | null, 
/**
 * One full visit within so many months is to be unannounced, 0: none has to be; absent: as with `other`.
 */
unannounced: number | null, };

export type Packing = { 
/**
 * What is needed, by group.
 */
items: Array<PackingItem>, 
/**
 * What ships and was taken off the list.
 */
dropped: Array<PackingItem>, };

export type PackingAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What.
 */
what: string, };

export type PackingItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * `papers`, `tools`, `care`, `safety`, `own`.
 */
group: string, 
/**
 * What it is, of what ships.
 */
shipped: Localized | null, 
/**
 * What it is, in a colleague's words.
 */
what: string | null, 
/**
 * Packed.
 */
packed: boolean, 
/**
 * People differ on it.
 */
in_conflict: boolean, };

export type PackingSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What, by its id.
 */
item: string, 
/**
 * Packed or not.
 */
packed?: boolean, 
/**
 * Not needed, or needed after all.
 */
dropped?: boolean, };

export type PairingAdmit = { 
/**
 * The words as on the newcomer's screen.
 */
words: string, 
/**
 * Role given to a new member.
 */
role: string, 
/**
 * Id of the member on the roster whose further device this is.
 */
further_device_of: string | null, };

export type PairingDial = { 
/**
 * `visita-lan:…`, with a token.
 */
address: string, 
/**
 * The name to stand on the roster.
 */
member: string, };

export type PairingJoin = { 
/**
 * The words as on the lead's screen.
 */
words: string, };

export type PairingPart = "lead" | "newcomer";

export type PairingStage = "shown" | "asked" | "dialling" | "waiting" | "admitted" | "delivered" | "declined" | "over" | "failed";

export type PairingView = { 
/**
 * Which side this is; absent when none is under way.
 */
part: PairingPart | null, 
/**
 * Where it stands.
 */
stage: PairingStage | null, 
/**
 * Seconds until the token is of no use.
 */
seconds_left: number, 
/**
 * The lead's address with the token: text and QR.
 */
address: string | null, 
/**
 * What the newcomer asks, on the lead's side, with both kinds of words.
 */
request: RequestView | null, 
/**
 * The newcomer's words, on its own side: the lead compares them.
 */
words: string | null, 
/**
 * The lead's words, on the newcomer's side once the admission is here: the newcomer compares them.
 */
confirm: string | null, 
/**
 * Why it did not work, the last time.
 */
failure: ErrorCode | null, };

export type Passphrase = { 
/**
 * As typed.
 */
passphrase: string, };

export type PersonInput = { 
/**
 * Languages spoken well enough for an interview.
 */
languages: Array<string>, 
/**
 * `law`, `medicine`, `psychiatry`, `psychology`, `nursing`, `social_work`, `children`, `gender`, `disability`,
 * `migration`, `policing`, `prisons`, `interpreting`.
 */
skills: Array<string>, 
/**
 * What else they can do, in their own words.
 */
own_skills: Array<string>, 
/**
 * `woman`, `man`, `other`.
 */
gender: string | null, 
/**
 * When they can come, in words.
 */
availability: string, 
/**
 * First day they cannot, `YYYY-MM-DD`.
 */
away_from: string | null, 
/**
 * Last day they cannot, `YYYY-MM-DD`.
 */
away_until: string | null, 
/**
 * Further times on which they cannot, each as `YYYY-MM-DD/YYYY-MM-DD`; `..` stands for an open end.
 */
also_away: Array<string>, };

export type PersonSet = { 
/**
 * Which member.
 */
member: string, 
/**
 * As the person was shown it.
 */
was: PersonInput, 
/**
 * As it should be.
 */
facts: PersonInput, };

export type PersonView = { 
/**
 * Which member.
 */
member: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Role in the team.
 */
role: string, 
/**
 * What is known.
 */
facts: PersonInput, 
/**
 * The member at this device, or a lead is: it may be changed here.
 */
may_change: boolean, 
/**
 * Devices disagree on it.
 */
in_conflict: boolean, };

export type PlaceApart = { 
/**
 * One.
 */
one: string, 
/**
 * The other.
 */
other: string, 
/**
 * False takes it back.
 */
apart: boolean, };

export type PlaceCountSet = { 
/**
 * The place whose record holds it.
 */
place: string, 
/**
 * Which; none for a new one.
 */
id: string | null, 
/**
 * As the person was shown it; none for a new one.
 */
was: CountInput | null, 
/**
 * As it should be.
 */
facts: CountInput, };

export type PlaceExport = { 
/**
 * Where to.
 */
path: string, 
/**
 * `csv` or `xlsx`.
 */
format: string, 
/**
 * Language of the headers: `en` or `ar`.
 */
language: string, 
/**
 * Only some places.
 */
filter: PlaceFilter, 
/**
 * Of those, only these; all where none are named.
 */
places?: Array<string>, 
/**
 * What goes out beside the facts: `unit`, `contact`, `document`, `count`. XLSX has a sheet for each, CSV a file beside.
 * Contacts are persons: they go nowhere unless they are named here.
 */
parts?: Array<string>, 
/**
 * Whether files that stand beside the first may be written over: of those a chooser has asked nobody.
 */
replace: boolean, };

export type PlaceExported = { 
/**
 * Rows of places.
 */
rows: number, 
/**
 * Rows of what they have several of.
 */
parts: number, };

export type PlaceFilter = { 
/**
 * Only this type.
 */
place_type: string | null, };

export type PlaceImport = { 
/**
 * What was chosen where there was a choice.
 */
choices: Array<TableChoice>, };

export type PlaceImported = { 
/**
 * Rows that were added.
 */
added: number, 
/**
 * Rows whose place was changed.
 */
changed: number, 
/**
 * Rows left out.
 */
left: number, 
/**
 * Rows not done yet.
 */
remaining: number, 
/**
 * What became of each row of this step.
 */
rows: Array<TableDone>, };

export type PlaceInput = { 
/**
 * Its name.
 */
name: string, 
/**
 * `police_station`, `prison`, `remand_prison`, `court_cells`, `immigration_detention`, `border_zone`,
 * `juvenile_institution`, `psychiatric_hospital`, `social_care_home`, `military_detention`,
 * `infectious_disease_ward`, `transfer_vehicle`, `other`.
 */
place_type: string, 
/**
 * What it is, where no type fits.
 */
other_type: string, 
/**
 * Who answers for it, in words.
 */
authority: string, 
/**
 * Who answers for it: id of an authority.
 */
authority_id: string | null, 
/**
 * `public`, `private`, `other`.
 */
operator: string | null, 
/**
 * Name of the operator.
 */
operator_name: string, 
/**
 * By which law or order people are held there.
 */
legal_basis: string, 
/**
 * Region.
 */
region: string, 
/**
 * Address.
 */
address: string, 
/**
 * Decimal degrees north; with `longitude` or not at all.
 */
latitude: number | null, 
/**
 * Decimal degrees east.
 */
longitude: number | null, 
/**
 * Official capacity, persons.
 */
capacity: number | null, 
/**
 * Persons held at the last count.
 */
occupancy: number | null, 
/**
 * Persons who pass through in a year.
 */
turnover: number | null, 
/**
 * `women`, `children`, `pregnant_or_with_child`, `older`, `disability`, `illness`, `mental_health`, `foreign`,
 * `minority`, `lgbti`.
 */
vulnerable: Array<string>, 
/**
 * Since when people are held there, `YYYY-MM-DD`.
 */
opened_on: string | null, 
/**
 * Since when no longer, `YYYY-MM-DD`.
 */
closed_on: string | null, 
/**
 * Suspected or unofficial.
 */
suspected: boolean, 
/**
 * What is known of a suspected place, and from where.
 */
suspected_note: string, };

export type PlaceMerge = { 
/**
 * The place that is to stand under the other.
 */
place: string, 
/**
 * The place that stands for both; none to take the merging back.
 */
same_as: string | null, };

export type PlaceName = { 
/**
 * Its id.
 */
place: string, 
/**
 * Its name.
 */
name: string, };

export type PlacePair = { 
/**
 * One.
 */
one: PlaceRow, 
/**
 * The other.
 */
other: PlaceRow, 
/**
 * Why they may be the same.
 */
likeness: Likeness, };

export type PlacePairs = { 
/**
 * The pairs.
 */
pairs: Array<PlacePair>, };

export type PlaceRef = { 
/**
 * Its id.
 */
place: string, };

export type PlaceRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its facts.
 */
facts: PlaceInput, 
/**
 * Official capacity by the newest count that says it, else by the facts; persons.
 */
capacity: number | null, 
/**
 * Persons held, likewise.
 */
held: number | null, 
/**
 * The day of that count, `YYYY-MM-DD`.
 */
counted_on: string | null, 
/**
 * The day its last visit began.
 */
last_visit: string | null, 
/**
 * How many visits are on this device.
 */
visits: number, 
/**
 * How many other records were found to be of the same place.
 */
merged: number, 
/**
 * How many of its fields devices disagree on.
 */
conflicts: number, };

export type PlaceRows = { 
/**
 * The lines.
 */
rows: Array<PlaceRow>, };

export type PlaceRule = { 
/**
 * The place.
 */
place: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Months from one visit to the next; absent: those of its type.
 */
months: number | null, 
/**
 * One full visit within so many months is to be unannounced, 0: none has to be; absent: as with its type.
 */
unannounced: number | null, };

export type PlaceSet = { 
/**
 * Its id.
 */
place: string, 
/**
 * The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
 */
was: PlaceInput, 
/**
 * The facts as they should be.
 */
facts: PlaceInput, };

export type PlaceTable = { 
/**
 * Path of a CSV or XLSX file.
 */
path: string, 
/**
 * Sheet of a workbook; the first one where none is named.
 */
sheet: string | null, 
/**
 * What its rows are: `place`, `unit`, `contact`, `document` or `count`. Where it is absent, the headers say it.
 */
holds?: string, 
/**
 * What each column holds, in the order of the file: a code of [`PlaceTableView::columns`], or none to leave it out.
 * Where it is absent, the headers are guessed.
 */
columns: Array<string | null> | null, 
/**
 * What words for types mean that nobody knows otherwise; they count before those that are known.
 */
types: Array<TypeWord>, };

export type PlaceTableView = { 
/**
 * Sheets of the workbook; none of a CSV file.
 */
sheets: Array<string>, 
/**
 * What its rows are taken for, as in [`PlaceTable::holds`].
 */
holds: string, 
/**
 * Headers of the columns.
 */
headers: Array<string>, 
/**
 * What each column is taken for: `name`, `place_type`, `region`…; none where it is left out.
 */
columns: Array<string | null>, 
/**
 * The first cell of each column that says something.
 */
examples: Array<string>, 
/**
 * Every code a column may have.
 */
known: Array<string>, 
/**
 * Words for types that no list has, the most frequent first, at most 200: somebody has to say what they mean.
 */
types: Array<TableType>, 
/**
 * What would become of each row.
 */
rows: Array<TableRow>, };

export type PlaceView = { 
/**
 * The line of the register.
 */
row: PlaceRow, 
/**
 * Its visits, newest first.
 */
visits: Array<VisitRow>, 
/**
 * Recommendations about it of which something is still awaited, what is awaited soonest first.
 */
recommendations: Array<RecommendationRow>, 
/**
 * Findings of its visits, the newest visit first; those that were withdrawn left out.
 */
findings: Array<FindingRow>, 
/**
 * Its units, by name.
 */
units: Array<Unit>, 
/**
 * Its counts, newest first.
 */
counts: Array<Count>, 
/**
 * Persons held as delegations counted them on site, the newest visit first.
 */
on_site: Array<CountOnSite>, 
/**
 * Whom to turn to.
 */
contacts: Array<Contact>, 
/**
 * Documents kept elsewhere.
 */
documents: Array<Document>, 
/**
 * Name of the authority that `authority_id` links to.
 */
authority_name: string | null, 
/**
 * The place that stands for this one.
 */
stands: PlaceName | null, 
/**
 * Places that this one stands for.
 */
merged: Array<PlaceName>, 
/**
 * Fields on which devices disagree, as merge paths.
 */
conflicts: Array<string>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type PlanAccessSet = { 
/**
 * Which.
 */
plan: string, 
/**
 * Who the person was shown. Others since: `stale`.
 */
was: RecordReaders, 
/**
 * The members.
 */
readers: Array<string>, 
/**
 * Everybody of the team.
 */
whole_team: boolean, };

export type PlanAdd = { 
/**
 * The place.
 */
place: string, 
/**
 * Its facts.
 */
facts: PlanFacts, 
/**
 * Decided already, or only proposed.
 */
agreed: boolean, 
/**
 * Who may read it.
 */
readers: PlanReaders, };

export type PlanAdopt = { 
/**
 * The lines.
 */
lines: Array<AdoptLine>, 
/**
 * Decided already, or only proposed.
 */
agreed: boolean, 
/**
 * Who may read them.
 */
readers: PlanReaders, 
/**
 * The draw they are from, by its id, to be recorded with each; absent: none.
 */
draw?: string, };

export type PlanAdopted = { 
/**
 * Planned visits made, in the order of the lines.
 */
plans: Array<string>, 
/**
 * When it became durable.
 */
saved_at: string, };

export type PlanBegin = { 
/**
 * Which.
 */
plan: string, 
/**
 * First day of the visit.
 */
starts_on: string, 
/**
 * Last day, where it has one.
 */
ends_on?: string, 
/**
 * Checklists chosen.
 */
checklists: Array<string>, 
/**
 * Who may read the visit beside those who may read its plan, and who begins it; absent: they alone.
 */
readers?: PlanReaders, };

export type PlanFacts = { 
/**
 * First day of its window.
 */
from: string, 
/**
 * Last day of its window.
 */
to: string, 
/**
 * `in_depth`, `thematic`, `ad_hoc`, `follow_up`.
 */
visit_kind: string, 
/**
 * To be announced to the authority.
 */
announced: boolean, 
/**
 * `open`, `day`, `night`.
 */
hours: string, 
/**
 * `open`, `weekday`, `weekend`.
 */
days: string, 
/**
 * Draws on the reserve, whatever its kind.
 */
urgent: boolean, 
/**
 * Why.
 */
reason: string, 
/**
 * What it is to find out.
 */
objectives: string, };

export type PlanReaders = { 
/**
 * Everybody of the team; otherwise who plans, the leads, and those chosen.
 */
whole_team: boolean, 
/**
 * Members chosen.
 */
readers: Array<string>, };

export type PlanRef = { 
/**
 * Its id.
 */
plan: string, };

export type PlanSet = { 
/**
 * Which.
 */
plan: string, 
/**
 * The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
 */
was: PlanFacts, 
/**
 * The facts as they should be.
 */
facts: PlanFacts, };

export type PlanStateSet = { 
/**
 * Which.
 */
plan: string, 
/**
 * `proposed`, `agreed`, `dropped`.
 */
state: string, };

export type PlanView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The place.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * Its type.
 */
place_type: string, 
/**
 * Its facts.
 */
facts: PlanFacts, 
/**
 * Its month, `YYYY-MM`, where its window is exactly one.
 */
month: string | null, 
/**
 * Drawn by lot, and how.
 */
lot: LotView | null, 
/**
 * `proposed`, `agreed`, `done`, `dropped`; `called_off` where the visit it became is not made after all.
 */
state: string, 
/**
 * Its days are over, and nobody has begun it or given it up.
 */
missed: boolean, 
/**
 * The visit it became.
 */
visit: string | null, 
/**
 * It counts towards the reserve.
 */
from_reserve: boolean, 
/**
 * Not everybody of the team may read it.
 */
sealed: boolean, 
/**
 * Who planned it.
 */
by: string, 
/**
 * Fields on which people differ, as merge paths.
 */
conflicts: Array<string>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type PoolPlace = { 
/**
 * The place.
 */
place: string, 
/**
 * Its name; empty where there is none of that id any more.
 */
place_name: string, 
/**
 * The type it stood under.
 */
place_type: string, };

export type Population = { 
/**
 * By group, then source.
 */
rows: Array<CountRow>, 
/**
 * What to ask about.
 */
doubts: Array<CountDoubt>, 
/**
 * Official capacity of the place, where it is known.
 */
capacity: number | null, };

export type Programme = { 
/**
 * The year.
 */
year: number, 
/**
 * The day it is read on.
 */
today: string, 
/**
 * Days of the week on which the country rests, `monday` to `sunday`, as the body says.
 */
weekend: Array<string>, 
/**
 * All places by state.
 */
counts: StateCounts, 
/**
 * Places, the most urgent first; the first of so many, where there are more than a screen shows.
 */
places: Array<ProgrammePlace>, 
/**
 * How many there are of what was asked for.
 */
total: number, 
/**
 * Planned visits of the year, by day; those given up too.
 */
plans: Array<PlanView>, 
/**
 * Planned visits that are sealed for others: that they exist is all that is known here.
 */
sealed_plans: number, 
/**
 * Visits of the year.
 */
visits: Array<VisitRow>, 
/**
 * January to December.
 */
months: Array<MonthLoad>, 
/**
 * What the year uses of what the body can do.
 */
load: YearLoad, 
/**
 * How mixed visits and plans of the year are.
 */
balance: Balance, 
/**
 * What there should be more of. It never blocks.
 */
advice: Array<Advice>, 
/**
 * The rules.
 */
rules: RulesView, 
/**
 * Rules on which people differ, as merge paths.
 */
conflicts: Array<string>, };

export type ProgrammeAsk = { 
/**
 * The year; 0: this one.
 */
year: number, 
/**
 * Only places with these words in their names, however they are typed.
 */
name: string, 
/**
 * Only this type.
 */
place_type: string | null, 
/**
 * Only `never_visited`, `no_full_visit`, `overdue`, `due_soon` or `in_time`.
 */
state: string | null, 
/**
 * How many places at most; 0: as many as a screen begins with.
 */
upto: number, };

export type ProgrammeExport = { 
/**
 * The year; 0: this one.
 */
year: number, 
/**
 * Where to write it.
 */
path: string, 
/**
 * With the names of places: calendars are read by others. Without them, each event says only that there is a visit.
 */
place_names: boolean, 
/**
 * With those that not everybody of the team may read.
 */
sealed: boolean, 
/**
 * What an event without a name says, in the reader's language.
 */
title: string, };

export type ProgrammeExported = { 
/**
 * Visits in it: planned, or in preparation.
 */
events: number, 
/**
 * Planned visits left out, since not everybody of the team may read them.
 */
left_out: number, 
/**
 * Where.
 */
path: string, };

export type ProgrammeMap = { 
/**
 * Places whose position is known.
 */
dots: Array<Dot>, 
/**
 * Places whose position nobody has said: the list has them.
 */
without: number, };

export type ProgrammePlace = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
place_type: string, 
/**
 * Region.
 */
region: string, 
/**
 * Official capacity, persons.
 */
capacity: number | null, 
/**
 * The day its last full visit began: a follow-up is none.
 */
last_full_visit: string | null, 
/**
 * The day its last visit of any kind began.
 */
last_visit: string | null, 
/**
 * Follow-up visits since the last full one.
 */
follow_ups: number, 
/**
 * `never_visited`, `no_full_visit` where follow-ups alone were made, `overdue`, `due_soon`, `in_time`.
 */
state: string, 
/**
 * Days overdue, or days left; 0 where no full visit was made.
 */
days: number, 
/**
 * The day the next full visit is due.
 */
due_on: string | null, 
/**
 * Months from one visit to the next.
 */
period_months: number, 
/**
 * The same before any risk, or anything known of the place, shortened it.
 */
unshortened_months: number, 
/**
 * Where the period is from: `place`, `type`, `problem` or `groups`.
 */
rule: string, 
/**
 * Whether some of its visits are to be unannounced, and lately were; absent where nobody asks for it.
 */
unannounced: UnannouncedView | null, 
/**
 * All points.
 */
points: number, 
/**
 * `low`, `raised`, `high`: by all but the time.
 */
band: string, 
/**
 * Where the points are from, most first.
 */
reasons: Array<Reason>, 
/**
 * What nobody has said and which could have given points: `crowding`, `turnover`, `complaints`, `groups`.
 */
unknown: Array<string>, 
/**
 * Months of the year in which it is planned, `YYYY-MM`.
 */
planned: Array<string>, };

export type ProgrammeToday = { 
/**
 * No full visit yet, or the period is over.
 */
overdue: number, 
/**
 * Due soon.
 */
due_soon: number, 
/**
 * Planned visits whose days are over, and which nobody has begun or given up.
 */
missed: number, 
/**
 * The next visit that is planned and not begun.
 */
next: PlanView | null, };

export type ProposalView = { 
/**
 * The year.
 */
year: number, 
/**
 * What is proposed, by month and then by urgency.
 */
lines: Array<ProposedLine>, 
/**
 * Due in the year, and no month has room: the most urgent first.
 */
no_room: Array<LeftOut>, 
/**
 * Planned already.
 */
planned: number, 
/**
 * Due after the year.
 */
not_due: number, 
/**
 * Regular visits there was room for.
 */
room: number, };

export type ProposedLine = { 
/**
 * The place.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * Its type.
 */
place_type: string, 
/**
 * `YYYY-MM`.
 */
month: string, 
/**
 * `never_visited`, `overdue`, `due`, `earlier`, `later`, `again`.
 */
why: string, 
/**
 * The day it is due.
 */
due_on: string | null, 
/**
 * All points.
 */
points: number, 
/**
 * Where the points are from, most first.
 */
reasons: Array<Reason>, 
/**
 * `open`, `day`, `night`.
 */
hours: string, 
/**
 * `open`, `weekday`, `weekend`.
 */
days: string, 
/**
 * To be announced to the authority.
 */
announced: boolean, 
/**
 * Why it has to be unannounced; absent where it may be announced.
 */
unannounced: UnannouncedView | null, };

export type PublicationInput = { 
/**
 * `decided` by the body, `state_asked`, `state_published` in part, decided by the `committee`; none while nothing is.
 */
basis: string | null, 
/**
 * The first day on which it may be published.
 */
from: string | null, 
/**
 * What else there is to say.
 */
note: string, };

export type PublicationSaid = { 
/**
 * `may`; `from` a day on; `put_off` by the State under Article 24 of the Protocol; `confidential`; `unread` where what was
 * decided on it cannot be read here.
 */
verdict: string, 
/**
 * `from`: the day; `put_off`: until when, where that is known.
 */
from: string | null, 
/**
 * On what it rests, where it was released: as in [`PublicationInput::basis`].
 */
basis: string | null, 
/**
 * `national`, `international`, `other`: who may release it depends on that.
 */
body_kind: string, 
/**
 * Where that is written: an article; empty where it is the body's own rule, or practice.
 */
source: string, 
/**
 * Where it is written that no personal data is published without the person's express consent; may be empty.
 */
consent_source: string, 
/**
 * How and when the body publishes, in its own words; may be empty.
 */
rule: string, };

export type PublicationSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
 */
was: PublicationInput, 
/**
 * As it should be.
 */
facts: PublicationInput, };

export type PublicationView = { 
/**
 * Whether.
 */
said: PublicationSaid, 
/**
 * What was decided.
 */
facts: PublicationInput, 
/**
 * This member may change it.
 */
may_change: boolean, 
/**
 * Fields on which devices disagree, as merge paths: what is disputed releases nothing.
 */
conflicts: Array<string>, };

export type QuarantineExport = { 
/**
 * Its id.
 */
id: string, 
/**
 * Where to.
 */
path: string, };

export type QuarantineExported = { 
/**
 * Where.
 */
path: string, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Their SHA-256, lower hex.
 */
sha256: string, };

export type QuarantineRef = { 
/**
 * Its id.
 */
id: string, };

export type QuarantineRetried = { 
/**
 * `applied`; `waiting` for a key or for what it rests on; `refused` again, and it stays in quarantine.
 */
outcome: string, 
/**
 * Reason code, when refused.
 */
reason: string | null, 
/**
 * Changes that had waited for it and are applied now.
 */
freed: number, };

export type QuarantineRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is: `change`, `key`, `roster`, `snapshot`, or `unknown` when it has the form of none.
 */
kind: string, 
/**
 * Reason code.
 */
reason: string, 
/**
 * Name of the member whose device it came from; the device, short, where the roster does not know it.
 */
by: string, 
/**
 * Device it came from, short.
 */
device: string, 
/**
 * When it was refused first, RFC 3339.
 */
at: string, 
/**
 * Bytes.
 */
bytes: number, };

export type QuarantineRows = { 
/**
 * The lines.
 */
rows: Array<QuarantineRow>, };

export type QuestionAnswer = { 
/**
 * Document.
 */
doc: string, 
/**
 * Path of the field.
 */
path: string, 
/**
 * The answer.
 */
text: string, };

export type Reach = { 
/**
 * Other devices of the team known to hold everything of it that this one does; who may not read it carries it sealed.
 */
hold: number, 
/**
 * Other devices of the team.
 */
others: number, };

export type ReaderView = { 
/**
 * Member id.
 */
member: string, 
/**
 * Name on the roster.
 */
name: string, 
/**
 * May read it.
 */
reads: boolean, 
/**
 * Why: `author`, `lead`, `chosen`, `team`; absent for those who may not.
 */
why: string | null, 
/**
 * May be chosen: reads the visit that the record belongs to, where it belongs to one.
 */
eligible: boolean, };

export type Reason = { 
/**
 * `never_visited`, `time`, `follow_ups`, `crowding`, `turnover`, `grave_concerns`, `serious_concerns`, `hardships`,
 * `shortcomings`, `recommendations`, `complaints`, `no_complaints`, `groups`, `suspected`, `known_problem`.
 */
factor: string, 
/**
 * Points; 0 of what gives none and is told all the same.
 */
points: number, 
/**
 * The number they were made from.
 */
number: number | null, 
/**
 * What it is held against: the period, the capacity; of concerns how many are settled, of complaints how many days old
 * they are.
 */
of: number | null, };

export type RecommendationAdd = { 
/**
 * Its facts.
 */
facts: RecommendationFacts, 
/**
 * The findings it answers.
 */
findings: Array<FindingLink>, };

export type RecommendationFacts = { 
/**
 * What is to be done.
 */
text: string, 
/**
 * The authority that is to do it.
 */
addressee: string | null, 
/**
 * The visit it came out of.
 */
visit: string | null, 
/**
 * The place it is about; where a visit is named, the visit's.
 */
place: string | null, 
/**
 * Theme code.
 */
theme: string | null, 
/**
 * Standards, as written.
 */
standards: string, 
/**
 * `urgent`, `high`, `normal`, `low`.
 */
priority: string, 
/**
 * The day by which it is to be done.
 */
deadline: string | null, 
/**
 * The day by which the authority is asked to reply.
 */
reply_by: string | null, 
/**
 * An earlier recommendation that this one says again.
 */
repeats: string | null, };

export type RecommendationFilter = { 
/**
 * A column of the board, as in [`RecommendationRow::column`].
 */
column: string | null, 
/**
 * An authority.
 */
addressee: string | null, 
/**
 * A place.
 */
place: string | null, 
/**
 * A visit.
 */
visit: string | null, 
/**
 * A theme.
 */
theme: string | null, 
/**
 * A priority.
 */
priority: string | null, 
/**
 * A year, as in its reference.
 */
year: number | null, 
/**
 * With those that were withdrawn.
 */
withdrawn: boolean, };

export type RecommendationLink = { 
/**
 * Which.
 */
recommendation: string, 
/**
 * The visit of the finding.
 */
visit: string, 
/**
 * The finding.
 */
finding: string, 
/**
 * Linked or not.
 */
linked: boolean, };

export type RecommendationRef = { 
/**
 * Its id.
 */
recommendation: string, };

export type RecommendationReview = { 
/**
 * Which.
 */
recommendation: string, 
/**
 * `draft`, `in_review`, `agreed`.
 */
review: string, 
/**
 * The text that was read; absent: whatever it is.
 */
text?: string, };

export type RecommendationRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * How people call it: `2026-7KQ4M`.
 */
reference: string, 
/**
 * The year in it.
 */
year: number, 
/**
 * The beginning of its text.
 */
text: string, 
/**
 * The place; empty where it is about none.
 */
place: string, 
/**
 * Its name.
 */
place_name: string, 
/**
 * The visit; empty where it came out of none.
 */
visit: string, 
/**
 * The authority; empty where none is named.
 */
addressee: string, 
/**
 * Its name.
 */
addressee_name: string, 
/**
 * Theme code.
 */
theme: string | null, 
/**
 * `urgent`, `high`, `normal`, `low`.
 */
priority: string, 
/**
 * `draft`, `sent`, `reply_due`, `replied`, `partly_done`, `done`, `rejected`, `repeated`; `withdrawn`.
 */
column: string, 
/**
 * How far the team is with its text: `draft`, `in_review`, `agreed`.
 */
review: string, 
/**
 * `none`, `partial`, `full`, `obsolete`.
 */
implementation: string, 
/**
 * The day of the first letter.
 */
sent_on: string | null, 
/**
 * The day by which it is to be done.
 */
deadline: string | null, 
/**
 * `reply` or `implementation`: what is awaited next.
 */
due_kind: string | null, 
/**
 * By when.
 */
due_on: string | null, 
/**
 * Days until then; negative once it is past.
 */
days_left: number | null, 
/**
 * How much of the time until then has passed, percent.
 */
passed: number, 
/**
 * Replies that count.
 */
replies: number, 
/**
 * The day of the last one.
 */
replied_on: string | null, 
/**
 * Its grade: `a`, `b`, `c`; `d` where silence was logged last.
 */
grade: string | null, 
/**
 * Days from the first letter to the first reply.
 */
days_to_reply: number | null, 
/**
 * What was found last: `not`, `partly`, `fully`, `cannot_tell`; `differ` where inspectors do.
 */
checked: string | null, 
/**
 * When: the day of a check, or the first day of the visit.
 */
checked_on: string | null, 
/**
 * An earlier one that it says again.
 */
repeats: string | null, 
/**
 * Fields in conflict.
 */
conflicts: number, };

export type RecommendationRows = { 
/**
 * The lines.
 */
rows: Array<RecommendationRow>, };

export type RecommendationSend = { 
/**
 * Which.
 */
recommendation: string, 
/**
 * The day of the letter.
 */
on: string, 
/**
 * To whom; null: to whom it is addressed.
 */
addressee: string | null, 
/**
 * Reference of the letter.
 */
reference: string, 
/**
 * The day by which a reply is asked for; null: the one that stands, or 30 days after the letter where that one is past
 * by then or none was named.
 */
reply_by: string | null, };

export type RecommendationSet = { 
/**
 * Which.
 */
recommendation: string, 
/**
 * The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
 */
was: RecommendationFacts, 
/**
 * The facts as they should be.
 */
facts: RecommendationFacts, };

export type RecommendationView = { 
/**
 * Its line.
 */
row: RecommendationRow, 
/**
 * Its facts.
 */
facts: RecommendationFacts, 
/**
 * The findings it answers.
 */
findings: Array<AnsweredFinding>, 
/**
 * Letters, replies, messages, checks and results of visits, oldest first.
 */
thread: Array<ThreadEntry>, 
/**
 * What the results of checks propose, where that is another state than the one that stands.
 */
proposed: string | null, 
/**
 * The ten questions.
 */
smart: Array<SmartQuestion>, 
/**
 * Those that it says again, the newest first.
 */
earlier: Array<RecommendationRow>, 
/**
 * Those that say it again, the oldest first.
 */
later: Array<RecommendationRow>, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, 
/**
 * Fields a newer version wrote, kept as they are.
 */
unreadable: Array<string>, };

export type RecommendationWithdraw = { 
/**
 * Which.
 */
recommendation: string, 
/**
 * Withdrawn or not.
 */
withdrawn: boolean, };

export type RecontactAdd = { 
/**
 * The record: an interview, or an entry of the register.
 */
record: string, 
/**
 * What it says.
 */
facts: RecontactFacts, };

export type RecontactDone = { 
/**
 * The record.
 */
record: string, 
/**
 * The re-contact.
 */
recontact: string, 
/**
 * Made.
 */
done: boolean, 
/**
 * What came of it; what was noted before stays where it was not made after all.
 */
note: string, };

export type RecontactDrop = { 
/**
 * The record.
 */
record: string, 
/**
 * The re-contact.
 */
recontact: string, 
/**
 * Taken back or not.
 */
dropped: boolean, };

export type RecontactDue = { 
/**
 * The record: an interview, or an entry of the register.
 */
record: string, 
/**
 * The re-contact.
 */
recontact: string, 
/**
 * The visit, where it is about one.
 */
visit: string | null, 
/**
 * It is an interview; else an entry of the register.
 */
interview: boolean, 
/**
 * The only name.
 */
pseudonym: string, 
/**
 * The day.
 */
due: string, 
/**
 * It is for this device's member.
 */
mine: boolean, };

export type RecontactFacts = { 
/**
 * The day.
 */
due: string | null, 
/**
 * Who looks, a member.
 */
whom: string | null, 
/**
 * In which safe way.
 */
how: string, };

export type RecontactSet = { 
/**
 * The record.
 */
record: string, 
/**
 * The re-contact.
 */
recontact: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: RecontactFacts, 
/**
 * As it should be.
 */
facts: RecontactFacts, };

export type RecontactView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it says.
 */
facts: RecontactFacts, 
/**
 * Who looks, by name.
 */
whom_name: string, 
/**
 * The day on which it was done.
 */
done_on: string | null, 
/**
 * What came of it.
 */
note: string, 
/**
 * Entered by mistake, or not wanted any more.
 */
dropped: boolean, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type RecordAccess = { 
/**
 * Everybody of the team may.
 */
whole_team: boolean, 
/**
 * Members, and whether each may read it.
 */
members: Array<ReaderView>, 
/**
 * This member may change it: its author, or a lead.
 */
may_change: boolean, 
/**
 * This member may not read any more what is written now.
 */
closed: boolean, 
/**
 * How often the key was changed, from 1.
 */
epoch: number, 
/**
 * It belongs to a visit that is for a few: the whole team is those who may read the visit.
 */
bounded: boolean, };

export type RecordReaders = { 
/**
 * Everybody of the team.
 */
whole_team: boolean, 
/**
 * Members shown as `chosen`.
 */
readers: Array<string>, };

export type RecordRef = { 
/**
 * Document id.
 */
doc: string, };

export type RecoveryAnswer = { 
/**
 * The request.
 */
request: RequestText, 
/**
 * The words as read from the other screen.
 */
words: string, 
/**
 * With which share ([`HeldShareView::id`]); absent: with the only one it asks for.
 */
share: string | null, 
/**
 * Where to write the answer; absent: text only.
 */
path: string | null, };

export type RecoveryAnswered = { 
/**
 * The answer as text.
 */
text: string, 
/**
 * Where it was written.
 */
path: string | null, };

export type RecoveryAsk = { 
/**
 * Where to write the request; absent: text only.
 */
path: string | null, };

export type RecoveryAsked = { 
/**
 * So many answers open the vault; 0 where there are no shares.
 */
needed: number, 
/**
 * The request that waits.
 */
request: AskedRequest | null, 
/**
 * Holders who answered: answers of one share count once.
 */
answers: number, 
/**
 * The answers that came, each to be dropped where it is doubted.
 */
taken: Array<TakenAnswer>, };

export type RecoveryCheck = { 
/**
 * Three words.
 */
words: Array<string>, };

export type RecoveryRequestView = { 
/**
 * When it was made, by the clock of the device that asks, RFC 3339.
 */
asked: string, 
/**
 * The shares it asks for; more than one where two colleagues say that the vault is theirs. Nothing proves that it is
 * the owner who asks.
 */
shares: Array<HeldShareView>, };

export type RecoveryShare = { 
/**
 * The passphrase of today.
 */
passphrase: string, 
/**
 * Members (ids) who get one.
 */
members: Array<string>, 
/**
 * So many open the vault.
 */
needed: number, 
/**
 * The file to write, for all of them.
 */
path: string, };

export type RecoveryStanding = { 
/**
 * `untested`, `tested`, or `outdated`: the shares should be made anew.
 */
state: string, 
/**
 * When it was tried last, RFC 3339.
 */
tested: string | null, 
/**
 * Names of holders who left the team.
 */
left: Array<string>, };

export type RecoveryUnlock = { 
/**
 * The 24 words, separated by white space.
 */
words: string, 
/**
 * The new passphrase.
 */
passphrase: string, 
/**
 * The new passphrase again.
 */
repeat: string, };

export type RecoveryView = { 
/**
 * The shares of this vault, where some were made.
 */
shares: SharesView | null, 
/**
 * How it stands, as on Today.
 */
standing: RecoveryStanding, 
/**
 * When the recovery words were tried last, RFC 3339.
 */
words_tested: string | null, 
/**
 * Who can hold a share: other members with a device.
 */
may_hold: Array<MayHold>, 
/**
 * Fewest holders, and fewest shares that open a vault.
 */
least_needed: number, 
/**
 * Most holders.
 */
most_holders: number, 
/**
 * Shares that this member holds for others.
 */
held: Array<HeldShareView>, };

export type RecoveryWords = { 
/**
 * The 24 words, separated by white space.
 */
words: string, };

export type RelayAutomatic = { 
/**
 * It does; otherwise only when somebody asks.
 */
on: boolean, };

export type RelaySet = { 
/**
 * The invitation, as the operator gave it: one line, `visitarelay1…`.
 */
invitation: string, };

export type RelayView = { 
/**
 * `none`: the team uses no relay. `newer`: it uses one that this version cannot use. `never`: not exchanged with yet.
 * `reached`: the last exchange went well. `offline`: the relay cannot be reached. `trouble`: something else is in the way.
 */
state: string, 
/**
 * Where it answers.
 */
endpoint: string | null, 
/**
 * This device may set it and leave it: a lead's.
 */
lead: boolean, 
/**
 * This device exchanges by itself.
 */
automatic: boolean, 
/**
 * An exchange is under way; what it comes to is told.
 */
exchanging: boolean, 
/**
 * The last exchange that went well, RFC 3339.
 */
last_exchange: string | null, 
/**
 * Changes that wait to be sent.
 */
waiting_changes: number, 
/**
 * Their bytes, sealed.
 */
waiting_bytes: number, 
/**
 * What was in the way last: `unreachable`, `not_the_relay`, `unreadable`, `too_large`, `malformed`, `version`,
 * `not_open`, `not_invited`, `mailbox_full`, `invitation_full`, `too_fast`, `busy`, `out_of_space`; `stopped`: the exchange, by a fault of its own.
 */
trouble: string | null, 
/**
 * Things in the last exchange that nobody of the team can have written; they were left out.
 */
strange: number, };

export type Relevance = { 
/**
 * The earlier item.
 */
item: string, 
/**
 * The values that make this one relevant.
 */
is: Array<string>, };

export type Remark = { 
/**
 * The note.
 */
note: string, 
/**
 * Needs care.
 */
flag: boolean, 
/**
 * Source type.
 */
source: string | null, 
/**
 * Who.
 */
by: string, 
/**
 * Whether it is this device's member.
 */
mine: boolean, 
/**
 * When, RFC 3339.
 */
at: string, };

export type Removal = { 
/**
 * Whose.
 */
name: string, 
/**
 * Devices to be removed.
 */
devices: Array<RemovedDevice>, 
/**
 * Records that these devices can open now: visits and places.
 */
records: number, 
/**
 * Interviews that they can open now.
 */
interviews: number, 
/**
 * Changes of theirs that are here and stay.
 */
kept: number, 
/**
 * Records that get a new key, which they will not have.
 */
new_keys: number, 
/**
 * Nobody could lead the team after that: it is refused.
 */
last_lead: boolean, };

export type RemovalAsk = { 
/**
 * The device.
 */
device?: string, 
/**
 * The member.
 */
member?: string, };

export type RemovedDevice = { 
/**
 * Device id.
 */
device: string, 
/**
 * When it was last heard of, RFC 3339.
 */
last_contact: string | null, 
/**
 * Records it said it held then, sealed or open.
 */
held: number | null, };

export type Reply = { 
/**
 * Who.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * What.
 */
text: string, };

export type ReplyAdd = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * What it says.
 */
facts: ReplyFacts, };

export type ReplyFacts = { 
/**
 * The day it bears.
 */
on: string, 
/**
 * Its file reference.
 */
reference: string, 
/**
 * What it says.
 */
words: string, 
/**
 * `a` satisfactory, `b` partial, `c` not satisfactory, `d` none came; null before it was read.
 */
grade: string | null, 
/**
 * The authority says that it will not do it.
 */
refuses: boolean, 
/**
 * Logged by mistake.
 */
dropped: boolean, };

export type ReplyPart = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * What it says about it, quoted or summed up.
 */
words: string, 
/**
 * `a`, `b`, `c`, `d` as in a reply to one; null: the grade of those left.
 */
grade: string | null, 
/**
 * The authority says that it will not do it.
 */
refuses: boolean, };

export type ReplySet = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * The reply.
 */
reply: string, 
/**
 * As the person was shown it.
 */
was: ReplyFacts, 
/**
 * As it should be.
 */
facts: ReplyFacts, };

export type ReportBlock = { "block": "heading", 
/**
 * Level.
 */
level: number, 
/**
 * Text.
 */
text: string, } | { "block": "sentence", 
/**
 * Text.
 */
text: string, } | { "block": "written", 
/**
 * Text.
 */
text: string, } | { "block": "facts", 
/**
 * Name and value.
 */
rows: Array<[string, string]>, } | { "block": "quote", 
/**
 * Who; may be empty.
 */
by: string, 
/**
 * What.
 */
text: string, } | { "block": "table", 
/**
 * Caption.
 */
caption: string, 
/**
 * Headers.
 */
headers: Array<string>, 
/**
 * Cells by row.
 */
rows: Array<Array<string>>, };

export type ReportBuild = { 
/**
 * The visit.
 */
visit: string, 
/**
 * `en` or `ar`.
 */
language: string, 
/**
 * `internal`, `authority`, `public`.
 */
audience: string, 
/**
 * Where to write it; absent: preview only.
 */
path: string | null, 
/**
 * Write it for publication though it may not be published, or not yet: otherwise that is refused, about `publication`.
 */
anyway: boolean, };

export type ReportBuilt = { 
/**
 * One self-contained HTML page.
 */
html: string, 
/**
 * The same, for the preview.
 */
blocks: Array<ReportBlock>, 
/**
 * Where it was written.
 */
path: string | null, 
/**
 * Interview excerpts left out for want of consent.
 */
withheld: number, 
/**
 * Excerpts in it from groups under three persons, or of unknown size.
 */
small_groups: number, 
/**
 * Interviews of the visit that are sealed for others: nothing of them is in it.
 */
sealed: number, 
/**
 * Open conflicts named in it.
 */
conflicts: number, 
/**
 * Whether it may be published.
 */
publication: PublicationSaid, };

export type ReportReview = { 
/**
 * The visit.
 */
visit: string, 
/**
 * `draft`, `in_review`, `agreed`.
 */
review: string, };

export type ReprisalAdd = { 
/**
 * What it says.
 */
facts: ReprisalFacts, 
/**
 * Members who may open it beside its author and the leads.
 */
readers: Array<string>, };

export type ReprisalDrop = { 
/**
 * The entry.
 */
record: string, 
/**
 * Taken back or not.
 */
dropped: boolean, };

export type ReprisalFacts = { 
/**
 * The visit it is about, where it is about one.
 */
visit: string | null, 
/**
 * `held`, `staff`, `family`, `lawyer`, `health`, `complainant`, `other`.
 */
informant: string | null, 
/**
 * `low`, `medium`, `high`, `suffered`.
 */
level: string | null, 
/**
 * What they told, in short.
 */
about: string, 
/**
 * What may happen, or has.
 */
risk: string, 
/**
 * What was agreed against it.
 */
mitigation: string, 
/**
 * The safe way to reach them.
 */
channel: string, 
/**
 * Nothing more to watch, and why; empty while it is watched.
 */
closed: string, 
/**
 * The interview that the same person gave before or since.
 */
interview: string | null, };

export type ReprisalFilter = { 
/**
 * The visit; absent: all.
 */
visit?: string, };

export type ReprisalRow = { 
/**
 * The record.
 */
record: string, 
/**
 * It is an interview; else an entry of the register.
 */
interview: boolean, 
/**
 * The visit, where it is about one.
 */
visit: string | null, 
/**
 * Its place by name.
 */
place_name: string, 
/**
 * The only name.
 */
pseudonym: string, 
/**
 * The entry; of an interview what its protection says.
 */
facts: ReprisalFacts, 
/**
 * Re-contacts, by day.
 */
recontacts: Array<RecontactView>, 
/**
 * Everybody of the team may open it.
 */
whole_team: boolean, 
/**
 * Who may open it, by name.
 */
readers: Array<Named>, 
/**
 * This member may say who opens it.
 */
may_change: boolean, 
/**
 * Entered by mistake; of an interview never.
 */
dropped: boolean, 
/**
 * The person took back, in an interview, what they said, or that interview is left at home for a journey: the words of it
 * are hidden.
 */
taken_back: boolean, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type ReprisalSet = { 
/**
 * The entry.
 */
record: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: ReprisalFacts, 
/**
 * As it should be.
 */
facts: ReprisalFacts, };

export type Reprisals = { 
/**
 * Open ones first, the nearest day first; last what was entered by mistake.
 */
rows: Array<ReprisalRow>, };

export type RequestText = { 
/**
 * The text.
 */
text: string | null, 
/**
 * Or the file.
 */
path: string | null, };

export type RequestView = { 
/**
 * Name asked for.
 */
member: string, 
/**
 * Words to compare with the other screen before admitting: the newcomer's.
 */
words: string, 
/**
 * Words to read to the newcomer, who types them to join: they stand for this device and this team. Absent without a
 * team.
 */
confirm: string | null, 
/**
 * The name of a member on the roster whom the request claims to be: admit it as that member's further device, or not
 * at all.
 */
claims: string | null, };

export type ReviewRef = { 
/**
 * The record.
 */
doc: string, 
/**
 * The path of the entry; empty for the record as a whole.
 */
about: string, };

export type ReviewSet = { 
/**
 * The record.
 */
doc: string, 
/**
 * The path of the entry; empty for the record as a whole.
 */
about: string, 
/**
 * What the person was shown: `draft`, `in_review`, `agreed`.
 */
was: string, 
/**
 * `draft`, `in_review`, `agreed`.
 */
review: string, 
/**
 * The digest of the words that they read; absent: as they stand.
 */
words: string | null, };

export type ReviewView = { 
/**
 * The path of the entry; empty for the record as a whole.
 */
about: string, 
/**
 * It goes through this review: there is something, and it has no review of its own, as findings, recommendations and the
 * report do.
 */
reviewed: boolean, 
/**
 * `draft`, `in_review`, `agreed`.
 */
review: string, 
/**
 * Who said so; nobody yet.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string | null, 
/**
 * It was agreed, and its words are others since: they are in review.
 */
changed: boolean, 
/**
 * Two members said differently, apart from each other.
 */
disputed: boolean, 
/**
 * A digest of the words as they stand, to agree on just these.
 */
words: string, };

export type Reviews = { 
/**
 * The reviews, by path.
 */
rows: Array<ReviewView>, };

export type RiskHandle = { 
/**
 * The interview.
 */
interview: string, 
/**
 * Which, as in [`RiskTask::risk`].
 */
risk: string, 
/**
 * What was done.
 */
what: string, };

export type RiskHandled = { 
/**
 * Which, as in [`RiskTask::risk`].
 */
risk: string, 
/**
 * What was done.
 */
what: string, 
/**
 * By whom.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, };

export type RiskTask = { 
/**
 * The interview.
 */
interview: string, 
/**
 * Its visit.
 */
visit: string, 
/**
 * The place's name.
 */
place_name: string, 
/**
 * The only name.
 */
pseudonym: string, 
/**
 * `reprisal_risk`, `self_harm`, `minor`, `urgent_medical`, `urgent`; `check_on`: look on a day whether they suffered
 * for having talked.
 */
risk: string, 
/**
 * Who said so.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * The day it is due, where it has one.
 */
due: string | null, };

export type RuleSet = { 
/**
 * `type`, `own_type`, `place`, or the name of a number: `raised_percent`, `high_percent`, `problem_months`, `groups_months`,
 * `due_soon_days`, `per_month`, `reserve_percent`. `unannounced_type`, `unannounced_own_type`, `unannounced_place`: one full
 * visit within so many months is to be unannounced; 0: none has to be.
 */
rule: string, 
/**
 * The type, the name of a type of the body's own, or the place's id; absent for a number.
 */
of?: string, 
/**
 * What the person was shown; absent where there was no rule. Another one since: `stale`.
 */
was?: number, 
/**
 * Months, percent, days or visits; absent: no rule of one's own any more.
 */
value?: number, };

export type RulesView = { 
/**
 * By type of place.
 */
types: Array<TypeRule>, 
/**
 * By types that the body itself names, in its register or in a rule: the most frequent first.
 */
own_types: Array<OwnTypeRule>, 
/**
 * Of single places.
 */
places: Array<PlaceRule>, 
/**
 * A raised risk makes the period of a type so many percent of itself.
 */
raised_percent: number, 
/**
 * A high risk makes the period of a type so many percent of itself.
 */
high_percent: number, 
/**
 * Most months from one visit to the next of a police station with a problem that the body knows of.
 */
problem_months: number, 
/**
 * Where what ships of it is from.
 */
problem_source: Localized, 
/**
 * Most months from one visit to the next of a place that is known to hold vulnerable groups.
 */
groups_months: number, 
/**
 * Where what ships of it is from.
 */
groups_source: Localized, 
/**
 * From so many days before it is due, a visit is due soon.
 */
due_soon_days: number, 
/**
 * Visits a month.
 */
per_month: number, 
/**
 * Share kept for urgent and follow-up visits, percent.
 */
reserve_percent: number, 
/**
 * Names of numbers above that nobody has set: defaults, to be checked.
 */
defaults: Array<string>, };

export type SampleAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What it says.
 */
facts: SampleFacts, };

export type SampleFacts = { 
/**
 * `admissions`, `personal_file`, `medical`, `discipline`, `isolation`, `use_of_force`, `searches`, `complaints`,
 * `transfers`, `deaths`, `visits`, `other`.
 */
register: string, 
/**
 * The team's own code for the file; never a name.
 */
code: string, 
/**
 * Entries looked at.
 */
entries: number | null, 
/**
 * (a) Identity.
 */
identity: string | null, 
/**
 * (b) When, where and by whom they were deprived of liberty.
 */
deprivation: string | null, 
/**
 * (c) Who ordered it, and the grounds.
 */
order: string | null, 
/**
 * (d) Who supervises it.
 */
supervision: string | null, 
/**
 * (e) Where they are held, since when, and who answers for it.
 */
admission: string | null, 
/**
 * (f) State of health.
 */
health: string | null, 
/**
 * (g) A death.
 */
death: string | null, 
/**
 * (h) Release or transfer.
 */
release: string | null, 
/**
 * What stood out.
 */
note: string, };

export type SampleLoad = { 
/**
 * So many years of a body's work besides, 0 to 10: 250 places, and each year 120 visits with 48,000 answers.
 */
years: number, };

export type SampleSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The sample.
 */
sample: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: SampleFacts, 
/**
 * As it should be.
 */
facts: SampleFacts, };

export type SampleView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it says.
 */
facts: SampleFacts, 
/**
 * Who took it.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Taken back: it stays, and counts no more.
 */
dropped: boolean, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type Samples = { 
/**
 * As they were taken.
 */
rows: Array<SampleView>, 
/**
 * Over all that count, (a) to (h).
 */
totals: Array<ElementTotal>, };

export type Saved = { 
/**
 * RFC 3339.
 */
saved_at: string, };

export type Search = { 
/**
 * Words, in any script.
 */
query: string, };

export type SearchHit = { 
/**
 * `place`, `visit`, `interview`, `observation`, `finding`, `answer`, `access`, `sample`, `recommendation`, `reply`,
 * `dialogue`, `authority`, `plan`, `comment`, `task`, `draw`, `associate`, `member`, `body`, `rule`.
 */
kind: string, 
/**
 * Id of the record.
 */
id: string, 
/**
 * Kind of the record: `visit`, `interview`, `place`, `authority`, `plan`, `recommendation`, `draw`, `body`.
 */
record: string, 
/**
 * What the record is called.
 */
record_title: string, 
/**
 * The visit it belongs to.
 */
visit: string | null, 
/**
 * Path of the field in the record, where it is not the record itself.
 */
path: string | null, 
/**
 * One line to show.
 */
title: string, };

export type SearchHits = { 
/**
 * At most 50.
 */
hits: Array<SearchHit>, };

export type SeatRef = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The member, or somebody without a device.
 */
member: string, };

export type SeatWas = { 
/**
 * Role in the delegation.
 */
role: string, 
/**
 * A clinician.
 */
clinician: boolean, 
/**
 * Areas covered.
 */
areas: Array<string>, };

export type Section = { 
/**
 * Its id.
 */
id: string, 
/**
 * Theme code.
 */
theme: string, 
/**
 * Title.
 */
title: Localized, 
/**
 * Items.
 */
items: Array<Item>, };

export type Seen = { 
/**
 * `register` (a unit of the place's register), `area`, `unit` (interviews in an area), `theme`, `hours`, `gender`,
 * `regime` (one that the register names), `status` (legal status).
 */
kind: string, 
/**
 * Unit id, area id, theme, `day_week`…`night_weekend`, `women`, `men`, `minors`, `remand`, `sentenced`, `administrative`; of a
 * regime what stands for its name.
 */
code: string, 
/**
 * The name of a unit, an area or a regime; empty for all that has a code.
 */
name: string, 
/**
 * Seen.
 */
seen: boolean, 
/**
 * Of a unit of the register: areas of the visit that stand for it.
 */
areas: Array<string>, 
/**
 * Of a gender, a legal status or a regime: its units of the register, by name.
 */
units: Array<string>, 
/**
 * Of an area: nobody saw the unit that it stands for, which is told already. A list of gaps leaves it out.
 */
again: boolean, 
/**
 * Who was asked to go there, where a task says so.
 */
asked: Array<string>, };

export type ShareDrop = { 
/**
 * Its [`HeldShareView::id`].
 */
share: string, };

export type ShareHolder = { 
/**
 * Name on the roster.
 */
name: string, 
/**
 * No device of theirs is in the team any more.
 */
left: boolean, };

export type SharesView = { 
/**
 * So many open it.
 */
needed: number, 
/**
 * Who holds one; empty where this vault does not know.
 */
holders: Array<ShareHolder>, 
/**
 * When they were made, RFC 3339.
 */
made: string | null, 
/**
 * When they were tried last, RFC 3339.
 */
tested: string | null, 
/**
 * Six words for the vault and this set of shares, as on the printed sheet.
 */
mark: string, };

export type Similar = { 
/**
 * Its line.
 */
row: RecommendationRow, 
/**
 * How much both say of what either says, percent.
 */
percent: number, 
/**
 * The words of the text asked about that stand in it too.
 */
shared: Array<string>, };

export type SimilarAsk = { 
/**
 * What was typed so far.
 */
text: string, 
/**
 * The one being written, which is not similar to itself.
 */
except?: string, };

export type SimilarRows = { 
/**
 * The lines.
 */
rows: Array<Similar>, };

export type Smart = { 
/**
 * In their order.
 */
questions: Array<SmartQuestion>, };

export type SmartAsk = { 
/**
 * As typed.
 */
facts: RecommendationFacts, 
/**
 * The findings it answers.
 */
findings: Array<FindingLink>, };

export type SmartQuestion = { 
/**
 * Its code.
 */
question: string, 
/**
 * `yes`, `no`, `unsure`; null before somebody answered.
 */
answer: string | null, 
/**
 * What can be seen: `long`, `short`, `vague`, `no_deadline`, `deadline_past`, `no_finding`, `finding_open`,
 * `no_standard`, `no_addressee`, `priority_plain`.
 */
hints: Array<string>, };

export type SmartSet = { 
/**
 * Which recommendation.
 */
recommendation: string, 
/**
 * The question: `specific`, `measurable`, `achievable`, `results_oriented`, `time_bound`, `solution_suggestive`,
 * `mindful_of_risk`, `argued`, `root_cause`, `targeted`.
 */
question: string, 
/**
 * `yes`, `no`, `unsure`; null takes the answer back.
 */
answer: string | null, };

export type SolitaryStay = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day; absent when it goes on.
 */
to: string | null, 
/**
 * Hours a day without meaningful human contact.
 */
hours_per_day: number, };

export type SolitaryVerdict = { 
/**
 * Consecutive days, first and last counted.
 */
days: number, 
/**
 * It is solitary confinement.
 */
solitary: boolean, 
/**
 * It is prolonged solitary confinement.
 */
prolonged: boolean, };

export type SourceSays = { 
/**
 * Source type.
 */
source: string, 
/**
 * `answer`, `count` (a number noted on the visit), `place` (one of the register of places), `interviews` (how many allege
 * what an answer denies).
 */
origin: string, 
/**
 * How `says` is read: `answer`, `number`, `minutes`, `day`, `choice`.
 */
form: string, 
/**
 * `yes`…, a number, minutes, a day; empty for a choice.
 */
says: string, 
/**
 * The options of a choice.
 */
options: Array<Localized>, 
/**
 * The unit of a number.
 */
unit: string | null, };

export type StateCounts = { 
/**
 * Never visited.
 */
never_visited: number, 
/**
 * Seen by follow-ups alone.
 */
no_full_visit: number, 
/**
 * The period is over.
 */
overdue: number, 
/**
 * Due within the days called soon.
 */
due_soon: number, 
/**
 * There is time.
 */
in_time: number, };

export type StatementAccount = { 
/**
 * What was done.
 */
what: string, 
/**
 * When.
 */
when: string, 
/**
 * Where.
 */
place: string, 
/**
 * By whom, by function.
 */
who: string, 
/**
 * How often.
 */
how_often: string, };

export type StatementAdd = { 
/**
 * The interview.
 */
interview: string, 
/**
 * What was said.
 */
text: string, 
/**
 * Theme code.
 */
theme: string | null, 
/**
 * Word for word rather than a summary.
 */
verbatim: boolean, 
/**
 * Lived, not heard from others.
 */
first_hand: boolean, 
/**
 * An allegation of ill-treatment.
 */
allegation: boolean, 
/**
 * A clinician's degree of consistency.
 */
degree: string | null, 
/**
 * What an allegation says.
 */
account?: StatementAccount, 
/**
 * Injuries.
 */
injuries?: Array<StatementInjury>, };

export type StatementInjury = { 
/**
 * Region of the body, such as `front_chest_left`; left and right are the person's own.
 */
region: string, 
/**
 * What is seen or told of.
 */
about: string, 
/**
 * Seen by the interviewer rather than told of.
 */
seen: boolean, 
/**
 * A clinician's degree of consistency, as in [`StatementView::degree`].
 */
degree: string | null, };

export type StatementView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What was said.
 */
text: string, 
/**
 * Theme code.
 */
theme: string | null, 
/**
 * Word for word rather than a summary.
 */
verbatim: boolean, 
/**
 * Lived, not heard from others.
 */
first_hand: boolean, 
/**
 * An allegation of ill-treatment.
 */
allegation: boolean, 
/**
 * The person took it back: its words are not shown.
 */
withdrawn: boolean, 
/**
 * A clinician's degree of consistency (Istanbul Protocol): `not_consistent`, `consistent_with`,
 * `highly_consistent`, `typical_of`, `diagnostic_of`.
 */
degree: string | null, 
/**
 * What an allegation says.
 */
account: StatementAccount, 
/**
 * Injuries.
 */
injuries: Array<StatementInjury>, 
/**
 * Who took it down.
 */
by: string, 
/**
 * When, RFC 3339.
 */
at: string, };

export type StatementWithdraw = { 
/**
 * The interview.
 */
interview: string, 
/**
 * The statement.
 */
statement: string, 
/**
 * Taken back, or restored.
 */
withdrawn: boolean, };

export type StayAdd = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What it says: the arrival at least.
 */
facts: StayFacts, };

export type StayArrive = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Minutes by which the place's clock is ahead of UTC.
 */
offset_minutes: number, };

export type StayFacts = { 
/**
 * At the gate, RFC 3339.
 */
arrived_at: string | null, 
/**
 * Out again, RFC 3339.
 */
left_at: string | null, 
/**
 * Minutes by which the place's clock is ahead of UTC.
 */
offset_minutes: number, };

export type StayHere = { 
/**
 * The stay.
 */
stay: string, 
/**
 * Since when, RFC 3339.
 */
arrived_at: string, };

export type StayLeave = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The stay.
 */
stay: string, };

export type StaySet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The stay.
 */
stay: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: StayFacts, 
/**
 * As it should be.
 */
facts: StayFacts, };

export type StayView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it says.
 */
facts: StayFacts, 
/**
 * Minutes from the gate to the first "let in"; none while that is not known.
 */
gate_minutes: number | null, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type Strength = { 
/**
 * 0 (worst) to 4.
 */
score: number, 
/**
 * Whether a vault may be made with it.
 */
acceptable: boolean, };

export type TableChange = { 
/**
 * The fact.
 */
field: string, 
/**
 * As the register has it.
 */
was: string, 
/**
 * As the row has it.
 */
now: string, };

export type TableChoice = { 
/**
 * Number of the row.
 */
number: number, 
/**
 * `add`, `change` or `leave`.
 */
choice: string, 
/**
 * `change` of a `duplicate`: the place it is; of an `unplaced`: the place it is of.
 */
place: string | null, };

export type TableDone = { 
/**
 * Its number in the file.
 */
number: number, 
/**
 * The name it gives, as in [`TableRow::name`].
 */
name: string, 
/**
 * As in [`TableRow::at`].
 */
at: string | null, 
/**
 * `added` or `changed`; left out as it is the `same`, was `chosen` to be, may be known (`duplicate`), may be of several
 * places (`unplaced`), `stands` there saying otherwise, is `repeated`, was changed by somebody meanwhile (`stale`), or
 * cannot be read (`refused`).
 */
outcome: string, 
/**
 * `refused`: as in [`TableRow::reason`].
 */
reason: string | null, };

export type TableLike = { 
/**
 * It.
 */
place: PlaceName, 
/**
 * Why; null where the row names a record that is merged into it.
 */
likeness: Likeness | null, 
/**
 * What the row says otherwise than the register, were it that place; nothing of a row that is no place.
 */
changes: Array<TableChange>, };

export type TableRow = { 
/**
 * Its number in the file, from one.
 */
number: number, 
/**
 * The name it gives; of a unit, a contact, a document or a count, what that is called.
 */
name: string, 
/**
 * The place that it names as its own; none of a row that is a place.
 */
at: string | null, 
/**
 * `new`, `same`, `changed`, `duplicate`, `unplaced`, `repeated` or `refused`.
 */
verdict: string, 
/**
 * `changed`: what the register says and what the row says.
 */
changes: Array<TableChange>, 
/**
 * `same`, `changed`: the place it is, or is of.
 */
place: string | null, 
/**
 * `duplicate`: places it may be, likeliest first. `unplaced`: places it may be of.
 */
like: Array<TableLike>, 
/**
 * `repeated`: the number of the earlier row that is of the same place as far as both say which it is, or of the same part
 * of one.
 */
repeats: number | null, 
/**
 * `refused`: the field, as in `place_add`, or a code of [`PlaceTableView::known`]; `columns` where no column holds the
 * name; `part_columns` where none says the place or what a row is about; `no_place` where the register has no such place;
 * `several` where several of that name stand there.
 */
reason: string | null, };

export type TableType = { 
/**
 * The word, as the first row has it.
 */
word: string, 
/**
 * How many rows have it.
 */
rows: number, 
/**
 * What somebody said that it means.
 */
place_type: string | null, 
/**
 * The type that has the likest words, if any is like it.
 */
like: string | null, };

export type TakenAnswer = { 
/**
 * The end of its text, which tells it from the others.
 */
id: string, 
/**
 * The number of the share in it, from 1.
 */
share: number, 
/**
 * Another answer brings another share of that number: one of the two is false.
 */
disputed: boolean, };

export type TaskAdd = { 
/**
 * The record.
 */
doc: string, 
/**
 * What it says.
 */
facts: TaskFacts, };

export type TaskDone = { 
/**
 * The record.
 */
doc: string, 
/**
 * The task.
 */
task: string, 
/**
 * Done.
 */
done: boolean, 
/**
 * What was done.
 */
note: string, };

export type TaskDrop = { 
/**
 * The record.
 */
doc: string, 
/**
 * The task.
 */
task: string, 
/**
 * Not wanted.
 */
dropped: boolean, };

export type TaskFacts = { 
/**
 * What.
 */
what: string, 
/**
 * For whom, a member.
 */
whom: string | null, 
/**
 * Until when.
 */
due: string | null, 
/**
 * What it is about: a path, or `area/<id>`, `hours/<code>`… of what has not been seen yet.
 */
about: string, };

export type TaskSet = { 
/**
 * The record.
 */
doc: string, 
/**
 * The task.
 */
task: string, 
/**
 * What the person was shown. Another one since: `stale`.
 */
was: TaskFacts, 
/**
 * As it should be.
 */
facts: TaskFacts, };

export type TaskView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The record.
 */
doc: string, 
/**
 * Its kind: `visit`, `place`, `authority`, `plan`, `recommendation`.
 */
kind: string, 
/**
 * What the record is called.
 */
title: string, 
/**
 * What it says.
 */
facts: TaskFacts, 
/**
 * For whom, by name.
 */
whom_name: string, 
/**
 * The day on which it was done.
 */
done_on: string | null, 
/**
 * What was done.
 */
note: string, 
/**
 * Who asked.
 */
by: string, 
/**
 * For this device's member.
 */
mine: boolean, 
/**
 * Not wanted any more.
 */
dropped: boolean, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, };

export type Tasks = { 
/**
 * The tasks.
 */
rows: Array<TaskView>, 
/**
 * Who can be asked: those who may read the record, and whoever has a seat on a visit and no device.
 */
members: Array<Named>, };

export type Team = { 
/**
 * Body, team; absent before founding or joining.
 */
body: string | null, 
/**
 * Team name.
 */
name: string | null, 
/**
 * This device's member.
 */
me: string | null, 
/**
 * The join request that is out, waiting for its admission; none where none is.
 */
pending: TeamRequested | null, 
/**
 * Words that stand for this team and its whole roster: the same on every screen that holds the same roster.
 */
words: string | null, 
/**
 * This device may admit and decide.
 */
lead: boolean, 
/**
 * This device has left the team: nothing more is recorded on it.
 */
left: boolean, 
/**
 * Members.
 */
members: Array<MemberView>, };

export type TeamAdmit = { 
/**
 * The request.
 */
request: RequestText, 
/**
 * The words as read from the other screen.
 */
words: string, 
/**
 * Role given to a new member.
 */
role: string, 
/**
 * Id of the member on the roster whose further device this is; it gets that member's name and role. Absent: a new
 * member.
 */
further_device_of: string | null, 
/**
 * Where to write the admission.
 */
path: string, };

export type TeamFound = { 
/**
 * The body.
 */
body: string, 
/**
 * The team.
 */
team: string, 
/**
 * The founder's name on the roster.
 */
member: string, };

export type TeamJoin = { 
/**
 * The admission.
 */
path: string, 
/**
 * The words as read from the lead's screen (`confirm` of `RequestView`).
 */
words: string, };

export type TeamRequest = { 
/**
 * The name to stand on the roster.
 */
member: string, 
/**
 * Where to write the request file; absent: text only.
 */
path: string | null, };

export type TeamRequested = { 
/**
 * The request as text (also what the QR holds).
 */
text: string, 
/**
 * The words to compare, shown on both screens once the lead has opened the request.
 */
words: string, 
/**
 * Where it was written.
 */
path: string | null, };

export type TeamSeat = { 
/**
 * The member, or somebody without a device.
 */
member: string, 
/**
 * Their name in the roster; empty where they had no device and were erased.
 */
name: string, 
/**
 * `lead`, `inspector`, `expert`, `interpreter`, `observer`.
 */
role: string, 
/**
 * A clinician, who may assess injuries.
 */
clinician: boolean, 
/**
 * This device's member.
 */
mine: boolean, 
/**
 * They have no device.
 */
associate: boolean, 
/**
 * The areas they cover.
 */
areas: Array<string>, };

export type TeamSeatSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The member, or somebody without a device: they do not lead.
 */
member: string, 
/**
 * Role in this delegation.
 */
role: string, 
/**
 * A clinician, who may assess injuries.
 */
clinician?: boolean, 
/**
 * Areas covered.
 */
areas: Array<string>, 
/**
 * The seat as somebody was shown it: what a colleague made of it since is not written over unseen.
 */
was?: SeatWas, };

export type ThreadEntry = { "entry": "letter", 
/**
 * Its id.
 */
id: string, 
/**
 * What.
 */
facts: LetterFacts, 
/**
 * The authority's name on that day.
 */
to: string, 
/**
 * The text as it was sent; null in a letter that an earlier version logged.
 */
words: string | null, 
/**
 * Who logged it.
 */
by: string, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, } | { "entry": "reply", 
/**
 * Its id.
 */
id: string, 
/**
 * What.
 */
facts: ReplyFacts, 
/**
 * Who logged it.
 */
by: string, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, 
/**
 * The reply to several recommendations of which this is a part; null where it answers this one alone.
 */
joint: string | null, 
/**
 * The record that its documents are kept with: this one, or the authority's.
 */
kept_in: string, 
/**
 * What of that record they are about.
 */
about: string, } | { "entry": "message", 
/**
 * Its id.
 */
id: string, 
/**
 * What.
 */
facts: MessageFacts, 
/**
 * Who logged it.
 */
by: string, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, } | { "entry": "check", 
/**
 * Its id.
 */
id: string, 
/**
 * What.
 */
facts: CheckFacts, 
/**
 * Who logged it.
 */
by: string, 
/**
 * Fields in conflict, as merge paths.
 */
conflicts: Array<string>, } | { "entry": "visit", 
/**
 * The visit.
 */
visit: string, 
/**
 * The place.
 */
place_name: string, 
/**
 * Its first day.
 */
on: string, 
/**
 * `agreed`, `conflict`, `decided`.
 */
state: string, 
/**
 * What members found.
 */
slots: Array<VerifiedSlot>, };

export type ThresholdSet = { 
/**
 * 0 to 100; 0 holds nothing back.
 */
threshold: number, };

export type Today = { 
/**
 * The next or running visit.
 */
next_visit: VisitRow | null, 
/**
 * Visits neither closed nor called off, nearest first.
 */
open_visits: Array<VisitRow>, 
/**
 * What leads ask of this device's member, oldest first.
 */
asked: Array<Asked>, 
/**
 * Risks to persons that nobody has handled, for a lead.
 */
risks: Array<RiskTask>, 
/**
 * Days on which somebody looks after a person, for whoever looks, who began the record, and leads.
 */
recontacts: Array<RecontactDue>, 
/**
 * Tasks for this device's member.
 */
tasks: Array<TaskView>, 
/**
 * Comments that mention this device's member and are not settled.
 */
mentions: Array<Mention>, 
/**
 * What the programme asks for.
 */
programme: ProgrammeToday, 
/**
 * Of how many recommendations that authorities have a reply, or that they are carried out, is due or overdue.
 */
due_count: number, 
/**
 * The most pressing of them.
 */
due: Array<RecommendationRow>, 
/**
 * Places on this device.
 */
places: number, 
/**
 * Conflicts waiting for a lead.
 */
open_conflicts: number, 
/**
 * Items in quarantine.
 */
quarantined: number, 
/**
 * Changes no other device is known to have.
 */
only_here: number, 
/**
 * Lists and search are made as this version makes them. Otherwise they could not be made anew.
 */
lists_current: boolean, 
/**
 * The sample workspace is loaded.
 */
sample_loaded: boolean, 
/**
 * This device is in a team.
 */
has_team: boolean, 
/**
 * Whether getting back in was tried.
 */
recovery: RecoveryStanding, };

export type Topic = "places" | "visits" | "interviews" | "body" | "authorities" | "plans" | "recommendations" | "team" | "quarantine" | "carriers";

export type Trace = { 
/**
 * Nodes, by column; within it the newest visit first, with what is of it.
 */
nodes: Array<TraceNode>, 
/**
 * Edges.
 */
edges: Array<TraceEdge>, 
/**
 * Older visits that stand as a line alone, with the way to their own traces: there was no room for what was found on them.
 */
beyond: number, };

export type TraceAsk = { 
/**
 * A place: all its visits, the newest first, with what was found on each.
 */
place: string | null, 
/**
 * Or a visit.
 */
visit: string | null, 
/**
 * Or a recommendation.
 */
recommendation: string | null, 
/**
 * Of a visit or a recommendation: with every other visit to the places it is about, as the trace of a place shows them.
 */
whole: boolean, };

export type TraceEdge = { 
/**
 * A node.
 */
from: string, 
/**
 * A node of a later column; of a reply also the source that it is.
 */
to: string, };

export type TraceNode = { 
/**
 * Its id within the trace.
 */
id: string, 
/**
 * `place`, `visit`, `source`, `finding`, `standard`, `recommendation`, `reply`, `verification`: its column.
 */
column: string, 
/**
 * What it is, as a code: a visit kind, a source type, a finding's status, a board column, a grade, a result.
 */
code: string | null, 
/**
 * What people wrote; empty for interviews, which are only counted.
 */
text: string, 
/**
 * The question of an answer.
 */
question: Localized | null, 
/**
 * The kind of evidence that a source is; none of interviews, and of what is no source.
 */
kind: string | null, 
/**
 * What a count, a sample or a request says beside its text.
 */
says: EvidenceSays | null, 
/**
 * A day, where it has one.
 */
on: string | null, 
/**
 * How many interviews it stands for.
 */
interviews: number, 
/**
 * Where it stands: record kind, then ids, as a screen's address: `visits/<id>/findings/<id>`. Of a standard the findings that
 * touch it, or those of the theme that it stands for, and after it the record whose trace it was met in.
 */
at: string, };

export type TravelBegin = { 
/**
 * The visit that the journey is for.
 */
visit: string, 
/**
 * The records that stay, by id.
 */
records: Array<string>, 
/**
 * Where the key of the journey is written, for those at home. Nothing may stand there.
 */
path: string, 
/**
 * Whoever travels knows that drafts and real names of what is left come back by that file alone.
 */
acknowledged: boolean, };

export type TravelHandBack = { 
/**
 * The file that was left behind.
 */
path: string, 
/**
 * Where the key is written for their device alone. Nothing may stand there.
 */
to: string, };

export type TravelHandedBack = { 
/**
 * Whose journey it is.
 */
member: string, 
/**
 * When the journey began, RFC 3339.
 */
since: string, };

export type TravelLoad = { 
/**
 * Places.
 */
places: number, 
/**
 * Visits.
 */
visits: number, 
/**
 * Interviews, and entries of the register of reprisals.
 */
interviews: number, 
/**
 * Planned visits.
 */
plans: number, 
/**
 * Recommendations.
 */
recommendations: number, };

export type TravelRecord = { 
/**
 * Its id.
 */
record: string, 
/**
 * `place`, `visit`, `interview`, `plan`, `recommendation`.
 */
kind: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * The visit it belongs to, or is.
 */
visit: string | null, 
/**
 * First day of that visit.
 */
on: string | null, 
/**
 * Why it must come along all the same: `unsettled`, `vouched`, `only_here`; `entry` where an entry of the register about that
 * interview must.
 */
why_not: string | null, 
/**
 * The interview that an entry of the register is about: it comes along wherever the entry does.
 */
about: string | null, };

export type TravelState = { 
/**
 * Records are left behind.
 */
away: boolean, 
/**
 * The key was handed back, and not every record is here again.
 */
returning: boolean, 
/**
 * Since when, RFC 3339.
 */
since: string | null, 
/**
 * The visit that it is for.
 */
visit: string | null, 
/**
 * What is left.
 */
left: TravelLoad, 
/**
 * Names of those whose devices hand the key back.
 */
holders: Array<string>, 
/**
 * Traces of what was left are not written over yet: there was no room for it, or the process ended. It is tried again some
 * times when the vault opens, and as often as `travel_clean` asks for it.
 */
traces: boolean, };

export type TravelView = { 
/**
 * What the visit needs.
 */
needed: TravelLoad, 
/**
 * What may stay.
 */
could_stay: TravelLoad, 
/**
 * Records that it does not need, those of the latest visits first.
 */
records: Array<TravelRecord>, 
/**
 * Changes no other device is known to have: they would be lost with this one.
 */
only_here: number, };

export type TypeRule = { 
/**
 * The type.
 */
place_type: string, 
/**
 * Months from one visit to the next.
 */
months: number, 
/**
 * Nobody has set it: a default, to be checked.
 */
default: boolean, 
/**
 * The months that ship.
 */
default_months: number, 
/**
 * Where what ships is from.
 */
source: Localized, 
/**
 * One full visit within so many months is to be unannounced; 0: none has to be.
 */
unannounced: number, 
/**
 * Nobody has set that: a default, to be checked.
 */
unannounced_default: boolean, 
/**
 * What ships of it; 0: none has to be.
 */
default_unannounced: number, };

export type TypeThen = { 
/**
 * The type.
 */
place_type: string, 
/**
 * When it was drawn.
 */
then: number, 
/**
 * Today.
 */
now: number, };

export type TypeWord = { 
/**
 * The word, as it stands in the table.
 */
word: string, 
/**
 * The type, as in `place_add`. Of `other`, the word stays with the place.
 */
place_type: string, };

export type UnannouncedAdvice = { 
/**
 * Why it has to be unannounced; absent where it may be announced. It never blocks.
 */
asked: UnannouncedView | null, };

export type UnannouncedAsk = { 
/**
 * The place.
 */
place: string, 
/**
 * The day it begins, `YYYY-MM-DD`.
 */
on: string, 
/**
 * The plan that is changed, which is not held against itself; absent for a new one.
 */
plan?: string, };

export type UnannouncedView = { 
/**
 * At least one full visit within so many months is to be unannounced.
 */
months: number, 
/**
 * The day on which the last that was made began; absent where none is known.
 */
last: string | null, 
/**
 * The month of a later one that is only planned, `YYYY-MM`, where the months are counted from that.
 */
planned: string | null, 
/**
 * The months are over: whatever visits there were since were announced.
 */
lacking: boolean, };

export type Unit = { 
/**
 * The place whose record holds it: this one, or one that it stands for.
 */
place: string, 
/**
 * Its id, within that record.
 */
id: string, 
/**
 * What it says.
 */
facts: UnitInput, 
/**
 * Devices disagree on it.
 */
in_conflict: boolean, };

export type UnitInput = { 
/**
 * Its name.
 */
name: string, 
/**
 * Persons it is meant for.
 */
capacity: number | null, 
/**
 * Regime, in words.
 */
regime: string, 
/**
 * `women`, `men`, `mixed`.
 */
gender: string | null, 
/**
 * Taken off the list; nothing is deleted.
 */
dropped: boolean, };

export type UnitSet = { 
/**
 * The place whose record holds it.
 */
place: string, 
/**
 * Which; none for a new one.
 */
id: string | null, 
/**
 * As the person was shown it; none for a new one.
 */
was: UnitInput | null, 
/**
 * As it should be.
 */
facts: UnitInput, };

export type VaultCreated = { 
/**
 * 24 words.
 */
recovery_words: Array<string>, 
/**
 * Three positions (from 1) to ask back.
 */
ask_back: Array<number>, };

export type VaultName = { 
/**
 * At most 40 characters, as no other vault here is called; empty for its number. Readable without a passphrase.
 */
name: string, };

export type VaultRef = { 
/**
 * As in [`VaultRow::id`].
 */
vault: string, };

export type VaultRow = { 
/**
 * Its id on this device.
 */
id: string, 
/**
 * What it is called by where it has no name: from 1, and the same for good.
 */
number: number, 
/**
 * As somebody called it, at most 40 characters, readable without a passphrase; empty where nobody did.
 */
name: string, 
/**
 * It was opened or chosen last.
 */
chosen: boolean, };

export type VerificationAdd = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * What.
 */
facts: CheckFacts, };

export type VerificationSet = { 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * Which.
 */
verification: string, 
/**
 * As the person was shown it.
 */
was: CheckFacts, 
/**
 * As it should be.
 */
facts: CheckFacts, };

export type VerifiedSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The recommendation.
 */
recommendation: string, 
/**
 * `not`, `partly`, `fully`, `cannot_tell`; null takes it back.
 */
result: string | null, 
/**
 * `observed`, `interview`, `register`, `staff`, `document`, `measured`.
 */
source: string | null, 
/**
 * In words.
 */
note: string, };

export type VerifiedSlot = { 
/**
 * `not`, `partly`, `fully`, `cannot_tell`.
 */
result: string, 
/**
 * Where they know it from.
 */
source: string | null, 
/**
 * In words.
 */
note: string, 
/**
 * Who.
 */
by: string, 
/**
 * Whether it is this device's member.
 */
mine: boolean, 
/**
 * When, RFC 3339.
 */
at: string, };

export type VerifyItem = { 
/**
 * Its line.
 */
row: RecommendationRow, 
/**
 * Its text, whole.
 */
text: string, 
/**
 * What the authority said last; empty where it said nothing.
 */
last_reply: string, 
/**
 * `open`, `agreed`, `conflict`, `decided`.
 */
state: string, 
/**
 * What members found.
 */
slots: Array<VerifiedSlot>, };

export type VerifyItems = { 
/**
 * The most pressing first.
 */
rows: Array<VerifyItem>, };

export type Version = { 
/**
 * Slot id, to be named in `seen`.
 */
slot: string, 
/**
 * Who.
 */
by: string, 
/**
 * Who, as a member id, to be asked back.
 */
member: string, 
/**
 * On which device, short.
 */
device: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Source type, where the field has one.
 */
source: string | null, 
/**
 * The value as stored.
 */
value: JsonValue, 
/**
 * The value as one text, for the word diff.
 */
text: string, 
/**
 * What a link of a finding leads to. Of an interview that it is one, and nothing more.
 */
linked?: Evidence, };

export type VersionDiff = { 
/**
 * What it says; of an answer, what was answered.
 */
value: Array<DiffPart>, 
/**
 * The note beside an answer.
 */
note: Array<DiffPart>, };

export type VisitAccessSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Who the person was shown. Others since: `stale`.
 */
was: RecordReaders, 
/**
 * The members.
 */
readers: Array<string>, 
/**
 * Everybody of the team.
 */
whole_team: boolean, };

export type VisitCallOff = { 
/**
 * The visit.
 */
visit: string, 
/**
 * Why; empty: it is made after all.
 */
why: string, };

export type VisitCreate = { 
/**
 * The place.
 */
place: string, 
/**
 * `in_depth`, `thematic`, `ad_hoc`, `follow_up`.
 */
visit_kind: string, 
/**
 * Announced to the authority.
 */
announced: boolean, 
/**
 * First day.
 */
starts_on: string, 
/**
 * Last day.
 */
ends_on: string | null, 
/**
 * Objectives, free text.
 */
objectives: string, 
/**
 * Checklists chosen.
 */
checklists: Array<string>, 
/**
 * Who may read it; absent: everybody of the team.
 */
readers?: PlanReaders, };

export type VisitFacts = { 
/**
 * `in_depth`, `thematic`, `ad_hoc`, `follow_up`.
 */
visit_kind: string, 
/**
 * Announced to the authority.
 */
announced: boolean, 
/**
 * First day.
 */
starts_on: string, 
/**
 * Last day, where it has one.
 */
ends_on: string | null, 
/**
 * Objectives.
 */
objectives: string, };

export type VisitPhaseSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The phase.
 */
phase: string, 
/**
 * Closing with open conflicts must be said.
 */
acknowledge_conflicts: boolean, };

export type VisitRef = { 
/**
 * Its id.
 */
visit: string, };

export type VisitRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The place.
 */
place: string, 
/**
 * The place's name.
 */
place_name: string, 
/**
 * The place's type.
 */
place_type: string, 
/**
 * Kind of visit.
 */
visit_kind: string, 
/**
 * `preparation`, `on_site`, `debrief`, `reporting`, `follow_up`, `closed`.
 */
phase: string, 
/**
 * Announced.
 */
announced: boolean, 
/**
 * First day.
 */
starts_on: string, 
/**
 * Last day.
 */
ends_on: string | null, 
/**
 * Answers given.
 */
answers: number, 
/**
 * Interviews held.
 */
interviews: number, 
/**
 * Interviews that are sealed for others.
 */
sealed_interviews: number, 
/**
 * Open conflicts.
 */
conflicts: number, 
/**
 * It is not made after all. One that a colleague began meanwhile is.
 */
called_off: boolean, 
/**
 * Not everybody of the team may read it.
 */
sealed: boolean, };

export type VisitRows = { 
/**
 * The lines.
 */
rows: Array<VisitRow>, };

export type VisitSet = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
 */
was: VisitFacts, 
/**
 * The facts as they should be.
 */
facts: VisitFacts, 
/**
 * The checklists, where they are chosen with the facts: all of it is written, or nothing.
 */
checklists?: ChecklistsSet, };

export type VisitView = { 
/**
 * The line of the list.
 */
row: VisitRow, 
/**
 * Objectives.
 */
objectives: string, 
/**
 * Why it was called off; empty: nobody did. It stays where a colleague began the visit meanwhile.
 */
called_off: string, 
/**
 * Members of the delegation.
 */
team: Array<TeamSeat>, 
/**
 * Who goes with delegations without a device and has no seat in this one, by name.
 */
associates: Array<Associated>, 
/**
 * Areas to cover.
 */
areas: Array<Area>, 
/**
 * Units that the register knows of the place, by name.
 */
units: Array<AreaUnit>, 
/**
 * Checklists chosen.
 */
checklists: Array<ChecklistProgress>, 
/**
 * Observations, newest first.
 */
observations: Array<Observation>, 
/**
 * Areas × themes: how many answers and observations stand in each; "not checked" is none.
 */
coverage: Array<CoverageCell>, 
/**
 * Themes that the checklists chosen ask about, whether anything was recorded on them or not.
 */
themes: Array<string>, 
/**
 * Phases that may follow this one; none while the visit is called off.
 */
next_phases: Array<string>, 
/**
 * Members who recorded in the visit and have no seat.
 */
others: Array<Named>, 
/**
 * What the delegation waits for, as it was asked for.
 */
waiting: Array<Waiting>, 
/**
 * The stay that has not ended.
 */
here: StayHere | null, 
/**
 * How far the report's text has gone: `draft`, `in_review`, `agreed`.
 */
report_review: string, 
/**
 * Tasks that wait.
 */
tasks: number, 
/**
 * Facts of the visit on which people differ, as merge paths: `visit/starts_on`…
 */
conflicts: Array<string>, 
/**
 * Cells that could not be read, by path: shown, never dropped.
 */
unreadable: Array<string>, };

export type Waiting = { 
/**
 * The request.
 */
access: string, 
/**
 * What was asked for, as in `AccessFacts::asked`.
 */
asked: string, 
/**
 * Which of them, where somebody wrote it down.
 */
what: string, 
/**
 * Since when, RFC 3339.
 */
asked_at: string, };

export type Withdrawal = { 
/**
 * It is made already.
 */
withdrawn: boolean, 
/**
 * What changes, piece by piece.
 */
pieces: Array<WithdrawnPiece>, 
/**
 * Every device of the team, this one first.
 */
devices: Array<WithdrawalDevice>, };

export type WithdrawalAsk = { 
/**
 * The interview.
 */
interview: string, 
/**
 * The use whose consent is withdrawn.
 */
purpose: string | null, 
/**
 * Or the statement.
 */
statement: string | null, };

export type WithdrawalDevice = { 
/**
 * Whose, by name.
 */
member: string, 
/**
 * Device, short.
 */
device: string, 
/**
 * `here`: this device, at once; `done`: it said that it has it; `pending`: it holds the interview and has not said so;
 * `without`: at its last contact it did not hold the interview; `unheard`: it never said what it holds.
 */
state: string, 
/**
 * Its last known contact, RFC 3339.
 */
last_contact: string | null, };

export type WithdrawnPiece = { 
/**
 * `note`, `draft`, `statement`, `field`, `identity`, `risk`, `report`, `finding`, `use`.
 */
kind: string, 
/**
 * The beginning of a statement or of a finding; the audience of a report; the code of a use; a field as
 * `section/field`; else empty.
 */
title: string, 
/**
 * `hidden`: no longer shown, found or reported; `erased`; `left_out` of the report; `unsupported`: the finding loses
 * this evidence; `untriangulated`: and with it the agreement of different sources; `not_permitted`: the use;
 * `stays`: risks, and what was done about them.
 */
effect: string, 
/**
 * Words in it.
 */
words: number, };

export type YearLoad = { 
/**
 * Visits that can be made.
 */
capacity: number, 
/**
 * Regular ones there is room for.
 */
regular_room: number, 
/**
 * Visits kept for urgent and follow-up ones.
 */
reserved: number, 
/**
 * Regular ones made or planned.
 */
regular: number, 
/**
 * Urgent and follow-up ones made or planned.
 */
reserve: number, };

export type YearRef = { 
/**
 * The year; 0: this one.
 */
year: number, };

export type YesNoPartly = "yes" | "no" | "partly" | "not_checked";

export interface Commands {
  app_status: { args: Nothing; result: AppStatus };
  appearance_set: { args: Appearance; result: Appearance };
  passphrase_strength: { args: Passphrase; result: Strength };
  passphrase_suggest: { args: Nothing; result: Passphrase };
  vault_create: { args: NewPassphrase; result: VaultCreated };
  vault_recovery_confirm: { args: RecoveryCheck; result: Nothing };
  vault_unlock: { args: Passphrase; result: AppStatus };
  vault_recover: { args: RecoveryUnlock; result: AppStatus };
  vault_choose: { args: VaultRef; result: AppStatus };
  vault_add: { args: Nothing; result: AppStatus };
  vault_rename: { args: VaultName; result: AppStatus };
  vault_change_passphrase: { args: ChangePassphrase; result: Nothing };
  binding_get: { args: Nothing; result: Binding };
  vault_bind: { args: Passphrase; result: Binding };
  vault_unbind: { args: Passphrase; result: Binding };
  recovery_get: { args: Nothing; result: RecoveryView };
  recovery_share: { args: RecoveryShare; result: RecoveryView };
  recovery_end: { args: Nothing; result: RecoveryView };
  share_take: { args: FilePath; result: RecoveryView };
  share_drop: { args: ShareDrop; result: RecoveryView };
  recovery_ask: { args: RecoveryAsk; result: RecoveryAsked };
  recovery_asked: { args: Nothing; result: RecoveryAsked };
  recovery_cancel: { args: Nothing; result: RecoveryAsked };
  recovery_inspect: { args: RequestText; result: RecoveryRequestView };
  recovery_answer: { args: RecoveryAnswer; result: RecoveryAnswered };
  recovery_take: { args: RequestText; result: RecoveryAsked };
  recovery_drop: { args: AnswerDrop; result: RecoveryAsked };
  recovery_open: { args: NewPassphrase; result: AppStatus };
  recovery_test: { args: Nothing; result: RecoveryView };
  recovery_words_test: { args: RecoveryWords; result: RecoveryView };
  vault_lock: { args: Nothing; result: Nothing };
  vault_rebuild: { args: Nothing; result: Nothing };
  vault_restored: { args: Nothing; result: Nothing };
  today_get: { args: Nothing; result: Today };
  search_find: { args: Search; result: SearchHits };
  draft_put: { args: DraftPut; result: Saved };
  draft_get: { args: DraftKey; result: Draft };
  place_list: { args: PlaceFilter; result: PlaceRows };
  place_get: { args: PlaceRef; result: PlaceView };
  place_add: { args: PlaceInput; result: Created };
  place_set: { args: PlaceSet; result: Saved };
  place_merge: { args: PlaceMerge; result: Saved };
  place_apart: { args: PlaceApart; result: Saved };
  place_pairs: { args: Nothing; result: PlacePairs };
  unit_set: { args: UnitSet; result: Created };
  count_set: { args: PlaceCountSet; result: Created };
  contact_set: { args: ContactSet; result: Created };
  document_set: { args: DocumentSet; result: Created };
  place_table: { args: PlaceTable; result: PlaceTableView };
  place_import: { args: PlaceImport; result: PlaceImported };
  place_import_go: { args: Nothing; result: PlaceImported };
  place_import_end: { args: Nothing; result: Nothing };
  place_export: { args: PlaceExport; result: PlaceExported };
  authority_list: { args: Nothing; result: AuthorityRows };
  authority_get: { args: AuthorityRef; result: AuthorityView };
  authority_add: { args: AuthorityInput; result: Created };
  authority_set: { args: AuthoritySet; result: Saved };
  body_get: { args: Nothing; result: BodyView };
  body_set: { args: BodySet; result: Saved };
  person_set: { args: PersonSet; result: Saved };
  associate_add: { args: AssociateInput; result: Created };
  associate_set: { args: AssociateSet; result: Saved };
  associate_erase: { args: AssociateRef; result: Saved };
  delegation_advice: { args: DelegationAsk; result: DelegationAdvice };
  programme_get: { args: ProgrammeAsk; result: Programme };
  programme_map: { args: YearRef; result: ProgrammeMap };
  programme_export: { args: ProgrammeExport; result: ProgrammeExported };
  rule_set: { args: RuleSet; result: Saved };
  bearing_get: { args: PlaceRef; result: BearingInput };
  bearing_set: { args: BearingSet; result: Saved };
  plan_propose: { args: YearRef; result: ProposalView };
  plan_unannounced: { args: UnannouncedAsk; result: UnannouncedAdvice };
  plan_adopt: { args: PlanAdopt; result: PlanAdopted };
  plan_draw: { args: DrawAsk; result: Drawn };
  draw_list: { args: YearRef; result: Draws };
  draw_discard: { args: DrawDiscard; result: Saved };
  draw_check: { args: DrawRef; result: DrawCheck };
  plan_get: { args: PlanRef; result: PlanView };
  plan_add: { args: PlanAdd; result: Created };
  plan_set: { args: PlanSet; result: Saved };
  plan_state: { args: PlanStateSet; result: Saved };
  plan_begin: { args: PlanBegin; result: Created };
  plan_access: { args: PlanRef; result: RecordAccess };
  plan_access_set: { args: PlanAccessSet; result: RecordAccess };
  dossier_get: { args: VisitRef; result: Dossier };
  packing_list: { args: VisitRef; result: Packing };
  packing_add: { args: PackingAdd; result: Created };
  packing_set: { args: PackingSet; result: Saved };
  travel_get: { args: VisitRef; result: TravelView };
  journey_get: { args: Nothing; result: TravelState };
  travel_begin: { args: TravelBegin; result: TravelState };
  travel_hand_back: { args: TravelHandBack; result: TravelHandedBack };
  travel_end: { args: FilePath; result: TravelState };
  travel_clean: { args: Nothing; result: TravelState };
  visit_list: { args: Nothing; result: VisitRows };
  visit_get: { args: VisitRef; result: VisitView };
  visit_create: { args: VisitCreate; result: Created };
  visit_set: { args: VisitSet; result: Saved };
  visit_phase: { args: VisitPhaseSet; result: Saved };
  visit_call_off: { args: VisitCallOff; result: Saved };
  visit_access: { args: VisitRef; result: RecordAccess };
  visit_access_set: { args: VisitAccessSet; result: RecordAccess };
  visit_acknowledge_closed: { args: VisitRef; result: Nothing };
  visit_seat: { args: TeamSeatSet; result: Saved };
  seat_drop: { args: SeatRef; result: Saved };
  area_add: { args: AreaAdd; result: Created };
  area_set: { args: AreaSet; result: Saved };
  area_drop: { args: AreaRef; result: Saved };
  checklist_list: { args: Nothing; result: ChecklistRows };
  checklist_get: { args: ChecklistRef; result: Checklist };
  answer_list: { args: AnswerFilter; result: AnswerStates };
  answer_set: { args: AnswerSet; result: Saved };
  observation_add: { args: ObservationAdd; result: Created };
  observation_set: { args: ObservationSet; result: Saved };
  observation_withdraw: { args: ObservationWithdraw; result: Saved };
  access_list: { args: VisitRef; result: AccessLog };
  access_add: { args: AccessAdd; result: Created };
  access_start: { args: AccessStart; result: Created };
  access_end: { args: AccessEnd; result: Saved };
  access_set: { args: AccessSet; result: Saved };
  access_drop: { args: EntryDrop; result: Saved };
  stay_add: { args: StayAdd; result: Created };
  stay_arrive: { args: StayArrive; result: Created };
  stay_leave: { args: StayLeave; result: Saved };
  stay_set: { args: StaySet; result: Saved };
  stay_drop: { args: EntryDrop; result: Saved };
  population_get: { args: VisitRef; result: Population };
  population_set: { args: CountSet; result: Saved };
  register_sample_list: { args: VisitRef; result: Samples };
  register_sample_add: { args: SampleAdd; result: Created };
  register_sample_set: { args: SampleSet; result: Saved };
  register_sample_drop: { args: EntryDrop; result: Saved };
  coverage_get: { args: CoverageAsk; result: CoverageBoard };
  coverage_mark: { args: CoverageMark; result: Saved };
  debrief_get: { args: CoverageAsk; result: Agenda };
  debrief_mark: { args: AgendaMark; result: Saved };
  interview_list: { args: VisitRef; result: InterviewRows };
  interview_start: { args: InterviewStart; result: Created };
  interview_get: { args: InterviewRef; result: InterviewView };
  interview_set: { args: InterviewSet; result: Saved };
  interview_note: { args: InterviewNoteSet; result: NoteSaved };
  interview_access: { args: InterviewRef; result: RecordAccess };
  interview_access_set: { args: InterviewAccessSet; result: RecordAccess };
  statement_add: { args: StatementAdd; result: Created };
  statement_withdraw: { args: StatementWithdraw; result: Saved };
  consent_set: { args: ConsentSet; result: Saved };
  risk_handle: { args: RiskHandle; result: Saved };
  withdrawal_preview: { args: WithdrawalAsk; result: Withdrawal };
  identity_seal: { args: IdentitySet; result: Saved };
  identity_open: { args: InterviewRef; result: Identity };
  attachment_list: { args: AttachmentFilter; result: Attachments };
  attachment_add: { args: AttachmentAdd; result: Created };
  attachment_set: { args: AttachmentSet; result: Saved };
  attachment_save: { args: AttachmentSave; result: Attachment };
  finding_list: { args: VisitRef; result: Findings };
  concluded_list: { args: FindingFilter; result: FindingRows };
  finding_add: { args: FindingAdd; result: Created };
  finding_set: { args: FindingSet; result: Saved };
  finding_get: { args: FindingRef; result: FindingView };
  finding_weigh: { args: FindingWeigh; result: Saved };
  finding_told: { args: FindingsTold; result: Saved };
  evidence_sources: { args: VisitRef; result: EvidenceSources };
  evidence_add: { args: EvidenceAdd; result: Saved };
  evidence_turn: { args: EvidenceTurn; result: Saved };
  evidence_depend: { args: EvidenceDepend; result: Saved };
  evidence_drop: { args: EvidenceAdd; result: Saved };
  reprisal_list: { args: ReprisalFilter; result: Reprisals };
  reprisal_add: { args: ReprisalAdd; result: Created };
  reprisal_set: { args: ReprisalSet; result: Saved };
  reprisal_drop: { args: ReprisalDrop; result: Saved };
  recontact_add: { args: RecontactAdd; result: Created };
  recontact_set: { args: RecontactSet; result: Saved };
  recontact_done: { args: RecontactDone; result: Saved };
  recontact_drop: { args: RecontactDrop; result: Saved };
  comment_list: { args: RecordRef; result: Comments };
  comment_add: { args: CommentAdd; result: Created };
  comment_set: { args: CommentSet; result: Saved };
  comment_withdraw: { args: CommentRef; result: Saved };
  comment_resolve: { args: CommentResolve; result: Saved };
  review_get: { args: ReviewRef; result: ReviewView };
  review_list: { args: RecordRef; result: Reviews };
  review_set: { args: ReviewSet; result: Saved };
  task_list: { args: RecordRef; result: Tasks };
  task_add: { args: TaskAdd; result: Created };
  task_set: { args: TaskSet; result: Saved };
  task_done: { args: TaskDone; result: Saved };
  task_drop: { args: TaskDrop; result: Saved };
  recommendation_list: { args: RecommendationFilter; result: RecommendationRows };
  recommendation_get: { args: RecommendationRef; result: RecommendationView };
  recommendation_add: { args: RecommendationAdd; result: Created };
  recommendation_set: { args: RecommendationSet; result: Saved };
  recommendation_link: { args: RecommendationLink; result: Saved };
  recommendation_review: { args: RecommendationReview; result: Saved };
  recommendation_withdraw: { args: RecommendationWithdraw; result: Saved };
  recommendation_send: { args: RecommendationSend; result: Saved };
  implementation_set: { args: ImplementationSet; result: Saved };
  similar_find: { args: SimilarAsk; result: SimilarRows };
  smart_preview: { args: SmartAsk; result: Smart };
  smart_set: { args: SmartSet; result: Saved };
  letter_set: { args: LetterSet; result: Saved };
  letter_build: { args: LetterBuild; result: LetterBuilt };
  reply_add: { args: ReplyAdd; result: Created };
  reply_set: { args: ReplySet; result: Saved };
  correspondence_get: { args: AuthorityRef; result: Correspondence };
  answerable_list: { args: AnswerableAsk; result: RecommendationRows };
  joint_reply_add: { args: JointReplyAdd; result: Created };
  joint_reply_get: { args: JointReplyRef; result: JointReplyView };
  joint_reply_set: { args: JointReplySet; result: Saved };
  message_add: { args: MessageAdd; result: Created };
  message_set: { args: MessageSet; result: Saved };
  verification_add: { args: VerificationAdd; result: Created };
  verification_set: { args: VerificationSet; result: Saved };
  verify_list: { args: VisitRef; result: VerifyItems };
  verified_set: { args: VerifiedSet; result: Saved };
  trace_get: { args: TraceAsk; result: Trace };
  conflict_list: { args: ConflictFilter; result: Conflicts };
  conflict_decide: { args: ConflictDecide; result: Saved };
  question_answer: { args: QuestionAnswer; result: Saved };
  history_get: { args: RecordRef; result: History };
  reach_get: { args: RecordRef; result: Reach };
  team_get: { args: Nothing; result: Team };
  team_found: { args: TeamFound; result: Team };
  team_request: { args: TeamRequest; result: TeamRequested };
  team_inspect: { args: RequestText; result: RequestView };
  team_admit: { args: TeamAdmit; result: Team };
  team_join: { args: TeamJoin; result: Team };
  removal_preview: { args: RemovalAsk; result: Removal };
  device_remove: { args: DeviceRef; result: Team };
  member_remove: { args: MemberRef; result: Team };
  member_role: { args: MemberRole; result: Team };
  member_leave: { args: MemberLeave; result: BundleView };
  fork_list: { args: Nothing; result: ForkRows };
  fork_redo: { args: Nothing; result: ForkRows };
  fork_dismiss: { args: ForkRef; result: ForkRows };
  file_look: { args: FilePath; result: ChosenFile };
  bundle_preview: { args: BundlePreview; result: BundleView };
  bundle_export: { args: BundleExport; result: BundleView };
  bundle_inspect: { args: FilePath; result: BundleView };
  bundle_import: { args: FilePath; result: BundleImported };
  nearby_get: { args: Nothing; result: NearbyView };
  nearby_set: { args: NearbySet; result: NearbyView };
  nearby_dial: { args: NearbyDial; result: NearbyView };
  relay_get: { args: Nothing; result: RelayView };
  relay_set: { args: RelaySet; result: RelayView };
  relay_leave: { args: Nothing; result: RelayView };
  relay_automatic: { args: RelayAutomatic; result: RelayView };
  relay_exchange: { args: Nothing; result: RelayView };
  pairing_get: { args: Nothing; result: PairingView };
  pairing_show: { args: Nothing; result: PairingView };
  pairing_dial: { args: PairingDial; result: PairingView };
  pairing_admit: { args: PairingAdmit; result: PairingView };
  pairing_decline: { args: Nothing; result: PairingView };
  pairing_join: { args: PairingJoin; result: Team };
  pairing_end: { args: Nothing; result: PairingView };
  quarantine_list: { args: Nothing; result: QuarantineRows };
  quarantine_retry: { args: QuarantineRef; result: QuarantineRetried };
  quarantine_accept: { args: QuarantineRef; result: QuarantineRetried };
  quarantine_export: { args: QuarantineExport; result: QuarantineExported };
  numbers_get: { args: NumbersAsk; result: NumbersView };
  numbers_export: { args: NumbersExport; result: NumbersExported };
  threshold_set: { args: ThresholdSet; result: Saved };
  report_build: { args: ReportBuild; result: ReportBuilt };
  report_review: { args: ReportReview; result: Saved };
  publication_get: { args: VisitRef; result: PublicationView };
  publication_set: { args: PublicationSet; result: Saved };
  immediate_build: { args: ImmediateBuild; result: ImmediateBuilt };
  sample_load: { args: SampleLoad; result: Nothing };
  sample_drop: { args: Nothing; result: Nothing };
}
