import { t } from '../../i18n/words.svelte';
import { call } from '../../ipc/call';
import type { AnswerState, AnswerValue, Checklist, CommentView, Item, VerifyItem, VisitView } from '../../ipc/generated';
import { answerCodes } from '../../kit/answers';
import { ownArea } from '../../kit/area';
import { app, attempt } from '../../state/app.svelte';
import { joined } from '../../state/joined';
import { Turns } from '../../state/turns';

/** Where one records: what the address says, or what follows from the visit. */
export interface Wanted {
  area?: string | undefined;
  checklist?: string | undefined;
  item?: string | undefined;
}

/** Where in a visit an answer stands. */
interface Spot {
  area: string;
  checklist: string;
  item: string;
}

/** What stands beside an answer, and without one. */
interface Beside {
  note: string;
  flag: boolean;
  source: string;
}

/** The key of a recommendation among the questions. */
const stepOf = (item: VerifyItem): string => `verify/${item.row.id}`;

/** Recording: one question at a time, each answer saved as it is given; after those of the list, what is to be verified. */
export class Capture {
  view = $state<VisitView>();
  list = $state<Checklist>();
  answers = $state<AnswerState[]>([]);
  /** What the team says beside the visit. */
  said = $state<CommentView[]>([]);
  #toVerify = $state<VerifyItem[]>([]);
  /** The question that is shown. A list may grow and shrink before it while it is looked at. */
  #item = $state('');
  note = $state('');
  noting = $state(false);
  flag = $state(false);
  source = $state('observed');
  #busy = false;
  readonly #turns = new Turns();
  #started = '';

  constructor(
    readonly visit: string,
    private readonly wanted: () => Wanted,
  ) {}

