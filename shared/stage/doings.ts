/**
 * What hands do, from action lines in English and Chinese: folds her arms, drinks, aims a gun, holds a lantern, sets a mug on
 * the parapet. What lasts (crossed arms, a thing in the hand) is of the scene until it is laid down; what passes is of
 * the shot whose words say it.
 */
import { actionSentences } from './blocking.ts';
import { gesturePoses } from './gestures.ts';
import type { Gesture, Hand, Held, HeldThing, Reach, SetPieceKind, StagedFigure } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';

type Words<T> = readonly (readonly [T, RegExp])[];

const gestureWords: Words<Gesture> = [
  [
    'head-in-hands',
    /\b(head|face) in (?:his|her|their) hands\b|\bburies (?:his|her) (?:head|face)\b|抱头|双手捂脸|把脸埋/i,
  ],
  [
    'hand-to-mouth',
    /\bhand (?:to|over|across) (?:his|her|their) mouth\b|\bcovers (?:his|her|their) mouth\b|捂住?嘴|捂着嘴/i,
  ],
  ['hands-up', /\bhands (?:up|in the air)\b|\braises (?:both )?(?:his|her|their) hands\b|举起双手|举手投降|双手举/i],
  [
    'aiming',
    /\b(aims?|aiming|takes aim|points? (?:a|the|his|her) (?:gun|pistol|rifle|revolver)|gun (?:drawn|raised|levell?ed))\b|瞄准|举枪|举起枪|拔枪/i,
  ],
  ['embracing', /\b(hugs?|hugging|embraces?|embracing|holds? (?:him|her|them) (?:close|tight))\b|拥抱|抱住|搂住|相拥/i],
  [
    'drinking',
    /\b(drinks?|drinking|sips?|sipping|gulps?|swigs?|takes a (?:sip|swig|drink)|raises (?:a|the|his|her) (?:glass|cup|mug))\b|喝|饮|抿一口|举杯/i,
  ],
  [
    'smoking',
    /\b(smokes|smoking|lights? (?:up )?(?:a|his|her|another) (?:cigarette|cigar)|takes a drag|drags on)\b|抽烟|吸烟|点烟|点上一支/i,
  ],
  ['writing', /\b(writes?|writing|scribbles?|jots|signs|takes notes|draws in)\b|写|记笔记|签字|签名/i],
  [
    'reading',
    /\b(reads|reading|leafs through|studies (?:a|the|his|her) (?:map|letter|book|file|paper|page)s?)\b|读|看书|看信|翻书|翻看|看报/i,
  ],
  ['waving', /\b(waves|waving)\b(?! of)|挥手|招手/i],
  [
    'arms-crossed',
    /\b(arms (?:crossed|folded)|(?:crosses|folds) (?:his|her|their) arms|crossed arms|folded arms)\b|抱臂|双臂交叉|抱着胳膊|双手抱胸/i,
  ],
  ['hands-on-hips', /\bhands? on (?:his|her|their) hips?\b|叉腰/i],
  ['hands-in-pockets', /\bhands? in (?:his|her|their) (?:coat |jacket )?pockets?\b|插兜|揣兜|手插在口袋|双手插/i],
  ['carrying', /\b(carries|carrying|lugs|hauls)\b(?! on)|扛|搬着|抱着(?:箱|一)|端着/i],
  [
    'reaching',
    /\b(reaches (?:for|out|into|across|over)|reaching (?:for|out)|holds out (?:a|the|his|her)|hands (?:him|her|them) )\b|伸手|伸出手|递给|递过/i,
  ],
  ['pointing', /\b(points? (?:at|to|toward)|pointing)\b|指着|指向/i],
];

/** Of the whole scene, until something else is done. */
const lasting: ReadonlySet<Gesture> = new Set<Gesture>([
  'arms-crossed',
  'hands-on-hips',
  'hands-in-pockets',
  'carrying',
  'reading',
  'writing',
  'smoking',
]);

