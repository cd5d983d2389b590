# Frame
skip = Skip to content
navigation = Main navigation
nav-today = Today
nav-places = Places
nav-visits = Visits
nav-capture = Capture
nav-more = More
nav-merge = Merge desk
nav-team = Team and exchange
nav-settings = Settings
search = Search
search-label = Words, names, a screen or something to do
search-results = Results
search-none = Nothing found on this device.
# A field that a long list is searched from
chooser-count =
    { $count ->
        [one] One choice
       *[other] { $count } choices
    }
chooser-more = The first { $shown } of { $count }. Type more of the name to find the others.
chooser-none = Nothing by that name.
show-more = Show { $count } more
lock = Lock
lock-now = Lock now
back = Back
next = Next
previous = Previous
add = Add
save = Save
edit = Edit
close = Close
cancel = Cancel
done = Done
undo = Undo
# Copying, cutting and dragging are off where the words of a source stand
clipboard-off = Copying is off here: other programs can read the clipboard.
retry = Try again
loading = Loading…
browse = Browse…
reveal = Show what is typed
language = Language
tools = Tools
day = Day
saved-at = Saved on this device { $time }
saved-each-letter = Every letter is saved as you type
# Lock and first run
lock-title = Locked
passphrase = Passphrase
passphrase-new = New passphrase
passphrase-again = The same passphrase again
passphrase-old = Passphrase of today
passphrase-change = Change passphrase
passphrase-changed = The passphrase is changed.
passphrase-choose = Choose a passphrase
passphrase-advice = It opens everything recorded on this device. Nobody can reset it for you. Six ordinary words are strong and easy to remember.
passphrase-suggest = Suggest six words
open = Open
opening = Opening…
forgotten = I forgot the passphrase
recovery-words = The 24 recovery words
recovery-hint = In their order, with a space between them.
wait-seconds =
    { $seconds ->
        [one] Wait one second before the next try.
       *[other] Wait { $seconds } seconds before the next try.
    }
step-of = { $step } of { $steps }
first-0-title = What is protected
first-0-text = Everything you record stays on this device, encrypted. Without the passphrase nobody can read it: not the names, not the places, not how much there is. Nothing is sent anywhere unless you make a file for your own team.
first-1-title = What is not protected
first-1-text = Visita cannot help while it is open and someone looks over your shoulder, or when the device itself has been tampered with. It does not hide that it is installed. Never write a real name into a note.
first-2-title = Two secrets to keep
first-2-text = You will choose a passphrase and write down 24 recovery words. Keep the words on paper, away from this device, where your institution keeps its keys. Without both, what is recorded here is lost for good.
strength = Strength of the passphrase
strength-0 = Far too easy to guess
strength-1 = Too easy to guess
strength-2 = Still too easy to guess
strength-3 = Good
strength-4 = Very good
vault-make = Make the vault
vault-making = Making the vault…
recovery-title = Write these words down
recovery-text = On paper, in this order. They are shown only now. Whoever holds them can open the vault.
recovery-written = I have written them down
recovery-check = Which words did you write?
recovery-word = Word { $position }
recovery-show-again = Show the words again
start-title = Your vault is ready
start-text = Found a team, join one, or look around with fictional data first.
start-team = Found or join a team
start-sample = Explore sample data
# Several bodies or teams on one device, a vault for each
vault-numbered = Vault { $number }
vaults = Several bodies or teams
vaults-about = Whoever works for another body, or for several regional teams, keeps each in a vault of its own, with its own passphrase and its own recovery words. Nothing passes from one to another.
vaults-other = Other vaults on this device
vaults-switch-about = Choosing another vault locks this one.
vault-here = Open now:
vault-name = Name of this vault
vault-name-hint = It helps you to choose between vaults. Left empty, it is a number.
vault-name-open = This name can be read without a passphrase, by anybody who holds the device. Do not name the body, a place or a person in it if that would say too much.
vault-name-taken = Another vault on this device is called so.
vault-name-long = At most { $count } characters, please.
vault-rename = Keep the name
vault-renamed = The name is kept.
vault-another = Add another body or team
vault-another-about = It gets a vault of its own. The others stay as they are, locked.
vault-not-now = Not now: back to { $name }
# The sample
sample-loading = Making the sample…
sample-notice = You are in the sample workspace. Country, places and people are fictional. It is removed in the settings.
sample-drop = Remove the sample
sample-drop-text = This removes the fictional team with everything made in it, your own additions too. It cannot be undone.
sample-dropped = The sample is gone.
# Today
today-next = Next visit
today-running = Under way
today-no-team = Begin with a team
today-no-team-text = Records belong to a team, even to a team of one. Found yours, join another, or explore a fictional country first.
today-conflicts = disagreements open
today-only-here = changes only on this device
today-quarantined = items in quarantine
today-places = places in the register
today-open-visits = Visits not closed
today-plan-first = Plan your first visit
today-plan-first-text = Choose a place in the register, or add one.
asked = The lead asks you
asked-again = Please look at this again.
asked-open = Open the field
asked-answer = Answer in words
asked-your-answer = Your answer
asked-send = Answer
asked-answered = Your answer goes to the lead with the next bundle.
needs-decision = Needs a decision
export-hint = Write a bundle
visit-open = Open visit
visit-back = Back to the visit
place-back = Back to the place
finding-back = Back to the finding
capture-go = Record on site
# Counts
count-answers =
    { $count ->
        [one] one answer
       *[other] { $count } answers
    }
count-interviews =
    { $count ->
        [one] one interview
       *[other] { $count } interviews
    }
count-conflicts =
    { $count ->
        [0] No disagreement open
        [one] One disagreement open
       *[other] { $count } disagreements open
    }
count-items =
    { $count ->
        [one] one item
       *[other] { $count } items
    }
count-places =
    { $count ->
        [one] One place
       *[other] { $count } places
    }
count-minutes =
    { $count ->
        [one] One minute
       *[other] { $count } minutes
    }
# Places
place-add = Add a place
place-name = Name
place-type = Type of place
place-authority = Authority in charge
place-region = Region
place-address = Address
place-capacity = Official capacity
place-occupancy = Persons held
place-suspected = Suspected
place-suspected-long = Suspected or unofficial place
place-visits = Visits
places-empty = No places yet
places-empty-text = The register lists every place your institution may visit.
all-types = All types
filter-name = Find by name
over-capacity = { $held } held, capacity { $capacity }
last-visit = Last visit { $day }
never-visited = Not visited yet
facts = Facts
not-known = Not known
# Visits
visit-plan = Plan a visit
visit-readers-about = Whoever began it and the leads always may. For all others it is not there. Nobody beyond these reads its interviews, or what is recommended because of it.
visit-readers-closed = This visit is sealed for others now: you see what you could read before, and nothing newer.
visit-readers-apart = In the delegation, and may not read the visit: { $names }
visit-kind = Kind of visit
starts-on = First day
ends-on = Last day
announced-long = Announced to the authority
objectives = Objectives
checklists = Checklists
visit-edit = Edit visit
facts-in-conflict = Inspectors differ on facts of this visit. What you write stands beside theirs until a lead decides.
meanwhile = A colleague changed this while you were typing. Saving writes what you typed.
meanwhile-take = Take theirs
checklist-answers-stay = The answers given stay in the record.
visits-empty = No visits yet
visits-empty-text = A visit begins from a place in the register.
visits-open = Open
visits-closed = Closed
phases = Phases of the visit
visits-called-off = Called off
visit-called-off = Called off
visit-called-off-text = A visit called off stays in the record, takes no place in the programme and does not count as made.
visit-called-off-begun = Somebody called this visit off. It was begun all the same, and counts as made.
visit-call-off = Call it off
visit-call-off-why = Why it is not made
visit-call-on = It is made after all
phase-move = Move to: { $phase }
phase-conflicts-title = Disagreements are still open
phase-conflicts-text =
    { $count ->
        [one] One disagreement between inspectors has no decision. The report will name it.
       *[other] { $count } disagreements between inspectors have no decision. The report will name them.
    }
phase-anyway = Close with them open
unreadable =
    { $count ->
        [one] One field was written by a newer version and is kept as it is:
       *[other] { $count } fields were written by a newer version and are kept as they are:
    }
answered-of = { $answered } of { $items } answered
coverage = Coverage
coverage-table = Areas by theme
coverage-empty = Nothing recorded yet in any area.
whole-place = Whole place
area-add = Add an area
area-rename = Rename { $name }
area-rename-title = Rename an area
area-drop = Remove { $name }
area-dropped = The area is removed.
area-in-register = In the register:
units-suggested = Units of the register, to add as areas
areas-covered = Areas covered
observation-add = Add an observation
observation-text = What was seen, measured or read
observations-empty = No observations yet.
theme = Theme
theme-none = No theme
source = Source
flag = Flag
flag-long = Needs care
flagged = Needs care
seen = Seen
seat-give = Give a seat
seat-change = Change a seat
seat-edit = Change the seat of { $name }
seat-drop = Remove { $name } from the delegation
seat-gone = No longer in the delegation
area-gone = No longer part of the visit
seat-dropped = { $name } is no longer in the delegation.
associate-mark = no device
associate-erased = Somebody who was erased
member = Member
# Capture
capture-choose = Record in which visit?
capture-none = No visit is on site
capture-of = Recording at { $place }
capture-no-list = No checklist is chosen for this visit.
questions = Questions
question-of = { $number }/{ $total }
answered = Answered
answered-by-you = Your answer, { $time }
answer-saved = Answer saved.
answer-save = Save answer
answer-conflict = Inspectors disagree here
choose-all = Choose all that apply
cell-length = Length (m)
cell-width = Width (m)
cell-height = Height (m)
cell-sanitary = Sanitary annex (m²)
cell-persons = Persons in it
solitary-from = First day
solitary-to = Last day, if it ended
solitary-hours = Hours alone each day
# Interviews
interview-start = Start an interview
interview-begin = Begin the interview
interview-note = Note
interview-frame = About the interview
interview-situation = Setting and situation
interview-language = Language of the interview
interviews-empty = No interviews yet.
interviewee = Who is spoken to
pseudonym = Pseudonym
pseudonym-hint = Leave empty and one is made, such as "Blue-17". Never a real name.
consent-say = Say, or let them read
consent-script = We are independent of this place. Talking to us is your choice; you may stop at any time and take back what you said. We do not tell staff what you say. We write no names. If anyone troubles you because you spoke to us, we want to know.
consent-asked = What they agree to
consent-needed = An interview cannot begin without consent to talk.
consent-notes-needed = No notes without consent to notes.
consent-words-needed = Without consent to notes no words are written here.
consents = Consent
consent-answer-given = Yes
consent-answer-refused = No
consent-answer-later = Later
withdraw = Withdraw
withdraw-title = Withdraw: { $use }
withdrawn-what = What it changes on this device
withdrawn-what-now = What it has changed on this device
withdrawn-where = Where it takes effect
withdrawn-reached = Who has this
withdrawn-hidden = The person withdrew this. What was said is hidden here, left out of search and of every report.
withdrawn-limits = Words are hidden, not erased from the encrypted record. Reports already handed over and printed paper are not changed.
withdrawn-note =
    { $count ->
        [one] The note, one word
       *[other] The note, { $count } words
    }
withdrawn-draft =
    { $count ->
        [one] A text not kept yet, one word
       *[other] A text not kept yet, { $count } words
    }
withdrawn-statement =
    { $count ->
        [one] A statement, one word
       *[other] A statement, { $count } words
    }
withdrawn-reprisal =
    { $count ->
        [one] The entry on reprisals for the same person, one word
       *[other] The entry on reprisals for the same person, { $count } words
    }
withdrawn-report = Report for: { $audience }
withdrawn-finding = A finding that stands on it
withdrawn-identity = The sealed name
withdrawn-risk = Risks by yes or no, and what was done about them
effect-hidden = Hidden
effect-erased = Erased
effect-left-out = Left out from now on
effect-unsupported = Loses this evidence
effect-untriangulated = No longer triangulated
effect-not-permitted = No longer permitted
effect-stays = Stays, so that the person is protected
reached-here = Here, at once
reached-done = Has it
reached-pending = Pending
reached-without = Did not hold it
reached-unheard = Not known
statement-withdraw = Take back
statement-withdrawn = Taken back by the person
statement-restore = Taken back by mistake
hide-now = Hide now
at-risk = At risk
name-shared = Two interviews of this visit bear one pseudonym: open one and give it another.
name-shared-short = Name borne twice
name-other = Another pseudonym
name-give = Give this name
panel-failed = This part cannot be shown. What is recorded is unharmed.
at-risk-strip = A risk to this person is noted. The lead follows it up.
statements = Statements
statements-empty = No statements yet.
statement-add = Take down a statement
statement-text = What was said
verbatim = Word for word
verbatim-long = Word for word, not a summary
first-hand = Lived
first-hand-long = The person lived it, not heard of it
second-hand = Heard from others
allegation = Allegation
allegation-long = An allegation of ill-treatment
degree = Consistency of marks with what was said
protection = Risk and protection
risk-reprisal-risk = Reprisals
risk-self-harm = Self-harm
risk-minor = Under eighteen
risk-urgent-medical = Urgent medical need
identity = Real identity
identity-about = Kept on this device only, under a key of its own. It never travels with the record.
identity-name = Real name and how to reach them
identity-seal = Seal
identity-open = Open the sealed name
identity-close = Close it
identity-withdrawn = The person took the talk back. The sealed name is hidden and cannot be opened.
# Findings
findings-about = A finding is what the team concludes, standing on what was seen, read and heard.
findings-open = Open findings
findings-empty = No findings yet
# Findings of all visits
nav-findings = Findings
findings-across = What was concluded on all visits, the newest first.
count-findings =
    { $count ->
        [0] No finding
        [one] One finding
       *[other] { $count } findings
    }
