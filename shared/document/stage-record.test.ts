import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { setStage } from './commands/entries.ts';
import { stageOf } from './schema.ts';
import { createStoryReader, readStory } from './story-reader.ts';
import { at, expectOk, replica, storyDoc, sync } from './testing/story-fixture.ts';

const camera = { position: [0, 1, 2], target: [0, 1, 0], roll: 0, lens: 35, aspect: 2.39 } as const;

const nothing = {
  figures: null,
  pieces: null,
  figureChanges: {},
  pieceChanges: {},
  extent: null,
  time: null,
  side: null,
  camera: null,
  move: null,
  figuresEnd: null,
};

const twoDesks = () => {
  const doc = storyDoc();
  const other = replica(doc, 9);
  return { doc, other, scene: at(readStory(doc).scenes, 0).id };
};

describe('staging by hand', () => {
  it('DOC-22 two who stage one scene for the first time at once both keep what they staged', () => {
    const { doc, other, scene } = twoDesks();
    const reader = createStoryReader(doc);
    reader.snapshot();
    expectOk(setStage(doc, { target: scene, fields: { camera } }));
    expectOk(setStage(other, { target: scene, fields: { figures: [] } }));
    sync(doc, other);
    const staged = { ...nothing, camera, figures: [] };
    expect(readStory(doc).stage.get(scene)).toEqual(staged);
    expect(readStory(other).stage.get(scene)).toEqual(staged);
    expect(reader.snapshot()).toEqual(readStory(doc));
    reader.dispose();
  });

  it('DOC-22 a record that another client put there is written into, and tells before single parts', () => {
    const { doc, scene } = twoDesks();
    setStage(doc, { target: scene, fields: { figures: [], pieces: [] } });
    stageOf(doc).set(
      scene,
      new Y.Map<unknown>([
        ['camera', camera],
        ['sparkle', 1],
      ]),
    );
    expect(readStory(doc).stage.get(scene)).toEqual({ ...nothing, camera, figures: [], pieces: [] });
    setStage(doc, { target: scene, fields: { figures: null, camera: null } });
    expect(readStory(doc).stage.get(scene)).toEqual({ ...nothing, pieces: [] });
    expect((stageOf(doc).get(scene) as Y.Map<unknown>).get('sparkle')).toBe(1);
  });

  it('DOC-22 a move, an end, a light, a room and a side are kept as they are set, keys in the order of their times', () => {
    const { doc, scene } = twoDesks();
    const keys = [
      { at: 1, camera },
      { at: 0, camera, ease: 'snap', path: 'orbit', focus: 2 },
    ] as const;
    const fields = { extent: [8, 3, 6], time: 'night', side: -1, figuresEnd: [] } as const;
    expectOk(
      setStage(doc, {
        target: scene,
        fields: { ...fields, extent: [8, 3, 6], figuresEnd: [], move: { keys, stillAt: 1 } },
      }),
    );
    expect(readStory(doc).stage.get(scene)).toEqual({
      ...{ ...nothing, ...fields },
      move: { keys: [keys[1], keys[0]], stillAt: 1 },
    });
    const refused = setStage(doc, { target: scene, fields: { move: { keys: [] } } });
    expect(refused.ok).toBe(false);
    expect(readStory(doc).stage.get(scene)?.move?.keys).toHaveLength(2);
  });

  it('DOC-22 staging the same again writes nothing', () => {
    const { doc, scene } = twoDesks();
    setStage(doc, { target: scene, fields: { camera } });
    const state = Y.encodeStateVector(doc);
    setStage(doc, { target: scene, fields: { camera } });
    expect(Y.encodeStateVector(doc)).toEqual(state);
  });
});
