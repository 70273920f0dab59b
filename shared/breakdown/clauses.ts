/** Shortens sentences of action to what a shot list says of them. */

const endMarks = /[.!。！…\s,，;；:：—–-]+$/;

/** The words that carry a sentence: without asides, comparisons and what merely follows. */
export const mainClause = (text: string, longest = 12): string => {
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/\s*\([^)]*\)|（[^）]*）/g, '')
    .replace(/^((?:\p{Lu}[\p{L}’'.-]*\s?){1,3})(?:, [^,]{1,40}){1,3},(?= [a-z]+s\b)/u, '$1')
    .trim();
  const cut =
    flat.split(
      /\s+--?\s+|--|;|；|—|, (?:as if|as though|like|where|which|who|because|since|so|while|almost|without)\b|，(?:像|仿佛|好像|因为|所以)/,
    )[0] ?? flat;
  return shorten(cut.replace(endMarks, ''), longest);
};

const han = /\p{Script=Han}/u;

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
  const head = words.slice(0, longest).join(' ');
  const stop = Math.max(head.lastIndexOf(', '), head.lastIndexOf(' and '), head.lastIndexOf(': '));
  if (stop > head.length / 3) return head.slice(0, stop).replace(endMarks, '');
  const loose =
    /(?: (?:and|or|but|of|to|the|a|an|in|on|at|by|with|for|from|into|as|his|her|its|their|that|up|near))+$/i;
  return head.replace(endMarks, '').replace(loose, '');
};

const lowered = (text: string): string =>
  /^(?:[A-Z][a-z]|A )/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const properNames = (text: string, names: readonly string[]): string =>
  names.some((name) => text.startsWith(name)) ? text : lowered(text);

/** Words in capitals as a sentence writes them. */
export const calmed = (text: string): string =>
  /\p{Ll}/u.test(text)
    ? text.replace(/(?<![\p{L}.])[A-Z][A-Z’'-]+(?![\p{L}.])/gu, (word) =>
        /[AEIOUY]/.test(word) ? word.toLowerCase() : word,
      )
    : text;

/** A clause that goes on in a sentence: its first letter small unless it is a name. */
export const inSentence = (text: string, names: readonly string[]): string => properNames(text, names);

const pronoun = /^(?:he|she|they)\s+(?=[a-z])|^(?:他们|她们|他|她)/i;

/** A sentence without its subject, if that is the person or a pronoun for him: `Owen walks on` gives `walks on`. */
export const predicateOf = (text: string, spoken: string): string => {
  const open = text.replace(/^[A-Z][a-z]+(?:ly|ing)?,\s+/, '');
  const upper = spoken.toUpperCase();
  for (const name of [spoken, upper]) {
    if (name !== '' && open.startsWith(name)) {
      const rest = open.slice(name.length).replace(/^,[^,]*,(?: no [^,]*,)?/, '');
      if (/^\s+[a-z]|^\p{Script=Han}/u.test(rest) && !/^(?:['’]|的)/.test(rest)) return rest.trim();
    }
  }
  return pronoun.test(open) ? open.replace(pronoun, '').trim() : '';
};