filter-words = Find by words
standard = Standard
all-standards = All standards
all-severities = All severities
severity-unweighed = Not weighed yet
finding-answered = Recommendation
finding-answered-any = With and without one
finding-answered-yes = With a recommendation
finding-answered-no = Without a recommendation
nav-reprisals = Reprisals
onsite = On site and in the evening
access-waiting = Waiting for access
access-start = Waiting for access
access-start-short = Waiting
access-start-another = Wait for this too
access-waits = What we wait for
access-let-in = Let in
access-given = Given
access-in-part = In part
access-refused = Refused
access-add = Note a request
access-change = Change a request
access-empty = Nothing was asked for yet
access-empty-text = Tap “Waiting for access” when somebody makes you wait. The clock runs in the record, even while this device is locked or off.
access-what = Particulars
access-what-hint = Which unit, register or person, by a code; no names.
access-wait-for = What is waited for
access-asked-at = Asked at
access-answered-at = Answered at
access-by-hand = Minutes, counted by hand
access-by-function = Who decided
access-by-function-hint = A function, such as “duty officer”; never a name.
access-reason = What they said
access-ground = Ground given
access-ground-hint = What they said the refusal or the wait rests on, in their category; their own words go under the reason.
access-ground-note = Note the ground
grounds-known = Grounds of Article 14(2)
grounds-others = Other grounds
ground-known = Article 14(2) knows this ground: it may put a visit to this place off for a time, and nothing else.
ground-unknown = Article 14(2) does not know this ground.
grounds-known-here = Grounds that the body’s profile knows
ground-known-here = The body’s profile knows this ground: access may be objected to on it.
ground-unknown-here = The rules this body works by know no objection to access on this ground.
by-mistake = Entered by mistake
put-back = Put it back
stays = The delegation at the place
stay-arrive = We have arrived
stay-leave = We are leaving
stay-since = At the place since { $time }
stay-still = still there
stay-dropped = The stay was taken back.
stays-empty = Nobody has noted yet when the delegation came and left.
stay-add = Add a stay
stay-change = Correct a stay
stay-edit = Correct the stay of { $time }
stay-arrived-at = Arrived at
stay-left-at = Left at
stay-left-hint = By the clock of this device. Leave the second empty while the delegation is still there.
counts = Numbers and registers
counts-about = Ask each source for the same numbers: the management, the register, your own count. Where they differ, that is what to ask about.
counts-source = Numbers from
doubt-sources-differ = { $group }: the sources give different numbers
doubt-more-than-all = { $group } ({ $source }): more than all persons held
doubt-parts-exceed = { $source }: the groups together are more than all persons held
doubt-place-differs = { $group }: the register of places has another number for that day
samples-about = Open entries or files at random and see what is in them. Give each a code of your own.
samples-total = All samples together
sample-add = Add a sample
sample-change = Change a sample
sample-register = Register
sample-code = Your code for it
sample-code-hint = Never a name or a number by which the place knows the person.
sample-entries = Entries looked at
sample-unlooked = Not looked at
register-admissions = Admissions
register-personal-file = Personal files
register-medical = Medical
register-discipline = Discipline
register-isolation = Isolation
register-use-of-force = Use of force
register-searches = Searches
register-complaints = Complaints
register-transfers = Transfers
register-deaths = Deaths
register-visits = Visits
register-other = Another register
coverage-open = What is not yet seen
unseen-about = Send somebody to what is missing, or say that it was seen. Of interviews the board says no more than that there was one.
seen-all = All that is to be seen
seen-yes = Seen
seen-no = Not yet seen
seen-send = Send somebody
seen-mark = It was seen
seen-marked = Marked as seen.
seen-asked = Asked: { $names }
seen-kind-register = nothing recorded and nobody heard there
seen-kind-register-free = no area of the visit stands for it
seen-kind-area = nothing recorded there
seen-kind-unit = no interview there
seen-kind-theme = no answer on it
seen-kind-hours = nobody was there then
seen-kind-gender = nobody of them was heard
seen-kind-regime = none of its units was seen
seen-kind-status = nobody of them was heard
seen-held-in = Held in: { $units }
seen-units = Units: { $units }
seen-group-register = Units of the register
seen-group-area = Areas
seen-group-unit = Interviews by area
seen-group-theme = Themes
seen-group-hours = Hours
seen-group-gender = Women, men, minors
seen-group-regime = Regimes of the register
seen-group-status = Legal status
seen-task-register = Walk through { $name }
seen-task-area = Walk through { $name }
seen-task-unit = Hold an interview in { $name }
seen-task-theme = Look into: { $name }
seen-task-hours = Be there: { $name }
seen-task-gender = Hear somebody: { $name }
seen-task-regime = Go where the regime is: { $name }
seen-task-status = Hear somebody: { $name }
hours-day-week = Day, working days
hours-evening-week = Evening, working days
hours-night-week = Night, working days
hours-day-weekend = Day, weekend
hours-evening-weekend = Evening, weekend
hours-night-weekend = Night, weekend
debrief = Debrief
debrief-about = Everything that is open this evening, the persons at risk first. Tick what the team has talked about.
debrief-in-review = Entries of the visit being read by the team: { $count }
debrief-empty = Nothing is open
debrief-done = { $done } of { $all } talked about
debrief-talked = Talked about · { $name }, { $time }
debrief-look = Look
debrief-kind-risk = Persons at risk
debrief-kind-access = Access delayed or refused
debrief-kind-contradiction = Sources that say different things
debrief-kind-numbers = Numbers that do not fit
debrief-kind-conflict = Colleagues recorded different things
debrief-kind-flag = Flagged as urgent
debrief-kind-gap = Not yet seen
debrief-kind-task = Tasks that wait
print = Print
tasks = Tasks and comments
task-list = Tasks
tasks-mine = Asked of you
tasks-empty-text = Ask a colleague to go somewhere, to look again, to finish something.
task-add = Ask somebody
task-change = Change a task
task-what = What is to be done
task-whom = For whom
task-nobody = Nobody yet
task-due = Until
task-done = It is done
task-undo = Not done after all
task-drop = Not wanted any more
task-note = What was done
task-done-on = Done on { $day }
task-asked-by = asked by { $name }
comments = Comments
comments-empty = Nobody has said anything here yet.
comment = Your comment
comment-add = Say it
comment-mention = Who should see it
comment-for = for { $names }
comment-on-finding = on a finding
comment-on-observation = on an observation
comment-on-answer = on an answer
comment-on-report = on the report
comment-on-access = on an entry of the access log
comment-on-stay = on a stay on site
comment-on-sample = on a register looked at
comment-on-population = on a count on site
comment-on-unit = on a unit
comment-on-count = on a number of persons held
comment-on-contact = on a contact
comment-on-document = on a document
comment-on-statement = on a statement
comment-on-letter = on a letter
comment-on-answered = on a reply
comment-on-message = on a contact with an authority
comment-on-verification = on a check
comment-on-verified = on what was found about a recommendation
comment-on-joint = on a reply to several recommendations
comment-change = Change your comment
comment-changed = changed { $time }
comment-withdraw = Take back
comment-withdrawn = Taken back by { $name }
# Told once, with a button to undo it
comment-withdrawn-said = Taken back: hidden from the team's lists and from the search. Its words stay in the encrypted history of the record.
comment-again = Say it after all
comment-settle = Settled
comment-reopen = Not settled after all
comment-settled = Settled by { $name }
mentions = You are mentioned
mention-reprisal = A comment beside an entry on reprisals
lists-old = An earlier version made the lists and the search of this vault, and they could not be made anew. The records themselves are whole. Settings can try again.
mention-interview = A comment beside an interview
finding-look = Open
finding-to-draft = Back to draft
one-kind = One kind of source
one-source = Why one kind of source is enough
one-source-hint = Readers of the team's report see it.
one-source-why = One kind of source alone supports this finding. Write why it is established all the same; it stands in the team's report.
weight = What it weighs
weight-saved = Saved.
severity = Severity
spread = Spread
root-cause = Root cause
root-cause-hint = Law, practice, means, attitude: what would have to change.
standards-linked = Standards of the questions it stands on
standards-more = Further standards
standards-more-hint = One on each line, such as MR 12.
review = Where the text stands
review-said = Set by { $name }, { $time }
review-moved = The words have changed since you opened this. Close it and read them before you say how far they are.
review-changed = Agreed by { $name }, { $time }. The text has changed since.
review-report = The report's text
report-review-about = What the team sees on the visit: whether it is still being written, is being read, or is agreed.
publication = Publication
publication-sourced = { $text } ({ $source })
publication-change = Record what was decided on publication
publication-basis = On what it rests
publication-basis-none = Nothing was decided
publication-basis-hint = What the Subcommittee wrote is released by the State, or by the Committee against Torture: its own decision alone is not enough.
publication-day = To be published from
publication-note = Note
publication-not-enough = Recorded: { $basis }. By the profile of the body, that alone does not release the report.
publication-disputed = Colleagues recorded different things here. Until it is decided, what is disputed releases nothing.
publication-warning = By what is recorded, this report may not be published, or not yet. The file would say so itself.
publication-anyway = I have read this: write it for the public all the same
report-review-kept = The report's text: { $review }
report-review-mark = Report: { $review }
report-review-disputed = Two of you said differently.
recommendation-review-about = Until it is sent, the team sees whether this is still being written, is being read, or is agreed.
send-not-agreed = The team has not agreed on this text yet. It can be marked as sent all the same.
immediate-choose = For the final talk with the management
immediate-short = For the final talk
immediate-screen = Chosen findings, read out in the final talk and left with the management. Nothing on the sheet says who told what.
immediate-none = No finding is chosen
immediate-none-text = Choose findings for the final talk where they are weighed.
immediate-chosen = Chosen findings
immediate-withheld = Not on the sheet: it would point at who spoke, or its words are in dispute
immediate-on-sheet = On the sheet
immediate-sheet = The sheet
immediate-write = Write the sheet
told-on = Told on { $day }
told-day = Day of the talk
told-mark = We told the management
told-marked = Marked as told.
graph = What it stands on
graph-interview = An interview
graph-says-for = Supports it
graph-says-against = Says the opposite
turn-against = It says the opposite
turn-for = It supports it after all
answers-against = What else was said of the same
says-count = { $source }, among the numbers of the visit
says-place = Register of places ({ $source })
says-interviews =
    { $count ->
        [one] One interview alleges ill-treatment
       *[other] { $count } interviews allege ill-treatment
    }
