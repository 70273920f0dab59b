import { angleOf, isInFace } from './camera-words.ts';
import { wantsInsert } from './props.ts';
import { hasSound } from './sounds.ts';

/** What a sentence of action asks of the camera. */
export type ActionCue =
  | 'plain'
  | 'insert'
  | 'sound'
  | 'point-of-view'
  | 'entrance'
  | 'exit'
  | 'turn'
  | 'reaction'
  | 'angle';

const pointOfView = /\bP\.?O\.?V\b|\bthrough (?:his|her|their) eyes\b|主观|眼中/i;
const seeing =
  /\b(?:sees|spots|notices|glimpses|catches sight of|looks through|peers (?:through|into|at)|gazes out at)\b(?! (?:that|how|why|if|each other|nothing)\b)|(?:透过[^，。]{0,10}?)?(?:看见|看到|望见|瞥见)|透过/;
const entrance =
  /\b(?:enters?|comes? in(?:to)?|walks? (?:in|up|into)|steps? (?:in|into|out)|emerges?|arrives?|returns?(?! (?:his|her|its|their|the)\b)|appears?|bursts? in)\b|走进|进来|出来|过来|赶来|进门|推门|出现|赶到|回来/;
const exit =
  /\b(?:leaves|exits?|goes|walks? (?:out|off|away)|heads? (?:out|off|for)|runs? (?:out|off)|disappears?)\b(?! (?:on|in|up|by)\b)|离开|走出|走了|转身走|消失/;
const turn =
  /^(?:(?:a|an?|the|then|and then)?\s*(?:long )?(?:beat|silence|pause)\b|silence\b|beat\b|nobody (?:moves|speaks))|\b(?:freezes|stops dead|goes still|reali[sz]es|and then there['’]s)\b|^沉默|^停顿|愣住|僵住|安静下来/i;

type Seen = {
  readonly text: string;
  readonly actor: string | null;
  readonly hasPerson: boolean;
  readonly cast: readonly string[];
};

/** What a sentence asks for, the strongest reason first. */
export const actionCueOf = ({ text, actor, hasPerson, cast }: Seen): ActionCue => {
  if (pointOfView.test(text)) return 'point-of-view';
  if (hasSound(text)) return 'sound';
  if (actor !== null && entrance.test(text)) return 'entrance';
  if (wantsInsert(text, hasPerson, cast)) return 'insert';
  if (actor !== null && seeing.test(text)) return 'point-of-view';
  if (/^(?:birds-eye|overhead|worms-eye)$/.test(angleOf(text))) return 'angle';
  if (turn.test(text)) return 'turn';
  if (actor !== null && exit.test(text)) return 'exit';
  return actor !== null && isInFace(text) ? 'reaction' : 'plain';
};

/** What stands before the words that tell what is seen. */
export const seeingSplit = (text: string): string | null => {
  const match = seeing.exec(text) ?? pointOfView.exec(text);
  return match === null ? null : text.slice(match.index + match[0].length).replace(/^(?:镜头)?[\s:：—-]+/, '');
};
