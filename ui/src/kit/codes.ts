import { words } from '../i18n/words.svelte';

/** Place types in the order of the register's filter. */
export const PLACE_TYPES = [
  'police_station',
  'prison',
  'remand_prison',
  'court_cells',
  'immigration_detention',
  'border_zone',
  'juvenile_institution',
  'psychiatric_hospital',
  'social_care_home',
  'military_detention',
  'infectious_disease_ward',
  'transfer_vehicle',
  'other',
] as const;
/** Groups that need particular care, of those held at a place. */
export const HELD_GROUPS = ['women', 'children', 'pregnant_or_with_child', 'older', 'disability', 'illness', 'mental_health', 'foreign', 'minority', 'lgbti'] as const;
/** Who operates a place. */
export const OPERATORS = ['public', 'private', 'other'] as const;
/** Whom a unit is for. */
export const UNIT_GENDERS = ['women', 'men', 'mixed'] as const;
export const AUTHORITY_KINDS = [
  'ministry',
  'prison_service',
  'police',
  'judiciary',
  'prosecution',
  'health_authority',
  'social_services',
  'migration_authority',
  'military',
  'municipality',
  'parliament',
  'private_operator',
  'other',
] as const;
export const BODY_KINDS = ['national', 'international', 'other'] as const;
/** On what the publication of a report may rest. */
export const PUBLICATION_BASES = ['decided', 'state_asked', 'state_published', 'committee'] as const;
/** On what an objection to a visit may rest (OPCAT, Article 14(2)). */
export const OBJECTION_GROUNDS = ['national_defence', 'public_safety', 'natural_disaster', 'serious_disorder'] as const;
export const SKILLS = [
  'law',
  'medicine',
  'psychiatry',
  'psychology',
  'nursing',
  'social_work',
  'children',
  'gender',
  'disability',
  'migration',
  'policing',
  'prisons',
  'interpreting',
] as const;
export const GENDERS = ['woman', 'man', 'other'] as const;
export const VISIT_KINDS = ['in_depth', 'thematic', 'ad_hoc', 'follow_up'] as const;
export const PHASES = ['preparation', 'on_site', 'debrief', 'reporting', 'follow_up', 'closed'] as const;
export const SOURCES = ['observed', 'interview', 'register', 'staff', 'document', 'measured'] as const;
export const DEGREES = ['not_consistent', 'consistent_with', 'highly_consistent', 'typical_of', 'diagnostic_of'] as const;
export const CONFIDENCES = ['to_be_verified', 'likely', 'confirmed'] as const;
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
/** Columns of the board of recommendations, in its order. */
export const COLUMNS = ['draft', 'sent', 'reply_due', 'replied', 'partly_done', 'done', 'rejected', 'repeated'] as const;
/** What was done about a recommendation. */
export const IMPLEMENTATIONS = ['none', 'partial', 'full', 'obsolete'] as const;
/** How a reply is graded; `d` logs that none came. */
export const GRADES = ['a', 'b', 'c', 'd'] as const;
/** What is found about a recommendation. */
export const CHECKS = ['not', 'partly', 'fully', 'cannot_tell'] as const;
/** How something is said to or by an authority. */
export const WAYS = ['meeting', 'call', 'letter', 'email', 'other'] as const;
export const ROLES = ['lead', 'inspector', 'expert', 'interpreter', 'observer'] as const;
/** Of those without a device: whoever leads a delegation holds its records. */
export const ASSOCIATE_ROLES = ['expert', 'interpreter', 'observer', 'inspector'] as const;
/** Whether a place was visited in time, the worst first. */
export const PLACE_STATES = ['never_visited', 'no_full_visit', 'overdue', 'due_soon', 'in_time'] as const;
export const HOURS = ['open', 'day', 'night'] as const;
/** Days of the week in the order of ISO 8601: Monday is 1. */
export const DAYS_OF_WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const WEEK_DAYS = ['open', 'weekday', 'weekend'] as const;
/** How the screen looks. */
export const THEMES_OF_SCREEN = ['system', 'light', 'dark', 'red'] as const;
/** Steps of the text size, percent. */
export const TEXT_SIZES = [80, 100, 120, 140, 160, 200] as const;
export const PURPOSES = [
  'talk',
  'notes',
  'photo',
  'audio',
  'medical_examination',
  'share_with_authority',
  'publish_anonymised',
  'publish_identified',
] as const;
export const THEMES = [
  'dignity',
  'registers',
  'separation',
  'accommodation',
  'daily_life',
  'health',
  'discipline',
  'restraints',
  'searches',
  'complaints',
  'outside_world',
  'belief',
  'deaths',
  'staff',
  'regime',
  'legal_status',
  'women',
  'juveniles',
  'police_safeguards',
  'psychiatric',
  'immigration',
] as const;

/** The choices of a select or a radio group. */
export function choices(prefix: string, codes: readonly string[]): { value: string; label: string }[] {
  return codes.map((value) => ({ value, label: words.code(prefix, value) }));
}

export const ASKED = ['entry', 'numbers', 'information', 'premises', 'registers', 'files', 'private_interview', 'person', 'equipment', 'other'] as const;
export const OUTCOMES = ['granted', 'delayed', 'partly', 'refused'] as const;
export const GROUNDS_GIVEN = ['none', 'national_defence', 'public_safety', 'natural_disaster', 'serious_disorder', 'state_of_emergency', 'no_mandate', 'no_notice', 'safety', 'health', 'confidentiality', 'other'] as const;
export const ARTICLES = ['20_a', '20_b', '20_c', '20_d', '20_e', '20_f', '14_1_a', '14_1_b', '14_1_c', '14_1_d', '14_1_e', '14_2'] as const;
export const COUNTED = ['total', 'women', 'men', 'minors', 'remand', 'sentenced', 'administrative', 'foreign', 'older', 'pregnant', 'with_child', 'disability', 'isolation'] as const;
/** Elements of Article 17(3), (a) to (h). */
export const ELEMENTS = ['identity', 'deprivation', 'order', 'supervision', 'admission', 'health', 'death', 'release'] as const;
export const COMPLETENESS = ['present', 'partly', 'missing', 'not_applicable'] as const;
export const REGISTERS = ['admissions', 'personal_file', 'medical', 'discipline', 'isolation', 'use_of_force', 'searches', 'complaints', 'transfers', 'deaths', 'visits', 'other'] as const;
export const SEVERITIES = ['shortcoming', 'hardship', 'serious', 'grave'] as const;
export const SPREADS = ['one_person', 'some', 'one_unit', 'many', 'whole_place'] as const;
export const REVIEWS = ['draft', 'in_review', 'agreed'] as const;
/** Of somebody who is heard; beside the last stands in words which. */
export const LEGAL_STATUSES = ['remand', 'sentenced', 'administrative', 'other'] as const;
export const GENDERS_HELD = ['women', 'men', 'other'] as const;
export const INFORMANTS = ['held', 'staff', 'family', 'lawyer', 'health', 'complainant', 'other'] as const;
export const LEVELS = ['low', 'medium', 'high', 'suffered'] as const;
