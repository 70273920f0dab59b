import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createEditCount } from './edit-count.ts';
import { textOfUpdates } from './edited-text.ts';

describe('edits that are not on the server', () => {
  it('CLI-7 gives back the words of refused edits, a run of typing each', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    const block = new Y.XmlText();
    doc.getXmlFragment('script').insert(0, [block]);
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const [index, letter] of Array.from('EXT. ROOF').entries()) block.insert(index, letter);
    doc.getMap('shots').set('x', new Y.Map(Object.entries({ description: 'She leans out.', size: 'CU', lens: 85 })));
    block.insert(0, 'Noa: ');
    expect(textOfUpdates(updates)).toEqual(['EXT. ROOF', 'She leans out.', 'Noa:']);
    expect(textOfUpdates([])).toEqual([]);
  });

  it('CLI-8 counts what is typed without a pause as one edit', () => {
    const count = createEditCount(4);
    expect([count.at(0), count.at(400), count.at(900), count.at(1401)]).toEqual([5, 5, 5, 6]);
    expect(count.last()).toBe(6);
  });
});
