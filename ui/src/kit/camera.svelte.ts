import { FRAME_PATIENCE_MS, PICTURE_PATIENCE_MS, readCode, type Pixels } from './qrcode';

/** Longest side of what is looked at, pixels: more slows a phone down and reads no more codes. */
export const MAX_SIDE_PX = 1_280;
/** A picture from a file may show its code small, so that more of it is looked at. */
export const MAX_PICTURE_SIDE_PX = 2_560;
/** Largest picture file that is opened, bytes. */
export const MAX_PICTURE_BYTES = 32 * 1024 * 1024;
/** Pause between two looks, milliseconds. */
export const LOOK_EVERY_MS = 120;

const WISHES: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1_280 }, height: { ideal: 720 } },
};

/** `none`: there is no camera, or no way to it; `busy`: it does not answer; `ended`: it went away. */
export type Sight = 'off' | 'asking' | 'looking' | 'none' | 'refused' | 'busy' | 'ended';

/** Looks through the camera for a code. A frame is looked at and overwritten by the next one; none is kept. */
export class Camera {
  sight = $state<Sight>('off');
  /** It looks at whoever holds it: its picture is shown as a mirror would. */
  mirrored = $state(false);
  readonly #canvas = document.createElement('canvas');
  #stream: MediaStream | undefined;
  #video: HTMLVideoElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with each start and stop: a camera that was asked for before comes too late, and is turned off. */
  #turn = 0;

  async start(video: HTMLVideoElement, found: (text: string) => void): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.#video = video;
    this.sight = 'asking';
    try {
      const stream = await open();
      if (turn !== this.#turn) return release(stream);
      this.#hold(stream);
      video.srcObject = stream;
      await video.play();
      if (turn !== this.#turn) return;
      this.sight = 'looking';
      this.#look(turn, found);
    } catch (thrown) {
      if (turn === this.#turn) this.stop(why(thrown));
    }
  }

  /** Turns the camera off at once. */
  stop(sight: Sight = 'off'): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    if (this.#stream) release(this.#stream);
    if (this.#video) this.#video.srcObject = null;
    this.#stream = this.#video = undefined;
    // The last frame goes with it.
    this.#canvas.width = this.#canvas.height = 0;
    this.sight = sight;
  }

  #hold(stream: MediaStream): void {
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    this.mirrored = track?.getSettings().facingMode !== 'environment';
    track?.addEventListener('ended', () => {
      if (this.#stream === stream) this.stop('ended');
    });
  }

  #look(turn: number, found: (text: string) => void): void {
    const video = this.#video;
    if (!video) return;
    const pixels = draw(this.#canvas, video, video.videoWidth, video.videoHeight, MAX_SIDE_PX);
    const text = pixels && readCode(pixels, FRAME_PATIENCE_MS);
    if (text) found(text);
    // Whoever found what they looked for has turned it off.
    if (turn === this.#turn) this.#timer = setTimeout(() => this.#look(turn, found), LOOK_EVERY_MS);
  }
}

/**
 * The text of the code in a picture file; null where it holds none.
 *
 * Throws where the file is no picture, or larger than `MAX_PICTURE_BYTES`.
 */
export async function readPicture(file: Blob): Promise<string | null> {
  if (file.size > MAX_PICTURE_BYTES) throw new RangeError('picture too large');
  const picture = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  try {
    for (const side of [MAX_PICTURE_SIDE_PX, MAX_SIDE_PX]) {
      const pixels = draw(canvas, picture, picture.width, picture.height, side);
      const text = pixels && readCode(pixels, PICTURE_PATIENCE_MS);
      if (text) return text;
    }
    return null;
  } finally {
    picture.close();
    canvas.width = canvas.height = 0;
  }
}

async function open(): Promise<MediaStream> {
  // A window without a way to a camera does not know the word.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DOMException('', 'NotFoundError');
  return devices.getUserMedia(WISHES);
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function why(thrown: unknown): Sight {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
}

/** The pixels of what is shown, its longest side shortened to `side`; null while there is nothing to see. */
function draw(canvas: HTMLCanvasElement, shown: CanvasImageSource, width: number, height: number, side: number): Pixels | null {
  if (width === 0 || height === 0) return null;
  const shrunk = Math.min(1, side / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * shrunk));
  canvas.height = Math.max(1, Math.round(height * shrunk));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(shown, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
