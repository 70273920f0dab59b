/** What kind of place a heading names, in English and Chinese. */
export const placeKinds = [
  'car',
  'rooftop',
  'stairs',
  'hallway',
  'kitchen',
  'bedroom',
  'restaurant',
  'shop',
  'living-room',
  'office',
  'room',
  'forest',
  'open',
  'street',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

const indoorWords: readonly (readonly [PlaceKind, RegExp])[] = [
  ['car', /\b(car|taxi|cab|truck|van|sedan|suv|pickup)\b|车内|汽车|轿车|出租车|车里|卡车/i],
  ['stairs', /\b(stair\w*|stairwell|steps)\b|楼梯|楼道/i],
  ['hallway', /\b(hallway|corridor|passage|hall|lobby|elevator|tunnel)\b|走廊|过道|大厅|电梯/i],
  ['kitchen', /\b(kitchen|galley)\b|厨房/i],
  ['bedroom', /\b(bedroom|bed|hospital|ward|motel|hotel room|dorm\w*|cabin)\b|卧室|病房|宿舍|旅馆|房间/i],
  ['restaurant', /\b(restaurant|cafe|café|diner|bar|pub|dining|canteen|coffee)\b|餐厅|饭馆|咖啡|酒吧|食堂|饭店|茶馆/i],
  ['shop', /\b(shop|store|market|supermarket|library|copy room|pharmacy)\b|商店|超市|书店|图书馆|店/i],
  ['living-room', /\b(living|lounge|flat|apartment|house|home|parlou?r|den)\b|客厅|家|公寓/i],
  [
    'office',
    /\b(office|study|bureau|studio|station|classroom|school|lab\w*|meeting|conference|booth|hut)\b|办公室|书房|教室|会议室|警局|放映室|实验室/i,
  ],
];
const outdoorWords: readonly (readonly [PlaceKind, RegExp])[] = [
  ['rooftop', /\b(roof\w*|terrace|balcony)\b|天台|屋顶|楼顶|阳台/i],
  ['car', /\b(car|taxi|cab|truck|van)\b.*\b(moving|driving|travell?ing)\b|行驶/i],
  ['forest', /\b(forest|woods?|jungle|park|garden|orchard)\b|树林|森林|公园|花园|林间/i],
  [
    'open',
    /\b(field|desert|beach|sea|lake|river|mountain\w*|hill\w*|plain|sky|harbou?r|pool|farm|mooring)\b|田野|沙漠|海|湖|河|山|草原|沙滩|操场/i,
  ],
  ['stairs', /\b(steps|stairs)\b|台阶/i],
];

export const placeKindOf = (setting: 'INT' | 'EXT' | 'INT/EXT' | null, place: string): PlaceKind => {
  const indoor = setting === 'INT' || setting === null || setting === 'INT/EXT';
  const words = indoor ? indoorWords : outdoorWords;
  const found = words.find(([, pattern]) => pattern.test(place))?.[0];
  return found ?? (indoor ? 'room' : 'street');
};
