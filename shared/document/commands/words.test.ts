import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SceneId, ShotId } from '../../ids/ids.ts';
import { createUndo } from '../create-undo.ts';
import { userOrigin } from '../origins.ts';
import { scriptOf } from '../schema.ts';
import { createStoryReader, readStory } from '../story-reader.ts';
import { at, block, cafe, expectOk, seededIds, storyDoc } from '../testing/story-fixture.ts';
import { setStage } from './entries.ts';
import { moveScene } from './scenes.ts';
import { addShot } from './shots.ts';
import { renameCharacter, replaceWords } from './words.ts';

const textsOf = (doc: Y.Doc): readonly string[] => readStory(doc).blocks.map(({ text }) => text);

describe('words in many places', () => {
  it('DOC-50 are replaced as one step, in all their places at once, and letters that stay keep their identity', () => {
    const doc = storyDoc({
      titlePage: [],
      blocks: [block('action', 'Rain, rain and rain.'), block('action', 'No rain.')],
    });
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [] });
    const [first, second] = readStory(doc).blocks;
    const letters = (scriptOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    const held = Y.createRelativePositionFromTypeIndex(letters, 11);
    const places = [
      { block: first?.id as never, from: 0, to: 4 },
      { block: first?.id as never, from: 15, to: 19 },
      { block: second?.id as never, from: 3, to: 7 },
    ];
    expect(expectOk(undo.step(() => replaceWords(doc, { places, text: 'Thunder' })))).toBe(3);
    expect(textsOf(doc)).toEqual(['Thunder, rain and Thunder.', 'No Thunder.']);
    expect(Y.createAbsolutePositionFromRelativePosition(held, doc)?.index).toBe(14);
    undo.manager.undo();
    expect(textsOf(doc)).toEqual(['Rain, rain and rain.', 'No rain.']);
    const gone = replaceWords(doc, { places: [{ block: 'nowhere' as never, from: 0, to: 1 }], text: 'x' });
    expect(gone).toMatchObject({ ok: false, error: { kind: 'no-such-block' } });
  });
});

describe('renaming who speaks', () => {
  it('DOC-51 changes cues with their extensions, mentions, shots and the stage, and no other word', () => {
    const doc = storyDoc({
      titlePage: [],
      blocks: [
        block('sceneHeading', "INT. ANNA'S ROOM - DAY"),
        block('action', 'Anna waits. HANNA and annals stay. ANNA sits.'),
        block('character', "ANNA (CONT'D)"),
        block('dialogue', 'I am Anna.'),
      ],
    });
    const scene = at(readStory(doc).scenes, 0).id;
    const shot = expectOk(
      addShot(doc, {
        ids: seededIds(3),
        scene,
        fields: { subjects: ['ANNA', 'BEN'], description: 'Anna at the door.' },
      }),
    );
    const figure = {
      name: 'ANNA',
      body: 'woman',
      height: 1.7,
      build: { heavy: 0, thin: 0, muscular: 0 },
      look: { hair: 'bob', hairTone: 0.3, skinTone: 0.6, topTone: 0.4, bottomTone: 0.4 },
      position: [0, 0, 0],
      gaze: [0, 1.6, 2],
      heading: 0,
      pose: 'standing',
      expression: 'neutral',
    };
    expectOk(setStage(doc, { target: scene, fields: { figures: [figure] } as never }));
    expect(expectOk(renameCharacter(doc, { name: 'ANNA', to: 'JUNE' }))).toBe(1);
    expect(textsOf(doc)).toEqual([
      "INT. JUNE'S ROOM - DAY",
      'June waits. HANNA and annals stay. JUNE sits.',
      "JUNE (CONT'D)",
      'I am June.',
    ]);
    const story = readStory(doc);
    expect(story.shots.get(shot)).toMatchObject({ subjects: ['JUNE', 'BEN'], description: 'June at the door.' });
    expect(story.stage.get(scene)?.figures?.map(({ name }) => name)).toEqual(['JUNE']);
  });

  it('DOC-51 works in scripts without case, and refuses what is no name', () => {
    const doc = storyDoc({ titlePage: [], blocks: [block('character', '老陈'), block('action', '老陈坐下。')] });
    expectOk(renameCharacter(doc, { name: '老陈', to: '老王' }));
    expect(textsOf(doc)).toEqual(['老王', '老王坐下。']);
    for (const to of ['', '  ', '老王（画外音）']) expect(renameCharacter(doc, { name: '老王', to }).ok).toBe(false);
    expect(textsOf(doc)).toEqual(['老王', '老王坐下。']);
  });
});

