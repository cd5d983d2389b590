import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { printing } from './printing.svelte';
import { whenMoved } from './moved';
import { WHOLE_UP_TO, drawn, offsets } from './virtual';

/** What a long list is made of, and what it is drawn in. */
interface Long<Item> {
  items: () => Item[];
  /** What tells an item from another. */
  key: (item: Item) => string;
  /** Height of a row nobody has seen, pixels. */
  usual: () => number;
  /** What holds the rows. */
  holder: () => HTMLElement | undefined;
  /** How many there are with those of the lists beside it. */
  among?: () => number;
}

/** Of a long list, the rows in sight: measured as they are drawn, and walked through with keys. */
export class LongRows<Item> {
  /** What the row is of that has the focus. */
  #held = $state<string | null>(null);
  #measured = $state(0);
  #sight = $state({ from: 0, until: 1_000 });
  // Hundreds are measured at once: `measured` tells of them together.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #heights = new Map<string, number>();
  readonly #of: Long<Item>;
  readonly #watcher: ResizeObserver;

  readonly #at = $derived.by(() => {
    const held = this.#held;
    const at = held === null ? -1 : this.#of.items().findIndex((item) => this.#of.key(item) === held);
    return at === -1 ? null : at;
  });
  readonly long = $derived.by(() => !printing.now && Math.max(this.#of.items().length, this.#of.among?.() ?? 0) > WHOLE_UP_TO);
  /** Where each row begins, and where the last one ends, pixels. */
  readonly all = $derived.by(() => {
    void this.#measured;
    const items = this.#of.items();
    const height = (number: number): number | undefined => {
      const item = items[number];
      return item === undefined ? undefined : this.#heights.get(this.#of.key(item));
    };
    return offsets(items.length, height, this.#of.usual());
  });
  /** Numbers of the rows to draw. */
  readonly rows = $derived.by(() =>
    this.long ? drawn(this.all, this.#sight.from, this.#sight.until, this.#at) : this.#of.items().map((_, number) => number),
  );

  constructor(of: Long<Item>) {
    this.#of = of;
    /** Heights as they are: of text in any size, on any width. */
    this.#watcher = new ResizeObserver((entries) => {
      let changed = false;
      for (const { target, borderBoxSize } of entries) {
        const name = target instanceof HTMLElement ? (target.dataset['key'] ?? '') : '';
        const height = borderBoxSize[0]?.blockSize ?? 0;
        if (height > 0 && this.#heights.get(name) !== height) {
          this.#heights.set(name, height);
          changed = true;
        }
      }
      if (changed) this.#measured += 1;
    });
    $effect(() => (this.long ? untrack(() => this.#follow()) : undefined));
    $effect(() => () => this.#watcher.disconnect());
  }

  /** The row that has the focus; it is drawn wherever it is, also where its list moved it to. */
  get focused(): number | null {
    return this.#at;
  }

  set focused(number: number | null) {
    const item = number === null ? undefined : this.#of.items()[number];
    this.#held = item === undefined ? null : this.#of.key(item);
  }

  /** Goes with every row that is drawn. */
  readonly measure: Attachment<HTMLElement> = (row) => {
    this.#watcher.observe(row);
    return () => this.#watcher.unobserve(row);
  };

  /** Follows what the window shows, until it is called off. */
  #follow(): () => void {
    const look = (): void => {
      const top = this.#of.holder()?.getBoundingClientRect().top ?? 0;
      this.#sight = { from: -top, until: window.innerHeight - top };
    };
    look();
    return whenMoved(look, this.#of.holder()?.closest('dialog')?.firstElementChild);
  }
}
