/** Body, age and look of someone of whom the project says nothing: from the words about them, else by their name's hash. */
import { clothesFor } from './clothes.ts';
import { chosenBy, shareOf } from './name-hash.ts';
import type { Body, FigureLook } from './scene.ts';
import type { PersonFacts } from './scene-facts.ts';
import { clamp } from './vec3.ts';

type Gender = 'male' | 'female';

const female =
  /\b(woman|girl|she|her|mother|mom|mum|sister|daughter|wife|lady|aunt|grandmother|grandma|queen|waitress|actress|nurse|mrs|ms|miss|madam)\b|女|她|妈|母|姐|妹|婆|奶奶|姑|嫂|太太|小姐/gi;
const male =
  /\b(man|boy|he|his|him|father|dad|brother|son|husband|uncle|grandfather|grandpa|king|waiter|actor|mr|sir|guy)\b|男|他|爸|父|哥|弟|爷|叔|伯|先生|老头/gi;
const femaleNames =
  /^(mara|anna?|mary|jane|emma|alice|sarah?|lisa|kate|laura|julia|sophi[ae]|maria|rose|lily|grace|helen|ruth|nina|eva|eve|elena|claire|susan|linda|karen|amy|lucy|ella|zoe|mia|olivia|chloe|ines|noa|judith|martha|ida|ada|agnes|alma|clara|edith|ellen|esther|frances|iris|joan|joyce|margaret|miriam|molly|olga|pearl|ruby|sylvia|tanya|ivy|may|june|hannah|rachel|rebecca|diana|elizabeth|beth|molly|nora|vera|tess|wendy|yuki|mei)$/i;
const maleNames =
  /^(teo|mike|john|jack|tom|bob|bill|steel|brick|sam|max|leo|paul|peter|mark|david|james|george|frank|henry|harry|joe|luke|adam|ben|dan|ed|eric|fred|greg|ian|jim|ken|larry|nick|oscar|rob|ron|scott|steve|ted|tim|will|wei|hans|otto|karl|owen|alan|albert|alex|arthur|charles|colin|daniel|dennis|edward|felix|gary|harold|hugo|isaac|jacob|jason|kevin|luis|martin|matt|nathan|neil|oliver|omar|oscar|patrick|philip|ralph|ray|richard|robert|roger|ryan|simon|stan|stuart|theo|thomas|victor|walter|william)$/i;
const femaleGiven =
  /[夏丽娟婷芳娜敏静秀英华慧巧美云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希]$/;

const genderOf = (person: PersonFacts, about: string): Gender => {
  const [first = ''] = person.name.split(/[\s.]+/);
  const named = `${person.name} ${person.description}`;
  const score = (text: string): number => (text.match(female)?.length ?? 0) - (text.match(male)?.length ?? 0);
  const own = score(named);
  if (own !== 0) return own > 0 ? 'female' : 'male';
  if (femaleNames.test(first)) return 'female';
  if (maleNames.test(first)) return 'male';
  const around = score(about);
  if (around !== 0) return around > 0 ? 'female' : 'male';
  if (/^老/.test(person.name)) return 'male';
  if (femaleGiven.test(person.name)) return 'female';
  return chosenBy(person.name, 'gender', ['male', 'female']);
};

const digits: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

const chineseAge = (text: string): number | null => {
  const found = /([二三四五六七八九]?)十([一二三四五六七八九]?)(?:岁|出头|多岁|来岁)|([一二三四五六七八九])岁/.exec(
    text,
  );
  if (!found) return null;
  if (found[3]) return digits[found[3]] ?? null;
  return (digits[found[1] ?? ''] ?? 1) * 10 + (digits[found[2] ?? ''] ?? 0);
};