reprisals = Reprisals
reprisals-about = Who may suffer for having spoken, and when you look after them (OPCAT, Articles 15 and 21). Each entry opens for those chosen alone.
reprisals-empty = Nobody is watched over yet
reprisals-empty-text = Interviews with a risk of reprisals stand here by themselves; add whoever gave information without an interview.
reprisal-add = Add a person without an interview
reprisal-change = Change an entry
reprisal-no-names = No name. The entry gets a pseudonym, and stands in no list of interviews, no report and no search.
reprisal-interview = Interview
reprisal-same-person = Interview with the same person
reprisal-same-person-hint = Where they gave one before or since: what they take back there is taken back here.
reprisal-taken-back = The person took back, in an interview, what they said, or that interview was left at home for a journey. Their words are hidden here; days and who looks after them stay.
reprisal-about = What they told
reprisal-risk = What may happen
reprisal-mitigation = What was agreed against it
reprisal-channel = Safe way to reach them
reprisal-closed = Nothing more to watch, because
reprisal-closed-hint = Leave it empty while somebody watches.
reprisal-watched-no = No longer watched
reprisal-readers = Who may open it, beside you and the leads
reprisal-opens = Opens for: { $names }
reprisal-dropped = The entry was taken back.
informant = Who they are
informant-held = A person held
informant-staff = Staff
informant-family = Family
informant-lawyer = A lawyer
informant-health = Health staff
informant-complainant = Somebody who complained
informant-other = Somebody else
level = How likely it is
level-low = Low risk
level-medium = Some risk
level-high = High risk
level-suffered = Has suffered reprisals
recontacts = Days to look after them
recontacts-none = No day is set.
recontacts-today = Contact again
recontact-add = Set a day
recontact-change = Change a day
recontact-due = Day
recontact-whom = Who looks
recontact-how = How, safely
recontact-done = We have looked
recontact-note = What came of it
recontact-undo = We have not looked after all
recontact-undone = The day stands open again.
recontact-dropped = The day was taken back.
recontact-mine = You look
without-seat = They recorded here and have no seat:
visit-closed-title = This visit is closed
visit-closed-text = Take it up again to go on working on it. To correct a single thing, you can write into it as it is; what you write is recorded like everything else.
visit-closed-open = Open the visit
visit-closed-anyway = Write in it all the same
visit-closed-again = You can write in it until this device is locked. Do it once more.
error-visit-closed = The visit is closed.
error-reason-needed = One kind of source alone supports it: write why that is enough.
access-minutes =
    { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
access-waited =
    { $count ->
        [one] One minute waited in all.
       *[other] { $count } minutes waited in all.
    }
stay-gate =
    { $count ->
        [one] One minute at the gate
       *[other] { $count } minutes at the gate
    }
counts-capacity =
    { $count ->
        [one] Official capacity: one person
       *[other] Official capacity: { $count } persons
    }
sample-count =
    { $count ->
        [one] one entry
       *[other] { $count } entries
    }
unseen =
    { $count ->
        [0] Everything is seen
        [one] One thing not yet seen
       *[other] { $count } things not yet seen
    }
comments-open =
    { $count ->
        [one] One comment open
       *[other] { $count } comments open
    }
speaks-against =
    { $count ->
        [one] One thing speaks against it
       *[other] { $count } things speak against it
    }
graph-for =
    { $count ->
        [one] one for it
       *[other] { $count } for it
    }
graph-against =
    { $count ->
        [one] one against it
       *[other] { $count } against it
    }

finding-add = Add a finding
finding-statement = What the team concludes
finding-establish = Establish
finding-withdraw = Withdraw
finding-reopen = Take up again
finding-now = The finding is now: { $status }
finding-join = Add to an existing recommendation
finding-joined = Added to the recommendation.
finding-answered-by = Recommendations that answer it
finding-answered-none = No recommendation answers it yet.
# What can be linked, the nearest first
pick-visit = Of this visit
pick-place = Of the same place
pick-all = Of all visits
pick-none = Nothing matches.
pick-more =
    { $count ->
        [one] One more is not shown. Words narrow it down.
       *[other] { $count } more are not shown. Words narrow them down.
    }
pick-finding-hint = Words search the findings of all visits.
pick-recommendation-hint = Words, or a reference, search all recommendations.
triangulated = Triangulated: { $count } kinds of source
triangulated-heard = Triangulated: { $count } independent interviews
# Why several interviews are not enough: they lean on each other.
interviews-lean = { $count } interviews, 1 independent
depends = Relation to the other interviews
depends-none = Stands on its own
hearsay = Hearsay throughout
hearsay-link = Link interviews that are hearsay throughout as second-hand
established-gap = It is established, one kind of source alone supports it, and nobody has written why it stands all the same.
established-gap-why = Write why
evidence = Evidence
evidence-add = Link evidence
evidence-drop = Unlink this evidence
evidence-dropped = Unlinked.
evidence-withdrawn = Withdrawn, does not count
evidence-granted = Met after all, does not count
evidence-newer =
    { $count ->
        [one] One piece of evidence comes from a newer version of the app. It stays, and does not count here.
       *[other] { $count } pieces of evidence come from a newer version of the app. They stay, and do not count here.
    }
evidence-nothing = Nothing that can be linked is recorded on this visit yet.
evidence-all-linked = Everything that can be linked is linked already.
small-group = A quote from a group under three persons, or of unknown size, can point to who spoke.
confidence = How sure
evidence-none = Nothing supports it yet.
# Merge desk
merge-open = Open the merge desk
merge-open-list = Open disagreements
merge-none = Nothing to decide
merge-none-text = Where inspectors agree, or wrote in different places, their notes merge by themselves.
merge-lead-only = A lead decides. If one of these is yours, you can go back to the record and say more.
merge-on-desktop = Read here and ask here. Decisions are taken on a larger screen, with the versions side by side.
merge-result = Result
# What the field would read, shown while a lead considers a version or writes another
merge-result-both = Nothing is decided yet: every version stays, and the report says that people differ.
merge-result-taken = If you take what { $by } wrote, it reads:
merge-result-written = In your words it reads:
ask-author = Ask the author
severity-high = Concerns a person
take = Take this
keep-both = Keep both
synthesise = Put into other words
synthesis = Note of the result
synthesis-text = Text of the result
synthesis-value = Answer of the result
synthesis-save = Decide so
send-back = Send back
send-back-to = Whom do you ask?
send-back-question = Your question to them
send-back-waiting = Waiting for:
send-back-answered = Everyone asked has answered or written again.
defer = Defer
decision-why = Why (kept with the decision)
decided-take = Decided: one version taken.
decided-keep-both = Decided: both stand.
decided-synthesis = Decided in other words.
decided-send-back = Sent back with the question.
decided-deferred = Put off.
outcome-take = One taken
outcome-keep-both = Both stand
outcome-synthesis = In other words
outcome-send-back = Sent back
outcome-deferred = Put off
reopened = Reopened
reopened-long = { $by } had decided this. Something new has arrived since, so it is open again.
decide-again = Decide again
decided =
    { $count ->
        [one] One decided
       *[other] { $count } decided
    }
merged-automatically = Merged automatically ({ $count })
merge-earlier =
    { $count ->
        [one] What was settled earlier in one other record is on the desk of its visit, and in the history.
       *[other] What was settled earlier in { $count } other records is on the desk of each visit, and in the history.
    }
device = device { $device }
field-unnamed = Field { $path }
passage-about = Several people wrote or deleted here without knowing of each other. Every letter is kept, but the result may read as nobody meant it.
passage-now = How it reads now
passage-open = Change it in the note
passage-read = Read: it stands
passage-settled = Read. The passage stands as it is.
field-attachment-blob = A file that was attached
field-attachment-name = The name of an attached file
field-attachment-about = What an attached file is about
field-attachment-withdrawn = Whether an attached file is taken back
field-withdrawal-finding = A finding withdrawn while a colleague edited it
field-withdrawal-statement = A statement taken back while a colleague edited it
version-withdrawn = Taken back
# Report
report = Report
report-language = Language of the report
report-audience = For whom
audience-internal = The team
audience-authority = The authority
audience-public = The public
report-file = File
report-file-hint = One page that needs nothing else. It is not encrypted: keep it where reports are kept.
report-write = Write the report
report-written = Report written: { $path }
report-preview = Preview of the report
withheld =
    { $count ->
        [0] No interview is withheld
        [one] One interview is withheld
       *[other] { $count } interviews are withheld
    }
small-groups-quoted =
    { $count ->
        [one] One quote from a very small group
       *[other] { $count } quotes from very small groups
    }
conflicts-named =
    { $count ->
        [0] No open disagreement
        [one] One open disagreement is named
       *[other] { $count } open disagreements are named
    }
# Team and exchange
team-found = Found a team
team-found-about = You become its lead: you admit the others, and you decide where notes disagree.
team-name = Name of the team
your-name = Your name on the team's list
team-join = Join a team
team-join-about = Make a request, carry it to the lead, compare the words aloud, and bring back the admission.
request-make = Make a request
request-file = Request file
request-file-hint = Leave empty to show it as text and code only.
request-text = The request as text
request-text-or = or the request as text
request-qr = The request as a code to scan
request-pending = A request is out. Open the admission that the lead gives you for it.
request-again = Make another request
request-again-about = A new request takes the place of the one that is out: an admission made for that one no longer opens.
request-look = Look at the request
request-from = Request from
words-compare = Both of you read these words aloud. They must be the same.
words-same = The words are the same on both screens
device-of = Whose device is it
device-of-new = Somebody new
admission-file = Admission file
admit = Admit a device
admitted = Admitted. Bring this file to the new device: { $path }
admitted-words = Read these words to the newcomer, who types them to join:
join = Join
join-words = Words on the lead's screen
join-words-hint = Ask the lead to read them to you. They prove whose team you join.
team-words = Words of this team, the same on every screen that is up to date:
this-device = This device
device-has-all = Has everything
device-behind =
    { $count ->
        [one] Not known to have one change
       *[other] Not known to have { $count } changes
    }
last-contact = Last contact { $time }
no-contact = No contact yet
bundle-out = Bundle out
bundle-out-about = One encrypted file with everything the others lack. Only devices of the team can open it.
bundle-file = Bundle file
bundle-to = For whom
bundle-to-nobody = Choose at least one device.
bundle-would = It would hold { $envelopes } changes in { $records } records, { $size }.
bundle-first = For a newcomer: a small file to read by at once
bundle-first-about = It holds your snapshot of each record in place of its changes. Those come with any other exchange, and prove it.
bundle-would-first = It would hold snapshots of { $snapshots } records and { $envelopes } changes, { $size }.
bundle-write = Write the bundle
bundle-written = Written: { $envelopes } changes in { $records } records, { $size }.
bundle-alone = No other device is in the team yet
bundle-in = Bundle in
bundle-in-about = Look at it first. Taking it in twice does no harm.
bundle-look = Look inside
bundle-from = From { $from }, { $size }.
bundle-new =
    { $count ->
        [0] Nothing new.
        [one] One new change, in { $records } records.
       *[other] { $count } new changes, in { $records } records.
    }
bundle-take = Take it in
bundle-taken = Taken in: { $applied } new, { $known } known before.
bundle-read =
    { $count ->
        [one] One record can be read by a lead's snapshot; its changes are still to come.
       *[other] { $count } records can be read by a lead's snapshots; their changes are still to come.
    }
bundle-waiting =
    { $count ->
        [one] One change waits for something earlier.
       *[other] { $count } changes wait for something earlier.
    }
bundle-quarantined =
    { $count ->
        [one] One item is in quarantine.
       *[other] { $count } items are in quarantine.
    }
relay = Relay
relay-about = A server that keeps sealed changes until the others fetch them, for devices that are never there at the same time. It can read nothing: no names, no notes, no team.
relay-state-none = No relay
relay-state-newer = Set by a newer Visita: update first
relay-state-never = Not exchanged yet
relay-state-reached = Reached
relay-state-offline = Offline
relay-state-trouble = Needs a look
relay-last = Last exchange: { $time }
relay-last-none = No exchange yet.
relay-waiting =
    { $count ->
        [0] Nothing waits to be sent.
        [one] One change waits to be sent ({ $size }).
       *[other] { $count } changes wait to be sent ({ $size }).
    }
relay-strange =
    { $count ->
        [one] One thing from the relay cannot have come from your team. It was left out.
       *[other] { $count } things from the relay cannot have come from your team. They were left out.
    }
relay-automatic = This device exchanges by itself
relay-exchange = Exchange now
relay-exchanging = Exchanging…
relay-set = Set the relay
relay-change = Change the relay
relay-set-about = Paste the invitation of whoever runs the relay: one line that begins with visitarelay1. Every device of the team learns of it.
relay-invitation = Invitation
relay-leave = Leave the relay
relay-leave-about = The whole team stops using it. What is there stays sealed and expires by itself; nothing on any device is lost.
relay-lead-only = A lead can set one.
relay-trouble-unreachable = The relay cannot be reached now. Nothing is lost: what waits is sent later.
relay-trouble-not-the-relay = Whoever answers at this address is not your relay. Nothing was sent. Tell the lead.
relay-trouble-unreadable = The relay answers what this Visita cannot read. It may be another version of it, or out of order.
relay-trouble-too-large = Something is too large for the relay. Send it with a bundle.
relay-trouble-malformed = The relay does not understand this Visita. One of the two needs an update.
relay-trouble-version = The relay speaks another version. One of the two needs an update.
relay-trouble-not-open = A mailbox of the relay does not open. Tell the lead, who can set another relay.
relay-trouble-not-invited = The invitation does not count any more. The lead can ask the operator for a new one.
relay-trouble-mailbox-full = A mailbox of the relay is full. Room comes as old changes expire; until then, use bundles.
relay-trouble-invitation-full = The team has used up its room on the relay. The lead can ask the operator for more.
relay-trouble-too-fast = Too much at once for the relay. It goes on in a minute.
relay-trouble-busy = The relay has too much to do. It goes on in a moment.
relay-trouble-stopped = The exchange stopped by a fault of its own. Nothing was lost; exchange once more.
relay-trouble-out-of-space = The disk of the relay is full. Tell the lead; until then, use bundles.
quarantine = Quarantine
quarantine-about = What did not hold on the way in is kept here, never dropped.
quarantine-none = Nothing in quarantine.
quarantine-kind-change = A change by
quarantine-kind-key = The key of a record, from
quarantine-kind-roster = A change of the team by
quarantine-kind-snapshot = A snapshot of a record, from
quarantine-kind-unknown = Bytes of no known form, from
quarantine-retry = Try again
quarantine-retry-of = Try again what came from { $by }
quarantine-export = Write to a file
quarantine-export-of = Write to a file what came from { $by }
quarantine-export-about = The bytes are written as they came, sealed as they came. They are for an expert: nobody else can do anything with them.
quarantine-file = File
quarantine-write = Write
quarantine-exported = Written to { $path }.
quarantine-applied =
    { $count ->
        [0] It holds now and has been taken.
        [one] It holds now and has been taken, and one change that had waited for it.
       *[other] It holds now and has been taken, and { $count } changes that had waited for it.
    }
quarantine-waiting = It holds, but it rests on something that has not come yet. It is taken by itself when that comes.
quarantine-refused = Refused again, and kept: { $reason }.
quarantine-lead-only = A lead can try these again.
reason-duplicate-number = Two different changes under one number
reason-unopenable = Could not be opened with the team's key
reason-mislabelled = Its label does not match what is inside
reason-broken-chain = It does not follow what the same device sent before
reason-bounds = Larger than anything a person would write
reason-malformed = Not in the form of a change
reason-foreign-actor = Written in another device's name
reason-foreign-member = Written in the name of another member
reason-foreign-covers = It hides what a colleague wrote
reason-not-a-lead = A decision by someone who was never a lead
reason-looks-on = By an observer, who looks on
reason-foreign-team = From another team
reason-forged = Its signature is not that of its device
reason-numbering = Its numbers do not follow what it rests on
reason-schema = It writes where nothing may be written
reason-stranger = From a device that is not in the team
reason-not-taken = It would have damaged the record
reason-after-removal = Written after its device was removed from the team
reason-roster-fork = Another lead changed the team at the same time: do this change again
reason-not-allowed = By someone who may not write
reason-crashed-before = The app stopped while taking it
reason-snapshot-malformed = Not a snapshot of this record, or only a part of one
reason-snapshot-swapped = A snapshot of another team or of another kind of record
reason-snapshot-not-a-lead = A snapshot by someone who does not lead
reason-snapshot-forged = A snapshot whose signature is not that of its lead
reason-snapshot-stranger = A snapshot that names a device that is not in the team
reason-snapshot-beyond-removal = A snapshot with words from after a removal: they come by themselves if they count
reason-snapshot-chains = A snapshot that does not hold what it says it holds
reason-snapshot-content = A snapshot with a change that nobody may write
reason-snapshot-unsigned = A snapshot with words that nobody signed: they are out of the record again
reason-rests-on-undone = You wrote it on top of a snapshot that is out of the record again (words nobody signed, other changes than it named, or words from after a removal): it waits for them. Write it again if it is missing
nearby = Nearby
nearby-about = Devices of the team on this network exchange what they write, while this is on. It turns itself off after the time chosen, and when Visita locks.
nearby-start = Exchange nearby
nearby-stop = Stop
nearby-for = For how long
minutes =
    { $count ->
        [one] One minute
       *[other] { $count } minutes
    }
nearby-time =
    { $count ->
        [one] On for one more minute.
       *[other] On for { $count } more minutes.
    }
nearby-nobody = Nobody of the team has been met yet.
nearby-found = Somebody announces themselves on this network; whether they are of the team is being found out.
nearby-connected = Connected
nearby-gone = Not connected now
nearby-same = Both hold the same
nearby-left = { $send } changes to send, { $receive } to come
nearby-bytes = { $received } received, { $sent } sent
nearby-by-hand = By address, where devices do not find each other
nearby-qr = Address of this device as a code to scan
nearby-address = Address of this device
nearby-dial = Address of the other device
nearby-dial-hint = It begins with visita-lan:
nearby-dial-now = Connect
nearby-failure-unreachable = Nobody answers at the last address tried, or this network carries nothing between devices.
nearby-failure-refused = A device was refused: it is not of this team, or was silent too long.
nearby-failure-unreadable = A device sent what cannot be read, and was let go. One of the two may need an update.
nearby-failure-crowded = More devices at once than may be connected.
reach-here = Only on this device
reach-some =
    { $count ->
        [one] Shared with one device
       *[other] Shared with { $count } devices
    }
reach-all = Everyone has it
sync-off = Not connected
sync-looking = Looking for devices
sync-nearby =
    { $count ->
        [one] One device nearby
       *[other] { $count } devices nearby
    }
sync-exchanging = Exchanging…
sync-waiting = Something new has come. It is shown when you leave this field.
pair = Pair in person
pair-lead-about = For a new device in the same room, on the same network. It takes no files.
pair-newcomer-about = For when the lead is in the same room, on the same network. Type or scan the address on the lead's screen.
pair-show = Show an address
pair-qr = Address for pairing as a code to scan
pair-address = Address on the lead's screen
pair-once = It lets one device ask, for ten minutes.
pair-over = The time of this address is over. Show a new one.
pair-decline = Do not admit
pair-declined = This device was not admitted.
pair-delivering = Admitted. The admission is on its way.
pair-delivered = The new device has its admission.
pair-read = The newcomer sees these words and compares them with yours:
pair-dial = Ask to join
pair-dialling = Calling the lead's device…
pair-waiting = The lead's device has your request.
pair-confirm = Compare these words with those on the lead's screen. They prove whose team you join.

# Reading a code with the camera, or from a picture
scan-join = Scan the request
scan-nearby = Scan the address
scan-relay = Scan the invitation
scan-recovery = Scan the request
scan-answer = Scan the answer
scan-view = Picture of the camera
scan-sight-off = The camera is off.
scan-sight-asking = Asking for the camera…
scan-sight-looking = Hold the code in front of the camera.
scan-sight-none = There is no camera that Visita can use here. Typing or pasting the text into the field always works.
scan-sight-refused = The camera was not allowed. It can be allowed in the settings of this device. Typing or pasting the text into the field always works.
scan-sight-busy = The camera does not answer; another program may be using it. Typing or pasting the text into the field always works.
scan-sight-ended = The camera was turned off.
scan-again = Try the camera again
scan-picture = Read from a picture
scan-picture-none = No code can be read in this picture.
scan-picture-unreadable = This file is no picture that can be read here, or is larger than 32 MB.
scan-other = This is a code for something else.
scan-done = The code was read.
scan-about = What the camera sees is looked at on this device only, and not kept.
# Settings
settings-look = Look
settings-lock = Lock
settings-data = Data on this device
# "Keystore" is where the operating system keeps secrets of a person: keychain, keyring, credential manager.
binding = Bind this vault to this device
binding-gives = What it gives: a copy of the vault's folder together with your passphrase is not enough to open it on another device.
binding-costs = What it costs: if this device's keystore is lost or emptied, only the 24 recovery words open the vault. Have them at hand before you bind it.
binding-on = Bound to this device
binding-off = Not bound
binding-make = Bind to this device
binding-end = End the binding
binding-made = The vault is bound to this device.
binding-ended = The binding is ended. The passphrase alone opens the vault.
binding-left = The vault was bound to a device and is not any more: the passphrase alone opens it now. You can bind it to this device in the settings.
binding-recovery = This vault is bound to a device. Opened with the words on another one, it is not bound any more.
binding-no-keystore = No keystore of the operating system can be reached on this device, so nothing can be bound to it or unbound here.
theme-look = Colours
look-system = As the device
look-light = Light
look-dark = Dark
look-red = Red lamp
text-size = Text size
left-handed = Tools for the left hand while recording
lock-after = Lock when untouched for
rebuild = Rebuild the lists
rebuild-about = Lists and search are made from the records. Rebuilding makes them anew; the records are not touched.
rebuilt = The lists are made anew.
# Keys
keys = Keys
key-palette = Search, go anywhere, do anything
key-lock = Lock
key-keys = This list
key-answer = Yes, no, partly, not checked
key-question = Question before or after
key-take = Merge desk: take a version
key-both = Merge desk: keep both
key-edit = Merge desk: put into other words
key-send-back = Merge desk: send back
key-defer = Merge desk: defer
key-undo = Merge desk: undo
# Kinds of search hits
kind-place = Place
kind-visit = Visit
kind-interview = Interview
kind-observation = Observation
kind-finding = Finding
kind-answer = Answer
kind-authority = Authority
kind-draw = Draw by lot
kind-associate = Somebody without a device
kind-member = Member
kind-body = The body
kind-rule = Rule of the programme
kind-plan = Planned visit
kind-comment = Comment
kind-task = Task
kind-access = Access
kind-count = Number of persons held
kind-document = Document of the place
kind-attachment = File
kind-sample = Register
kind-reprisal = Register of reprisals
kind-screen = Screen
kind-action = Action
# What the palette can do
action-language = Language: { $name }
action-theme = Look: { $name }
action-text-larger = Larger text
action-text-smaller = Smaller text
action-left-hand = Buttons for the left hand
action-right-hand = Buttons for the right hand
action-capture = Record on site
action-keys = List of keys
place-choose = Choose a place
# Checklists
checklist-prison = Prison
checklist-police-custody = Police custody
checklist-remand = Remand
checklist-immigration-detention = Immigration detention
checklist-psychiatric-institution = Psychiatric institution
checklist-juvenile-institution = Juvenile institution
# Errors
error-unknown-command = This version of the app does not know how to do that.
error-bad-arguments = That could not be understood. Nothing was changed.
error-no-vault = There is no vault in this folder yet.
error-vault-exists = There is a vault here already. Nothing was changed.
error-locked = The vault is locked.
error-wrong-passphrase = The passphrase does not open this vault.
error-passphrases-differ = The two passphrases differ.
error-weak-passphrase = The passphrase is too easy to guess.
error-wrong-recovery-words = These are not the recovery words of this vault, or one is mistyped.
error-half-lost = This vault is bound to a device, and this device's keystore does not hold its half of the key, or not any more. Open it with the recovery words.
error-no-keystore = The operating system's keystore cannot be reached, or did not allow it. Nothing was changed. A vault bound to it opens once it can be reached, or with the recovery words.
error-backed-off = Too many wrong tries. Wait { $seconds } seconds.
error-in-use = Another Visita has this vault open. Close it first; nothing was touched.
error-damaged = The store is damaged. Nothing was written; keep the folder as it is and ask your data manager.
error-bad-invitation = This is no invitation to a relay, or it is mistyped. Nothing was changed.
error-no-relay = The team uses no relay.
error-not-read-back = What was to be stored did not read back as it was written. Nothing was stored, and nothing earlier is lost; what you typed is still here. Try again, and tell your data manager.
error-newer-version = This vault was written by a newer Visita. Update first.
error-disk-full = The disk is full. Nothing was lost: free some room and try again.
error-read-only = The folder cannot be written to.
error-not-found = That is not on this device.
error-not-empty = Something is recorded there: it stays.
error-refused = That value cannot be kept ({ $field }). What you typed is still here.
error-not-allowed = Only a lead of the team may do that.
error-looks-on = You look on as an observer: nothing you write would be taken by the others. Ask a lead for another role.
error-no-team = Found or join a team first.
error-has-team = This device is in a team already.
error-words-differ = The words differ. Do not admit this device, do not join this team.
error-bad-file = This file is damaged or not from Visita. Nothing was changed.
error-not-for-this-device = This file was made for other devices.
error-no-consent = Consent for this was not given.
error-open-conflicts = Disagreements are still open.
error-left-behind = That was left at home for this journey, or it would speak of all records while only some are here. End the journey first, in the settings.
error-cannot-leave = One of these records must come along: the visit needs it, something of it waits, no other device heard from in the last seven days is known to hold all of it, or an entry of the register about that interview comes along. Nothing was left. Exchange, and look again.
error-already-travelling = This device is on a journey already, or not everything of the last one is here again.
error-stale = Something new has arrived. Look again before deciding.
error-file-stands = Another file stands there, or the vault itself. It stays as it is; choose another name: { $field }
error-file-unreachable = The file could not be read or written: { $field }

# Membership: removing, roles, leaving; what leads did at the same time.
membership = Members and devices
membership-about = A device that is lost, and a member who goes, are removed here. What they wrote stays; what is written from then on they cannot open.
membership-lead-only = A lead removes devices and gives roles.
member-remove = Remove…
member-no-device = No device in the team any more
device-lost = Lost or gone…
device-suspended = Removed by another lead at the same time
device-leaves = Left on { $time }
role-change = Role…
role-change-about = A lead can read every interview. Who is no lead any more cannot open what is written from now on.
removal = Remove from the team
removal-of = To be removed:
removal-held = What they have
removal-unheard = Never heard of since it joined
removal-records-held =
    { $count ->
        [one] held one record, open or sealed
       *[other] held { $count } records, open or sealed
    }
removal-reads = They can open { $records } visits and places and { $interviews } interviews, as these stand today.
removal-past = What a device has read it can keep: removing it takes nothing out of it. If it was seized, warn whoever is named there.
removal-then = What will change
removal-keys =
    { $count ->
        [0] No record needs a new key.
        [one] One record gets a new key, which they will not have.
       *[other] { $count } records get new keys, which they will not have.
    }
removal-journey = If a device is on a journey, the key of it is handed back no more: drafts and real names that it left behind are lost. The records are with colleagues.
removal-kept =
    { $count ->
        [0] Nothing of theirs has come here.
        [one] One change of theirs is here, and stays.
       *[other] { $count } changes of theirs are here, and stay.
    }
removal-later = What they wrote and did not send before goes to quarantine, and you decide. Colleagues keep writing under the old keys until they hear of the removal: send them a bundle soon.
remove = Remove
removed = Removed. Send a bundle to the others, so that they hear of it.
leave = Leave the team…
leave-about = A last file is written for the leads: everything they do not have yet, and that you leave. After that nothing more can be recorded on this device.
left = Written to { $path }. Carry it to a lead.
left-already = This device has left the team. Nothing more is recorded on it; carry its last file to a lead.
forks = Done at the same time by another lead
forks-about = Two leads changed the team without knowing of each other. One change counts on every device; these do not yet. Nothing is sent to a device named here for removal until that is settled.
fork-admit = Admit { $name } as { $role }
fork-remove = Remove a device of { $name }
fork-role = Make { $name } { $role }
fork-keep = Take in more of what { $name } wrote before the removal
fork-relay = Change the relay of the team
fork-found = Found the team
fork-by = by
fork-moot = It is so already
fork-redo = Do it all again
fork-dismiss = Let it be
fork-dismiss-of = Let it be: { $what }
fork-lead-only = A lead can do it again.

# Who may read an interview.
readers = Who may read it
readers-few = Its author and the leads
readers-chosen = Some others as well
readers-team = The whole team
readers-of-visit = Everybody who may read the visit
readers-who = Who else
readers-nobody = There is nobody else to choose.
readers-change = Change who may read it
readers-keep = Keep
readers-closed = This interview is sealed for others now: you see what you could read before, and nothing newer.
readers-about = Other devices carry it sealed. They know that it exists, and nothing else.
readers-past = Who is added reads it from the beginning. Who is taken out keeps what they have read, and cannot open what is written from now on.
why-author = Author
why-lead = Lead
why-chosen = Chosen
why-team = Team
interviews-sealed =
    { $count ->
        [one] One sealed interview, for others
       *[other] { $count } sealed interviews, for others
    }
bundle-sealed =
    { $count ->
        [one] One change is sealed for others, and carried on.
       *[other] { $count } changes are sealed for others, and carried on.
    }
report-sealed-note =
    { $count ->
        [one] One interview is sealed for others: nothing of it is in this report.
       *[other] { $count } interviews are sealed for others: nothing of them is in this report.
    }
quarantine-accept = Take in knowingly
quarantine-accept-of = Take in knowingly what came from { $by }
reason-roster-fork-settled = Done by another lead at the same time; settled since
error-not-reader = This record is for others. What you typed is still here.
error-last-lead = The team would have no lead left. Make another member a lead first.
error-has-left = This device has left the team. Nothing more is recorded on it.
error-no-network = There is no network to listen on. Join a Wi-Fi network, or plug in a cable, and try again.
error-nearby-off = Exchange nearby is off. Turn it on first.
error-bad-address = This is not the address of a device nearby, or it is mistyped or cut off. Copy it again from the other screen.
error-carrier-failed = The exchange stopped by a fault of its own. Nothing was lost; turn it on again.
# On site
draft-found = Taken up where you left it. It is not saved yet.
draft-discard = Start anew
meanwhile-text = A colleague wrote here meanwhile:
meanwhile-mine = Keep mine
whole-number = A whole number, please: persons, days and hours are not cut.
answered-elsewhere = Answered in another area: { $area }
noted-by = { $by } noted: { $note }
note-kept = Note kept without an answer.
source-of = Source: { $source }
source-not-said = Source not said
awake = The screen stays on
# Risks
risks-today = Persons at risk
risk-by = { $by }, { $time }
risk-due = on { $day }
risk-check-on = Check on reprisals
risk-urgent = Something urgent
risk-open = Open the interview
risk-handle = Say what was done
risk-what = What was done, and with whom
risk-handled = It is noted, under your name.
risk-handled-title = What was done
risk-waits = Waits for somebody
# Interview
script-big = Show it large
script-language = Language of the script
language-of-interview-other = Another language
frame-end = End of the talk
frame-end-now = It ends now
earshot-nobody = Nobody
earshot-staff = Staff
earshot-others = Other detainees
setting-room = A room, door closed
setting-cell = Cell
setting-yard = Yard
setting-office = Office
named-warning = Named by the management: ask yourself who was not named.
note-taker-none = The interviewer
yes-no-unset = Not said
guardian = Guardian who agrees too, by role
guardian-hint = Under eighteen, what leaves the talk and its notes needs a guardian as well. Where the guardian is part of the risk, leave it empty: nothing is shared then.
guardian-needed = No use without a guardian
vulnerabilities = Vulnerabilities
age-band = Age
injuries = Injuries
injuries-about = Touch the map or choose from the list. Left and right are the person's own.
injury-region = Region of the body
injury-add = Add an injury
injury-drop = Remove { $region }
injury-what = What is seen or told: { $region }
injury-seen = Seen, not only told of
body-front = Front
body-back = Back
clinicians-assess = How well a mark fits the account is for clinicians to say: experts, or members with that mark on their seat.
clinician-long = Clinician: may assess injuries
recontact-wanted = Wants to be contacted again
analysis = Analysis
analysis-findings = Findings that stand on it
analysis-no-findings = No finding stands on it yet.
ending = Ending the talk
ending-read-back = I have read back what I noted
ending-read-back-text = Read it to them, in words they follow. Correct what they correct.
ending-withdraw = "Do you want to take anything back?" was asked
ending-withdraw-text = Take back a consent or a statement above; what it hides is shown first.
ending-check = Agree on a day to look whether they suffered for having talked
ending-done = The talk is ended.
stamp-add = Insert the time
chips-theme = Insert a theme
# Observations
observation-edit = Correct
observation-change = Correct an observation
observation-withdraw = Take back
observation-restore = Put it back
observation-withdrawn = Taken back
# Journey
journey-prepare = { $done } of { $all } prepared
journey-on-site = { $done } of { $all } answered
journey-debrief =
    { $open ->
        [0] nothing open
        [one] one open
       *[other] { $open } open
    }
journey-report =
    { $count ->
        [0] no finding
        [one] one finding
       *[other] { $count } findings
    }
error-clinicians-only = Only a clinician of the delegation assesses injuries. What you typed is still here.
error-source-unknown = Nobody has said where this answer comes from. Open it and choose its source first.
error-no-answer = Nobody answers there. Are both devices on the same network?
error-token-spent = This address has been used, or its time is over. Ask for a new one.

# Getting back in: shares of a key with colleagues
back-in = Getting back in
back-in-go = Shares, rehearsal, printed sheet
back-in-about = If you forget the passphrase and have lost the recovery words, colleagues can let you back in together. No one of them can do it alone, and none of it needs a network.
back-in-team = Give colleagues shares of a key, and take in and answer theirs.
back-in-opened = You are back in. The shares have been used: make new ones now.
back-in-tested = Recovery was tested on { $day }
back-in-untested = Recovery was never tested
back-in-outdated = The shares are out of date: make new ones
# Names of colleagues who are not in the team any more
back-in-left = The shares are out of date. Not in the team any more: { $names }
shares = Your shares
shares-none = You have given no shares. If you lose both the passphrase and the recovery words, nobody can let you back in.
shares-too-few = Shares need at least two colleagues in the team, as far as this device knows it.
shares-for = Who gets a share
shares-needed = How many of them let you in
shares-needed-hint = More is safer against a few who act together; fewer is safer when some cannot be reached.
shares-needed-of = { $needed } of { $holders }
shares-file = Share file
shares-file-hint = One file for all of them. Each can read their own share in it and nothing else.
shares-anew = Older shares do not open your vault as it is from then on. Who copied its folder before can still use them on that copy, and its key is also the key to what you write later.
shares-make = Make the shares
shares-make-anew = Make new shares
shares-made = The shares are in { $path }. Carry that file to each of them; they take it in under "Getting back in".
shares-stand = { $needed } of these colleagues let you back in together:
shares-left = Not in the team any more
shares-made-on = Shares made on { $day }
shares-mark = Fingerprint of the vault and its shares
shares-mark-is = Fingerprint: { $words }
shares-end = End the shares
shares-end-text = No colleague can let you back in any more. The passphrase and the recovery words open the vault as before.
shares-ended = The shares are ended: they do not open this vault any more. A copy of its folder from before still opens with them.
ask = Ask colleagues
ask-about = { $needed } colleagues who hold a share of this vault let you in together. Make a request and bring it to them, by any means: there is no secret in it.
ask-make = Make the request
ask-words = Call or meet each colleague and read these words aloud to them. They type what they hear.
ask-qr = The request as a code
ask-lapses = Answers are taken until { $moment }.
ask-give-up = Give up this request
ask-unreadable = What was asked cannot be used as it stands. Nothing of it was removed. You can give it up and ask anew.
# An answer that came to a locked device, which knows no names; the number is that of the share in it
answer-of-share = Answer with share { $share }
answer-disputed = Two answers bring this share and differ: one of them is false. Ask the colleague.
answer-drop = Drop the answer with share { $share }
answer-file = Answer file
answer-file-hint = Leave empty to show it as text only.
answer-text = The answer as text
answer-qr = The answer as a code to scan
answer-text-or = Or the answer as text
answer-take = Take the answer
answer-taken = The answer fits this request and was taken.
answer-known = This answer was taken already.
answers-count = Answers: { $have } of { $needed }
rehearsal = Rehearsal
rehearsal-about = Try it while you still know the passphrase: the same request, the same answers. It ends in a test; nothing is changed.
rehearsal-test = Test the answers
rehearsal-done = The answers would open your vault. The date is kept.
words-test = The recovery words
words-test-do = Test the words
words-test-done = The words would open your vault. The date is kept.
words-tested-on = Tested on { $day }
words-never-tested = Never tested
held = Shares you hold for others
held-none = You hold no shares for others.
share-file = Share file of a colleague
share-take = Take the share
share-taken = The share is kept in your vault.
share-drop = Give up this share
share-drop-of = Give up the share for { $member }
share-drop-text = You can then not help to open that vault any more, unless its owner brings you the file again.
share-dropped = The share is given up.
answering = Answer a colleague
answering-about = Somebody asks for your share, to get back into their vault or to rehearse it. Answer only whom you hear or see yourself.
answering-who = This asks for the vault of
answering-when = Asked on { $asked }.
answering-made = You hold the share made on { $made }.
answering-which = More than one colleague says that this vault is theirs. Answer with the share of the one you hear or see.
answering-beware = Nothing in the request proves who sent it. Whoever has a copy of the vault can make one. Call the number you know, or meet.
answering-words = The six words they read to you
answering-words-hint = In their order. They are not shown here: you have to hear them.
answering-sure = I know the voice or the face
answering-do = Answer with my share
answer-made = Bring this answer back. Nobody else can open it.
sheet-open = Sheet to print
sheet-print = Print
sheet-title = How to get back into Visita
sheet-about = For when the passphrase is forgotten and the recovery words are lost. { $needed } of the { $holders } colleagues below let you in together.
sheet-step-1 = Open Visita, choose "I forgot the passphrase", then "Ask colleagues".
sheet-step-2 = Make a request and bring it to the colleagues below, as a file or as text. There is no secret in it.
sheet-step-3 = Call or meet each one. Read them the six words on your screen. Only with these can the colleague answer.
sheet-step-4 = Take in the answers. With { $needed } of them choose a new passphrase; the vault opens.
sheet-step-5 = Then make new shares and print this sheet again.
sheet-holders = Who holds a share
sheet-reach = How to reach them:
sheet-words = Where the 24 recovery words are kept
sheet-secret = This sheet opens nothing. Do not write the passphrase or the words on it. It names colleagues: keep it where it is safe to.
error-no-shares = Nobody holds shares of this vault. Open it with the recovery words.
error-no-share-held = You hold no share of the vault that is asked for. Take in its owner's share file first, if you were given one.
error-other-shares = The shares were made anew since. Older ones do not open the vault as it is now; take in the newest share file. Nothing was changed.
error-nothing-asked = Nothing was asked for yet, or it was given up. Make a request first.
error-request-ahead = By the clock of this device the request was made in the future: one of the two clocks is wrong. Nothing was changed.
error-already-asked = A request waits for answers already. Take them in, or give it up first.
error-asking-damaged = What was asked cannot be read any more. Nothing was changed; give it up and ask anew.
error-request-lapsed = The request is older than seven days. It has to be made anew.
error-other-request = This answer is one to another request. Nothing was changed.
error-too-few-answers = There are fewer answers than it takes. Nothing was changed; ask more colleagues.
error-answers-unfit = These answers do not open the vault together: one is not what it says. Nothing was changed; ask another colleague.
error-unknown-sender = This file is from a device that is not in the team, as far as this one knows. Exchange with the team first. Nothing was changed.

## The register: facts, units, counts, contacts, documents

not-said = Nothing said
place-who-runs = Who runs it
place-where-when = Where it is, and since when
place-who-held = Who is held there
place-authority-record = Authority in the list
place-authority-hint = In words, where it is not in the list or more is to be said
authority-none = Not chosen from the list
degrees-wrong = Decimal degrees from −{ $most } to { $most }, such as 33.5138
degrees-hint-north = Decimal degrees; south of the equator negative
degrees-hint-east = Decimal degrees; west of Greenwich negative
place-counted = { $held } held on { $day }
place-closed = Closed since { $day }
place-position = { $north }, { $east }
place-units = Units
place-units-empty = No units yet. Wings, blocks and wards help to see what was not visited.
unit-add = Add a unit
unit-change = Change the unit { $name }
unit-title = Unit
unit-capacity = Capacity { $count }
place-counts = Occupancy over time
counts-on-site =
    { $count ->
        [one] Counted on site, on 1 visit
       *[other] Counted on site, on { $count } visits
    }
place-counts-empty = No counts yet. A count says how many were held on a day.
count-add = Add a count
count-change = Change the count of { $day }
count-title = Count
count-plot = Persons held and official capacity, from { $from } to { $until }
count-plot-held = Persons held
count-plot-capacity = Official capacity
count-table = Numbers
count-day = Day
count-held = Held
count-capacity = Capacity
count-women = Women
count-minors = Under 18
count-foreign = Foreign
count-remand = Remand
count-source = Source
place-contacts = Contacts
place-contacts-empty = No contacts yet.
contact-add = Add a contact
contact-change = Change the contact { $name }
contact-title = Contact
contact-hint = Contacts stay in the register: no report holds them, and a table that is written out only where somebody chooses so.
place-documents = Documents
place-documents-empty = No documents yet. The register says what there is and where it is kept; a copy can be attached.
document-add = Add a document
document-change = Change the document { $name }
document-title = Document
# Files kept with a record
attachments = Documents
joint-documents-team = The whole team reads these, whoever may read the recommendations.
attachment-add = Attach a file
attachment-hint = A copy is kept with the record, encrypted as it is. The file itself stays where it is.
attachment-name = What it is called
attachment-name-hint = Left empty: the name of the file.
attachment-save = Save a copy
attachment-save-hint = The copy is not encrypted: whoever finds it can read it. Nothing may stand there yet.
attachment-saved = Copy written: { $path }
attachment-removed = Off the list. Copies on other devices stay.
attachment-coming = On its way: { $here } of { $all }
attachment-missing = Not here yet
attachment-unreadable = Written by a newer version
# A place: what is asked for, and what was concluded there
place-recommendations = Open recommendations
place-recommendations-none = Nothing is awaited here.
place-findings = Findings by visit
place-findings-none = No findings at this place.
place-findings-visit = Findings of this visit
day-none = No day
part-name = Name
part-role = What they do there
part-phone = Telephone
part-mail = Address or mail
part-note = Note
part-regime = Regime
part-gender = For whom
part-capacity = Capacity
part-day = Day
part-held = Persons held
part-women = Of them women
part-minors = Of them under eighteen
part-foreign = Of them foreign nationals
part-remand = Of them on remand
part-source = Where the numbers come from
part-title = Title
part-date = Date
part-kept = Where it is kept
part-dropped = Taken off the list
part-in-conflict = Devices disagree
part-of-other = In the record { $name }

## Records of one place

place-stands = This record shows under another, which stands for both:
place-stands-for = It also stands for:
place-part-again = Not the same after all
place-parted = The two records are apart again
place-merge = The same as another…
place-merge-title = The same place as
place-merge-text = This record keeps all that is written in it, and shows under the other. It can be taken back at any time.
place-merge-do = They are the same
place-merged = Both show as one
duplicates = Likely the same
duplicates-empty = No two records look like one place
duplicates-empty-text = Names, types, regions and distances of all places were compared.
duplicates-text = Each pair may be one place written down twice. Nothing is lost by saying so, and it can be taken back.
duplicates-keep = Keep “{ $name }”
duplicates-apart = Two places
duplicates-apart-said = Kept apart
like-name = Names alike: { $percent } %
like-type = Same type
like-region = Same region
like-metres = { $metres } m apart
like-kilometres = { $kilometres } km apart

## Filters of the register

filter-region = Region
filter-all-regions = All regions
filter-authority = Authority
filter-all-authorities = All authorities
filter-only = Show
filter-only-all = All places
filter-only-open = In use
filter-only-never = Never visited
filter-only-over = Over capacity
filter-only-suspected = Suspected or unofficial
filter-only-disputed = Devices disagree
filter-only-closed = Closed
filter-clear = Show all
filter-keep = Keep this filter…
filter-keep-title = Keep this filter
filter-keep-name = Its name
filter-drop = Forget the filter { $name }
places-none = No place fits these filters
places-more = More
places-list = Places

## Tables of places

table-import = Take in a table…
table-import-title = Take in a table of places
table-import-text = CSV or XLSX, with a first row of headers: places, or units, contacts, documents or counts of places that are here. Nothing is written before you say so. What you say about it stays when you go elsewhere.
table-file = The file
table-look = Look at it
table-sheet = Sheet
table-others = Other sheets of this workbook:
table-holds = What the rows are
table-holds-place = Places
table-holds-unit = Units
table-holds-contact = Contacts
table-holds-document = Documents
table-holds-count = Counts over time
table-columns = What each column holds
table-columns-text = Guessed from the headers. Change what is wrong; columns left out are not read.
table-column-out = Left out
table-example = for example { $text }
table-types = Types that are not known
table-types-text = Say what each word means. Until then its rows cannot be taken in. Where no type fits, say “Other”: the word stays with the place.
table-type-open = Not said yet
table-type-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
    }
