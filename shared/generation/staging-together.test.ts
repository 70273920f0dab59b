import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { changeStage, setStage } from '../document/commands/entries.ts';
import { addShot, duplicateShot } from '../document/commands/shots.ts';
import { renameCharacter } from '../document/commands/words.ts';
import { createUndo } from '../document/create-undo.ts';
import { userOrigin } from '../document/origins.ts';
import { stageOf } from '../document/schema.ts';
import { createStoryReader, readStory } from '../document/story-reader.ts';
import { at, expectOk, replica, seededIds, storyDoc, sync } from '../document/testing/story-fixture.ts';
import type { SetPiece, StagedFigure, StagedScene } from '../stage/scene.ts';
import { createStaging } from './spec-stage.ts';

const stageIn = (doc: Y.Doc): StagedScene => {
  const story = readStory(doc);
  return createStaging(story).ofWholeScene(at(story.scenes, 0));
};
const sceneIn = (doc: Y.Doc) => at(readStory(doc).scenes, 0).id;
const figureIn = (doc: Y.Doc, name: string): StagedFigure => {
  const found = stageIn(doc).figures.find((figure) => figure.name === name);
  if (!found) throw new Error(`${name} is not on the stage`);
  return found;
};
const setFigure = (doc: Y.Doc, name: string, fields: Partial<StagedFigure>): void => {
  const now = stageIn(doc).figures;
  const next = now.map((figure) => (figure.name === name ? { ...figure, ...fields } : figure));
  expectOk(changeStage(doc, { target: sceneIn(doc), list: 'figures', now, next }));
};
const changePieces = (doc: Y.Doc, change: (pieces: readonly SetPiece[]) => readonly SetPiece[]): void => {
  const now = stageIn(doc).pieces;
  expectOk(changeStage(doc, { target: sceneIn(doc), list: 'pieces', now, next: change(now) }));
};
const lamp = (id: string): SetPiece => ({
  ...{ id, kind: 'table', position: [1, 0, 1], heading: 0, size: [0.3, 1.5, 0.3], tone: 90 },
});

const hand = (doc: Y.Doc) => createUndo(doc, { origin: userOrigin(null), editorOrigins: [], captureTimeoutMs: 0 });

type Act =
  | { readonly kind: 'place'; readonly x: number; readonly z: number }
  | { readonly kind: 'pose'; readonly pose: StagedFigure['pose'] }
  | { readonly kind: 'gesture'; readonly on: boolean }
  | { readonly kind: 'add' | 'remove'; readonly id: string };

const gesture = (doc: Y.Doc, name: string, on: boolean): void => {
  const { gesture: _, ...still } = figureIn(doc, name);
  const now = stageIn(doc).figures;
  const next = on ? { ...still, gesture: 'waving' as const } : still;
  const list = now.map((figure) => (figure.name === name ? next : figure));
  expectOk(changeStage(doc, { target: sceneIn(doc), list: 'figures', now, next: list }));
};

/** What one pair of hands does with their own figure and things. */
const perform = (doc: Y.Doc, name: string, act: Act): void => {
  switch (act.kind) {
    case 'place':
      setFigure(doc, name, { position: [act.x, 0, act.z] });
      break;
    case 'pose':
      setFigure(doc, name, { pose: act.pose });
      break;
    case 'gesture':
      gesture(doc, name, act.on);
      break;
    case 'add':
    case 'remove': {
      const own = `${name}-${act.id}`;
      const added = act.kind === 'add' ? [lamp(own)] : [];
      changePieces(doc, (all) => [...all.filter(({ id }) => id !== own), ...added]);
    }
  }
};

/** What one pair of hands has on the stage. */
const ownOf = ({ figures, pieces }: StagedScene, name: string) => ({
  figure: figures.find((figure) => figure.name === name),
  things: pieces.filter(({ id }) => id.startsWith(`${name}-`)),
});

