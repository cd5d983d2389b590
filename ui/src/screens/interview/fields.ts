import { call } from '../../ipc/call';
import type { InterviewView, JsonValue } from '../../ipc/generated';
import { app, attempt } from '../../state/app.svelte';

/** The fields of an interview by section, read and written one at a time. */
export class Fields {
  constructor(
    private readonly interview: string,
    private readonly view: () => InterviewView,
  ) {}

  /** Consent to notes stands: words may be written. */
  get recording(): boolean {
    const view = this.view();
    return !view.withdrawn && view.consents.some((one) => one.purpose === 'notes' && one.state === 'given');
  }

  raw(section: string, field: string): JsonValue {
    return (this.view().sections[section]?.[field] as JsonValue | undefined) ?? null;
  }

  text(section: string, field: string): string {
    const value = this.raw(section, field);
    return value === null ? '' : String(value);
  }

  list(section: string, field: string): string[] {
    const value = this.raw(section, field);
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** `yes`, `no`, or `unknown` where nobody said. */
  yesNo(section: string, field: string): string {
    const value = this.raw(section, field);
    return value === true ? 'yes' : value === false ? 'no' : 'unknown';
  }

  setYesNo(section: string, field: string, value: string): Promise<boolean> {
    return this.set(section, field, value === 'yes' ? true : value === 'no' ? false : null);
  }

  /** Where what is typed is kept until it is saved. */
  key(section: string, field: string): string {
    return `interview/${this.interview}/${section}/${field}`;
  }

  /** Writes on what the person was shown: a colleague's other word since is never overwritten. */
  async write(section: string, field: string, value: JsonValue, was: JsonValue): Promise<void> {
    app.keep((await call('interview_set', { interview: this.interview, section, field, value, was })).saved_at);
  }

  set(section: string, field: string, value: JsonValue): Promise<boolean> {
    return attempt(() => this.write(section, field, value, this.raw(section, field)));
  }

  label(section: string, field: string): string {
    return `field-${section}-${field.replaceAll('_', '-')}`;
  }
}
