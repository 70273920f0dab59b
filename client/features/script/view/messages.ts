import { defineMessages } from '../../../ui/language.tsx';

export const viewMessages = defineMessages({
  en: {
    view: 'How the script is shown',
    sceneNumbers: 'Show scene numbers',
    focus: 'Focus on the paragraph',
    continued: 'Keep (CONT’D) by itself',
  },
  zh: { view: '剧本显示方式', sceneNumbers: '显示场号', focus: '专注于当前段落', continued: '自动维护（CONT’D）' },
});
