report-title = Visit report
report-audience-internal = For the team only. Contains what was recorded with consent to notes.
report-audience-authority = For the authority. Contains words from interviews only where the person agreed to share them.
report-audience-public = For publication. Contains words from interviews only where the person agreed to publish them.
report-facts = Facts of the visit
report-objectives = Objectives
report-team = Delegation
report-role = Role
report-name = Name
report-method = Method
report-interviews = Interviews
report-observations = Observations
report-answers = Answers to checklist items
report-findings = Findings
report-no-findings = No findings yet.
report-good-practice = Good practice
report-concern = Concern
report-draft = draft
report-triangulated = supported by different sources
report-voices = In their words
report-disagreements = Disagreements
report-passage = A passage of a note, typed by several at the same time
report-passage-unread = wrote here; the passage is still to be read
report-kept-both = both recorded
report-open = open
report-by = Recorded by
report-recorded = Recorded
report-annex = Annex: answers
report-section = Section
report-question = Question
report-area = Area
report-answer = Answer
report-note = Note
report-standards = Standards
report-whole-place = Whole place
report-body = Monitoring body
report-place = Place
report-place-type = Type of place
report-authority = Authority
report-capacity = Capacity
report-occupancy = Persons held
report-kind = Kind of visit
report-notice = Notice
report-announced = Announced
report-unannounced = Unannounced
report-days = Dates
report-unknown = Not known
place-type-police-station = Police station
place-type-prison = Prison
place-type-remand-prison = Remand prison
place-type-court-cells = Court cells
place-type-immigration-detention = Immigration detention
place-type-border-zone = Airport or border zone
place-type-juvenile-institution = Juvenile institution
place-type-psychiatric-hospital = Psychiatric hospital
place-type-social-care-home = Social-care home
place-type-military-detention = Military detention
place-type-infectious-disease-ward = Infectious-disease ward
place-type-transfer-vehicle = Transfer vehicle
place-type-other = Other or unofficial
visit-kind-in-depth = In-depth
visit-kind-thematic = Thematic
visit-kind-ad-hoc = Ad hoc
visit-kind-follow-up = Follow-up
role-lead = Lead
role-inspector = Inspector
role-expert = Expert
role-interpreter = Interpreter
role-observer = Observer
source-observed = Observed
source-interview = Interview
source-register = Register
source-staff = Staff
source-document = Document
source-measured = Measured
unit-persons = persons
unit-days = days
unit-hours = hours
unit-years = years
unit-cases = cases
unit-times = times
unit-celsius = °C
unit-minutes = minutes
answer-yes = Yes
answer-no = No
answer-partly = Partly
answer-not-checked = Not checked
theme-dignity = Dignity and treatment
theme-registers = Registers and files
theme-separation = Separation
theme-accommodation = Accommodation and hygiene
theme-daily-life = Clothing, food, exercise
theme-health = Health care
theme-discipline = Discipline and isolation
theme-restraints = Restraints and force
theme-searches = Searches
theme-complaints = Information and complaints
theme-outside-world = Contact with the outside
theme-belief = Books, belief, property
theme-deaths = Deaths, notifications, transfers
theme-staff = Staff and inspections
theme-regime = Regime and release
theme-legal-status = Legal status
theme-women = Women and children with a parent
theme-juveniles = Juveniles
theme-police-safeguards = Safeguards in police custody
theme-psychiatric = Psychiatric and social care
theme-immigration = Immigration detention
report-withheld = { $count ->
    [0] No interview was withheld.
    [one] The words of one interview are withheld: consent for this use was not given.
   *[other] The words of { $count } interviews are withheld: consent for this use was not given.
}
report-open-conflicts = { $count ->
    [0] No disagreement is open.
    [one] One disagreement is open.
   *[other] { $count } disagreements are open.
}
phase-preparation = Preparation
phase-on-site = On site
phase-debrief = Debrief
phase-reporting = Reporting
phase-follow-up = Follow-up
phase-closed = Closed
cell-per-person = { $space } m² a person, minimum { $minimum }
cell-walls = Less than 2 m between walls
cell-low = Less than 2.5 m high
cell-holds =
    { $count ->
        [0] Too small for anyone
        [one] Room for one person
       *[other] Room for { $count } persons
    }
