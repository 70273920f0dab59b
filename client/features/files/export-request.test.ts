import { describe, expect, it } from 'vitest';
import { type ExportChoice, exportRequests, recipientsOf, savedName } from './export-request.ts';

const choice: ExportChoice = { format: 'pdf', paper: 'a4', numbers: 'all', titlePage: false };
const asked = (own: ExportChoice, names: readonly string[] = []) =>
  exportRequests(own, names).map(({ query }) => query.toString());

describe('a file that is asked for', () => {
  it('CLI-140 says of a kind of file only what it can have', () => {
    expect(asked(choice)).toEqual(['format=pdf&paper=a4&numbers=all&titlePage=false']);
    expect(asked({ ...choice, paper: null, format: 'docx' })).toEqual(['format=docx&numbers=all&titlePage=false']);
    expect(asked({ ...choice, format: 'fdx' }, ['Kim'])).toEqual(['format=fdx']);
  });

  it('CLI-141 is made for each name by itself, and saved under it', () => {
    const names = recipientsOf(' Kim \n\n李雷\nKim\n');
    expect(names).toEqual(['Kim', '李雷']);
    expect(exportRequests(choice, names).map(({ recipient }) => recipient)).toEqual(['Kim', '李雷']);
    expect(asked(choice, names)[0]).toContain('watermark=Kim');
    expect(savedName('Rain.pdf', '李/雷')).toBe('Rain - 李 雷.pdf');
    expect(savedName('Rain.pdf', null)).toBe('Rain.pdf');
  });
});
