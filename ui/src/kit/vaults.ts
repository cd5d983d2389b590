import { t } from '../i18n/words.svelte';
import type { VaultRow } from '../ipc/generated';

/** Longest name of a vault, characters: as in the use cases. */
export const VAULT_NAME_CHARS = 40;

/** What a vault is called: as somebody named it, or by its number. */
export const vaultName = ({ name, number }: Pick<VaultRow, 'name' | 'number'>): string => name || t('vault-numbered', { number });

/** Whether another vault of this device is called so. */
export const isTaken = (name: string, others: VaultRow[]): boolean =>
  name.trim() !== '' && others.some((vault) => vault.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase());