table-type-like = { $count ->
    [one] 1 row
   *[other] { $count } rows
    }; likely { $type }
table-types-likely = { $count ->
    [one] Take the likely one
   *[other] Take the { $count } likely ones
    }
table-rows = What would become of the rows
table-verdict-new = New
table-verdict-same = Same
table-verdict-changed = Changed
table-verdict-duplicate = Likely known
table-verdict-unplaced = Place not clear
table-verdict-repeated = Repeated
table-verdict-refused = Cannot be taken
table-row = Row { $number }
table-change = { $field }: { $was } → { $now }
table-nothing = nothing
table-reason-columns = No column holds the name
table-reason-part-columns = No column holds the place, or what the row is about
table-reason-no-place = The register has no such place: take in its places first
table-reason-several = Several of that name stand there, and none says this
table-repeats = Says the same place as row { $number }: name, type and where it is do not tell them apart
table-repeats-part = Says the same as row { $number }: the place and what it is called do not tell them apart
table-reason-field = Cannot be read: { $field }
table-choice = Row { $number }: what to do
table-choice-add = Add it
table-choice-change = Change the place
table-choice-change-part = Change what stands there
table-choice-leave = Leave it out
table-merged = The row names a record that is merged into this place
table-no-change = The row says nothing otherwise
table-choice-into = It is { $name }
table-choice-of = It is of { $name }
table-do = Take in { $count ->
    [0] nothing
    [one] one row
   *[other] { $count } rows
}
table-running = { $done } of { $all } rows
table-goes-on = It goes on while you are elsewhere.
table-stop = Stop here
table-stopped = Stopped. What was taken in stays.
table-halted = { $added } added, { $changed } changed, then it was refused. { $remaining } rows are left.
table-go-on = Go on
table-done = { $added } added, { $changed } changed, { $left } left out
table-left = { $count ->
    [one] 1 row left out
   *[other] { $count } rows left out
    }
