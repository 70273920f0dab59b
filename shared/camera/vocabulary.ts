/**
 * The camera's vocabulary: language-neutral ids, with their names in English and Chinese.
 * Names are translations of ids, never of each other: the Chinese scale of sizes is shifted
 * against the English one (中景 is MLS, 近景 is MCU, 特写 is CU, 中近景 is MS).
 */

export type Term = { readonly en: string; readonly zh: string };

export const shotSizes = ['ECU', 'VCU', 'CU', 'MCU', 'MS', 'CS', 'MLS', 'FS', 'WS', 'EWS', 'EST'] as const;
export type ShotSize = (typeof shotSizes)[number];

export const angles = ['eye', 'high', 'low', 'birds-eye', 'overhead', 'worms-eye'] as const;
export type Angle = (typeof angles)[number];

export const framings = [
  'single',
  'two-shot',
  'three-shot',
  'group',
  'over-the-shoulder',
  'point-of-view',
  'insert',
  'cutaway',
  'reaction',
  'reverse',
  'profile',
  'master',
] as const;
export type Framing = (typeof framings)[number];

export const movements = [
  'static',
  'pan',
  'tilt',
  'dolly-in',
  'dolly-out',
  'zoom-in',
  'zoom-out',
  'truck',
  'pedestal',
  'crane',
  'tracking',
  'arc',
  'handheld',
  'steadicam',
  'gimbal',
  'whip-pan',
  'rack-focus',
  'dolly-zoom',
  'crash-zoom',
  'drone',
  'fpv',
] as const;
export type Movement = (typeof movements)[number];

/** Usual focal lengths, mm. Any length from 8 to 1200 is accepted. */
export const usualLenses = [12, 16, 18, 22, 24, 35, 50, 85, 100, 120, 200, 300, 500] as const;

/** Width over height. */
export const usualAspects = [2.39, 2.35, 2, 1.85, 1.78, 1.66, 1.33, 1, 0.8, 0.5625] as const;

/** Camera roll (Dutch angle), degrees: −45 to 45, positive leans the horizon down to frame right. */
export const rollLimit = 45;

/** Camera pitch for each angle, degrees; negative looks down. */
export const anglePitch: Readonly<Record<Angle, number>> = {
  eye: 0,
  high: -15,
  'birds-eye': -40,
  overhead: -90,
  low: 30,
  'worms-eye': 45,
};

export const sizeNames: Readonly<Record<ShotSize, Term>> = {
  ECU: { en: 'Extreme close-up', zh: '大特写' },
  VCU: { en: 'Big close-up', zh: '面部特写' },
  CU: { en: 'Close-up', zh: '特写' },
  MCU: { en: 'Medium close-up', zh: '近景' },
  MS: { en: 'Medium shot', zh: '中近景' },
  CS: { en: 'Cowboy shot', zh: '牛仔镜头' },
  MLS: { en: 'Medium long shot', zh: '中景' },
  FS: { en: 'Full shot', zh: '全景' },
  WS: { en: 'Wide shot', zh: '大全景' },
  EWS: { en: 'Extreme wide shot', zh: '大远景' },
  EST: { en: 'Establishing shot', zh: '定场镜头' },
};

/** What English boards print for a size: the abbreviation of its name, which for `VCU` is not its id. */
export const sizeAbbreviation = (size: ShotSize): string => (size === 'VCU' ? 'BCU' : size);

export const angleNames: Readonly<Record<Angle, Term>> = {
  eye: { en: 'Eye level', zh: '平视' },
  high: { en: 'High angle', zh: '俯拍' },
  low: { en: 'Low angle', zh: '仰拍' },
  'birds-eye': { en: 'Bird’s-eye', zh: '鸟瞰' },
  overhead: { en: 'Overhead', zh: '顶拍' },
  'worms-eye': { en: 'Worm’s-eye', zh: '极低角度' },
};

export const framingNames: Readonly<Record<Framing, Term>> = {
  single: { en: 'Single', zh: '单人镜头' },
  'two-shot': { en: 'Two-shot', zh: '双人镜头' },
  'three-shot': { en: 'Three-shot', zh: '三人镜头' },
  group: { en: 'Group', zh: '群像' },
  'over-the-shoulder': { en: 'Over the shoulder', zh: '过肩镜头' },
  'point-of-view': { en: 'Point of view', zh: '主观镜头' },
  insert: { en: 'Insert', zh: '插入镜头' },
  cutaway: { en: 'Cutaway', zh: '切出镜头' },
  reaction: { en: 'Reaction', zh: '反应镜头' },
  reverse: { en: 'Reverse', zh: '反打' },
  profile: { en: 'Profile', zh: '侧面' },
  master: { en: 'Master', zh: '主镜头' },
};

export const movementNames: Readonly<Record<Movement, Term>> = {
  static: { en: 'Static', zh: '固定' },
  pan: { en: 'Pan', zh: '横摇' },
  tilt: { en: 'Tilt', zh: '纵摇' },
  'dolly-in': { en: 'Dolly in', zh: '推' },
  'dolly-out': { en: 'Dolly out', zh: '拉' },
  'zoom-in': { en: 'Zoom in', zh: '变焦推' },
  'zoom-out': { en: 'Zoom out', zh: '变焦拉' },
  truck: { en: 'Truck', zh: '横移' },
  pedestal: { en: 'Pedestal', zh: '升降' },
  crane: { en: 'Crane', zh: '摇臂' },
  tracking: { en: 'Tracking', zh: '跟拍' },
  arc: { en: 'Arc', zh: '环绕' },
  handheld: { en: 'Handheld', zh: '手持' },
  steadicam: { en: 'Steadicam', zh: '斯坦尼康' },
  gimbal: { en: 'Gimbal', zh: '稳定器' },
  'whip-pan': { en: 'Whip pan', zh: '甩镜头' },
  'rack-focus': { en: 'Rack focus', zh: '移焦' },
  'dolly-zoom': { en: 'Dolly zoom', zh: '滑动变焦' },
  'crash-zoom': { en: 'Crash zoom', zh: '急推变焦' },
  drone: { en: 'Drone', zh: '航拍' },
  fpv: { en: 'FPV', zh: '穿越机' },
};

/** How tight a size is; the script's margin and the board colour shots by it. */
export type Tightness = 'tight' | 'mid' | 'full' | 'wide';
export const tightnessOf = (size: ShotSize): Tightness => {
  switch (size) {
    case 'ECU':
    case 'VCU':
    case 'CU':
      return 'tight';
    case 'MCU':
    case 'MS':
    case 'CS':
      return 'mid';
    case 'MLS':
    case 'FS':
      return 'full';
    case 'WS':
    case 'EWS':
    case 'EST':
      return 'wide';
  }
};

/** The lens a shot of this size has when none is chosen, mm. */
export const defaultLens: Readonly<Record<ShotSize, number>> = {
  ECU: 100,
  VCU: 85,
  CU: 85,
  MCU: 50,
  MS: 50,
  CS: 35,
  MLS: 35,
  FS: 35,
  WS: 24,
  EWS: 18,
  EST: 18,
};

/** The framing that a shot has when none is chosen, by the number of its subjects. */
export const defaultFraming = (subjects: number): Framing =>
  subjects <= 1 ? 'single' : subjects === 2 ? 'two-shot' : subjects === 3 ? 'three-shot' : 'group';