const thingWords: Words<HeldThing> = [
  ['cigarette', /\b(cigarettes?|cigar|joint)\b|香烟|烟头|雪茄/i],
  ['mug', /\b(mugs?|cups?|coffee|tea)\b|杯子|茶杯|咖啡|马克杯|茶/i],
  ['glass', /\b(glass(?! door| wall)|tumbler|whisk(?:e)?y|wine|champagne)\b|酒杯|玻璃杯|酒/i],
  ['bottle', /\b(bottles?|beer|flask)\b|瓶|啤酒/i],
  ['book', /\b(books?|novel|diary|notebook|bible)\b|书|日记|笔记本/i],
  [
    'paper',
    /\b(letters?|notes?|papers?|envelope|newspaper|photo(?:graph)?|map|file|folder|page)\b|信|纸|报纸|照片|地图|文件/i,
  ],
  ['phone', /\b((?:cell ?|tele)?phone|mobile|receiver)\b|手机|电话|听筒/i],
  ['gun', /\b(gun|pistol|revolver|rifle|shotgun)\b|枪/i],
  ['knife', /\b(knife|blade|dagger|scalpel)\b|刀|匕首/i],
  ['lantern', /\b(lantern|oil lamp)\b|灯笼|提灯|马灯/i],
  ['torch', /\b(torch|flashlight|flash light)\b|手电|火把/i],
  ['umbrella', /\bumbrella\b|伞/i],
  ['suitcase', /\b(suitcase|briefcase)\b|行李箱|手提箱|公文包|皮箱/i],
  ['bag', /\b(bag|purse|backpack|rucksack|satchel|handbag)\b|包|袋|背包/i],
  ['keys', /\b(keys?|key ring)\b|钥匙/i],
  ['pen', /\b(pen|pencil|brush)\b|笔/i],
  ['box', /\b(box|crate|carton|parcel|package|tray)\b|箱|盒|包裹|托盘/i],
];

const takes =
  /\b(holds?|holding|clutch(?:es|ing)|grips?|gripping|carries|carrying|cradles|lifts?|picks? up|takes? (?:out|up|the|a|his|her)|pulls? (?:out|a)|raises?|drinks?|sips?|with (?:a|an|his|her) [\w -]{0,20}in (?:his|her|their) hands?|in (?:his|her|their) hands?|aims?|points? (?:a|the|his|her))\b|拿|握|提着|端|举|捧|攥|掏出|手里|手中|喝|抱着/i;
const lays =
  /\b(sets?|puts?|places?|lays?|rests?|leaves?|drops?|slams?|stands?|balances?)\b[^.;]{0,40}?\b(?:down|on|onto|upon|in front)\b|放[下在到]|搁在|摆在|扔在/i;

/** Nobody's hands hold anything: `drops the gun`, `hands her the letter`. */
const lets = /\b(drops|lets go|throws|tosses|hands (?:him|her|them)|gives|passes)\b|扔|丢下|递给|交给|松手/i;

const placeWords: Words<SetPieceKind> = [
  ['parapet', /\b(parapet|ledge|railing|rail|balustrade|wall)\b|护栏|栏杆|矮墙|女儿墙/i],
  ['counter', /\b(counter|bar)\b|柜台|吧台|台面/i],
  ['desk', /\bdesk\b|书桌|办公桌/i],
  ['table', /\btable\b|桌/i],
  ['shelf', /\bshelf\b|架/i],
  ['bed', /\bbed\b|床/i],
  ['bench', /\bbench\b|长椅|长凳/i],
  ['stairs', /\bsteps?\b|台阶/i],
];

const firstOf = <T>(table: Words<T>, text: string): T | null => {
  let best: { readonly value: T; readonly at: number } | null = null;
  for (const [value, pattern] of table) {
    const at = pattern.exec(text)?.index ?? -1;
    if (at >= 0 && (!best || at < best.at)) best = { value, at };
  }
  return best?.value ?? null;
};

/** The thing of those that hands can hold which a name or a phrase means. */
export const heldThingIn = (text: string): HeldThing | null => firstOf(thingWords, text);

