/** Fonts that scripts are printed in, each cut into files by ranges of characters; the first that has a character gives it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as fontkit from 'fontkit';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const families = [
  { name: 'courier-prime', italic: true, home: () => require.resolve('@fontsource/courier-prime/package.json') },
  { name: 'cousine', italic: true, home: () => require.resolve('@fontsource/cousine/package.json') },
  { name: 'noto-serif-sc', italic: false, home: () => require.resolve('@fontsource/noto-serif-sc/package.json') },
  { name: 'noto-serif-kr', italic: false, home: () => require.resolve('@fontsource/noto-serif-kr/package.json') },
] as const;

export type FontStyle = { readonly bold: boolean; readonly italic: boolean };

type Range = { readonly from: number; readonly to: number; readonly subset: string };
type Family = {
  readonly folder: string;
  readonly name: string;
  readonly italic: boolean;
  readonly ranges: readonly Range[];
};

const rangesSchema = z.record(z.string(), z.string());

const rangesOf = (file: string): readonly Range[] =>
  Object.entries(rangesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))).flatMap(([subset, list]) =>
    list.split(',').map((range) => {
      const [from = Number.NaN, to = from] = range
        .replace(/^U\+/i, '')
        .split('-')
        .map((digits) => Number.parseInt(digits, 16));
      return { from, to, subset: subset.replace(/[[\]]/g, '') };
    }),
  );

export type PdfFonts = {
  /** The font file that has the character in this style, or in the nearest; null: none has it. */
  readonly fileOf: (char: string, style: FontStyle) => string | null;
};

/** Whether a font file really has the character: the ranges that it is listed under say more than it holds. */
const createGlyphCheck = (): ((file: string, code: number) => boolean) => {
  const open = new Map<string, fontkit.Font>();
  return (file, code) => {
    let font = open.get(file);
    if (font === undefined) {
      const made = fontkit.create(readFileSync(file));
      if (!('hasGlyphForCodePoint' in made)) return false;
      font = made;
      open.set(file, font);
    }
    return font.hasGlyphForCodePoint(code);
  };
};

const readFamilies = (): readonly Family[] =>
  families.map(({ name, italic, home }) => {
    const folder = dirname(home());
    return { folder, name, italic, ranges: rangesOf(join(folder, 'unicode.json')) };
  });

/** Reads which file has which characters; the files themselves are read once a character needs one. */
export const readPdfFonts = (): PdfFonts => {
  const known = readFamilies();
  const hasGlyph = createGlyphCheck();
  const found = new Map<string, string | null>();
  const find = (code: number, { bold, italic }: FontStyle): string | null => {
    for (const family of known) {
      const slope = italic && family.italic ? 'italic' : 'normal';
      for (const { from, to, subset } of family.ranges) {
        if (code < from || code > to) continue;
        const file = `${family.name}-${subset}-${bold ? 700 : 400}-${slope}.woff`;
        const path = join(family.folder, 'files', file);
        if (hasGlyph(path, code)) return path;
      }
    }
    return null;
  };
  return {
    fileOf: (char, style) => {
      const key = `${char}${style.bold ? 'b' : ''}${style.italic ? 'i' : ''}`;
      let file = found.get(key);
      if (file === undefined) {
        file = find(char.codePointAt(0) ?? 0, style);
        found.set(key, file);
      }
      return file;
    },
  };
};
