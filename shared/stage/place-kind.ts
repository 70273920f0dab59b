/** What kind of place a heading names, in English and Chinese. */
export const indoorKinds = [
  'car',
  'train',
  'stairs',
  'hallway',
  'kitchen',
  'hospital',
  'bedroom',
  'bar',
  'restaurant',
  'shop',
  'boathouse',
  'warehouse',
  'living-room',
  'classroom',
  'waiting-hall',
  'office',
  'room',
] as const;
export const outdoorKinds = [
  'rooftop',
  'car',
  'shed-by-water',
  'alley',
  'lane',
  'platform',
  'harbour',
  'beach',
  'forest',
  'park',
  'mountains',
  'open',
  'stairs',
  'house',
  'road',
  'street',
] as const;
export type IndoorKind = (typeof indoorKinds)[number];
export type OutdoorKind = (typeof outdoorKinds)[number];
export type PlaceKind = IndoorKind | OutdoorKind;

const indoor: ReadonlySet<PlaceKind> = new Set(indoorKinds);
const outdoor: ReadonlySet<PlaceKind> = new Set(outdoorKinds);
export const isIndoorKind = (kind: PlaceKind): kind is IndoorKind => indoor.has(kind);
export const isOutdoorKind = (kind: PlaceKind): kind is OutdoorKind => outdoor.has(kind);

type Words<Kind> = readonly (readonly [Kind, RegExp])[];

const indoorWords: Words<IndoorKind> = [
  ['car', /\b(car|taxi|cab|truck|van|sedan|suv|pickup)\b|车内|汽车|轿车|出租车|车里|卡车/i],
  ['train', /\b(train|carriage|compartment|tram|bus|subway car|metro|plane|airplane)\b|车厢|火车|地铁|公交|列车|机舱/i],
  ['stairs', /\b(stair\w*|stairwell|steps)\b|楼梯|楼道/i],
  [
    'waiting-hall',
    /\b(station|terminal|airport|waiting (?:room|hall)|lobby|church|chapel|court\w*)\b|候车|车站|机场|候机|教堂|法庭/i,
  ],
  ['hallway', /\b(hallway|corridor|passage|hall|elevator|lift|tunnel)\b|走廊|过道|大厅|电梯|隧道/i],
  ['kitchen', /\b(kitchen|galley)\b|厨房/i],
  ['hospital', /\b(hospital|ward|clinic|infirmary|icu)\b|医院|病房|诊所/i],
  ['bedroom', /\b(bedroom|bed|motel|hotel room|dorm\w*|cabin|nursery)\b|卧室|宿舍|旅馆|房间/i],
  ['bar', /\b(bar|pub|tavern|saloon|nightclub|club)\b|酒吧|酒馆/i],
  [
    'restaurant',
    /\b(restaurant|cafe|café|diner|dining|canteen|cafeteria|coffee|teahouse|bistro)\b|餐厅|饭馆|咖啡|食堂|饭店|茶馆|面馆/i,
  ],
  ['shop', /\b(shop|store|market|supermarket|library|copy room|pharmacy|archive)\b|商店|超市|书店|图书馆|铺|店/i],
  ['boathouse', /\b(boat ?house|boatyard|boat shed)\b|船屋|船坞/i],
  [
    'warehouse',
    /\b(warehouse|garage|workshop|factory|barn|shed|basement|cellar|hangar|attic)\b|仓库|车库|车间|工厂|地下室|阁楼/i,
  ],
  ['living-room', /\b(living|lounge|flat|apartment|house|home|parlou?r|den)\b|客厅|家|公寓/i],
  ['classroom', /\b(class ?room|school|lecture|lab\w*)\b|教室|学校|实验室/i],
  [
    'office',
    /\b(office|study|bureau|studio|meeting|conference|booth|hut|precinct)\b|办公室|书房|会议室|警局|派出所|放映室/i,
  ],
];

const outdoorWords: Words<OutdoorKind> = [
  ['rooftop', /\b(roof\w*|terrace|balcony)\b|天台|屋顶|楼顶|阳台/i],
  ['car', /\b(car|taxi|cab|truck|van)\b.*\b(moving|driving|travell?ing)\b|行驶/i],
  ['shed-by-water', /\b(boat ?house|boat shed|fishing hut)\b|船屋/i],
  ['alley', /\b(alley\w*|back ?street|passage)\b|巷|胡同|弄堂/i],
  ['lane', /\b(lane|row|close|mews|village|old town)\b|小街|老街|村|古镇/i],
  ['street', /\b(street|avenue|square|plaza|pavement|sidewalk|corner|city|town|downtown)\b|街|广场|路口|城市/i],
  ['platform', /\b(platform|railway|station|tracks|bus stop)\b|站台|月台|车站|铁路/i],
  ['harbour', /\b(harbou?r|docks?|quay\w*|pier|wharf|marina|port|mooring|jetty)\b|码头|港|渡口/i],
  ['beach', /\b(beach|shore|coast|sea|ocean|seaside|lake|river\w*|pool|pond)\b|沙滩|海|湖|河|江/i],
  ['forest', /\b(forest|woods?|jungle|woodland)\b|树林|森林|林间|竹林/i],
  [
    'park',
    /\b(park|garden|orchard|cemetery|graveyard|campus|playground|yard|courtyard|back ?yard)\b|公园|花园|校园|操场|院子|墓地/i,
  ],
  ['mountains', /\b(mountain\w*|desert|canyon|cliff\w*|ridge|summit|hill\w*)\b|山|沙漠|悬崖|峡谷/i],
  ['open', /\b(field|plain|sky|farm\w*|meadow|prairie|steppe|moor)\b|田|草原|农场|荒野/i],
  ['stairs', /\b(steps|stairs)\b|台阶/i],
  ['road', /\b(road|highway|motorway|freeway|bridge)\b|公路|马路|大桥|桥/i],
  [
    'house',
    /\b(house|home|cottage|cabin|villa|mansion|shack|hut|porch|patio|deck|farmhouse|front door)\b|家|门口|别墅|屋/i,
  ],
];

export const placeKindOf = (setting: 'INT' | 'EXT' | 'INT/EXT' | null, place: string): PlaceKind => {
  if (setting === 'EXT') return outdoorWords.find(([, pattern]) => pattern.test(place))?.[0] ?? 'street';
  return indoorWords.find(([, pattern]) => pattern.test(place))?.[0] ?? 'room';
};