table-left-chosen = Left out, as was chosen
table-left-duplicate = Left out: it may be a place that is known
table-left-repeated = Left out: it repeats an earlier row
table-left-unplaced = Left out: several places are called that
table-left-stands = Left out: it stands there already, and says otherwise
table-left-stale = Left out: somebody changed the place meanwhile
table-again = Another table
table-to-places = To the places
table-all-verdicts = All rows
table-column-id = Id
table-column-name = Name
table-column-place-type = Type of place
table-column-other-type = Other type
table-column-authority = Authority in charge
table-column-operator = Who operates it
table-column-operator-name = Name of the operator
table-column-legal-basis = Legal basis
table-column-region = Region
table-column-address = Address
table-column-latitude = Latitude
table-column-longitude = Longitude
table-column-capacity = Official capacity
table-column-occupancy = Persons held
table-column-turnover = Persons in a year
table-column-vulnerable = Groups held
table-column-opened-on = In use since
table-column-closed-on = No longer in use since
table-column-suspected = Suspected
table-column-suspected-note = What is known
table-column-place-id = Id of the place
table-column-place = Place
table-column-unit = Unit
table-column-regime = Regime
table-column-gender = Who is held there
table-column-contact = Contact
table-column-role = Role
table-column-phone = Telephone
table-column-mail = Mail
table-column-note = Note
table-column-document = Document
table-column-dated = Its date
table-column-kept = Where it is kept
table-column-counted-on = Day of the count
table-column-held = Persons held
table-column-women = Women
table-column-minors = Under 18
table-column-foreign = Foreign nationals
table-column-remand = On remand
table-column-source = Source of the numbers
table-export = Write out a table…
table-file-name = places
table-export-only = Only the places that are shown: { $count }
table-export-do = Write it
place-coordinates = Where it is
table-export-title = Write out the register
table-export-text = Facts of the places, and what you choose beside them. The file is not encrypted: whoever has it can read it.
table-export-parts = Beside the facts
table-export-contacts = Contacts are persons: whoever has the file has their names and numbers.
table-export-beside = Each goes into a file of its own beside the first, as “places-units.csv”. Where files of a phone cannot stand beside each other, choose XLSX.
table-export-replace = Write over older files that stand beside the first
table-export-format = Format
table-format-csv = CSV, for any program
table-format-xlsx = XLSX, for spreadsheets
table-export-done = { $count ->
    [one] One place written
   *[other] { $count } places written
}
table-export-parts-done = { $count ->
    [one] One row beside
   *[other] { $count } rows beside
    }

