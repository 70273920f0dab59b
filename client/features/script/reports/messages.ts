import { defineMessages } from '../../../ui/language.tsx';

export const reportMessages = defineMessages({
  en: {
    report: 'Statistics',
    close: 'Close',
    total: (scenes: number, pages: string, words: string, dialogue: string) =>
      `${scenes} scenes, ${pages} pages, ${words} words; ${dialogue} of them are spoken.`,
    cast: 'Who speaks',
    name: 'Name',
    speeches: 'Speeches',
    words: 'Words',
    share: 'Share',
    scenes: 'Scenes',
    places: 'Where it plays',
    place: 'Place',
    pages: 'Pages',
    copy: 'Copy as a table',
    copied: 'Copied.',
  },
  zh: {
    report: '统计',
    close: '关闭',
    total: (scenes: number, pages: string, words: string, dialogue: string) =>
      `共 ${scenes} 场，${pages} 页，${words} 字，其中对白占 ${dialogue}。`,
    cast: '谁在说话',
    name: '人物',
    speeches: '台词段数',
    words: '字数',
    share: '占比',
    scenes: '场数',
    places: '发生地点',
    place: '地点',
    pages: '页数',
    copy: '复制为表格',
    copied: '已复制。',
  },
});