const negated = /\b(not|never|no longer|without|doesn['’]t|don['’]t|isn['’]t|won['’]t|can['’]t)\b|n['’]t\b|[不没未别]/i;

/** A thing that someone laid down, and on what. */
export type LaidThing = { readonly thing: HeldThing; readonly on: SetPieceKind; readonly by: string };

export type Doing = { readonly gesture: Gesture | null; readonly holds: readonly Held[] };

export type Doings = {
  /** What each does at the end of these words; who does nothing with their hands is left out. */
  readonly people: ReadonlyMap<string, Doing>;
  readonly laid: readonly LaidThing[];
};

const handOf: Partial<Record<HeldThing, Hand>> = {
  bag: 'left',
  suitcase: 'left',
  lantern: 'left',
  paper: 'left',
  book: 'left',
};

const heldBy = (thing: HeldThing): readonly Held[] => [{ hand: handOf[thing] ?? 'right', thing }];

type Facts = Pick<SceneFacts, 'blocks' | 'cast'>;

const nothing: Doing = { gesture: null, holds: [] };

/** What someone lays down and on what; null when the sentence says of nothing laid. */
const layingIn = (text: string, by: string): LaidThing | null => {
  const [thing, on] = [firstOf(thingWords, text), firstOf(placeWords, text)];
  return thing && on && lays.test(text) ? { thing, on, by } : null;
};

const holdsAfter = (text: string, before: readonly Held[]): readonly Held[] => {
  if (lets.test(text)) return [];
  const thing = takes.test(text) ? firstOf(thingWords, text) : null;
  return thing ? heldBy(thing) : before;
};

/** Carried by a handle, the arm hanging down. */
const hanging: ReadonlySet<HeldThing> = new Set<HeldThing>(['bag', 'suitcase', 'lantern', 'umbrella', 'torch', 'keys']);

/** What a gesture may be done with, when the words name it. */
const suits: Partial<Record<Gesture, readonly HeldThing[]>> = {
  reading: ['book', 'paper', 'phone'],
  drinking: ['mug', 'glass', 'bottle'],
  carrying: ['box', 'bag', 'suitcase', 'lantern', 'book'],
  smoking: ['cigarette'],
};

/** Whoever drinks has a glass, whoever reads a book, unless the words name another thing for it. */
const withThing = (text: string, gesture: Gesture, holds: readonly Held[]): readonly Held[] => {
  if (lets.test(text)) return holds;
  const named = firstOf(thingWords, text);
  if (named && suits[gesture]?.includes(named)) return heldBy(named);
  const usual = gesturePoses[gesture].thing;
  return holds.length === 0 && usual ? heldBy(usual) : holds;
};

const doingAfter = (text: string, before: Doing, passing: boolean): Doing => {
  const gesture = gestureWords.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  const kept = gesture && (passing || lasting.has(gesture)) ? gesture : null;
  const after = holdsAfter(text, before.holds);
  const holds = kept ? withThing(text, kept, after) : after;
  const hangs = kept === 'carrying' && holds.some(({ thing }) => hanging.has(thing));
  return { gesture: hangs ? null : (kept ?? before.gesture), holds };
};

/** Keeps what lasts only, for a whole scene; with `passing`, what passes too, for the words of one shot. */
export const doingsOf = (facts: Facts, passing: boolean): Doings => {
  const people = new Map<string, Doing>();
  const laid: LaidThing[] = [];
  for (const { text, names, spoken } of actionSentences(facts)) {
    const [name] = names;
    if (name === undefined || negated.test(text)) continue;
    const before = people.get(name) ?? nothing;
    const laying = spoken ? null : layingIn(text, name);
    if (laying) laid.push(laying);
    const holds = laying ? before.holds.filter(({ thing }) => thing !== laying.thing) : [];
    people.set(name, laying ? { gesture: passing ? 'reaching' : null, holds } : doingAfter(text, before, passing));
  }
  for (const [name, { gesture, holds }] of people) if (!gesture && holds.length === 0) people.delete(name);
  return { people, laid };
};

const withReach = ({ reach: _, ...free }: StagedFigure, reach: Reach): StagedFigure =>
  Object.keys(reach).length > 0 ? { ...free, reach } : free;

/** A hand that holds something is up from the lap. */
const heldUp = (figure: StagedFigure, holds: readonly Held[]): StagedFigure => {
  if (figure.pose !== 'sitting' || !figure.reach || holds.length === 0) return figure;
  const full = new Set(holds.map(({ hand }) => hand));
  const { left, right } = figure.reach;
  return withReach(figure, {
    ...(left && !full.has('left') ? { left } : {}),
    ...(right && !full.has('right') ? { right } : {}),
  });
};

/** The figures doing this with their hands. */
export const withDoings = (
  figures: readonly StagedFigure[],
  people: ReadonlyMap<string, Doing>,
): readonly StagedFigure[] =>
  people.size === 0
    ? figures
    : figures.map((figure) => {
        const doing = people.get(figure.name);
        if (!doing) return figure;
        const { gesture, holds } = doing;
        const base = gesture ? withReach(figure, {}) : heldUp(figure, holds);
        return { ...base, ...(gesture ? { gesture } : {}), ...(holds.length > 0 ? { holds } : {}) };
      });
