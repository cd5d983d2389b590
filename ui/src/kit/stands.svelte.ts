import { app } from '../state/app.svelte';

/**
 * For a box or a radio that says what the record holds: after a refusal it says that again, and not what was tapped. The value
 * it is given did not change then, so that nothing else would put it back.
 */
export function stands(checked: () => boolean): (input: HTMLInputElement) => void {
  return (input) => {
    $effect(() => {
      void app.refusals;
      input.checked = checked();
    });
  };
}

/** As {@link stands}, for a list to choose from. */
export function shows(value: () => string): (field: HTMLSelectElement) => void {
  return (field) => {
    $effect(() => {
      void app.refusals;
      field.value = value();
    });
  };
}