error-bad-table = The file is no table that can be read here. Save it as CSV in UTF-8 or as XLSX, with headers in the first row. Nothing was changed.
error-table-too-large = The table holds more than can be taken at once (20,000 rows, 200 columns). Nothing was changed.

## Authorities

nav-authorities = Authorities
authorities-empty = No authorities yet
authorities-empty-text = Who runs places or answers for them, and whom recommendations are addressed to.
authority-add = Add an authority
authority-change = Change
authority-name = Name
authority-kind = What it is
authority-parent = Authority above it
authority-no-parent = None
authority-address = Address for letters
authority-contact = Whom to turn to there
authority-phone = Telephone
authority-mail = Mail
authority-drop = No longer there
authority-dropped = No longer there
authority-below = Authorities below it
authority-places = Places it answers for
authority-no-places = No place is linked to it yet.
authority-count-places = { $count ->
    [0] No places
    [one] One place
   *[other] { $count } places
}
authority-under = Under { $name }
# One reply to many recommendations
correspondence = Letters and replies
correspondence-letters = Letters sent
correspondence-replies = Replies to several recommendations
correspondence-none = No letter has gone there yet.
letter-of = Letter of { $day }
letter-unanswered =
    { $count ->
        [0] All answered
        [one] One without a reply
       *[other] { $count } without a reply
    }
letter-answer = Log a reply to this letter
letter-correct = Correct the letter
joint-add = Log a reply to several
joint-from = From
joint-of = Reply of { $day }
joint-about = One reply often answers many recommendations. Its day and reference are written once; each recommendation takes what it says about it.
joint-which = Recommendations that it answers
joint-usual = Our assessment of those left
joint-own = Our assessment of this answer
joint-as-usual = As those left
joint-words = What it says about this one
joint-none = Nothing to answer
joint-none-text = No recommendation that this authority has waits for a reply.
joint-more =
    { $count ->
        [one] One more: narrow the list by words.
       *[other] { $count } more: narrow the list by words.
    }
joint-too-many = One reply answers at most { $count } recommendations.
joint-save =
    { $count ->
        [one] Log it to one recommendation
       *[other] Log it to { $count } recommendations
    }
joint-saved =
    { $count ->
        [one] Logged to one recommendation.
       *[other] Logged to { $count } recommendations.
    }
joint-part = Part of one reply to several recommendations
joint-back = Back to the authority
joint-correct = Correct day and reference
joint-day-of-whole = Day and reference are those of the whole reply. Correct them there, once for all.
joint-differ = Not every part bears this day and reference. Correct them once for all.
authority-kind-ministry = Ministry
authority-kind-prison-service = Prison service
authority-kind-police = Police
authority-kind-judiciary = Judiciary
authority-kind-prosecution = Prosecution
authority-kind-health-authority = Health authority
authority-kind-social-services = Social services
authority-kind-migration-authority = Migration authority
authority-kind-military = Military
authority-kind-municipality = Municipality
authority-kind-parliament = Parliament
authority-kind-private-operator = Private operator
authority-kind-other = Other
field-authority-name = Name of an authority
field-authority-kind = Kind of an authority
field-authority-parent = Authority above another
field-authority-address = Address of an authority
field-authority-contact = Contact of an authority
field-authority-phone = Telephone of an authority
field-authority-mail = Mail of an authority
field-authority-dropped = Authority no longer there

## The body and its people

nav-body = Monitoring body
body-in-team = What kind of body it is, the rules it works by, and what its members bring with them.
body-go = Profile and members’ skills
body-profile = Profile
body-change = Change the profile
body-name = Name in reports
body-name-hint = Left empty, reports say the name the team was founded with
body-kind = Kind of body
body-kind-national = National (preventive mechanism)
body-kind-international = International (Subcommittee on Prevention)
body-kind-other = Other
body-mandate = Mandate in law
body-confidential = Its reports
body-usual = As usual for this kind of body
body-confidential-yes = Confidential unless the body decides otherwise
body-confidential-no = To be published once nothing in them needs a consent that is missing
body-publication = How and when it publishes
body-least-members = Fewest members of a delegation
body-least-members-hint = Planning a visit with fewer warns; it never stops anybody
body-grounds = Grounds on which access may be objected to
body-grounds-own = The body says itself which
body-grounds-none = None
body-languages = Languages a delegation should speak
body-languages-hint = Separated by commas
body-weekend = Weekend
body-weekend-hint = The days of the week on which the country rests. None chosen: Saturday and Sunday.
body-weekend-usual = usual where nobody names others
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
body-postponed = What the State has put off (Article 24)
body-postponed-no = Nothing
body-postponed-part-three = Part III: visits of the Subcommittee
body-postponed-part-four = Part IV: national preventive mechanisms
body-postponed-until = Put off until
body-default = usual; editable
body-source = { $source }; usual, editable
body-practice = practice; editable
body-own = the body’s own rule
body-only-leads = Leads may change the profile.
ground-national-defence = National defence
ground-public-safety = Public safety
ground-natural-disaster = Natural disaster
ground-serious-disorder = Serious disorder in the place
body-people = Members’ skills
body-people-text = What members say of themselves helps to put delegations together. Nobody has to say any of it; the whole team can read it.
person-change = Change what is known of { $name }
person-title = What is known of { $name }
person-languages = Languages
person-languages-hint = Well enough for an interview; separated by commas
person-own-skills = More skills, in your own words
person-own-skills-hint = One or several, separated by commas.
list-suggested = Add { $name }
person-skills = Skills
person-gender = Gender
person-availability = When they can come
person-away-from = Away from
person-away-until = Away until
person-away = Away { $from } – { $until }
person-also-away = Further times away
person-away-more = Add a time away
person-nothing = Nothing said yet
associates = People without a device
associates-text = Doctors, interpreters and experts from outside who go along. A lead keeps them here; the whole team can read it. Delegations, tasks and reports name them as they name members.
associates-empty = Nobody yet.
associate-add = Add somebody
associate-title = Somebody without a device
associate-profession = What they do
associate-code = Code in interviews
associate-code-hint = Interviews call an interpreter by this, never by name
associate-called = In interviews:
associate-off = Not asked along any more
associate-erase = Erase
associate-erase-text = All that is known of { $name } is taken away from every screen and report. Visits still say that somebody without a device was there. A code written into an interview stays there, and earlier versions stay in the history of the record.
associate-erased-said = What was known of them is erased.
skill-law = Law
skill-medicine = Medicine
skill-psychiatry = Psychiatry
skill-psychology = Psychology
skill-nursing = Nursing
skill-social-work = Social work
skill-children = Children’s rights
skill-gender = Gender
skill-disability = Disability
skill-migration = Migration
skill-policing = Policing
skill-prisons = Prisons
skill-interpreting = Interpreting
advice-title = To think about
advice-too-few = Fewer than { $least } members
advice-too-few-source = Fewer than { $least } members ({ $source })
advice-no-clinician = Nobody who may assess injuries and health
advice-one-gender = All members say the same gender
advice-no-language = Nobody speaks { $name }
advice-away = { $name } is away on these days
advice-away-some = Away on some of these days: { $names }
field-body-name = Name of the body
field-body-kind = Kind of body
field-body-mandate = Mandate of the body
field-body-confidential = Whether reports are confidential
field-body-publication = How the body publishes
field-body-least-members = Fewest members of a delegation
field-body-grounds = Grounds for objecting to access
field-body-languages = Languages of delegations
field-body-weekend = Days of the week on which the country rests
field-body-postponed = What the State has put off
field-body-postponed-until = Until when it is put off
field-person-languages = Languages of a member
field-person-own-skills = Skills of a member in their own words
field-person-skills = Skills of a member
field-person-gender = Gender of a member
field-person-availability = When a member can come
field-person-away-from = From when a member is away
field-person-away-until = Until when a member is away
field-person-also-away = Further times when a member is away
field-associate-name = Name of somebody without a device
field-associate-role = Role of somebody without a device
field-associate-profession = What somebody without a device does
field-associate-code = Code in interviews of somebody without a device
field-associate-languages = Languages of somebody without a device
field-associate-own-skills = Skills of somebody without a device, in the body’s own words
field-associate-skills = Skills of somebody without a device
field-associate-gender = Gender of somebody without a device
field-associate-availability = When somebody without a device can come
field-associate-away-from = From when somebody without a device is away
field-associate-away-until = Until when somebody without a device is away
field-associate-also-away = Further times when somebody without a device is away
field-associate-dropped = Whether somebody without a device is asked along
# Programme
nav-programme = Programme
programme-year = Year
programme-year-before = The year before
programme-year-after = The year after
programme-view = Show as
programme-view-calendar = Calendar
programme-view-timeline = Timeline
programme-view-map = Map
programme-view-list = List
programme-propose = Propose a plan
programme-draw = Draw by lot
programme-rules = Rules
programme-export = Calendar file
programme-load =
    { $regular ->
        [one] One regular visit, room for { $room }
       *[other] { $regular } regular visits, room for { $room }
    } · { $reserve } from the reserve of { $reserved }
programme-over =
    { $count ->
        [one] One visit is over
       *[other] { $count } visits are over
    }
programme-sealed =
    { $count ->
        [one] One more planned visit is sealed for others. It is not counted here.
       *[other] { $count } more planned visits are sealed for others. They are not counted here.
    }
programme-empty = No places to visit yet
programme-empty-text = The programme begins with the register of places.
programme-no-plans = Nothing is planned for this year
programme-no-plans-text = Let a plan be proposed, draw places by lot, or schedule a place from the list.
programme-conflicts = People differ on the rules.
month-load = { $regular } regular, room for { $room }
month-reserve =
    { $count ->
        [one] one from the reserve
       *[other] { $count } from the reserve
    }
month-over = More than there is room for
month-open = Open { $month }
month-close = All months
month-nothing = Nothing planned
month-this = This month
month-drop = Let go to plan it in { $month }
day-drop = Let go to plan it on { $day }
programme-move-hint = Drag a plan to another day or month, or move it by keys: Ctrl and ← → by a month, Ctrl+Shift and ← → by a day, Ctrl+Shift and ↑ ↓ by a week. A visit is changed where it stands.
plan-move-earlier = One month earlier
plan-move-later = One month later
plan-moved = Moved to { $month }.
plan-moved-days = Moved to { $days }.
not-visited = Not visited for
not-visited-about = The most urgent first. Open a place to see why.
not-visited-shown = The first { $shown } of { $count }. Look for the others by name, type or state, or go on.
state-all = All states
state-never-visited = Never visited
state-no-full-visit = No full visit yet
state-overdue = Overdue
state-due-soon = Due soon
state-in-time = In time
standing-never-visited = Never visited
standing-no-full-visit = No full visit yet; last visit { $day }
standing-overdue =
    { $days ->
        [one] Overdue by one day
       *[other] Overdue by { $days } days
    }
standing-due-soon =
    { $days ->
        [0] Due today
        [one] Due in one day
       *[other] Due in { $days } days
    }
standing-in-time =
    { $days ->
        [one] One day left
       *[other] { $days } days left
    }

# Recommendations and the dialogue with authorities
nav-recommendations = Recommendations
recommend = Recommend
recommendation-title = Recommendation
recommendation-add = New recommendation
recommendation-edit = Change the recommendation
recommendation-back = Back to the recommendation
recommendation-shapes = How they are shown
recommendation-shape-table = Table
recommendation-shape-board = Board
recommendation-shape-year = Year by theme
recommendations-empty = No recommendations yet
recommendations-empty-text = A recommendation asks an authority to do something about findings. Begin from a finding, or here.
recommendation-text = What is to be done
recommendation-text-hint = One step, in words that the authority can act on.
recommendation-visit = Visit it came out of
recommendation-visit-none = No visit
recommendation-place = Place it is about
recommendation-place-none = No place: about a law or a whole system
recommendation-state = State
recommendation-withdraw = Withdraw the recommendation
recommendation-withdrawn = Withdrawn. It stays in the record.
recommendation-restore = Take it up again
recommendation-no-finding = No finding is linked.
recommendation-finding-add = Add a finding
recommendation-in-conflict = Colleagues differ on this recommendation. What you write stands beside theirs until a lead decides.
recommendation-was-sent = This was sent to the authority. What was sent stays in the dialogue, word for word; what you change here is how it reads from now on.
recommendation-was-sent-unkept = This was sent to the authority, in a letter logged before its words were kept. What you change here takes the place of what was sent.
standards-hint = Several with a semicolon between them: MR 13; MR 21
filters = Find and filter
filter-text = Find by words or reference
all-states = All states
all-addressees = All addressees
all-places = All places
all-themes = All themes
all-priorities = All priorities
count-recommendations =
    { $count ->
        [0] No recommendation
        [one] One recommendation
       *[other] { $count } recommendations
    }
recommendation-status-draft = Draft
recommendation-status-sent = Sent
recommendation-status-withdrawn = Withdrawn
said-true = Yes
said-false = No
due = Awaited
due-left =
    { $days ->
        [one] One day left
       *[other] { $days } days left
    }
score-points =
    { $points ->
        [one] One point
       *[other] { $points } points
    }
band-low = Low risk
band-raised = Raised risk
band-high = High risk
period-of-type =
    { $months ->
        [one] Every month, by its type
       *[other] Every { $months } months, by its type
    }
period-of-place =
    { $months ->
        [one] Every month, set for this place
       *[other] Every { $months } months, set for this place
    }