describe('moving a scene', () => {
  const withShot = () => {
    const doc = storyDoc();
    const { scenes } = readStory(doc);
    const [first, second] = [at(scenes, 0), at(scenes, 1)];
    const words = { block: at(first.blocks, 1).id };
    const shot = expectOk(
      addShot(doc, { ids: seededIds(5), words: { start: { ...words, offset: 19 }, end: { ...words, offset: 29 } } }),
    );
    return { doc, first, second, shot };
  };
  const quote = (doc: Y.Doc, shot: ShotId): string => {
    const { shots, blocks } = readStory(doc);
    const anchor = shots.get(shot)?.anchor;
    return (
      blocks.find(({ id }) => id === anchor?.start.block)?.text.slice(anchor?.start.offset, anchor?.end.offset) ?? ''
    );
  };

  it('DOC-52 takes its blocks under their ids along, with shots and the words that they cover', () => {
    const { doc, first, second, shot } = withShot();
    const said = quote(doc, shot);
    expect(said).toBe('ANNA waits');
    expect(expectOk(moveScene(doc, { scene: first.id, before: null }))).toBe(true);
    const { scenes, shots } = readStory(doc);
    expect(scenes.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(at(scenes, 1).blocks.map(({ id, text }) => [id, text])).toEqual(
      first.blocks.map(({ id, text }) => [id, text]),
    );
    expect([shots.get(shot)?.scene, quote(doc, shot)]).toEqual([first.id, said]);
    expectOk(moveScene(doc, { scene: first.id, before: second.id }));
    expect(textsOf(doc)).toEqual(textsOf(storyDoc(cafe)));
    expect(quote(doc, shot)).toBe(said);
  });

  it('DOC-52 a section at its end heads what follows, and stays there', () => {
    const blocks = [
      block('sceneHeading', 'INT. A'),
      block('action', 'One.'),
      block('section', 'Act two'),
      block('synopsis', 'It turns.'),
      block('sceneHeading', 'INT. B'),
      block('action', 'Two.'),
      block('sceneHeading', 'INT. C'),
    ];
    const doc = storyDoc({ titlePage: [], blocks });
    const { scenes } = readStory(doc);
    expectOk(moveScene(doc, { scene: at(scenes, 0).id, before: at(scenes, 2).id }));
    expect(textsOf(doc)).toEqual(['Act two', 'It turns.', 'INT. B', 'Two.', 'INT. A', 'One.', 'INT. C']);
  });

  it('DOC-52 one undo puts it back, to where it stands it is not moved, and a scene that is gone is told', () => {
    const { doc, first, second, shot } = withShot();
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [] });
    const reader = createStoryReader(doc);
    undo.step(() => moveScene(doc, { scene: second.id, before: first.id }));
    expect(reader.snapshot().scenes.map(({ id }) => id)).toEqual([second.id, first.id]);
    undo.manager.undo();
    expect(reader.snapshot().scenes.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(quote(doc, shot)).toBe('ANNA waits');
    const before = Y.encodeStateVector(doc);
    expect(expectOk(moveScene(doc, { scene: first.id, before: second.id }))).toBe(false);
    expect(moveScene(doc, { scene: 'gone' as SceneId, before: null }).ok).toBe(false);
    expect(moveScene(doc, { scene: first.id, before: 'gone' as SceneId }).ok).toBe(false);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });
});
