/** What people wear: each top's cut, and what follows from a look in which not all is said. */
import type { Body, Clothes, FigureLook } from '@oner/shared/stage/scene.ts';
import { textHash } from '@oner/shared/stage/text-hash.ts';

export type Cut = {
  /** Cloth stands this far off the skin, m at a height of 1.8 m. */
  readonly loose: number;
  /** Hem of the body part above the hips' joint, m at a height of 1.8 m. */
  readonly hem: number;
  /** Tails or skirt from the waist: how far down, 1 is the knee; how far out at the hem, m; whether it is open before. */
  readonly tails: { readonly down: number; readonly flare: number; readonly open: boolean } | null;
  /** A V before, in which what is worn under it shows: how deep, in shares of the way from neck to hem, and half as wide, m. */
  readonly vee: { readonly depth: number; readonly half: number } | null;
  readonly sleeves: Clothes['sleeves'];
  readonly collar: Clothes['collar'];
};

const plain: Cut = { loose: 0.012, hem: -0.03, tails: null, vee: null, sleeves: 'long', collar: 'round' };

export const cuts: Readonly<Record<Clothes['top'], Cut>> = {
  shirt: { ...plain, loose: 0.01, collar: 'shirt' },
  tee: { ...plain, loose: 0.008, hem: -0.04, sleeves: 'short' },
  sweater: { ...plain, loose: 0.016 },
  hoodie: { ...plain, loose: 0.022, hem: -0.05, collar: 'hood' },
  jacket: { ...plain, loose: 0.02, hem: -0.05, vee: { depth: 0.42, half: 0.062 }, collar: 'shirt' },
  suit: { ...plain, loose: 0.018, hem: -0.15, vee: { depth: 0.52, half: 0.07 }, collar: 'lapel' },
  coat: {
    ...plain,
    loose: 0.026,
    hem: -0.05,
    tails: { down: 1.08, flare: 0.05, open: true },
    vee: { depth: 0.36, half: 0.06 },
    collar: 'lapel',
  },
  dress: { ...plain, loose: 0.006, hem: 0.02, tails: { down: 0.98, flare: 0.1, open: false }, collar: 'none' },
  blouse: { ...plain, loose: 0.012, collar: 'shirt' },
  vest: { ...plain, loose: 0.012, hem: -0.02, vee: { depth: 0.5, half: 0.06 }, collar: 'shirt' },
  uniform: { ...plain, loose: 0.014, hem: -0.1, collar: 'shirt' },
};

const guessedTops: Readonly<Record<Body, readonly Clothes['top'][]>> = {
  man: ['sweater', 'shirt', 'jacket', 'coat', 'tee', 'suit', 'hoodie'],
  woman: ['sweater', 'blouse', 'jacket', 'coat', 'tee', 'dress', 'shirt'],
  elderMan: ['sweater', 'vest', 'jacket', 'coat', 'shirt'],
  elderWoman: ['sweater', 'blouse', 'coat', 'dress'],
  teenager: ['hoodie', 'tee', 'jacket', 'sweater'],
  child: ['sweater', 'tee', 'hoodie'],
  baby: ['sweater'],
};

/** The whole of what is worn: what the look does not say is guessed, the same for the same name in every frame. */
export const clothesOf = (body: Body, name: string, look: Partial<FigureLook>): Clothes => {
  const choice = guessedTops[body];
  const top = look.top ?? choice[(textHash(name) >>> 3) % choice.length] ?? 'sweater';
  const skirted = top === 'blouse' && body === 'woman' && (textHash(name) & 1) === 1;
  return {
    top,
    sleeves: look.sleeves ?? cuts[top].sleeves,
    collar: look.collar ?? cuts[top].collar,
    bottom: look.bottom ?? (skirted ? 'skirt' : 'trousers'),
  };
};
