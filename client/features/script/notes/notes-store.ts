/** What stands beside the script: suggestions and threads with their places, read again only when something of them changed. */

import { outlineOf } from '@oner/shared/document/locate.ts';
import type { ScriptBlock, Story } from '@oner/shared/document/story.ts';
import type { Suggestion } from '@oner/shared/document/suggestion.ts';
import { placeOfChange, type SuggestionPlace } from '@oner/shared/document/suggestion-place.ts';
import { createSuggestionReader } from '@oner/shared/document/suggestion-reader.ts';
import { createObservable, type Observable } from '../../../connection/observable.ts';
import { afterTyping } from '../../../model/after-typing.ts';
import type { Project } from '../../../model/open-project.ts';
import { type PlacedThread, type PlacedWords, placeThreads } from '../../../model/threads-store.ts';

export type SuggestionNote = {
  readonly kind: 'suggestion';
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly place: SuggestionPlace;
  readonly words: PlacedWords | null;
};
export type ThreadNote = { readonly kind: 'thread'; readonly id: string } & PlacedThread;
export type Note = SuggestionNote | ThreadNote;

export type NotesStore = Observable<readonly Note[]> & { readonly dispose: () => void };

const suggestionNote = (project: Project, suggestion: Suggestion, outline: ReturnType<typeof outlineOf>): Note => {
  const place = placeOfChange(project.doc, suggestion.change, outline);
  const words = place.kind === 'gone' ? null : { block: place.block, from: place.from, to: place.to };
  return { kind: 'suggestion', id: suggestion.id, suggestion, place, words };
};

/** In the order of the script; what has lost its place comes last. */
const inScriptOrder = (notes: readonly Note[], order: ReadonlyMap<string, number>): readonly Note[] => {
  const at = ({ words }: Note): number => (words && order.get(words.block)) ?? Number.POSITIVE_INFINITY;
  return [...notes].sort((a, b) => {
    const [x, y] = [at(a), at(b)];
    return x === y ? (a.words?.from ?? 0) - (b.words?.from ?? 0) : x - y;
  });
};

type Held = {
  readonly blocks: number;
  readonly notes: readonly { readonly index: number; readonly block: ScriptBlock | undefined }[];
  readonly shots: Story['shots'];
};

const hold = (notes: readonly Note[], story: Story, order: ReadonlyMap<string, number>): Held => ({
  blocks: story.blocks.length,
  notes: notes.map(({ words }) => {
    const index = (words && order.get(words.block)) ?? -1;
    return { index, block: story.blocks[index] };
  }),
  shots: story.shots,
});

/** Whether nothing changed where a note stands. */
const stands = (held: Held, story: Story, hasShots: boolean): boolean =>
  held.blocks === story.blocks.length &&
  (!hasShots || held.shots === story.shots) &&
  held.notes.every(({ index, block }) => story.blocks[index] === block);

export const createNotesStore = (project: Project): NotesStore => {
  const { story, desk } = project;
  const reader = createSuggestionReader({ story: project.doc, desk: project.deskDoc });
  const notes = createObservable<readonly Note[]>([]);
  let held: Held | null = null;
  const read = (): void => {
    const snapshot = story.snapshot();
    const { threads, frames } = desk.snapshot();
    const open = reader.open();
    const unresolved = [...threads.values()].filter(({ status }) => status === 'open');
    if (open.length === 0 && unresolved.length === 0) {
      held = null;
      if (notes.get().length > 0) notes.set([]);
      return;
    }
    const blocks = new Map(snapshot.blocks.map((block) => [block.id as string, block]));
    const order = new Map(snapshot.blocks.map(({ id }, index) => [id as string, index]));
    const outline = outlineOf(project.doc);
    const found: readonly Note[] = [
      ...open.map((suggestion) => suggestionNote(project, suggestion, outline)),
      ...placeThreads(unresolved, snapshot, { blocks, frames }).map(
        (placed): Note => ({ ...placed, kind: 'thread', id: placed.thread.id }),
      ),
    ];
    const sorted = inScriptOrder(found, order);
    held = hold(sorted, snapshot, order);
    notes.set(sorted);
  };
  const onStory = (): void => {
    if (held && !stands(held, story.snapshot(), notes.get().some(isOfShot))) read();
  };
  const stops = [
    reader.subscribe(() => afterTyping(read)),
    desk.subscribe(() => afterTyping(read)),
    story.subscribe(onStory),
  ];
  read();
  return {
    get: notes.get,
    subscribe: notes.subscribe,
    dispose: () => {
      for (const stop of stops) stop();
      reader.dispose();
    },
  };
};

const isOfShot = (note: Note): boolean => note.kind === 'thread' && note.shot !== null;