solitary-prolonged =
    { $count ->
        [one] One day: prolonged solitary confinement
       *[other] { $count } days: prolonged solitary confinement
    }
solitary-is =
    { $count ->
        [one] One day of solitary confinement
       *[other] { $count } days of solitary confinement
    }
solitary-not =
    { $count ->
        [one] One day, under 22 hours
       *[other] { $count } days, under 22 hours a day
    }
interviewee-individual = One person
interviewee-group = A group
interviewee-staff = Staff
interviewee-family = Family
consent-talk = Talk with us
consent-notes = Take notes
consent-photo = Take photos
consent-audio = Record sound
consent-medical-examination = Be examined by our doctor
consent-share-with-authority = Share with the authority
consent-publish-anonymised = Publish without name
consent-publish-identified = Publish with name
consent-state-given = Given
consent-state-refused = Refused
consent-state-withdrawn = Withdrawn
consent-state-not-asked = Not asked
degree-none = Not assessed
degree-not-consistent = Not consistent
degree-consistent-with = Consistent with
degree-highly-consistent = Highly consistent
degree-typical-of = Typical of
degree-diagnostic-of = Diagnostic of
risk-answer-yes = Yes
risk-answer-no = No
risk-answer-unknown = Not known
finding-status-draft = Draft
finding-status-established = Established
finding-status-withdrawn = Withdrawn
confidence-to-be-verified = To be verified
confidence-likely = Likely
confidence-confirmed = Confirmed
field-answer = Answer
field-team = Seat in the delegation
field-area = Name of an area
field-checklist = Choice of a checklist
field-passage = Typed at the same time: read this passage
field-place-name = Name of the place
field-place-place-type = Type of place
field-place-authority = Authority in charge
field-place-region = Region
field-place-address = Address
field-place-capacity = Official capacity
field-place-occupancy = Persons held
field-place-suspected = Suspected place
field-visit-phase = Phase of the visit
field-visit-kind = Kind of visit
field-visit-announced = Announced
field-visit-starts-on = First day
field-visit-ends-on = Last day
field-visit-objectives = Objectives
field-observation-text = Observation
field-observation-theme = Theme of an observation
field-observation-source = Source of an observation
field-observation-area = Area of an observation
field-observation-flag = Flag of an observation
field-finding-statement = Statement of a finding
field-finding-status = Status of a finding
field-finding-theme = Theme of a finding
field-finding-good-practice = Good practice or concern
field-finding-evidence = Evidence of a finding
field-statement-said = Statement of an interview
field-consent-talk = Consent to talk
field-consent-notes = Consent to notes
field-consent-photo = Consent to photos
field-consent-audio = Consent to sound
field-consent-medical-examination = Consent to an examination
field-consent-share-with-authority = Consent to share
field-consent-publish-anonymised = Consent to publish without name
field-consent-publish-identified = Consent to publish with name
field-reply = Answer to the lead
field-statement-withdrawn = Statement taken back
field-finding-confidence = Confidence of a finding
field-frame-group-size = Persons in the group
field-frame-unit = Unit
field-frame-language = Language
field-situation-legal-status = Legal status
field-situation-time-held = Time held
field-situation-age-band = Age band
field-situation-gender = Gender
field-situation-needs = Needs
field-protection-reprisal-risk = Risk of reprisals
field-protection-self-harm = Risk of self-harm
field-protection-minor = Under eighteen
field-protection-urgent-medical = Urgent medical need
field-protection-fears = Fears
field-protection-mitigation = Protection agreed
report-of-finding = { $field }, on { $theme }
report-of-interview = Interview { $pseudonym }: { $field }
report-interview-closed = An interview whose words may not be used
report-finding-disputed = A finding on { $theme }
report-observation-disputed = An observation on { $theme }
report-finding-disputed-somewhere = A finding
report-observation-disputed-somewhere = An observation
report-field-unnamed = A field written by a newer version
report-form-unknown = In a form this report cannot show
report-answer-withheld = Said in confidence; not shown to these readers
report-removed = Removed
report-duration = { $hours } h { $minutes } min
report-cell = { $living } m² of living space
report-solitary-stay = { $from } – { $to }, { $hours } hours a day
report-solitary-hours = { $hours } hours a day
report-goes-on = still there
report-both-stand = Both wordings stand.
report-comma = {", "}
