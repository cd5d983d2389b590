import { cleanup, configure, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { encode } from 'uqr';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { words } from '../i18n/words.svelte';
import CodeField from './CodeField.svelte';
import { MAX_PICTURE_BYTES, readPicture } from './camera.svelte';
import { PICTURE_PATIENCE_MS, isFor, readCode, type Pixels } from './qrcode';

/** Longest wait for a word on the screen, milliseconds: reading a code takes real work. */
const PATIENCE_MS = 10_000;
configure({ asyncUtilTimeout: PATIENCE_MS });
vi.setConfig({ testTimeout: 2 * PATIENCE_MS });

const ADDRESS = `visita-lan:${'84015820364e67f067c33dac04'.repeat(8)}`;

/** A sheet with a code, as another library draws it, seen turned by so many degrees, with noise of so much brightness. */
function sheet(text: string, seen: { degrees?: number; noise?: number; light?: [number, number] } = {}): Pixels {
  const code = encode(text, { border: 4 });
  const [side, module_px] = [480, 336 / code.size];
  const [paper, ink] = seen.light ?? [230, 25];
  const turn = ((seen.degrees ?? 0) * Math.PI) / 180;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  // Drawn from a formula, so that a failure is the same one next time.
  let seed = 7;
  const noise = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed / 2_147_483_648 - 0.5) * (seen.noise ?? 0);
  };
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [dx, dy] = [x - side / 2, y - side / 2];
      const column = Math.floor((dx * Math.cos(turn) + dy * Math.sin(turn)) / module_px + code.size / 2);
      const row = Math.floor((dy * Math.cos(turn) - dx * Math.sin(turn)) / module_px + code.size / 2);
      data.fill((code.data[row]?.[column] ? ink : paper) + noise(), (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

const SEEN = sheet(ADDRESS);
const OTHER = sheet('https://example.org');
const NOTHING = sheet('', { light: [128, 128] });

const read = (pixels: Pixels): string | null => readCode(pixels, PICTURE_PATIENCE_MS);

it.each([{ degrees: 0 }, { degrees: 17 }, { degrees: 180 }, { noise: 80 }, { light: [120, 60] as [number, number] }, { light: [25, 230] as [number, number] }])(
  'reads a code seen as %j',
  (seen) => expect(read(sheet(ADDRESS, seen))).toBe(ADDRESS),
);

it('reads the longest texts that are shown, in small letters and in capitals', () => {
  for (const text of [`visita-answer:${'0f'.repeat(500)}`, `VISITARELAY1${'QPZRY9X8'.repeat(60)}`]) expect(read(sheet(text))).toBe(text);
});

it('finds nothing where there is nothing', () => {
  expect(read(NOTHING)).toBeNull();
  expect(read({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).toBeNull();
});

it('tells the kinds of codes apart', () => {
  expect(isFor('nearby', ADDRESS)).toBe(true);
  expect(isFor('relay', 'VISITARELAY1QPZRY')).toBe(true);
  expect(isFor('join', ADDRESS)).toBe(false);
  expect(isFor('recovery', 'https://example.org')).toBe(false);
});

it('opens no picture larger than the limit', async () => {
  const file = (size: number): Blob => Object.defineProperty(new Blob(['x']), 'size', { value: size });
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('was opened')));
  await expect(readPicture(file(MAX_PICTURE_BYTES + 1))).rejects.toThrow(RangeError);
  await expect(readPicture(file(MAX_PICTURE_BYTES))).rejects.toThrow('was opened');
});

/** A camera that sees a sheet; what it was asked, and its one track. */
function camera(sees: () => Pixels, answer: (give: () => MediaStream) => Promise<MediaStream> = async (give) => give()) {
  const track = Object.assign(new EventTarget(), { readyState: 'live', stop: () => (track.readyState = 'ended'), getSettings: () => ({}) });
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  const asked: MediaStreamConstraints[] = [];
  const getUserMedia = (wishes: MediaStreamConstraints): Promise<MediaStream> => {
    asked.push(wishes);
    return answer(() => stream);
  };
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } });
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  vi.spyOn(HTMLVideoElement.prototype, 'videoWidth', 'get').mockImplementation(() => sees().width);
  vi.spyOn(HTMLVideoElement.prototype, 'videoHeight', 'get').mockImplementation(() => sees().height);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ drawImage: () => undefined, getImageData: sees } as never);
  return { track, asked };
}