/** Years, from the words; 'thirties' and '30s' count as their middle. */
const writtenAge = (text: string): number | null => {
  const decade = /\b(?:(?:early|mid|late)[ -])?(\d0)['’]?s\b/i.exec(text);
  if (decade) return Number(decade[1]) + 5;
  const years =
    /\((\d{1,3})\)|\((\d{1,3}),|\b(?:aged?|is) (\d{1,3})\b|\b(\d{1,3})[ -]years?[ -]old\b|(\d{1,3})岁/i.exec(text);
  const found = years?.slice(1).find((part) => part !== undefined);
  return found === undefined ? (chineseAge(text) ?? spelledAge(text)) : Number(found);
};

const ones: readonly string[] = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const teens: readonly string[] = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens: readonly string[] = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const spelled = new RegExp(`^(${tens.join('|')})?[- ]?(${[...teens, ...ones].join('|')})?$`, 'i');

/** An age in words between commas behind a name: `IDA, sixty-eight, stands`. */
const spelledAge = (text: string): number | null => {
  for (const part of text.split(/[,，]/).slice(1)) {
    const word = part.trim().replace(/^(?:about|around|nearly|barely|just|maybe|early|mid|late)[- ]+/i, '');
    if (/^\d{1,2}$/.test(word)) return Number(word);
    const found = word === '' ? null : spelled.exec(word);
    if (!found) continue;
    const unit = found[2]?.toLowerCase() ?? '';
    const more = teens.indexOf(unit);
    const high = tens.indexOf(found[1]?.toLowerCase() ?? '');
    return (high >= 0 ? 20 + 10 * high : 0) + (more >= 0 ? 10 + more : ones.indexOf(unit) + 1);
  }
  return null;
};

const ageWords: readonly (readonly [number, RegExp])[] = [
  [1, /\b(baby|infant|newborn)\b|婴儿|宝宝/i],
  [8, /\b(child|kid|little (?:boy|girl)|boy|girl|toddler)\b|小孩|孩子|男孩|女孩|儿童|^小(?:男|女)/i],
  [15, /\b(teen(?:ager|aged?)?|adolescent|schoolboy|schoolgirl)\b|少年|少女|中学生/i],
  [
    70,
    /\b(old|elderly|grand(?:ma|pa|mother|father)|aged|white-haired|retired)\b|老人|老头|老太|爷爷|奶奶|外婆|外公|退休|^老/i,
  ],
];

const ageOf = (person: PersonFacts, about: string): number => {
  if (person.age !== null) return person.age;
  const own = `${person.description} ${about}`;
  const written = writtenAge(own);
  if (written !== null) return written;
  const named = `${person.name} ${person.description}`;
  return ageWords.find(([, words]) => words.test(named))?.[0] ?? 35;
};

const bodyAt = (age: number, gender: Gender): Body => {
  if (age < 2.5) return 'baby';
  if (age < 12) return 'child';
  if (age < 18) return 'teenager';
  const elder = age >= 60;
  if (gender === 'female') return elder ? 'elderWoman' : 'woman';
  return elder ? 'elderMan' : 'man';
};

/** Metres. */
export const usualHeights: Readonly<Record<Body, number>> = {
  man: 1.8,
  woman: 1.65,
  elderMan: 1.74,
  elderWoman: 1.58,
  teenager: 1.6,
  child: 1.2,
  baby: 0.75,
};

const femaleHair = ['bob', 'long', 'ponytail', 'bun', 'curly'] as const;
const maleHair = ['short', 'crew', 'curly', 'short', 'crew'] as const;
const hairWords: readonly (readonly [FigureLook['hair'], RegExp])[] = [
  ['beanie', /\b(beanie|woolly hat|knit cap)\b|毛线帽/i],
  ['cap', /\b(cap|baseball hat)\b|帽/i],
  ['bald', /\b(bald|shaven)\b|光头|秃/i],
  ['ponytail', /\bponytail\b|马尾/i],
  ['bun', /\b(bun|chignon)\b|发髻/i],
  ['curly', /\b(curly|curls|afro)\b|卷发/i],
  ['long', /\blong[ -]hair/i],
  ['crew', /\b(crew cut|buzz cut|soldier)\b|平头|寸头/i],
];

const lookOf = (person: PersonFacts, about: string, body: Body, gender: Gender): FigureLook => {
  const { name } = person;
  const words = `${person.description} ${about}`;
  const worn = hairWords.find(([, pattern]) => pattern.test(words))?.[0];
  const hair = worn ?? chosenBy(name, 'hair', gender === 'female' ? femaleHair : maleHair);
  const old = body === 'elderMan' || body === 'elderWoman';
  return {
    hair: body === 'baby' ? 'bald' : hair,
    hairTone: old ? chosenBy(name, 'hair-tone', [196, 178, 214]) : chosenBy(name, 'hair-tone', [40, 64, 92, 124, 150]),
    skinTone: chosenBy(name, 'skin', [240, 234, 226]),
    topTone: chosenBy(name, 'top', [206, 92, 168, 124, 222, 74, 188, 146]),
    bottomTone: chosenBy(name, 'bottom', [96, 132, 72, 158, 112]),
    ...clothesFor({ name, body, female: gender === 'female', words }),
  };
};

export type Person = {
  readonly name: string;
  readonly body: Body;
  readonly height: number;
  readonly build: { readonly heavy: number; readonly thin: number; readonly muscular: number };
  readonly look: FigureLook;
};

const buildWords: readonly (readonly ['heavy' | 'thin' | 'muscular', RegExp])[] = [
  ['heavy', /\b(large|larger|fat|heavy|burly|stout|overweight|portly)\b|胖|壮实/i],
  ['thin', /\b(thin|skinny|slim|slender|lanky|gaunt|bony)\b|瘦/i],
  ['muscular', /\b(muscular|athletic|strong|brawny|bodybuilder)\b|健壮|魁梧/i],
];

const buildOf = (words: string): Person['build'] => {
  const none = { heavy: 0, thin: 0, muscular: 0 };
  const found = buildWords.find(([, pattern]) => pattern.test(words))?.[0];
  return found ? { ...none, [found]: 0.7 } : none;
};

/** The person as staged: what is known, and for the rest the same guess every time. `about` is what the script says of them. */
export const personOf = (person: PersonFacts, about: string): Person => {
  const gender = genderOf(person, about);
  const body = person.body ?? bodyAt(ageOf(person, about), gender);
  const usual = usualHeights[body] * (1 + 0.05 * (shareOf(person.name, 'height') - 0.5));
  return {
    name: person.name,
    body,
    height: clamp(person.height ?? Math.round(usual * 100) / 100, 0.4, 2.4),
    build: person.build ?? buildOf(`${person.description} ${about}`),
    look: person.look ?? lookOf(person, about, body, gender),
  };
};
