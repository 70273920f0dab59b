import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import type { Language } from '../ui/language.tsx';

/** What the elements of a screenplay are called. */
export const elementNames: Readonly<Record<Language, Readonly<Record<BlockType, string>>>> = {
  en: {
    ...{ sceneHeading: 'Scene heading', action: 'Action', character: 'Character', parenthetical: 'Parenthetical' },
    ...{ dialogue: 'Dialogue', lyric: 'Lyric', transition: 'Transition', centered: 'Centred', section: 'Section' },
    ...{ synopsis: 'Synopsis', note: 'Note', boneyard: 'Boneyard', pageBreak: 'Page break' },
  },
  zh: {
    ...{ sceneHeading: '场景标题', action: '动作', character: '人物', parenthetical: '括注', dialogue: '对白' },
    ...{ lyric: '歌词', transition: '转场', centered: '居中', section: '章节', synopsis: '梗概', note: '注释' },
    ...{ boneyard: '弃稿', pageBreak: '分页' },
  },
};