period-of-problem = Every { $months } months instead of { $unshortened }, since a problem is known
period-of-groups = Every { $months } months instead of { $unshortened }, since it holds vulnerable groups
period-shortened = Every { $months } months instead of { $unshortened }, since the risk is not low
period-due = Due on { $day }
unannounced-lacking = Unannounced visit overdue
unannounced-since =
    { $months ->
        [one] No unannounced visit since { $day }: at least one full visit every month must be unannounced.
       *[other] No unannounced visit since { $day }: at least one full visit every { $months } months must be unannounced.
    }
unannounced-planned =
    { $months ->
        [one] No unannounced visit after the one planned for { $month }: at least one full visit every month must be unannounced.
       *[other] No unannounced visit after the one planned for { $month }: at least one full visit every { $months } months must be unannounced.
    }
unannounced-none =
    { $months ->
        [one] No unannounced visit is known: at least one full visit every month must be unannounced.
       *[other] No unannounced visit is known: at least one full visit every { $months } months must be unannounced.
    }
factor-never-visited = No full visit is known
factor-time = { $number } days since the last full visit; the period is { $of } days
factor-follow-ups =
    { $number ->
        [one] One follow-up visit since: it does not begin the period anew
       *[other] { $number } follow-up visits since: they do not begin the period anew
    }
factor-crowding = { $number } persons held where { $of } may be
factor-turnover = { $number } persons admitted in a year, with a capacity of { $of }
factor-grave-concerns =
    { $number ->
        [one] One concern established earlier: a danger to life, or ill-treatment
       *[other] { $number } concerns established earlier: a danger to life, or ill-treatment
    }{ $of ->
        [0] { "" }
       *[other] { "; " }{ $of } settled
    }
factor-serious-concerns =
    { $number ->
        [one] One concern established earlier that harms health, dignity or rights
       *[other] { $number } concerns established earlier that harm health, dignity or rights
    }{ $of ->
        [0] { "" }
       *[other] { "; " }{ $of } settled
    }
factor-hardships =
    { $number ->
        [one] One concern established earlier that wears people down, or whose severity nobody judged
       *[other] { $number } concerns established earlier that wear people down, or whose severity nobody judged
    }{ $of ->
        [0] { "" }
       *[other] { "; " }{ $of } settled
    }
factor-shortcomings =
    { $number ->
        [one] One shortcoming established earlier
       *[other] { $number } shortcomings established earlier
    }{ $of ->
        [0] { "" }
       *[other] { "; " }{ $of } settled
    }
factor-recommendations =
    { $number ->
        [one] One recommendation not yet carried out
       *[other] { $number } recommendations not yet carried out
    }
factor-complaints =
    { $number ->
        [one] One complaint
       *[other] { $number } complaints
    }{ $of ->
        [0] { " " }in the last year
        [one] { " " }in a year that ended a day ago: after a year they count less and less
       *[other] { " " }in a year that ended { $of } days ago: after a year they count less and less
    }
factor-no-complaints =
    { $of ->
        [0] No complaint in the last year
        [one] No complaint in a year that ended a day ago
       *[other] No complaint in a year that ended { $of } days ago
    }, although { $number } persons are held: that nobody complains is a signal, too
factor-groups =
    { $number ->
        [one] One vulnerable group is held
       *[other] { $number } vulnerable groups are held
    }
factor-suspected = Suspected or unofficial place
factor-known-problem = The body knows of a problem
unknown = Not known, and could count: { $what }
unknown-crowding = how full it is
unknown-turnover = how many pass through
unknown-complaints = complaints of the last years
unknown-groups = vulnerable groups
bearing = What bears on the next visit
bearing-change = Say more
bearing-complaints = Complaints in a year
bearing-complaints-hint = 0 where nobody complained; empty where nobody knows.
bearing-complaints-until = Last day of that year
bearing-complaints-until-hint = Empty: the day on which the number was written. The older, the less it counts; after three years it counts for nothing.
bearing-known-problem = A problem the body knows of
bearing-known-problem-hint = No names: everybody of the team reads this.
plan-schedule = Schedule…
plan-schedule-place = Schedule { $place }
plan = Planned visit
plan-month = Month
plan-month-other = Days of its own
plan-from = From
plan-to = Until
plan-hours = Time of day
hours-open = Open
hours-day = By day
hours-night = By night
plan-days = Days of the week
days-open = Open
days-weekday = On weekdays
days-weekend = At a weekend
plan-urgent = Urgent: draws on the reserve
plan-reason = Why
plan-agreed-now = Decided already
plan-save = Plan it
plan-state-proposed = Proposed
plan-state-agreed = Agreed
plan-state-done = Became a visit
plan-state-called-off = Called off
plan-state-dropped = Given up
plan-state-missed = Missed
plan-agree = Agree to it
plan-unagree = Back to proposed
plan-give-up = Give it up
plan-take-up = Take it up again
plan-dropped-said = Given up. It stays in the record.
plan-called-off-about = The visit it became was called off, so the place is due again. Taken back there, it stands again.
plan-begin = Begin the preparation
plan-begin-about = This makes a visit in preparation. The whole team may read the plan, and so the visit. To keep it for a few, say first who may read the plan.
plan-begin-few = This makes a visit in preparation. Whoever may read the plan reads it, and whoever you add here.
readers-of-plan = Those who may read the plan
readers-of-plan-are = They read the plan: { $names }
plan-begin-do = Make the visit
plan-to-visit = Open the visit
plan-by = Planned by { $name }
plan-sealed = Only for those who need to know
plan-for-team = The whole team may read it
plan-from-reserve = From the reserve
plan-readers-about = Whoever planned it and the leads always may. For all others it is a number and no more.
plan-readers-hint = An unannounced visit is best known to few.
plan-window = When
plan-edit = Change the plan
lot = Drawn by lot
lot-about = { $count } of { $pool } places were drawn, of this type { $drawn } of { $of }.
lot-seed = Seed
lot-digest = Hash of the pool (SHA-256)
lot-unrecorded = An earlier version drew: which places were in the pool is not recorded.
mix = Mix of the year
mix-hours = { $day } by day, { $night } by night, { $open } open
mix-days = { $weekday } on weekdays, { $weekend } at weekends, { $open } open
mix-announced = { $announced } announced, { $unannounced } not
advice-night = { $have } of { $of } are by night. What goes on at night nobody sees by day: { $wanted } would be a good share.
advice-weekend = { $have } of { $of } are at a weekend, when fewer staff are there: { $wanted } would be a good share.
advice-unannounced = { $have } of { $of } are unannounced. An announced place is a prepared place: { $wanted } would be a good share.
propose-title = A plan for { $year }
propose-about = The most urgent place chooses first. What is overdue or had no full visit yet goes to the first month with room, the others near the day they are due. A place is proposed as often as its period asks, and a visit that stands already moves the day on which the next is due. The reserve is left alone. Nothing is written until you take it. Open a line to change its month, its time or whether it is announced.
propose-none = Nothing more to propose
propose-none-text = Whatever is due is planned already, or no month has room.
propose-take-all = Choose all
propose-take-none = Choose none
propose-take =
    { $count ->
        [one] Plan the line chosen
       *[other] Plan the { $count } lines chosen
    }
propose-taken =
    { $count ->
        [one] One visit is planned.
       *[other] { $count } visits are planned.
    }
propose-room =
    { $room ->
        [one] Room for one regular visit
       *[other] Room for { $room } regular visits
    }
propose-also = { $planned } planned already, { $not_due } due after the year
propose-no-room = No room this year
propose-no-room-about = They are due, every month they could go to is full, and each place planned there is as urgent or more. More capacity or a smaller reserve would make room.
propose-take-line = Take { $place } in { $month }
propose-change-line = Change the visit to { $place } before it is taken
propose-as-proposed = As proposed
propose-moved = moved to { $month }
why-never-visited = No full visit yet: the first month with room
why-overdue = Overdue since { $day }: the first month with room
why-due = Due on { $day }
why-earlier = Due on { $day }; that month is full, so earlier
why-later = Due on { $day }; no month before has room, so later
why-again = Due again on { $day }, after a visit earlier in the year
draw-title = Draw by lot
draw-about = Places that no plan of the year has, each as likely as any other of its type; every type gets its share. Every draw is recorded before it is shown, for you and the leads; plan it, or discard it with a reason.
draw-count = How many places
draw-types = Among these types
draw-types-hint = None chosen: among all.
draw-own-type = Only among a type of your own
draw-own-type-hint = Places of this type have a pool of their own, however it is spelt.
draw-own-type-none = No: by the types below
draw-seed = Seed from elsewhere
draw-seed-hint = 32 digits 0–9 and letters a–f, for instance thrown with dice before witnesses. Empty: one is made here. That a seed was given is recorded.
draw-seed-given = The seed was given
draw-do = Draw
draw-drawn = Drawn among { $pool } places
draw-none = No place could be drawn
draw-of = { $drawn } of { $of } of this type
draw-month = Plan them in
draw-waits = This draw waits: plan it, or discard it with a reason. Until then nothing more is drawn by you for this year.
draw-planned = Planned
draw-planned-otherwise = Planned already, not from this draw
draw-repeated = The same place as another one drawn
draw-planned-meanwhile = Places that are planned already are not planned again.
draw-discard = Discard this draw
draw-discard-about = The draw, its seed and your reason stay in the record. It cannot be planned afterwards.
draw-discard-why = Why it is discarded
draw-discarded-by = Discarded by { $name }
draw-kept-by = Planned by { $name }
draw-all = Draws for { $year }
draw-all-about = Every draw that was shown, those discarded too. None can be taken off.
draw-all-none = No other draw for this year.
draw-sealed =
    { $count ->
        [one] One draw is known to who drew and the leads alone.
       *[other] { $count } draws are known to who drew and the leads alone.
    }
draw-by =
    { $count ->
        [one] { $name }: one place of { $pool }
       *[other] { $name }: { $count } places of { $pool }
    }
draw-state-open = Nothing said yet
draw-state-kept = Planned
draw-state-discarded = Discarded
draw-what = What was drawn
draw-altered = Something of this draw was written again after it was drawn. The history of changes tells by whom.
draw-check = Check this draw
draw-check-same = Checked: same pool, same seed, same result
draw-check-same-changed = Checked: the pool of then and the seed draw the same. The pool has changed since
draw-check-differs = Does not fit: the pool and the seed recorded do not draw this
draw-check-unknown = Cannot be drawn again, since the pool was too large to name its places: it has changed since, or the one who drew could not read plans that you can, or the other way round
draw-came =
    { $count ->
        [one] One place has come into the pool
       *[other] { $count } places have come into the pool
    }
draw-went =
    { $count ->
        [one] One place has gone from the pool
       *[other] { $count } places have gone from the pool
    }
draw-more = And { $count } more
draw-type-then = { $type }: { $then } then, { $now } now
rules-title = Rules of regularity
rules-about = OPCAT sets no number. What is marked as a default is common practice and still to be checked; set your own.
rules-default = Default, to be checked
rules-set = Set by the body
rules-types = By type of place
rules-months = Months between visits
rules-months-of = Months between visits: { $type }
rules-unannounced = Months within which one visit must be unannounced (0: no such rule)
rules-unannounced-of = { $type }: unannounced once within, months
rules-unannounced-about = Beside the period: within this many months, at least one full visit must be unannounced. 0: no such rule.
rules-unannounced-drop = Remove the rule on unannounced visits: { $place }
rules-back = Back to the default of { $months }
rules-places = Of single places
rules-places-about = A place may have a rule of its own. No risk shortens it.
rules-places-none = None.
rules-place-add = A rule for one place
rules-place-drop = Take the rule of { $place } away
rules-own-types = By types that the register names itself
rules-own-types-about = Without a rule of their own they go by that of other places: { $months } months.
rules-own-type =
    { $places ->
        [0] { $name } (no place)
        [one] { $name } (1 place)
       *[other] { $name } ({ $places } places)
    }
rules-own-type-add = A rule for one of these types
rules-own-type-choose = Choose a type
rules-numbers = What the body can do
rule-per-month = Visits a month
rule-reserve-percent = Kept for urgent and follow-up visits, %
rule-raised-percent = A raised risk makes the period so many % of itself
rule-high-percent = A high risk makes the period so many % of itself
rules-at-most = By what is known
rules-at-most-about = At most so long, whatever the type. A shorter period by type or risk stands.
rule-problem-months = Police stations with a known problem, months at most
rule-groups-months = Places known to hold vulnerable groups, months at most
rule-due-soon-days = Due soon, from so many days before
rules-range = A whole number from { $min } to { $max }
export-title = Visits to come, for another calendar
export-about = What is planned or in preparation, without what was missed or called off. The file lies outside the vault, unencrypted: other programs read it, and calendars are shared.
export-names = With the names of places
export-sealed = With those that not everybody of the team may read
export-event = Visit
export-path = Where to write it
export-do = Write the file
export-done =
    { $events ->
        [one] One visit is in the file.
       *[other] { $events } visits are in the file.
    }
export-left-out =
    { $count ->
        [one] One was left out, since not everybody may read it.
       *[other] { $count } were left out, since not everybody may read them.
    }
map-label = Map of the places
map-borders = Show borders
map-about = Outlines from Natural Earth, in the public domain. They say nothing about the status of any territory.
map-without =
    { $count ->
        [one] One place has no position yet; the list has it.
       *[other] { $count } places have no position yet; the list has them.
    }
map-none = No place has a position yet. Give one where its facts are.
map-closer = Closer
map-farther = Farther
map-whole = All places
map-key = Sizes by capacity
timeline-label = Visits and plans over the year
prepare = Prepare
prepare-title = Preparation
prepare-dossier = What is known of this place
prepare-visits = Earlier visits
prepare-findings = What they found
prepare-untold =
    { $count ->
        [one] One older visit is not shown here. All visits are on the page of the place:
       *[other] { $count } older visits are not shown here. All visits are on the page of the place:
    }
prepare-findings-none = No finding of an earlier visit is on this device.
prepare-numbers = Numbers over time
prepare-numbers-none = No numbers are recorded.
prepare-number-held = { $held } held, capacity { $capacity }
prepare-recommendations = Recommendations still open
prepare-recommendations-none = None is known here.
prepare-law = The law
prepare-legal-basis = Under which people are held here
prepare-access = Access at earlier visits
prepare-access-minutes =
    { $minutes ->
        [one] after one minute
       *[other] after { $minutes } minutes
    }
prepare-access-none = Nothing was refused, delayed or given in part, as far as is recorded.
prepare-areas = Areas to cover
prepare-objectives = Objectives
prepare-objectives-none = None yet. They stand among the facts of the visit.
prepare-from-plan = From a plan
prepare-missing = Still to be settled
prepare-missing-objectives = What the visit is for is not written down.
prepare-missing-team = Nobody has a seat yet.
prepare-missing-areas = The place is not divided into areas yet.
prepare-missing-undivided = Nobody has been given an area yet.
prepare-missing-uncovered = Nobody covers: { $areas }
prepare-missing-checklists = No checklist is chosen.
packing = To take along
packing-about = Tick what is packed. Everybody of the team sees the same list.
packing-add = Something else
packing-drop = { $what } is not needed
packing-dropped =
    { $count ->
        [one] One thing is not needed
       *[other] { $count } things are not needed
    }
