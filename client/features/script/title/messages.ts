import { defineMessages } from '../../../ui/language.tsx';

export const titleMessages = defineMessages({
  en: {
    titlePage: 'Title page',
    Title: 'Title',
    Credit: 'Credit, such as “written by”',
    Author: 'Author, one a line',
    Source: 'Source',
    'Draft date': 'Draft date',
    Contact: 'Contact',
  },
  zh: {
    titlePage: '标题页',
    Title: '片名',
    Credit: '署名方式，如“编剧”',
    Author: '作者，每行一位',
    Source: '原作',
    'Draft date': '稿期',
    Contact: '联系方式',
  },
});
