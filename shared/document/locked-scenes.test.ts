import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SceneId } from '../ids/ids.ts';
import { insertBlocks } from './commands/blocks.ts';
import { lockSceneNumbers, unlockSceneNumbers } from './commands/locks.ts';
import { omitScene, restoreScene } from './commands/omit-scene.ts';
import { startRevision } from './commands/revisions.ts';
import { addShot } from './commands/shots.ts';
import { createUndo } from './create-undo.ts';
import { sceneNumbers } from './numbering.ts';
import { userOrigin } from './origins.ts';
import { readStory } from './story-reader.ts';
import { at, block, cafe, expectOk, seededIds, storyDoc } from './testing/story-fixture.ts';

const numbersOf = (doc: ReturnType<typeof storyDoc>) => readStory(doc).scenes.map(({ number }) => number);
const heading = (text = 'INT. ROOM - DAY') => block('sceneHeading', text);

describe('locked scene numbers', () => {
  it('RVN-5 inserted scenes have letters that go between', () => {
    const locked = (...own: (string | null)[]) => sceneNumbers(own, 'after');
    expect(locked('71', '72', null, null, '73')).toEqual(['71', '72', '72A', '72B', '73']);
    expect(locked('72', '72A', null, '72B', '73')).toEqual(['72', '72A', '72AA', '72B', '73']);
    expect(locked('72', '72A', null, '73')).toEqual(['72', '72A', '72B', '73']);
    expect(locked('72', null, null, '72A')).toEqual(['72', 'A72A', 'B72A', '72A']);
    expect(locked(null, null, '1', '2', null)).toEqual(['A1', 'B1', '1', '2', '3']);
    expect(locked('72', '72AA', null, '72B')).toEqual(['72', '72AA', '72AB', '72B']);
    expect(locked('7H', null, '8')).toEqual(['7H', '7J', '8']);
    expect(locked('7Z', null, '8')).toEqual(['7Z', '7ZA', '8']);
  });

  it('RVN-5 by the other scheme letters stand ahead of the number that follows', () => {
    const locked = (...own: (string | null)[]) => sceneNumbers(own, 'before');
    expect(locked('72', null, null, '73')).toEqual(['72', 'A73', 'B73', '73']);
    expect(locked('72', null, 'A73', null, '73', null)).toEqual(['72', 'AA73', 'A73', 'B73', '73', '74']);
  });

  it('RVN-5 no number is given twice, and those that stand stay, wherever scenes come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 30 }), { maxLength: 40 }),
        fc.constantFrom('after' as const, 'before' as const),
        fc.integer({ min: 1, max: 5 }),
        (places, scheme, pinEvery) => {
          let own: (string | null)[] = ['1', '2', '3', '4'];
          places.forEach((place, step) => {
            const index = place % (own.length + 1);
            own = [...own.slice(0, index), null, ...own.slice(index)];
            const numbers = sceneNumbers(own, scheme);
            expect(new Set(numbers).size).toBe(numbers.length);
            own.forEach((number, scene) => {
              if (number !== null) expect(numbers[scene]).toBe(number);
            });
            if (step % pinEvery === 0) own = [...numbers];
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('RVN-5 a scene that is inserted after the lock is 1A, and its shots follow', () => {
    const doc = storyDoc();
    expect(numbersOf(doc)).toEqual(['1', '2']);
    expectOk(lockSceneNumbers(doc, readStory(doc), 'after'));
    const before = at(at(readStory(doc).scenes, 1).blocks, 0);
    const last = at(at(readStory(doc).scenes, 0).blocks, -1);
    const [made] = expectOk(insertBlocks(doc, { after: last.id, blocks: [heading()], ids: seededIds(5) }));
    expect(numbersOf(doc)).toEqual(['1', '1A', '2']);
    const shot = expectOk(addShot(doc, { scene: made as SceneId, ids: seededIds(6) }));
    expect(readStory(doc).shots.get(shot)?.number).toBe('1AA');
    expect(before.id).toBe(at(readStory(doc).scenes, 2).id);
  });

  it('RVN-7 unlocking takes back what the lock wrote, and leaves the script’s own numbers', () => {
    const own = storyDoc({ titlePage: [], blocks: [heading(), { ...heading(), number: '9A' }, heading()] });
    expectOk(lockSceneNumbers(own, readStory(own), 'after'));
    expect(readStory(own).blocks.map(({ number }) => number)).toEqual(['1', '9A', '10']);
    expectOk(unlockSceneNumbers(own));
    expect(readStory(own).blocks.map(({ number }) => number)).toEqual([null, '9A', null]);
    expect(readStory(own).production.sceneNumbers).toBeNull();
  });

  it('RVN-8 a new revision locks the numbers that were added before it', () => {
    const doc = storyDoc();
    expectOk(lockSceneNumbers(doc, readStory(doc), 'after'));
    const end = at(at(readStory(doc).scenes, 0).blocks, -1).id;
    expectOk(insertBlocks(doc, { after: end, blocks: [heading('INT. A - DAY')], ids: seededIds(5) }));
    expectOk(startRevision(doc, readStory(doc), { ids: seededIds(9) }));
    expectOk(insertBlocks(doc, { after: end, blocks: [heading('INT. B - DAY')], ids: seededIds(6) }));
    expect(readStory(doc).scenes.map(({ number, place }) => `${number} ${place}`)).toEqual([
      '1 CAFE',
      'A1A B',
      '1A A',
      '2 STREET',
    ]);
  });
});

describe('omitted scenes', () => {
  const withShot = () => {
    const doc = storyDoc(cafe);
    const { blocks, scenes } = readStory(doc);
    const scene = at(scenes, 0).id;
    const words = { start: { block: at(blocks, 4).id, offset: 4 }, end: { block: at(blocks, 6).id, offset: 10 } };
    const shot = expectOk(addShot(doc, { scene, words, ids: seededIds(4) }));
    expectOk(lockSceneNumbers(doc, readStory(doc), 'after'));
    return { doc, scene, shot };
  };

  it('RVN-6 leave their number and the word for it, and keep their shots', () => {
    const { doc, scene, shot } = withShot();
    expectOk(omitScene(doc, readStory(doc), scene));
    const story = readStory(doc);
    expect(story.scenes.map(({ number, heading: words }) => `${number} ${words}`)).toEqual([
      '1 OMITTED',
      '2 EXT. STREET - DAY',
    ]);
    expect(story.shots.get(shot)).toMatchObject({ scene, number: '1A', anchor: null });
    expect(story.production.omitted.get(scene)?.map(({ type }) => type)).toEqual([
      ...['sceneHeading', 'action', 'character', 'dialogue', 'character', 'dialogue'],
    ]);
    expect(omitScene(doc, readStory(doc), scene)).toEqual({ ok: false, error: { kind: 'already-there', id: scene } });
  });

  it('RVN-6 come back with their blocks, ids, shots and the words that those cover', () => {
    const { doc, scene, shot } = withShot();
    const before = readStory(doc);
    expectOk(omitScene(doc, readStory(doc), scene));
    expectOk(restoreScene(doc, scene));
    const after = readStory(doc);
    expect(after.blocks).toEqual(before.blocks);
    expect(after.shots.get(shot)).toEqual(before.shots.get(shot));
    expect(after.production.omitted.size).toBe(0);
    expect(restoreScene(doc, scene).ok).toBe(false);
  });

  it('RVN-6 come back by undo too', () => {
    const { doc, scene } = withShot();
    const before = readStory(doc);
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [] });
    undo.step(() => expectOk(omitScene(doc, readStory(doc), scene)));
    undo.manager.undo();
    expect(readStory(doc).blocks).toEqual(before.blocks);
    expect(readStory(doc).production.omitted.size).toBe(0);
    undo.dispose();
  });

  it('RVN-6 of which the heading is gone come back at the end of the script', () => {
    const { doc, scene } = withShot();
    expectOk(omitScene(doc, readStory(doc), scene));
    doc.getXmlFragment('script').delete(1, 1);
    expectOk(restoreScene(doc, scene));
    expect(readStory(doc).scenes.map(({ number, heading: words }) => `${number} ${words}`)).toEqual([
      '2 EXT. STREET - DAY',
      '1 INT. CAFE - NIGHT',
    ]);
  });
});
