/** How findings are said, in the project's language. */

export type ContinuityRule = 'line-crossed' | 'cut-too-small' | 'subject-not-in-scene' | 'two-names';

type Number = string | null;

export type ContinuityFacts =
  | {
      readonly rule: 'line-crossed';
      readonly before: Number;
      readonly after: Number;
      readonly names: readonly string[];
    }
  | {
      readonly rule: 'cut-too-small';
      readonly before: Number;
      readonly after: Number;
      readonly names: readonly string[];
      readonly degrees: number;
    }
  | {
      readonly rule: 'subject-not-in-scene';
      readonly shot: Number;
      readonly scene: string;
      readonly names: readonly string[];
    }
  | { readonly rule: 'two-names'; readonly names: readonly string[]; readonly cues: number };

const inEnglish = (facts: ContinuityFacts): string => {
  const who = facts.names.join(' and ');
  switch (facts.rule) {
    case 'line-crossed':
      return `Between shots ${facts.before} and ${facts.after} the camera crosses the line between ${who}: on screen they change sides (180° rule).`;
    case 'cut-too-small':
      return `Shots ${facts.before} and ${facts.after} show ${who} at nearly the same size from ${facts.degrees}° apart: under 30° the cut looks like a jump.`;
    case 'subject-not-in-scene':
      return `Shot ${facts.shot} shows ${who}, whom scene ${facts.scene} does not mention.`;
    case 'two-names':
      return `${facts.names[1]} speaks ${facts.cues === 1 ? 'once' : `${facts.cues} times`}, and may be ${facts.names[0]} under another name.`;
  }
};

const inChinese = (facts: ContinuityFacts): string => {
  const who = facts.names.join('与');
  switch (facts.rule) {
    case 'line-crossed':
      return `镜头 ${facts.before} 与 ${facts.after} 之间，摄影机越过了${who}之间的轴线，人物在画面中左右互换（180° 法则）。`;
    case 'cut-too-small':
      return `镜头 ${facts.before} 与 ${facts.after} 以相近的景别拍${who}，机位只差 ${facts.degrees}°：不足 30° 的切换看起来像跳切。`;
    case 'subject-not-in-scene':
      return `镜头 ${facts.shot} 里有${who}，但第 ${facts.scene} 场没有提到。`;
    case 'two-names':
      return `「${facts.names[1]}」只有 ${facts.cues} 处对白，可能就是「${facts.names[0]}」的另一种写法。`;
  }
};

/** One sentence that names the shots and people; `language` is BCP 47. */
export const continuityMessage = (language: string, facts: ContinuityFacts): string =>
  /^zh\b/i.test(language) ? inChinese(facts) : inEnglish(facts);
