import { t } from '../i18n/words.svelte';
import type { AuthorityRow } from '../ipc/generated';
import { GROUPS, OPERATORS, PLACE_TYPES, choices } from './codes';
import type { FieldGroup } from './facts';

/** Authorities to choose from, the one chosen before among them though it is gone. */
export const authorityOptions = (rows: AuthorityRow[], none: string): { value: string; label: string }[] => [
  { value: '', label: none },
  ...rows.map(({ id, name, dropped }) => ({ value: id, label: dropped ? `${name} (${t('authority-dropped')})` : name })),
];

/** The facts of a place, as its form asks for them. */
export function placeGroups(authorities: AuthorityRow[]): FieldGroup[] {
  const nothing = { value: '', label: t('not-known') };
  return [
    {
      fields: [
        { name: 'name', label: t('place-name'), kind: 'text', required: true },
        { name: 'place_type', label: t('place-type'), kind: 'choice', options: choices('place-type', PLACE_TYPES) },
        { name: 'other_type', label: t('field-place-other-type'), kind: 'text', when: (facts) => facts['place_type'] === 'other' },
        { name: 'region', label: t('place-region'), kind: 'text', half: true },
        { name: 'address', label: t('place-address'), kind: 'text', half: true },
        { name: 'capacity', label: t('place-capacity'), kind: 'count', half: true },
        { name: 'occupancy', label: t('place-occupancy'), kind: 'count', half: true },
        { name: 'suspected', label: t('place-suspected-long'), kind: 'yes' },
        { name: 'suspected_note', label: t('field-place-suspected-note'), kind: 'long', when: (facts) => facts['suspected'] === true },
      ],
    },
    {
      title: t('place-who-runs'),
      fields: [
        { name: 'authority_id', label: t('place-authority-record'), kind: 'choice', options: authorityOptions(authorities, t('authority-none')) },
        { name: 'authority', label: t('place-authority'), kind: 'text', hint: t('place-authority-hint') },
        { name: 'operator', label: t('field-place-operator'), kind: 'choice', options: [nothing, ...choices('operator', OPERATORS)], half: true },
        { name: 'operator_name', label: t('field-place-operator-name'), kind: 'text', half: true },
        { name: 'legal_basis', label: t('field-place-legal-basis'), kind: 'long' },
      ],
    },
    {
      title: t('place-where-when'),
      fields: [
        { name: 'latitude', label: t('field-place-latitude'), kind: 'degrees', most: 90, half: true, hint: t('degrees-hint-north') },
        { name: 'longitude', label: t('field-place-longitude'), kind: 'degrees', most: 180, half: true, hint: t('degrees-hint-east') },
        { name: 'opened_on', label: t('field-place-opened-on'), kind: 'day', half: true },
        { name: 'closed_on', label: t('field-place-closed-on'), kind: 'day', half: true },
      ],
    },
    {
      title: t('place-who-held'),
      fields: [
        { name: 'turnover', label: t('field-place-turnover'), kind: 'count' },
        { name: 'vulnerable', label: t('field-place-vulnerable'), kind: 'several', options: choices('held-group', GROUPS) },
      ],
    },
  ];
}
