/** A region of the body as a rounded box on a map of 100 by 208. Left and right are the person's own. */
export interface Region {
  code: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

type Box = [part: string, x: number, y: number, width: number, height: number];

const LIMBS: Box[] = [
  ['upper_arm', 14, 40, 13, 30],
  ['forearm', 11, 72, 12, 29],
  ['hand', 9, 103, 13, 15],
  ['thigh', 31, 110, 18, 42],
];

/** A limb at the viewer's left, and its mirror. Seen from the front the viewer's left is the person's right. */
function pairs(side: 'front' | 'back', boxes: Box[]): Region[] {
  const [near, far] = side === 'front' ? ['right', 'left'] : ['left', 'right'];
  return boxes.flatMap(([part, x, y, width, height]) => [
    { code: `${side}_${part}_${near}`, x, y, width, height },
    { code: `${side}_${part}_${far}`, x: 100 - x - width, y, width, height },
  ]);
}

const middle = (side: 'front' | 'back', boxes: Box[]): Region[] =>
  boxes.map(([part, x, y, width, height]) => ({ code: `${side}_${part}`, x, y, width, height }));

export const FRONT: Region[] = [
  ...middle('front', [
    ['head', 38, 2, 24, 26],
    ['neck', 44, 29, 12, 8],
  ]),
  ...pairs('front', [['chest', 29, 39, 20, 28]]),
  ...middle('front', [
    ['abdomen', 30, 69, 40, 24],
    ['groin', 32, 95, 36, 13],
  ]),
  ...pairs('front', [...LIMBS, ['shin', 33, 154, 15, 38], ['foot', 29, 194, 19, 12]]),
];

export const BACK: Region[] = [
  ...middle('back', [
    ['head', 38, 2, 24, 26],
    ['neck', 44, 29, 12, 8],
    ['upper', 29, 39, 42, 30],
    ['lower', 30, 71, 40, 20],
    ['buttocks', 31, 93, 38, 15],
  ]),
  ...pairs('back', [...LIMBS, ['calf', 33, 154, 15, 38], ['sole', 29, 194, 19, 12]]),
];

export const REGIONS: string[] = [...FRONT, ...BACK].map((region) => region.code);
