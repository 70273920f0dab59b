import { defineMessages } from '../../ui/language.tsx';

export const scriptMessages = defineMessages({
  en: {
    scenes: 'Scenes',
    length: (eighths: string) => `${eighths} pg`,
    shots: (count: number) => (count === 0 ? 'no shots' : count === 1 ? '1 shot' : `${count} shots`),
    unplaced: (count: number) => (count === 1 ? '1 unplaced shot' : `${count} unplaced shots`),
    script: 'Script',
    blankTitle: 'A blank page, shared',
    blankWords:
      'Type a scene heading to begin, such as INT. KITCHEN – DAY. Everyone you invite sees each word as you type it.',
  },
  zh: {
    scenes: '场景',
    length: (eighths: string) => `${eighths} 页`,
    shots: (count: number) => (count === 0 ? '无镜头' : `${count} 镜`),
    unplaced: (count: number) => `${count} 个未归位镜头`,
    script: '剧本',
    blankTitle: '一页白纸，共同书写',
    blankWords: '输入场景标题即可开始，例如“内景 厨房 — 日”。受邀的人会即时看到每一个字。',
  },
});