function field(): HTMLInputElement {
  render(CodeField, { purpose: 'nearby', label: 'Address', value: 'typed before' });
  return screen.getByLabelText('Address');
}

const scan = (): HTMLElement => screen.getByRole('button', { name: words.say('scan-nearby') });
const dialog = (): HTMLElement | null => document.querySelector('dialog[open]');

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  words.language = 'en';
});

it('puts the text of the code into the field, asks for no sound, and turns the camera off', async () => {
  const { track, asked } = camera(() => SEEN);
  const typed = field();
  await fireEvent.click(scan());
  await screen.findByText(words.say('scan-done'));
  expect(typed.value).toBe(ADDRESS);
  expect([dialog(), track.readyState]).toEqual([null, 'ended']);
  expect(asked).toMatchObject([{ audio: false, video: { facingMode: 'environment' } }]);
  await fireEvent.input(typed, { target: { value: 'typed after' } });
  expect(screen.queryByText(words.say('scan-done'))).toBeNull();
});

it('says that a code is for something else, and looks on', async () => {
  let sees = OTHER;
  camera(() => sees);
  const typed = field();
  await fireEvent.click(scan());
  expect((await screen.findByRole('alert')).textContent).toBe(words.say('scan-other'));
  expect(typed.value).toBe('typed before');
  sees = SEEN;
  await screen.findByText(words.say('scan-done'));
  expect(typed.value).toBe(ADDRESS);
});

it.each([
  ['NotAllowedError', 'refused'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'busy'],
])('says so after %s, keeps the field, and tries again when told to', async (name, sight) => {
  let refused = true;
  camera(
    () => SEEN,
    async (give) => {
      if (refused) throw new DOMException('', name);
      return give();
    },
  );
  const typed = field();
  await fireEvent.click(scan());
  await screen.findByText(words.say(`scan-sight-${sight}`));
  expect(typed.value).toBe('typed before');
  refused = false;
  await fireEvent.click(screen.getByRole('button', { name: words.say('scan-again') }));
  await screen.findByText(words.say('scan-done'));
});

it('says so where the window knows of no cameras at all', async () => {
  camera(() => SEEN);
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
  field();
  await fireEvent.click(scan());
  await screen.findByText(words.say('scan-sight-none'));
});

it('turns a camera off that is given only after the dialog was closed', async () => {
  let give = (): void => undefined;
  const { track } = camera(
    () => SEEN,
    (stream) => new Promise((given) => (give = () => given(stream()))),
  );
  field();
  await fireEvent.click(scan());
  await fireEvent.click(screen.getByRole('button', { name: words.say('close') }));
  give();
  await vi.waitFor(() => expect(track.readyState).toBe('ended'));
  expect(dialog()).toBeNull();
});

it('turns the camera off when the window is hidden, and when the system takes it away', async () => {
  const { track } = camera(() => NOTHING);
  field();
  await fireEvent.click(scan());
  await screen.findByText(words.say('scan-sight-looking'));
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  await screen.findByText(words.say('scan-sight-ended'));
  expect(track.readyState).toBe('ended');

  track.readyState = 'live';
  await fireEvent.click(screen.getByRole('button', { name: words.say('scan-again') }));
  await screen.findByText(words.say('scan-sight-looking'));
  track.dispatchEvent(new Event('ended'));
  await screen.findByText(words.say('scan-sight-ended'));
});

it('offers pictures only where the chooser does not cover the window', async () => {
  camera(() => NOTHING);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  field();
  await fireEvent.click(scan());
  await screen.findByText(words.say('scan-sight-looking'));
  expect(screen.queryByRole('button', { name: words.say('scan-picture') })).toBeNull();
});

it('speaks the language of the window', async () => {
  words.language = 'ar';
  await tick();
  camera(() => SEEN);
  const typed = field();
  await fireEvent.click(screen.getByRole('button', { name: 'امسح العنوان' }));
  await screen.findByText('قُرئ الرمز.');
  expect(typed.value).toBe(ADDRESS);
});
