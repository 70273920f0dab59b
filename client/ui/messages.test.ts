import { describe, expect, it } from 'vitest';
import { languages, type Messages, type Sentences } from './language.tsx';

/** Every `messages.ts` of the client, by path. */
const modules = import.meta.glob<Record<string, unknown>>('../**/messages.ts', { eager: true });

const isCatalogue = (value: unknown): value is Messages<Sentences> =>
  typeof value === 'object' && value !== null && languages.every((language) => language in value);

const catalogues = Object.entries(modules).flatMap(([path, module]) =>
  Object.values(module)
    .filter(isCatalogue)
    .map((catalogue) => ({ path, catalogue })),
);

/** A sentence with something in each place. */
const filled = (sentence: Sentences[string] | undefined): string =>
  typeof sentence === 'function' ? String(Reflect.apply(sentence, null, ['7', '7', '7'])) : (sentence ?? '');

describe('sentences', () => {
  it('CLI-18 are there in both languages, none empty', () => {
    expect(catalogues.length).toBeGreaterThanOrEqual(5);
    for (const { path, catalogue } of catalogues) {
      expect(Object.keys(catalogue.zh), path).toEqual(Object.keys(catalogue.en));
      for (const language of languages) {
        for (const [name, sentence] of Object.entries(catalogue[language])) {
          expect(filled(sentence), `${path} ${language} ${name}`).toMatch(/\S/);
          expect(typeof sentence, `${path} ${name}`).toBe(typeof catalogue.en[name]);
        }
      }
    }
  });

  it('CLI-19 keep to the voice: no exclamation marks, no “oops”, no half-width stops after Chinese', () => {
    for (const { path, catalogue } of catalogues) {
      for (const language of languages) {
        for (const [name, sentence] of Object.entries(catalogue[language])) {
          expect(filled(sentence), `${path} ${language} ${name}`).not.toMatch(
            /[!！]|oops|\bAI\b|\p{Script=Han}[.,;:](\s|$)/iu,
          );
        }
      }
    }
  });
});
