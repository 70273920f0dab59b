// @vitest-environment node

import { scriptOf } from '@oner/shared/document/schema.ts';
import { readText } from '@oner/shared/document/script-xml.ts';
import { replica, storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editorOrigin } from './script-window.ts';
import { type Opened, openEditor } from './testing/open-window.ts';

/** The action of the fixture's first scene: everybody writes in it. */
const paragraph = 2;
const writers = 10;
/** A minute of typing at four letters a second. */
const lettersEach = 240;

const placeOf = ({ view }: Opened, offset: number): number => {
  let start = 1;
  for (let index = 0; index < paragraph; index += 1) start += view.state.doc.child(index).nodeSize;
  return start + Math.min(offset, view.state.doc.child(paragraph).content.size);
};

/** What each one writes: letters of their own, so that one's words can be told from another's. */
const letterOf = (writer: number, count: number): string =>
  String.fromCharCode((count % 2 === 0 ? 0x4e00 : 0x0410) + writer * 2);

/** The text on both sides of the caret, as near as what nobody else writes reaches. */
const aheadOfCaret = ({ view }: Opened): string => {
  const { $head } = view.state.selection;
  return $head.parent.textBetween(0, $head.parentOffset);
};

describe('ten people in one paragraph', () => {
  it('CLI-86 who write for a minute all read the same in the end, lose no letter, and nobody’s caret leaves what they wrote last', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 99 })), (chances) => {
        const origin = storyDoc();
        const chance = (below: number): number => (chances.next().value ?? 0) % below;
        const mailboxes: Uint8Array[][] = Array.from({ length: writers }, () => []);
        const people = Array.from({ length: writers }, (_, index) => {
          const doc = replica(origin, 1000 + index);
          doc.on('update', (update: Uint8Array, from: unknown) => {
            if (from === 'mail') return;
            for (const [other, box] of mailboxes.entries()) if (other !== index) box.push(update);
          });
          return openEditor(doc, { from: 0, to: 100 });
        });
        const receive = (index: number, count: number): void => {
          const [person, box] = [people[index], mailboxes[index]];
          if (person && box) for (const update of box.splice(0, count)) Y.applyUpdate(person.doc, update, 'mail');
        };
        people.forEach((person, index) => {
          const { tr } = person.view.state;
          person.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, placeOf(person, index * 4))));
        });
        for (let count = 0; count < lettersEach; count += 1)
          people.forEach((person, index) => {
            receive(index, chance(12));
            const letter = letterOf(index, count);
            if (count > 0) expect(aheadOfCaret(person).endsWith(letterOf(index, count - 1))).toBe(true);
            person.doc.transact(() => person.view.dispatch(person.view.state.tr.insertText(letter)), editorOrigin);
          });
        for (const index of people.keys()) receive(index, Number.POSITIVE_INFINITY);
        const texts = people.map(({ doc }) =>
          scriptOf(doc)
            .toArray()
            .map((node) => readText(node as Y.XmlElement)),
        );
        const shown = people.map(({ view }) => view.state.doc.child(paragraph).textContent);
        for (const each of texts) expect(each).toEqual(texts[0]);
        for (const each of shown) expect(each).toBe(texts[0]?.[paragraph]);
        people.forEach((person, index) => {
          const own = [...(shown[0] ?? '')].filter((sign) => [0, 1].some((count) => sign === letterOf(index, count)));
          expect(own).toEqual(Array.from({ length: lettersEach }, (_letter, count) => letterOf(index, count)));
          expect(aheadOfCaret(person).endsWith(letterOf(index, lettersEach - 1))).toBe(true);
          person.close();
        });
      }),
      { numRuns: 2 },
    );
  });
});
