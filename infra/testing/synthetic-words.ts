/** What the synthetic feature's script is made of, in two languages. */
type List = readonly [string, ...string[]];

export type Vocabulary = {
  readonly title: string;
  readonly names: List;
  readonly places: List;
  readonly times: List;
  readonly parentheticals: List;
  readonly lines: List;
  readonly deeds: List;
  readonly details: List;
  readonly act: (name: string, deed: string, detail: string) => string;
  readonly sentence: (first: string, second: string, both: boolean) => string;
};

const english: Vocabulary = {
  title: 'The Long Tide',
  names: [
    'ANNA',
    'BEN',
    'CAROL',
    'DR. MOSS',
    'ELI',
    'FERRYMAN',
    'GRACE',
    'HUGO',
    'INSPECTOR VALE',
    'JUNE',
    'KIT',
    'LENA',
  ],
  places: ['HARBOUR OFFICE', 'KITCHEN', 'FERRY DECK', 'ARCHIVE', 'BEACH ROAD', 'LIGHTHOUSE STAIRS', 'MARKET', 'CLINIC'],
  times: ['DAY', 'NIGHT', 'DUSK', 'DAWN', 'CONTINUOUS', 'LATER'],
  parentheticals: ['(quietly)', '(to himself)', '(not turning round)', '(beat)', '(over the engine)'],
  lines: [
    'You said the boat would wait.',
    'Nobody waits in this town.',
    'Give me the key.',
    'It was never yours to keep, and you know it.',
    'Ask me again when the tide is out.',
    'I heard the bell. I thought it was for us.',
    'No.',
    'Then we go without the map, and without him, and we do not look back at the light.',
  ],
  deeds: [
    'crosses to the window',
    'puts down the lamp',
    'opens the ledger',
    'turns away',
    'runs for the door',
    'listens',
  ],
  details: [
    'Rain on the glass.',
    'Somewhere below a chain RATTLES.',
    'The light sweeps over the wall and is gone, then comes round again slower than before.',
    'Nobody moves.',
    'A gull lands on the rail.',
  ],
  act: (name, deed, detail) => `${name} ${deed}. ${detail}`,
  sentence: (first, second, both) => (both ? `${first} ${second}` : first),
};

const chinese: Vocabulary = {
  title: '长潮',
  names: ['安娜', '老白', '陈医生', '小满', '船夫', '阿九', '林警官', '许老师'],
  places: ['港口办公室', '厨房', '渡轮甲板', '档案室', '海边公路', '灯塔楼梯', '集市'],
  times: ['日', '夜', '黄昏', '清晨'],
  parentheticals: ['(低声)', '(没有回头)', '(停顿)'],
  lines: [
    '你说过船会等我们。',
    '这个镇上没有人会等。',
    '把钥匙给我。',
    '潮水退了再问我吧，现在什么也说不清楚。',
    '不。',
  ],
  deeds: ['走到窗前', '放下灯', '翻开账本', '转过身去', '朝门口跑去'],
  details: ['雨打在玻璃上。', '楼下传来铁链的声响。', '灯光扫过墙面，又慢慢转了回来，比刚才更慢一些。', '没有人动。'],
  act: (name, deed, detail) => `${name}${deed}。${detail}`,
  sentence: (first, second, both) => (both ? first + second : first),
};

export const vocabularies = { en: english, zh: chinese } as const;
