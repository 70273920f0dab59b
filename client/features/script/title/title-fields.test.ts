import { describe, expect, it } from 'vitest';
import { titleFields, withTitleField } from './title-fields.ts';

const page = [
  { key: 'Title', values: ['Night', 'Train'] },
  { key: 'Authors', values: ['Lena'] },
  { key: 'Revision', values: ['Blue'] },
];

describe('the title page', () => {
  it('CLI-125 has a field for each usual key, however it is written, then what else it has', () => {
    expect(titleFields(page).map(({ key, text }) => [key, text])).toEqual([
      ['Title', 'Night\nTrain'],
      ['Credit', ''],
      ['Authors', 'Lena'],
      ['Source', ''],
      ['Draft date', ''],
      ['Contact', ''],
      ['Revision', 'Blue'],
    ]);
    expect(titleFields([{ key: '编剧', values: ['李娜'] }])[2]).toEqual({ key: '编剧', usual: 'Author', text: '李娜' });
  });

  it('CLI-125 writing one field leaves the others as they are, and an empty one is taken off', () => {
    expect(withTitleField(page, 'Credit', ' written by \n')).toEqual([
      page[0],
      { key: 'Credit', values: ['written by'] },
      ...page.slice(1),
    ]);
    expect(withTitleField(page, 'Authors', 'Lena\nMarco')[1]).toEqual({ key: 'Authors', values: ['Lena', 'Marco'] });
    expect(withTitleField(page, 'Authors', ' ')).toEqual([page[0], page[2]]);
    expect(withTitleField(page, 'Source', '')).toBe(page);
  });
});
