import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell } from './csv-shot-list.ts';
import { timecode } from './timecode.ts';

/** Reads one cell back as a spreadsheet does. */
const readCell = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

test('HTTP-6 no CSV cell is a formula, and nothing but the mark in front is changed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\n', '\r', '\t', 'a', '字') }),
      (text) => {
        const read = readCell(csvCell(text));
        expect(read).not.toMatch(/^[=+\-@\t\r]/);
        expect([text, `'${text}`]).toContain(read);
      },
    ),
  );
});

test('HTTP-6 timecode counts frames at whole rates', () => {
  expect(timecode(0, 24)).toBe('00:00:00:00');
  expect(timecode(23, 24)).toBe('00:00:00:23');
  expect(timecode(24 * 3661 + 5, 24)).toBe('01:01:01:05');
  expect(timecode(30, 29.97)).toBe('00:00:01:00');
});
