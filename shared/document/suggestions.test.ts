import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SuggestionId } from '../ids/ids.ts';
import { editBlockText } from './commands/blocks.ts';
import { addShot } from './commands/shots.ts';
import {
  acceptSuggestion,
  acceptSuggestions,
  addSuggestion,
  placeSuggestion,
  rejectSuggestion,
  withdrawSuggestion,
} from './commands/suggestions.ts';
import { createUndo } from './create-undo.ts';
import { userOrigin } from './origins.ts';
import { readStory } from './story-reader.ts';
import { type AskedChange, settlementOf } from './suggestion.ts';
import { placeOfChange } from './suggestion-place.ts';
import { createSuggestionReader } from './suggestion-reader.ts';
import { at, expectOk, replica, seededIds, storyDoc, sync } from './testing/story-fixture.ts';

const mia = { id: 'usr_mia', name: 'Mia' };
const anna = { id: 'usr_anna', name: 'Anna' };
const when = '2026-01-02T03:04:05.000Z';
const by = { by: anna, at: when, ids: seededIds(9) };

const scriptOfDoc = (doc: Y.Doc) => readStory(doc).blocks.map(({ type, text }) => `${type}: ${text}`);
const action = (doc: Y.Doc) => at(readStory(doc).blocks, 2);

/** The café, and a desk in which somebody suggests. */
const suggesting = () => {
  const story = storyDoc();
  const desk = new Y.Doc();
  const ids = seededIds(5);
  const suggest = (asked: AskedChange) => {
    const suggestion = { id: ids.suggestion(), change: expectOk(placeSuggestion(story, asked)), by: mia, at: when };
    expectOk(addSuggestion(desk, suggestion));
    return suggestion;
  };
  const words = (before: string, text: string) => {
    const block = action(story);
    return suggest({ kind: 'text', block: block.id, from: block.text.indexOf(before), before, text });
  };
  return { story, desk, suggest, words };
};

