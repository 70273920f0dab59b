/** Shortens sentences of action to what a shot list says of them. */

const endMarks = /[.!。！…\s,，;；:：—–-]+$/;

/** What is read of a sentence, in characters: far more than is said of it, and few enough for the expressions below. */
const longestRead = 1_000;

/** The words that carry a sentence: without asides, comparisons and what merely follows. */
export const mainClause = (text: string, longest = 12): string => {
  const flat = text
    .slice(0, longestRead)
    .replace(/\s+/g, ' ')
    .replace(/\s*\([^)]*\)|（[^）]*）/g, '')
    .replace(/^We (?:see|hear) |^(?:俯瞰|俯拍|仰拍|顶拍|镜头)[：:，]/i, '')
    .replace(
      /^(?:As|When|While|After|Before|Once|Until|Sure enough|Suddenly|Then|Finally|Surprisingly)\b[^,]{0,50}, (?=[\p{L}’']+ \p{L}+)/u,
      '',
    )
    .replace(/^(\p{Lu}[\p{L}’'.-]*(?:\s\p{Lu}[\p{L}’'.-]*){0,2}\s?)(?:, [^,]{1,40}){1,3},(?= [a-z]+s\b)/u, '$1')
    .trim();
  const cut =
    flat.split(
      /\s+--?\s+|--|;|；|—|, (?:as if|as though|like|where|which|who|because|since|so|while|almost|without)\b|，(?:像|仿佛|好像|因为|所以)/,
    )[0] ?? flat;
  return shorten(cut.replace(endMarks, ''), longest);
};

const han = /\p{Script=Han}/u;

const loose =
  /(?: (?:and|or|but|of|to|the|a|an|in|on|at|by|with|for|from|into|as|his|her|its|their|that|up|near|it|he|she|previously|already))+$/i;

/** At most so many words, cut at a comma or before `and` where there is one. */
const shorten = (text: string, longest: number): string => {
  if (han.test(text)) {
    if (text.length <= longest * 2) return text;
    const head = text.slice(0, longest * 2);
    const comma = Math.max(head.lastIndexOf('，'), head.lastIndexOf('、'));
    return comma > 5 ? head.slice(0, comma) : `${head}…`;
  }
  const words = text.split(' ');
  if (words.length <= longest) return text;
  const head = words.slice(0, longest + 1).join(' ');
  const stops = Array.from(head.matchAll(/, |: | and (?=[a-z]+s\b)| that (?=[a-z]+s\b)/g), ({ index }) => index);
  const stop = stops.findLast((index) => index > head.length / 3);
  if (stop !== undefined) return head.slice(0, stop).replace(endMarks, '');
  return words.slice(0, longest).join(' ').replace(endMarks, '').replace(loose, '');
};

const lowered = (text: string): string =>
  /^(?:[A-Z][a-z]|A )/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const abbreviation = /^(?:FBI|CIA|NYPD|LAPD|USA?|UK|EU|DNA|ATM|SUV|NASA|ID|AM|PM|OK|AI|UFO|EMT|ICU|ER|[^AEIOUY]+)$/;

/** Words in capitals as a sentence writes them. */
export const calmed = (text: string): string =>
  /\p{Ll}/u.test(text)
    ? text.replace(/(?<![\p{L}.])[A-Z][A-Z’'-]+(?!\.?\p{L})/gu, (word) =>
        abbreviation.test(word) ? word : word.toLowerCase(),
      )
    : text;

/** A clause that goes on in a sentence: its first letter small unless it is a name. */
export const inSentence = (text: string, names: readonly string[]): string =>
  names.some((name) => text.startsWith(name)) ? text : lowered(text);

const lateSubject = /^(?:[^,]+,\s+){1,2}(?:he|she|they)\s+(?=[a-z])|^[^，]+，(?:他们|她们|他|她)/i;
const pronoun = /^(?:he|she|they)\s+(?=[a-z])|^(?:他们|她们|他|她)/i;

/** A sentence without its subject, if that is the person or a pronoun for him: `Owen walks on` gives `walks on`. */
export const predicateOf = (text: string, spoken: string): string => {
  const open = text.replace(/^(?:[A-Z][a-z]+(?:ly|ing)\b[^,]{0,40}|(?:In|At|On|With|From|Behind) [^,]+),\s+/, '');
  for (const name of [spoken, spoken.toUpperCase()]) {
    if (name !== '' && open.startsWith(name)) {
      const rest = open.slice(name.length).replace(/^(?:,[^,]{1,40}){1,3},(?= [a-z]+s\b)/, '');
      const goesOn = /^\s+[a-z]|^，?\p{Script=Han}/u.test(rest) && !/^(?:['’]|的)/.test(rest);
      if (goesOn) return rest.replace(/^，/, '').trim();
    }
  }
  if (pronoun.test(open)) return open.replace(pronoun, '').trim();
  return lateSubject.test(open) ? open.replace(lateSubject, '').trim() : '';
};

/** Whether a predicate shows something done, rather than what is or was. */
export const isDeed = (predicate: string): boolean =>
  !/^(?:has|have|is|are|was|were|had|doesn['’]t|does not|can|could|will|没|是|有)\b/i.test(predicate);
