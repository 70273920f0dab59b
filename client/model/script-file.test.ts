import { describe, expect, it } from 'vitest';
import { needsLook } from './import-project.ts';
import { scriptAccept } from './script-accept.ts';
import { maxImportBytes, planImport } from './script-file.ts';

describe('a file that was dropped or picked', () => {
  it('CLI-20 is imported by the kind that its name tells, under a title made from the name', () => {
    expect(planImport({ name: 'printing_trouble.FOUNTAIN', size: 9 })).toEqual({
      kind: 'import',
      format: 'fountain',
      title: 'printing trouble',
    });
    expect(planImport({ name: '风停之前.txt', size: 9 })).toMatchObject({ format: 'txt', title: '风停之前' });
    expect(planImport({ name: 'Draft 3.fdx', size: 9 })).toMatchObject({ format: 'fdx', title: 'Draft 3' });
    expect(planImport({ name: 'notes.markdown', size: 9 })).toMatchObject({ format: 'md', title: 'notes' });
  });

  it('CLI-20 is of a kind that the picker offers', () => {
    for (const ending of scriptAccept.split(','))
      expect(planImport({ name: `a${ending}`, size: 9 }).kind, ending).toBe('import');
  });

  it('CLI-21 is refused before it is sent when its kind is unknown or it is too large', () => {
    expect(planImport({ name: 'song.mp3', size: 9 })).toEqual({ kind: 'unknown-format' });
    expect(planImport({ name: 'draft.fdr', size: 9 })).toEqual({ kind: 'unknown-format' });
    expect(planImport({ name: 'fountain', size: 9 })).toEqual({ kind: 'unknown-format' });
    expect(planImport({ name: 'a.txt', size: maxImportBytes + 1 })).toEqual({ kind: 'too-large' });
  });

  it('CLI-110 opens at once when all was understood, else what to look at is shown first', () => {
    expect(needsLook({ warnings: [], unsure: [] })).toBe(false);
    expect(needsLook({ warnings: [], unsure: ['2 paragraphs of the type “Sluglet” became action.'] })).toBe(true);
    expect(needsLook({ warnings: ['1 NUL character dropped.'], unsure: [] })).toBe(true);
  });
});
