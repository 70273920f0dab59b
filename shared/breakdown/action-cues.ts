import type { Angle, Movement } from '../camera/vocabulary.ts';

const sound =
  /\b(?:BANG|BUZZ|BEEP|CLACK|CLANG|CLANK|CLATTER|CLICK|CRACK|CRASH|CREAK|CRUNCH|DING|GROAN|GUNSHOT|HISS|HONK|HOOT|HORN|HOWL|HUM|KNOCK|KRUMF|POP|PTEW|PING|RATTLE|RING|ROAR|RUMBLE|SCRAPE|SCREAM|SCREECH|SHATTER|SHRIEK|SIREN|SLAM|SMACK|SNAP|SPLASH|SQUEAK|SQUEAL|THUD|THUMP|THUNDER|TICK|TOLL|WAIL|WHINE|WHIR|WHISTLE)(?:E?S|E?D|ING)?\b/;
const chineseSound = /响起|响了|铃声|枪声|敲门声|一声巨响|脚步声|轰鸣|汽笛/;
const capitals = /\b[A-Z][A-Z’'-]+(?:[ ][A-Z][A-Z’'-]+)*\b/g;
const notProps =
  /^(?:AM|PM|TV|POV|OK|USA|UK|AKA|INTO|AND|THE|BAD|END|CUT|FADE|FREEZE|TITLES?|SUPER|ANGLE|CLOSE|WIDE|DEAD|NO|YES|NOT|VERY|FILLS|INCHES AWAY|STANDBY)$/;
const person =
  /\b(?:MAN|MEN|WOMAN|WOMEN|BOY|GIRL|BAND|CROWD|GUARDS?|OFFICER|DRIVER|WAITER|WAITRESS|DOCTOR|NURSE|KIDS?)\b/;

export const hasSound = (text: string): boolean => sound.test(text) || chineseSound.test(text);

/** Things that the action writes in capitals: neither people nor sounds. */
export const propsIn = (text: string, cast: readonly string[]): readonly string[] => {
  const names = new Set(cast.flatMap((name) => name.toUpperCase().split(/\s+/)));
  return (text.match(capitals) ?? []).filter(
    (words) =>
      words.length > 2 &&
      !/(?:ED|ING)$/.test(words) &&
      !notProps.test(words) &&
      !sound.test(words) &&
      !person.test(words) &&
      !words.split(' ').some((word) => names.has(word.replace(/[’']S$/, ''))),
  );
};

const handling =
  /\b(?:puts?|picks?|opens?|holds?|takes?|drops?|sets?|lays?|lifts?|reads?|pulls?|shows?)\b(?: [a-z’'-]+){0,3} [A-Z]{3}/;

/** Whether a sentence asks for an insert: a thing in capitals on its own or in someone's hands. */
export const wantsInsert = (text: string, people: readonly string[], cast: readonly string[]): boolean =>
  propsIn(text, cast).length > 0 && (people.length === 0 || handling.test(text));

/** Whether the words look through someone's eyes. */
export const isPointOfView = (text: string): boolean =>
  /\bP\.?O\.?V\b|\bthrough (?:his|her|their) eyes\b|主观|眼中/i.test(text);

/** Whether someone is said to see something: what follows is worth a look of its own. */
export const angleOf = (text: string): Angle => {
  if (/\bfrom (?:directly |high )?(?:overhead|above)\b|\bbird.s.eye\b|从高处|俯瞰/i.test(text)) return 'birds-eye';
  if (/\blooks? down (?:at|on|from)\b|\brooftop\b|\bfrom the roof\b|低头看|往下看|屋顶/i.test(text)) return 'high';
  if (/\blooks? up\b|\btowers? (?:over|above)\b|\blooms?\b|抬头|仰望|耸立/i.test(text)) return 'low';
  return 'eye';
};

export const movementOf = (text: string): Movement => {
  if (
    /\b(?:walks?|runs?|follows?|hurr(?:y|ies)|shambles?|strides?|speeds?|barrels?|chases?)\b|走过|跑|跟着|追/i.test(
      text,
    )
  ) {
    return 'tracking';
  }
  if (/\b(?:enters?|comes? in|steps? in|emerges?|arrives?|returns?)\b|走进|进来|进门/i.test(text)) return 'pan';
  if (/\b(?:crosses|crossing|paces|pacing|passes)\b|穿过|踱步/i.test(text)) return 'truck';
  if (/\b(?:slowly|freezes|realizes|realises|stares)\b|慢慢|愣住|凝视/i.test(text)) return 'dolly-in';
  return 'static';
};
