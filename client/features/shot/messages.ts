import { defineMessages } from '../../ui/language.tsx';

export const shotMessages = defineMessages({
  en: {
    noShotTitle: 'There is no such shot',
    noShotWords: 'It was deleted, or the address is not quite right.',
    noShot: 'No frame yet',
  },
  zh: {
    noShotTitle: '没有这个镜头',
    noShotWords: '它已被删除，或地址有误。',
    noShot: '还没有画面',
  },
});