packing-back = { $what } is needed after all
packing-done = { $done } of { $all } packed
packing-differ = Colleagues differ
packing-papers = Papers
packing-tools = Tools
packing-care = Care
packing-safety = Safety
packing-own = Added here
travel = Travel lightly
travel-about = Whoever takes this device takes what is on it. What the visit does not need can stay at home until you are back.
travel-needed = This visit needs
travel-could-stay = Could stay at home
travel-load-places =
    { $count ->
        [one] one place
       *[other] { $count } places
    }
travel-load-visits =
    { $count ->
        [one] one visit
       *[other] { $count } visits
    }
travel-load-interviews =
    { $count ->
        [one] one interview
       *[other] { $count } interviews
    }
travel-load-plans =
    { $count ->
        [one] one planned visit
       *[other] { $count } planned visits
    }
travel-load-recommendations =
    { $count ->
        [one] one recommendation
       *[other] { $count } recommendations
    }
travel-only-here =
    { $count ->
        [one] One change is only on this device. Exchange before you leave.
       *[other] { $count } changes are only on this device. Exchange before you leave.
    }
travel-nothing = Nothing else is on this device.
travel-nothing-may = Nothing: all else on this device must come along, too.
travel-under-way = This device is on a journey already, or not all of the last one is back.
travel-choose = What stays at home
travel-choose-none = Why it must come along
travel-choose-about = What is ticked stays. Authorities, draws by lot and the body itself always come along, and so do forms that are not kept yet and name no record. Interviews include entries of the register of reprisals. Where such an entry comes along, so does the interview it is about; where an interview stays, so do the entries about it.
travel-kind-interview = Interviews
travel-kind-visit = Visits
travel-kind-place = Places
travel-kind-plan = Planned visits
travel-kind-recommendation = Recommendations
travel-stay = { $stays } of { $of } stay
travel-each = One by one
travel-why-only-here = No other device heard from in the last seven days is known to hold all of it
travel-why-unsettled = Something of it waits, or was refused
travel-why-vouched = Not all of its changes have come yet
travel-why-entry = An entry of the register about it comes along
travel-file = File for those at home
travel-file-hint = Write it to a stick that stays, or send it to a colleague. Do not take it along. Each journey has a file of its own; none is written over another.
travel-warn-file = This file is the way back. The devices of the other leads and your own other devices can open it; where there are none, those of all colleagues. This device cannot. Whoever is at home hands the key back when you return.
travel-warn-lost = If the file is lost, a lead admits a device of yours anew: the records come back from colleagues. Drafts and real names of what stays are on this device alone, and come back by the file alone.
travel-warn-online = Who has this device and its passphrase, and reaches the team or its relay, can ask for the keys again. If the device is taken from you, have a lead remove it at once. A removed device gets nothing back, though the file is whole: drafts and real names that stood on it alone are lost. The records come to another device of yours from colleagues. A copy of the vault from before the journey opens with everything.
travel-warn-together = Where several leave records behind on the same day, one begins, and the others exchange with that one before they begin. Otherwise each may count on what another has just left.
travel-warn-new = What stays can neither be read nor written until you are back. What colleagues begin meanwhile comes in all the same, save interviews of visits that stay.
travel-understood = I have read this, and the file will stay at home.
travel-leaving = Leaving it behind…
travel-leave =
    { $count ->
        [one] Leave one record behind
       *[other] Leave { $count } records behind
    }
travel-begun = It stays at home now. Exchange once more before you leave, so that colleagues know.
journey = Journey
journey-line = This device is on a journey: lists and numbers show only what was taken along.
journey-open = What stayed, and the way back
journey-none = This device is not on a journey. One begins with the preparation of a visit.
journey-away = Nothing was lost: what stayed comes back with the key that those at home hand back.
journey-left = Left at home
journey-since = Since
journey-holders = Who can hand the key back
journey-file = File that was handed back
journey-file-hint = Not the one you left, but the one that those at home wrote from it.
journey-end = End the journey
journey-ending = Bringing it back…
journey-ended = Everything is here again.
journey-returning = Not everything is here again yet. Lock and unlock to go on with it.
journey-traces = Words of what stayed may still be found in the store by an expert: there was no room to write over them, or the system ended the app amid it. Free as much room as the vault takes, close other apps, and try again.
journey-clean = Write over them
journey-cleaning = Writing over them…
journey-cleaned = Nothing in the store shows any more what stayed.
hand-back = Hand the key of a colleague's journey back
hand-back-about = Do so only when you know that your colleague is back and has the device. The file you write is for that device alone.
hand-back-file = The file that was left
hand-back-to = File to write
hand-back-do = Write the key
hand-back-done = This is the key of { $name }, for the journey of { $day }.
today-overdue = places overdue or without a full visit
today-due-soon = places due soon
today-missed = planned visits missed
today-next-plan = Planned next
programme-state = State
programme-place = The place
programme-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
programme-days = Days of { $month }
programme-rest-day = { $day }, weekend
programme-whole-month = Some time in the month
programme-entry = { $name }, { $standing }
programme-entry-sealed = { $name }, { $standing }, only for those who need to know
plan-readers-closed = This plan is sealed for others now: you see what you could read before, and nothing newer.
key-plan-month = Programme: move a plan by a month
key-plan-day = Programme: move a plan by a day
key-plan-week = Programme: move a plan by a week
due-today = Today
due-over =
    { $days ->
        [one] One day overdue
       *[other] { $days } days overdue
    }
due-reply = Reply by { $day }
due-done = To be done by { $day }
due-none = No day named
due-passed = Share of the time that has passed
addressee-none = No addressee
addressee-add = Add an authority
addressee-name = Name of the authority
reply-by = Reply asked for by
reply-by-hint = 30 days after the letter unless you name another day. What your law sets goes first.
reply-last = Last reply
reply-none = None yet
reply-log = Log a reply
reply-reference = Their file reference
reply-words = What they say, quoted or summed up
reply-grade = Our assessment
reply-refuses = They say that they will not do it
reply-refused = They refuse
days-to-reply = Days to the first reply
grade-later = Not assessed yet
grade-missing = Not assessed yet
message-log = Log a contact
message-way = How
message-words = What was said
way-meeting = Meeting
way-call = Call
way-letter = Letter or reminder
way-email = E-mail
way-other = Other
check-log = Log a check
check-result = What was found
check-words = In words
check-evidence = Last check
check-none = Not checked
check-differ = Inspectors differ
check-last = Last check { $day }: { $result }
implementation = What was done
implementation-now = What was done is now: { $state }
implementation-proposed = The last check suggests: { $state }
implementation-take = Take it over
dialogue = Dialogue
dialogue-empty = Nothing has passed yet. Send it, then log what comes back.
send = Mark as sent
send-about = For a letter that has left the house. It is logged with its day, and the clock for the reply begins.
send-on = Day of the letter
send-reference = Our file reference
send-mark = Mark as sent
thread-letter = Sent to the authority
thread-reply = Reply of the authority
thread-message = Contact
thread-check = Check without a visit
thread-visit = Verified at a visit
thread-to = To
thread-sent-words = It was sent in these words, and reads otherwise now:
thread-dropped = Logged by mistake, does not count
thread-drop = Logged by mistake
thread-restore = It was right after all
thread-correct = Correct
thread-differ = Colleagues differ here
repeats-earlier =
    { $count ->
        [one] It says again what an earlier recommendation said:
       *[other] It says again what { $count } earlier recommendations said:
    }
repeated-later = A later recommendation says this again. The follow-up goes on there:
repeated-later-waits = Another recommendation says this again. The follow-up stays here until that one is sent, and for a place that it does not name:
finding-not-here = A finding that has not come to this device yet
finding-unlink = Unlink
changed = Changed
similar =
    { $count ->
        [one] An earlier recommendation says much the same
       *[other] { $count } earlier recommendations say much the same
    }
similar-why = { $percent } % alike by these words:
similar-repeat = This one repeats it
similar-others = Others that say much the same
# Said once, with a button to undo it
similar-repeated = It repeats { $reference } now.
# Advice
advice = Advice
advice-about = Ten questions that make a recommendation easier to carry out. They stop nobody from sending it.
advice-hints =
    { $count ->
        [one] One thing to look at
       *[other] { $count } things to look at
    }
advice-clear = Nothing catches the eye
advice-answered = { $count } of { $all } answered
advice-hint = Something to look at
smart-answer-yes = Yes
smart-answer-no = No
smart-answer-unsure = Unsure
smart-ask-specific = Does it ask for one step, so plain that nobody can take it for another?
smart-ask-measurable = Could somebody who visits later see whether it was done?
smart-ask-achievable = Can this authority do it, with its powers and in its circumstances?
smart-ask-results-oriented = Does it say what should be different for the people held?
smart-ask-time-bound = Does it name a day, soon enough for those who wait and long enough to be done?
smart-ask-solution-suggestive = Does it point to a way, without closing better ones?
smart-ask-mindful-of-risk = Does it come before what matters less, and can it put nobody in danger?
smart-ask-argued = Does it stand on findings and standards that the authority can check?
smart-ask-root-cause = Does it reach what makes the problem come back?
smart-ask-targeted = Is it addressed to the one who can decide it?
hint-long = It is long. Does it hold several recommendations?
hint-short = It is very short. Is it clear what is to be done?
hint-vague = It asks to consider, or for what is possible or appropriate. Could it say the thing itself?
hint-no-deadline = No deadline is named.
hint-deadline-past = The deadline is over already.
hint-no-finding = No finding is linked.
hint-finding-open = A finding behind it is not established.
hint-no-standard = No standard is named.
hint-no-addressee = It is addressed to nobody yet.
hint-priority-plain = The deadline is near. Should the priority say so?
# Letter
letter = Letter
letter-which = Recommendations in this letter
letter-language = Language of the letter
letter-write = Write the letter
letter-written = Letter written: { $path }
letter-mark =
    { $count ->
        [one] Mark it as sent
       *[other] Mark all { $count } as sent
    }
letter-sent =
    { $count ->
        [one] Marked as sent.
       *[other] { $count } marked as sent.
    }
letter-preview = Preview of the letter
letter-gate = Only findings that are established and undisputed stand in it. No word of an interview does, nor who said what.
letter-left-out =
    { $count ->
        [0] No finding is left out
        [one] One finding is left out
       *[other] { $count } findings are left out
    }
letter-nobody = Addressed to nobody yet
letter-nobody-text = Name the authority that is to do it. Then the letter can be written.
# Year
year = Year
year-all = All
year-bar = Bar
year-sum = Together
year-table = Recommendations of { $year } by theme
year-about = What was said again counts where it was said last. Withdrawn ones do not count.
# Verification at a visit
verify = Recommendations to verify
verify-about = Open recommendations to this place that went out by the day the visit begins. What you find is yours, beside what colleagues find; where you differ, a lead decides.
verify-none = Nothing to verify
verify-none-text = No recommendation about this place waits to be looked at on this visit.
verify-question = Has it been done?
verify-open = Verify
verify-planned = These will be verified
verify-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
recommendations-due =
    { $count ->
        [one] One reply or deadline is due
       *[other] { $count } replies and deadlines are due
    }
recommendations-due-all = All recommendations
# Trace
trace = Trace
trace-about = From the place to what became of it. Interviews are counted here and never named.
trace-place-about = All visits to the place, the newest first.
trace-whole-about = With every other visit to the places it is about.
trace-whole = With all other visits
trace-alone-visit = This visit alone
trace-alone-finding = This finding alone
trace-alone-recommendation = This recommendation alone
# Older visits for which there was no room: their findings are not drawn here.
trace-beyond =
    { $count ->
        [one] One older visit is shown as a line: there was no room for what was found on it. It leads to its own trace.
       *[other] { $count } older visits are shown as lines: there was no room for what was found on them. Each leads to its own trace.
    }
trace-whole-visit = The whole visit
trace-list = The same as a list
trace-leads = Leads to
trace-leads-more = and { $count } more, which stand in the columns below
trace-place = Place
trace-visit = Visit
trace-source = Source
trace-finding = Finding
trace-standard = Standard
trace-recommendation = Recommendation
trace-reply = Reply
trace-verification = Verification
trace-interviews =
    { $count ->
        [one] One interview
       *[other] { $count } interviews
    }
kind-recommendation = Recommendation
kind-reply = Reply of an authority
kind-dialogue = Contact with an authority

# Numbers
nav-numbers = Numbers
numbers = Numbers
numbers-period = Period
numbers-year = Year
span-12-months = The last 12 months
span-this-year = This year
span-year = A calendar year
span-5-years = The last 5 years
span-10-years = The last 10 years
numbers-from-to = { $from } to { $to }. Computed on this device, from what it can read.
numbers-visits = Visits
numbers-planned = { $count ->
    [0] None planned
    [one] One planned
   *[other] { $count } planned
  }
numbers-lapsed = { $count ->
    [one] One of them was missed or called off
   *[other] { $count } of them were missed or called off
  }
numbers-places-visited = Places visited
numbers-in-a-year = In the year before the last day
numbers-replied = Replied to
numbers-implemented = Done in full
numbers-of-sent = { $count ->
    [0] None sent
    [one] Of one sent
   *[other] Of { $count } sent
  }
numbers-days-to-reply = Days to a reply
numbers-median = The median
numbers-sealed = { $count ->
    [one] One interview, plan, visit or recommendation is sealed for others and is not counted.
   *[other] { $count } interviews, plans, visits or recommendations are sealed for others and are not counted.
  }
numbers-as-table = As a table
numbers-export = Write a file
numbers-export-hint = Small numbers of persons are held back in the file too. It is not encrypted: whoever has it can read it.
numbers-format-svg = SVG, the plots
numbers-format-csv = CSV, the tables
plot-first = The first { $count } of { $all } are drawn. The table has all of them.
plot-save = Save the plot or its table…
plots-written = { $count ->
    [one] One plot written.
   *[other] { $count } plots written.
    }
numbers-write = Write the file
numbers-written = { $count ->
    [one] One table written.
   *[other] { $count } tables written.
  }
number-of-days = { $value } days
count-of = { $count } of { $all }
threshold = Small numbers of persons
threshold-text = Numbers of persons under this are shown nowhere and written into no file. It holds for the whole team; a lead changes it.
threshold-label = Hold back numbers under
threshold-kept = Numbers under { $threshold } are held back from now on.
