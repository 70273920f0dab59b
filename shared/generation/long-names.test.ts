import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { proposeForScenes } from '../breakdown/scene-input.ts';
import { addShot } from '../document/commands/shots.ts';
import { seedStory } from '../document/create-story.ts';
import { readStory } from '../document/story-reader.ts';
import { readFountain } from '../fountain/read-fountain.ts';
import { createIdFactory } from '../ids/ids.ts';
import { shotSpec } from './spec.ts';

let made = 0;
const ids = createIdFactory((length) => Uint8Array.from({ length }, (_, index) => (index === 0 ? made++ : index * 7)));

it.each(['A'.repeat(200_000), `A${' A'.repeat(50_000)}`, '林'.repeat(100_000)])(
  'GEN-9 a name of any length makes a spec and a breakdown',
  (name) => {
    const doc = new Y.Doc();
    const screenplay = readFountain(`INT. ROOM - DAY\n\n${name.toUpperCase()} waits.\n\n@${name}\nHello.\n`);
    seedStory(doc, { meta: { title: 'Film' }, screenplay, ids });
    const scene = readStory(doc).scenes[0]?.id;
    if (!scene) throw new Error('the script has no scene');
    const added = addShot(doc, { ids, scene, fields: {} });
    if (!added.ok) throw new Error(added.error.kind);
    const story = readStory(doc);
    expect(shotSpec(story, added.value)).not.toBe(null);
    expect(proposeForScenes(story, new Set([scene]))).toHaveLength(1);
  },
);