describe('a stage in several hands', () => {
  it('DOC-53 who move two figures at once for the first time both keep them, and each takes back only their own', () => {
    const doc = storyDoc();
    const other = replica(doc, 9);
    const derived = stageIn(doc);
    const [mine, theirs] = [hand(doc), hand(other)];
    mine.step(() => setFigure(doc, 'ANNA', { position: [1, 0, 2] }));
    theirs.step(() => setFigure(other, 'BEN', { position: [-1, 0, 2], heading: 1 }));
    sync(doc, other);
    expect(stageIn(other)).toEqual(stageIn(doc));
    expect(figureIn(doc, 'ANNA').position).toEqual([1, 0, 2]);
    expect(figureIn(doc, 'BEN')).toMatchObject({ position: [-1, 0, 2], heading: 1 });
    mine.manager.undo();
    theirs.step(() => setFigure(other, 'BEN', { pose: 'sitting' }));
    sync(doc, other);
    expect(figureIn(doc, 'BEN')).toMatchObject({ position: [-1, 0, 2], heading: 1, pose: 'sitting' });
    theirs.manager.undo();
    theirs.manager.undo();
    sync(doc, other);
    expect(stageIn(doc)).toEqual(derived);
    expect(stageIn(other)).toEqual(derived);
  });

  it('DOC-53 any order of hands on their own figures and things ends with all of them as each left it', () => {
    const metres = fc.integer({ min: -400, max: 400 }).map((cm) => cm / 100);
    const step = fc.record({
      by: fc.constantFrom(0, 1),
      act: fc.oneof(
        fc.record({ kind: fc.constant('place' as const), x: metres, z: metres }),
        fc.record({
          kind: fc.constant('pose' as const),
          pose: fc.constantFrom('standing' as const, 'sitting' as const, 'kneeling' as const),
        }),
        fc.record({ kind: fc.constant('gesture' as const), on: fc.boolean() }),
        fc.record({ kind: fc.constant('add' as const), id: fc.constantFrom('a', 'b.c', '%2E') }),
        fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom('a', 'b.c', '%2E') }),
        fc.record({ kind: fc.constant('undo' as const) }),
        fc.record({ kind: fc.constant('sync' as const) }),
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const first = storyDoc();
        const docs = [first, replica(first, 9)] as const;
        const derived = stageIn(first);
        const people = docs.map((doc, by) => ({ doc, undo: hand(doc), name: by === 0 ? 'ANNA' : 'BEN' }));
        const reader = createStoryReader(first);
        for (const { by, act } of steps) {
          const { doc, undo, name } = at(people, by);
          if (act.kind === 'undo') undo.manager.undo();
          else if (act.kind === 'sync') sync(...docs);
          else undo.step(() => perform(doc, name, act));
          expect(reader.snapshot().stage).toEqual(readStory(first).stage);
        }
        reader.dispose();
        const left = people.map(({ doc, name }) => ownOf(stageIn(doc), name));
        sync(...docs);
        expect(stageIn(docs[1])).toEqual(stageIn(docs[0]));
        expect(people.map(({ name }) => ownOf(stageIn(docs[0]), name))).toEqual(left);
        for (const { undo } of people) while (undo.manager.undoStack.length > 0) undo.manager.undo();
        sync(...docs);
        expect(stageIn(docs[0])).toEqual(derived);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('DOC-53 what nobody touched follows the script; what was set by hand stays', () => {
    const doc = storyDoc();
    setFigure(doc, 'ANNA', { position: [1, 0, 2] });
    const entry = readStory(doc).stage.get(sceneIn(doc));
    expect(entry?.figures).toBeNull();
    expect(Object.keys(entry?.figureChanges ?? {})).toEqual(['ANNA']);
    expect([...stageOf(doc).keys()]).toEqual([`${sceneIn(doc)}.figures.ANNA.position`]);
  });

  it('DOC-54 a list that is set as a whole takes the place of what was changed of its items, and null gives it back', () => {
    const doc = storyDoc();
    const derived = stageIn(doc);
    setFigure(doc, 'ANNA', { position: [1, 0, 2] });
    expectOk(setStage(doc, { target: sceneIn(doc), fields: { figures: [...derived.figures] } }));
    expect(stageIn(doc)).toEqual(derived);
    setFigure(doc, 'BEN', { heading: 2 });
    expect(figureIn(doc, 'BEN').heading).toBe(2);
    expectOk(setStage(doc, { target: sceneIn(doc), fields: { figures: null } }));
    expect(stageIn(doc)).toEqual(derived);
  });

  it('DOC-54 a record that another client keeps is written as a whole', () => {
    const doc = storyDoc();
    stageOf(doc).set(sceneIn(doc), { figures: stageIn(doc).figures });
    setFigure(doc, 'ANNA', { position: [1, 0, 2] });
    expect(figureIn(doc, 'ANNA').position).toEqual([1, 0, 2]);
    expect([...stageOf(doc).keys()]).toEqual([sceneIn(doc)]);
  });

  it('DOC-54 a value that is none, and a field of nobody, change nothing', () => {
    const doc = storyDoc();
    const derived = stageIn(doc);
    const scene = sceneIn(doc);
    for (const [key, value] of [
      ['figures.ANNA.pose', 'flying'],
      ['figures.ANNA.position', 'there'],
      ['figures.ANNA.__proto__', { pose: 'sitting' }],
      ['figures.constructor.pose', 'sitting'],
      ['pieces.nothing', { kind: 'table' }],
      ['pieces.nothing.tone', 3],
    ] as const)
      stageOf(doc).set(`${scene}.${key}`, value);
    expect(stageIn(doc)).toEqual(derived);
    stageOf(doc).set(`${scene}.figures.ANNA.heading`, 2);
    expect(figureIn(doc, 'ANNA').heading).toBe(2);
  });

  it('DOC-54 what only plays is not stored', () => {
    const doc = storyDoc();
    setFigure(doc, 'ANNA', { heading: 2, motion: { stride: 0.5 } });
    expect([...stageOf(doc).keys()]).toEqual([`${sceneIn(doc)}.figures.ANNA.heading`]);
  });

  it('DOC-54 renaming a character and duplicating a shot take along what was changed by hand', () => {
    const doc = storyDoc();
    const ids = seededIds(3);
    const shot = expectOk(addShot(doc, { ids, scene: sceneIn(doc) }));
    setFigure(doc, 'ANNA', { position: [1, 0, 2] });
    const now = stageIn(doc).figures;
    const next = now.map((figure) => (figure.name === 'ANNA' ? { ...figure, pose: 'kneeling' as const } : figure));
    expectOk(changeStage(doc, { target: shot, list: 'figures', now, next }));
    const copy = expectOk(duplicateShot(doc, { shot, ids }));
    expectOk(renameCharacter(doc, { name: 'ANNA', to: 'ANNA D. WU' }));
    expect(figureIn(doc, 'ANNA D. WU').position).toEqual([1, 0, 2]);
    const story = readStory(doc);
    for (const id of [shot, copy])
      expect(story.stage.get(id)?.figureChanges).toEqual({ 'ANNA D. WU': { fields: { pose: 'kneeling' } } });
  });
});