describe('suggestions', () => {
  it('SUG-1 the script is the same with them as without, until one is accepted', () => {
    const { story, words, suggest } = suggesting();
    const before = Y.encodeStateAsUpdate(story);
    words('Rain', 'Snow');
    suggest({ kind: 'element', block: action(story).id, to: 'centered' });
    expect(Y.encodeStateAsUpdate(story)).toEqual(before);
  });

  it('SUG-3 words are put in the place of others, added, and taken away; letters around them keep their identity', () => {
    const { story, words } = suggesting();
    const shot = expectOk(
      addShot(story, {
        ids: seededIds(3),
        words: { start: { block: action(story).id, offset: 19 }, end: { block: action(story).id, offset: 29 } },
      }),
    );
    const anchored = () => readStory(story).shots.get(shot)?.anchor;
    const text = (): string => action(story).text;
    expect(text().slice(19, 29)).toBe('ANNA waits');
    expectOk(acceptSuggestion(story, words('Rain', 'Heavy snow'), by));
    expectOk(acceptSuggestion(story, words(' cold', ''), by));
    const place = { kind: 'text', block: action(story).id, from: text().length, before: '', text: ' Alone.' } as const;
    const added = { id: 'sug_1' as SuggestionId, change: expectOk(placeSuggestion(story, place)) };
    expectOk(acceptSuggestion(story, added, by));
    expect(text()).toBe('Heavy snow on the glass. ANNA waits with a cup. Alone.');
    expect(anchored()?.start.offset).toBe(25);
  });

  it('SUG-3 another element keeps the block, its words and its shots; lines come in behind their block', () => {
    const { story, suggest } = suggesting();
    const block = action(story);
    const words = { start: { block: block.id, offset: 0 }, end: { block: block.id, offset: 4 } };
    const shot = expectOk(addShot(story, { ids: seededIds(3), words }));
    expectOk(acceptSuggestion(story, suggest({ kind: 'element', block: block.id, to: 'centered' }), by));
    const lines = [
      { type: 'character', text: 'MIA' },
      { type: 'dialogue', text: 'Wait.' },
    ] as const;
    expectOk(acceptSuggestion(story, suggest({ kind: 'lines', after: block.id, lines }), by));
    expect(scriptOfDoc(story).slice(2, 5)).toEqual([`centered: ${block.text}`, 'character: MIA', 'dialogue: Wait.']);
    expect(action(story).id).toBe(block.id);
    expect(readStory(story).shots.get(shot)?.anchor?.start).toEqual({ block: block.id, offset: 0 });
  });

  it('SUG-3 a block all of whose words go, goes too', () => {
    const { story, words } = suggesting();
    const before = scriptOfDoc(story);
    expectOk(acceptSuggestion(story, words(action(story).text, ''), by));
    expect(scriptOfDoc(story)).toEqual(before.filter((_, index) => index !== 2));
  });

  it('SUG-4 a suggestion follows its words, says when others changed them, and when they are gone', () => {
    const { story, words } = suggesting();
    const { change } = words('ANNA waits', 'ANNA sleeps');
    const block = action(story);
    const edit = (text: string) => expectOk(editBlockText(story, { block: block.id, text }));
    const text = block.text;
    edit(`Night. ${text}`);
    expect(placeOfChange(story, change)).toMatchObject({ kind: 'fits', from: 26, to: 36 });
    edit(`Night. ${text.replace('ANNA waits', 'ANNA still waits')}`);
    expect(placeOfChange(story, change)).toMatchObject({ kind: 'changed', now: 'ANNA still waits' });
    edit('Night. Rain on the glass. with a cold cup.');
    expect(placeOfChange(story, change)).toEqual({ kind: 'gone' });
  });

  it('SUG-4 what was changed meanwhile is replaced as it stands when it is accepted all the same; what is gone is refused', () => {
    const { story, words } = suggesting();
    const suggestion = words('ANNA waits', 'ANNA sleeps');
    const block = action(story);
    editBlockText(story, { block: block.id, text: block.text.replace('ANNA waits', 'ANNA still waits') });
    expectOk(acceptSuggestion(story, suggestion, by));
    expect(action(story).text).toBe('Rain on the glass. ANNA sleeps with a cold cup.');
    const other = words('with a cold cup', 'alone');
    editBlockText(story, { block: block.id, text: 'Rain.' });
    const before = Y.encodeStateAsUpdate(story);
    expect(acceptSuggestion(story, other, by)).toEqual({ ok: false, error: { kind: 'place-gone', id: other.id } });
    expect(Y.encodeStateAsUpdate(story)).toEqual(before);
  });

  it('SUG-4 an insertion stays beside its letter, whichever of the two neighbours is left', () => {
    const { story, suggest } = suggesting();
    const block = action(story);
    const gap = block.text.indexOf(' ANNA');
    const { change } = suggest({ kind: 'text', block: block.id, from: gap, before: '', text: ' Silence.' });
    editBlockText(story, { block: block.id, text: block.text.replace('glass.', 'panes.') });
    expect(placeOfChange(story, change)).toMatchObject({ kind: 'fits', from: gap });
    editBlockText(story, { block: block.id, text: action(story).text.replace(' ANNA', ' BEN') });
    expect(placeOfChange(story, change)).toMatchObject({ kind: 'fits', from: gap });
  });

  it('SUG-5 accepting is one step of undo, which takes the words back and leaves the suggestion open again', () => {
    const { story, words } = suggesting();
    const suggestion = words('Rain', 'Snow');
    const undo = createUndo(story, { origin: userOrigin(null), editorOrigins: [] });
    const before = scriptOfDoc(story);
    expectOk(undo.step(() => acceptSuggestion(story, suggestion, by)));
    expect(settlementOf(story, suggestion.id)).toEqual({ verdict: 'accepted', by: anna, at: when });
    undo.manager.undo();
    expect(scriptOfDoc(story)).toEqual(before);
    expect(settlementOf(story, suggestion.id)).toBeNull();
    undo.manager.redo();
    expect(action(story).text).toContain('Snow');
    expect(settlementOf(story, suggestion.id)?.verdict).toBe('accepted');
    undo.dispose();
  });

  it('SUG-5 nothing is accepted or rejected twice', () => {
    const { story, words } = suggesting();
    const suggestion = words('Rain', 'Snow');
    expectOk(rejectSuggestion(story, suggestion.id, by));
    expect(acceptSuggestion(story, suggestion, by)).toMatchObject({ ok: false, error: { kind: 'settled' } });
    expect(rejectSuggestion(story, suggestion.id, by)).toMatchObject({ ok: false, error: { kind: 'settled' } });
    expect(action(story).text).toContain('Rain');
  });

  it('SUG-6 all that fit are accepted in one step; what others changed stays open', () => {
    const { story, words } = suggesting();
    const all = [words('Rain', 'Snow'), words('ANNA waits', 'ANNA sleeps'), words('cold cup', 'glass')];
    const block = action(story);
    editBlockText(story, { block: block.id, text: block.text.replace('ANNA waits', 'ANNA still waits') });
    const accepted = expectOk(acceptSuggestions(story, all, by));
    expect(accepted).toEqual([all[0]?.id, all[2]?.id]);
    expect(action(story).text).toBe('Snow on the glass. ANNA still waits with a glass.');
  });

  it('SUG-8 words that moved since they were read are looked for in their block; what does not stand there is refused', () => {
    const { story, suggest } = suggesting();
    const { id, text } = action(story);
    const { change } = suggest({ kind: 'text', block: id, from: 3, before: 'cold', text: 'hot' });
    expect(placeOfChange(story, change)).toMatchObject({ kind: 'fits', from: text.indexOf('cold') });
    const refused = (asked: AskedChange) => placeSuggestion(story, asked);
    expect(refused({ kind: 'text', block: id, from: 0, before: 'warm', text: '' })).toMatchObject({
      error: { kind: 'words-changed' },
    });
    expect(refused({ kind: 'text', block: id, from: 0, before: 'Rain', text: 'Rain' })).toMatchObject({
      error: { kind: 'no-change' },
    });
    expect(refused({ kind: 'element', block: id, to: 'action' })).toMatchObject({ error: { kind: 'no-change' } });
  });

  it('SUG-9 only who suggested it takes it back, and then it is open no more', () => {
    const { story, desk, words } = suggesting();
    const reader = createSuggestionReader({ story, desk });
    const [first, second] = [words('Rain', 'Snow'), words('cold', 'hot')];
    expect(reader.open().map(({ id }) => id)).toEqual([first.id, second.id].sort());
    const open = reader.open();
    expect(reader.open()).toBe(open);
    expect(withdrawSuggestion(desk, { id: first.id, by: anna.id })).toMatchObject({ error: { kind: 'not-yours' } });
    expectOk(withdrawSuggestion(desk, { id: first.id, by: mia.id }));
    expectOk(rejectSuggestion(story, second.id, by));
    expect(reader.open()).toEqual([]);
    expect(reader.all()).toHaveLength(2);
    reader.dispose();
  });

  it('SUG-7 two who accept one suggestion at once agree in the end, and other edits in the block stay', () => {
    const { story, words } = suggesting();
    const suggestion = words('ANNA waits', 'ANNA sleeps');
    const other = replica(story, 77);
    expectOk(acceptSuggestion(story, suggestion, by));
    editBlockText(other, { block: action(other).id, text: `Night. ${action(other).text}` });
    sync(story, other);
    expect(scriptOfDoc(other)).toEqual(scriptOfDoc(story));
    expect(action(story).text).toBe('Night. Rain on the glass. ANNA sleeps with a cold cup.');
    expect(settlementOf(other, suggestion.id)?.by).toEqual(anna);
  });
});
