const sound =
  /\b(?:BANG|BUZZ|BEEP|CLACK|CLANG|CLANK|CLATTER|CLICK|CRACK|CRASH|CREAK|CRUNCH|DING|GROAN|GUNSHOT|HISS|HONK|HOOT|HORN|HOWL|HUM|KNOCK|KRUMF|POP|PTEW|PING|RATTLE|RING|ROAR|RUMBLE|SCRAPE|SCREAM|SCREECH|SHATTER|SHRIEK|SIREN|SLAM|SMACK|SNAP|SPLASH|SQUEAK|SQUEAL|THUD|THUMP|THUNDER|TICK|TOLL|WAIL|WHINE|WHIR|WHISTLE)(?:E?S|E?D|ING)?\b/;
const chineseSound = /响起|响了|铃声|枪声|敲门声|一声巨响|脚步声|轰鸣|汽笛|传来[^，。]{0,10}声|【[^】]*声】/;

/** Whether a word in capitals is a sound. */
export const isSoundWord = (word: string): boolean => sound.test(word);

/** Whether a sentence tells of a sound: in capitals, or by a Chinese word for one. */
export const hasSound = (text: string): boolean => sound.test(text) || chineseSound.test(text);

/** `a bolt SCRAPES inside` gives `a bolt scrape inside`, as after `hears`; null when the sound is no verb in the text. */
export const asHeard = (text: string): string | null => {
  const match = /\b([A-Z]{2,}?)(S|SHES|CHES|ZZES)\b/.exec(text);
  if (match === null || !sound.test(match[0])) return null;
  const base = match[0].replace(/(?<=SH|CH|ZZ|SS)ES$|S$/, '').toLowerCase();
  return `${text.slice(0, match.index)}${base}${text.slice(match.index + match[0].length)}`;
};
