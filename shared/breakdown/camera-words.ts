import type { Angle, Movement, ShotSize } from '../camera/vocabulary.ts';

type Rule<Value> = readonly [Value, RegExp];

const firstOf = <Value>(rules: readonly Rule<Value>[], text: string): Value | null =>
  rules.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

const angleRules: readonly Rule<Angle>[] = [
  ['overhead', /\bdirectly (?:overhead|above)\b|\bOVERHEAD\b|\btop shot\b|顶拍|正上方/],
  ['birds-eye', /\bfrom (?:high )?(?:overhead|above)\b|\bbird.s.eye\b|\bAERIAL\b|从高处|俯瞰|鸟瞰/i],
  ['worms-eye', /\bworm.s.eye\b|极低角度|虫视/i],
  [
    'high',
    /\bHIGH ANGLE\b|\blooks? down (?:at|on|from)\b|\brooftop\b|\bfrom the roof\b|\bcurled up\b|\bon (?:his|her) knees\b|俯拍|低头看|往下看|屋顶|跪/i,
  ],
  [
    'low',
    /\bLOW ANGLE\b|\blooks? up (?:at|to)\b|\btowers? (?:over|above)\b|\blooms?\b|\bstands? over\b|仰拍|抬头|仰望|耸立|高高在上/i,
  ],
];

/** The angle that words ask for; eye level when they ask for none. */
export const angleOf = (text: string): Angle => firstOf(angleRules, text) ?? 'eye';

const movementRules: readonly Rule<Movement>[] = [
  ['handheld', /\bHANDHELD\b|手持/],
  ['whip-pan', /\bWHIP PAN\b|甩镜头/],
  ['zoom-in', /\bZOOM(?:S|ING)? IN\b|变焦推/i],
  ['zoom-out', /\bZOOM(?:S|ING)? OUT\b|变焦拉/i],
  ['crane', /\bCRANE\b|摇臂/],
  ['tilt', /\bTILT(?:S|ING)?\b (?:UP|DOWN)|\blooks? (?:him|her) up and down\b|纵摇/i],
  ['dolly-out', /\b(?:PULL|DOLLY) (?:BACK|OUT)\b|镜头拉/],
  ['dolly-in', /\b(?:PUSH|DOLLY|MOVE) IN\b|镜头推/],
  ['rack-focus', /\bRACK FOCUS\b|移焦/],
  [
    'tracking',
    /\b(?:walks?(?! (?:in|up|over|into)\b)|walking|runs?|running|follows?|hurr(?:y|ies)|shambles?|strides?|speeds?|barrels?|chases?|sprints?|marches|strolls?)\b|走过|走向|奔|跑|跟着|追|散步|边走边/,
  ],
  [
    'pan',
    /\b(?:enters?|comes? in|steps? in|walks? (?:in|up|over|into)|emerges?|arrives?|returns?(?! (?:his|her|its|their|the)\b)|leaves|exits?|heads? (?:out|for)|lurches)\b|走进|进来|进门|走出|离开|转身走/,
  ],
  ['truck', /\b(?:crosses|crossing|paces|pacing|passes)\b|穿过|踱步/],
  ['dolly-in', /\b(?:slowly|freezes|reali[sz]es|stares?|closer)\b|慢慢|愣住|凝视|盯着/],
];

/** The camera movement that words ask for. */
export const movementOf = (text: string): Movement => firstOf(movementRules, text) ?? 'static';

const sizeRules: readonly Rule<ShotSize>[] = [
  ['ECU', /\bEXTREME CLOSE|大特写/],
  ['CU', /\bCLOSE(?: ON|[- ]?UP)\b|特写/],
  ['EWS', /\bEXTREME(?:LY)? WIDE\b|大远景/],
  ['WS', /\bWIDE(?: SHOT| ON)?\b|远景/],
  ['FS', /\bFULL SHOT\b|全景/],
  ['MCU', /近景/],
];

/** The size that the writer asked for by its name. */
export const writtenSizeOf = (text: string): ShotSize | null => firstOf(sizeRules, text);

/** Degrees of roll that words ask for. */
export const rollOf = (text: string): number => (/\bDUTCH\b|荷兰角|倾斜镜头/i.test(text) ? 12 : 0);

/** Whether what happens is to be read in a face. */
export const isInFace = (text: string): boolean =>
  /\b(?:eyes?|face|lips?|smiles?|smiling|tears?|stares?|flinch(?:es)?|winces?|laugh(?:s|ing)?|frowns?|blinks?|squints?|sobs?|sighs?|blushes|grimaces?|gasps?|swallows)\b|眼|脸|泪|微笑|笑|皱眉|叹|哭|嘴唇|愣/i.test(
    text,
  );

/** Whether people go along while they talk. */
export const isWalking = (text: string): boolean =>
  /\b(?:walks?(?! (?:in|up|over|into|out|off|away|to|through)\b)|walking|stroll|strolls|strolling|side by side|jog|jogs)\b|边走边|并肩|散步|走着/i.test(
    text,
  );
