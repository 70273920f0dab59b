import { defineMessages } from '../../ui/language.tsx';

export const boardMessages = defineMessages({
  en: {
    shots: 'Shots',
    noShotsTitle: 'No shots yet',
    noShotsWords: 'Select words in the script and press S, or let Oner propose a first set.',
    noSceneTitle: 'No scene is chosen',
    noSceneWords: 'Choose one in the list of scenes to see its shots.',
    shot: (number: string) => `Shot ${number}`,
    noShots: 'no shots yet',
  },
  zh: {
    shots: '镜头',
    noShotsTitle: '还没有镜头',
    noShotsWords: '在剧本中选中文字后按 S，或让 Oner 先提出一组。',
    noSceneTitle: '未选择场景',
    noSceneWords: '请在场景列表中选择一场以查看镜头。',
    shot: (number: string) => `镜头 ${number}`,
    noShots: '还没有镜头',
  },
});