  readonly area = $derived.by(() => this.wanted().area ?? (this.view ? ownArea(this.view) : 'general'));
  readonly checklist = $derived.by(() => this.wanted().checklist ?? this.view?.checklists[0]?.checklist);
  /** Another list is to be shown than the one that is here. */
  readonly turning = $derived.by(() => this.list !== undefined && this.list.row.id !== this.checklist);
  readonly items = $derived.by(() =>
    (this.turning ? [] : (this.list?.sections ?? []))
      .flatMap((section) => section.items.map((item) => ({ item, theme: section.theme })))
      .filter(({ item }) => this.#relevant(item)),
  );
  /** Open recommendations to the place, the last of the questions in every area and every list. */
  readonly verify = $derived.by(() => (this.turning ? [] : this.#toVerify));
  /** All questions, as they follow each other. */
  readonly #steps = $derived.by(() => [...this.items.map(({ item }) => item.id), ...this.verify.map(stepOf)]);
  readonly total = $derived.by(() => this.#steps.length);
  readonly index = $derived.by(() => Math.max(0, this.#steps.indexOf(this.#item)));
  /** The question of the list that is shown, or else the recommendation. */
  readonly here = $derived.by(() => this.items[this.index]);
  readonly verifying = $derived.by(() => this.verify[this.index - this.items.length]);
  readonly standing = $derived.by(() => (this.here ? this.stateOf(this.here.item) : undefined));
  readonly mine = $derived.by(() => this.standing?.slots.find((slot) => slot.mine));
  readonly others = $derived.by(() => (this.standing?.slots ?? []).filter((slot) => !slot.mine));
  readonly remarks = $derived.by(() => (this.standing?.remarks ?? []).filter((remark) => !remark.mine));
  readonly answered = $derived.by(
    () => this.items.filter(({ item }) => this.isAnswered(item)).length + this.verify.filter((item) => this.isVerified(item)).length,
  );
  /** Areas in which the same question has an answer: whoever meant the same place sees it. */
  readonly elsewhere = $derived.by(() =>
    this.answers
      .filter((row) => row.area !== this.area && row.checklist === this.checklist && row.item === this.here?.item.id && row.slots.length > 0)
      .map((row) => this.view?.areas.find((area) => area.id === row.area)?.name || t('whole-place')),
  );

  get key(): string {
    return this.here ? `answer/${this.visit}/${this.area}/${this.checklist}/${this.here.item.id}` : '';
  }

  stateOf(item: Item): AnswerState | undefined {
    const { area, checklist } = this;
    return checklist ? this.#at({ area, checklist, item: item.id }) : undefined;
  }

  #at({ area, checklist, item }: Spot): AnswerState | undefined {
    return this.answers.find((row) => row.area === area && row.checklist === checklist && row.item === item);
  }

  isAnswered(item: Item): boolean {
    return this.stateOf(item)?.slots.some((slot) => slot.mine) ?? false;
  }

  isVerified(item: VerifyItem): boolean {
    return item.slots.some((slot) => slot.mine);
  }

  #isDone(step: number): boolean {
    const question = this.items[step];
    const recommendation = this.verify[step - this.items.length];
    return question ? this.isAnswered(question.item) : recommendation !== undefined && this.isVerified(recommendation);
  }

  #relevant(item: Item): boolean {
    const condition = item.relevant_if;
    if (!condition) return true;
    const row = this.answers.find((known) => known.area === this.area && known.checklist === this.checklist && known.item === condition.item);
    return (row?.slots ?? []).some((slot) => answerCodes(slot.value).some((code) => condition.is.includes(code)));
  }

  async load(): Promise<boolean> {
    // Asked before anything is awaited: another list is another reading.
    const wanted = this.wanted().checklist;
    const hub = await call('visit_get', { visit: this.visit });
    const list = wanted ?? hub.checklists[0]?.checklist;
    const [asked, given, verify, talk] = await Promise.all([
      list ? call('checklist_get', { checklist: list }) : undefined,
      call('answer_list', { visit: this.visit, area: null }),
      // Questions are answered all the same: what cannot be read here is said on the screens of these themselves.
      call('verify_list', { visit: this.visit }).then(({ rows }) => rows, () => []),
      call('comment_list', { doc: this.visit }).then(({ rows }) => rows, () => []),
    ]);
    // All at once: where to begin depends on what is answered.
    this.view = hub;
    this.list = asked;
    this.answers = given.rows;
    this.#toVerify = verify;
    this.said = talk;
    return true;
  }

  /** A list or an area begins at its first question without an answer of ours; so it goes on where the one shown is asked no more. */
  begin(): void {
    const key = `${this.area}/${this.checklist}/${this.wanted().item ?? ''}`;
    if (this.total === 0) return;
    const isNew = this.#started !== key;
    if (!isNew && this.#steps.includes(this.#item)) return;
    this.#started = key;
    const given = isNew ? this.items.findIndex(({ item }) => item.id === this.wanted().item) : -1;
    this.show(given >= 0 ? given : this.#nextOpen(-1));
  }

  /** Goes to a question; what was typed beside the one before is kept first. */
  async move(to: number): Promise<void> {
    await this.keepBeside();
    this.show(to);
  }

  show(to: number): void {
    this.#item = this.#steps[Math.max(0, Math.min(to, this.total - 1))] ?? '';
    const state = this.here && this.stateOf(this.here.item);
    const beside = state?.slots.find((slot) => slot.mine) ?? state?.remarks.find((remark) => remark.mine);
    this.note = beside?.note ?? '';
    this.flag = beside?.flag ?? false;
    this.source = beside?.source ?? this.here?.item.sources[0] ?? 'observed';
    this.noting = this.note !== '';
    const { key, note } = this;
    if (!key) return;
    void call('draft_get', { key }).then((draft) => {
      if (!draft.text || key !== this.key) return;
      // Whoever began to type before it was read goes on below it.
      this.note = joined(note, draft.text, this.note);
      this.noting = true;
    });
  }

  #nextOpen(from: number): number {
    for (let step = 1; step <= this.total; step += 1) {
      const at = (from + step) % this.total;
      if (!this.#isDone(at)) return at;
    }
    return Math.min(from + 1, this.total - 1);
  }

  /** A recommendation was verified: on to what is open, as after a question. */
  verified(recommendation: string): void {
    // Whoever has gone on meanwhile is where they want to be.
    if (this.verifying?.row.id === recommendation) this.show(this.#nextOpen(this.index));
  }

  /** Shows a recommendation again of which an answer was undone. */
  unverified(recommendation: string): void {
    const at = this.verify.findIndex((item) => item.row.id === recommendation);
    if (at >= 0) this.show(this.items.length + at);
  }

  /** The question that is shown, and where its answer stands. */
  get #spot(): Spot | undefined {
    const { area, checklist, here } = this;
    return checklist && here ? { area, checklist, item: here.item.id } : undefined;
  }

  /** One after the other: what is kept beside an answer is kept beside the one that stands when its turn comes. */
  #set(spot: Spot, value: () => AnswerValue | null, beside: Beside): Promise<void> {
    return this.#turns.run(() => this.#write(spot, value(), beside));
  }

  async #write(spot: Spot, value: AnswerValue | null, { note, flag, source }: Beside): Promise<void> {
    const { visit } = this;
    app.saved = (await call('answer_set', { visit, ...spot, value, note, source: source || null, flag })).saved_at;
    await call('draft_put', { key: `answer/${visit}/${spot.area}/${spot.checklist}/${spot.item}`, text: '' });
    this.answers = (await call('answer_list', { visit, area: null })).rows;
  }

  get #beside(): Beside {
    return { note: this.note, flag: this.flag, source: this.source };
  }

  async answer(value: AnswerValue): Promise<boolean> {
    const { mine } = this;
    const spot = this.#spot;
    if (!spot || this.#busy) return false;
    this.#busy = true;
    const [at, beside] = [this.index, this.#beside];
    const before = mine ? { value: mine.value, note: mine.note, flag: mine.flag, source: mine.source ?? '' } : null;
    const went = await attempt(async () => {
      await this.#set(spot, () => value, beside);
      // Whoever has gone on meanwhile is where they want to be.
      if (this.#isAt(spot) && this.here?.item.id === spot.item) this.show(this.#nextOpen(at));
      // A first answer taken back leaves its note and its flag: they were there before it.
      app.say(t('answer-saved'), () => void attempt(() => this.#set(spot, () => before?.value ?? null, before ?? beside)).then(() => this.#return(spot)));
    });
    this.#busy = false;
    return went;
  }

  /** Whether the list and the area of an answer are those that are shown. */
  #isAt({ area, checklist }: Spot): boolean {
    return area === this.area && checklist === this.checklist;
  }

  /** Shows a question again, unless somebody has gone on to another list or area. */
  #return(spot: Spot): void {
    const at = this.items.findIndex(({ item }) => item.id === spot.item);
    if (this.#isAt(spot) && at >= 0) this.show(at);
  }

  keepNote(): void {
    void attempt(async () => {
      app.saved = (await call('draft_put', { key: this.key, text: this.note })).saved_at;
    });
  }

  /** A note, a flag or a source that changed becomes part of the record: beside the answer, or alone where there is none. */
  async keepBeside(): Promise<void> {
    const { standing } = this;
    const spot = this.#spot;
    if (!spot) return;
    const stands = this.mine ?? standing?.remarks.find((remark) => remark.mine);
    const { note, flag, source } = this.#beside;
    const same = (stands?.note ?? '') === note && (stands?.flag ?? false) === flag;
    // A source alone says nothing until there is something it is the source of.
    if (same && (!stands || stands.source === source)) return;
    let alone = false;
    const answered = (): AnswerValue | null => {
      const mine = this.#at(spot)?.slots.find((slot) => slot.mine);
      alone = mine === undefined;
      return mine?.value ?? null;
    };
    const kept = await attempt(() => this.#set(spot, answered, { note, flag, source }));
    // Refused, the words stay as typed; what was tapped says what stands.
    if (!kept && this.#isAt(spot) && this.here?.item.id === spot.item) [this.flag, this.source] = [stands?.flag ?? false, stands?.source ?? source];
    if (kept && alone && note.trim() !== '') app.say(t('note-kept'));
  }
}
