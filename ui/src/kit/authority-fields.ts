import { t } from '../i18n/words.svelte';
import type { AuthorityInput, AuthorityRow } from '../ipc/generated';
import { AUTHORITY_KINDS, choices } from './codes';
import type { FieldGroup } from './facts';
import { authorityOptions } from './place-fields';

/** What a new authority begins with. */
export const NO_AUTHORITY: AuthorityInput = { name: '', kind: 'ministry', parent: null, address: '', contact: '', phone: '', mail: '', dropped: false };

/** The facts of an authority, as its form asks for them; `self` is the one that is changed. */
export function authorityGroups(rows: AuthorityRow[], self: string | null): FieldGroup[] {
  return [
    {
      fields: [
        { name: 'name', label: t('authority-name'), kind: 'text', required: true },
        { name: 'kind', label: t('authority-kind'), kind: 'choice', options: choices('authority-kind', AUTHORITY_KINDS) },
        { name: 'parent', label: t('authority-parent'), kind: 'choice', options: authorityOptions(rows.filter((row) => row.id !== self), t('authority-no-parent')) },
        { name: 'address', label: t('authority-address'), kind: 'long' },
        { name: 'contact', label: t('authority-contact'), kind: 'text' },
        { name: 'phone', label: t('authority-phone'), kind: 'text', half: true },
        { name: 'mail', label: t('authority-mail'), kind: 'text', half: true },
        ...(self === null ? [] : [{ name: 'dropped', label: t('authority-drop'), kind: 'yes' as const }]),
      ],
    },
  ];
}
