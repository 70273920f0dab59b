/** Lays suggestions and the marks of comments over those of the words that the page shows. */
import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { personColor } from '../../../ui/person-color.ts';
import styles from './note-marks.module.css';
import type { Note, SuggestionNote, ThreadNote } from './notes-store.ts';

/** What the marks say in the person's language. */
export type NoteWords = {
  readonly by: (name: string, at: string) => string;
  readonly element: (type: string) => string;
};

type Place = { readonly start: number; readonly node: Node };

const placesIn = (doc: Node): ReadonlyMap<string, Place> => {
  const places = new Map<string, Place>();
  doc.forEach((node, offset) => {
    places.set(String(node.attrs.id), { start: offset + 1, node });
  });
  return places;
};

const nameTag = (note: SuggestionNote, words: NoteWords): HTMLElement => {
  const tag = document.createElement('span');
  tag.className = styles.by ?? '';
  tag.textContent = words.by(note.suggestion.by.name, note.suggestion.at);
  return tag;
};

/** What is proposed, drawn beside the words; it is no part of the text. */
const proposed = (note: SuggestionNote, words: NoteWords, lines: readonly string[]) => (): HTMLElement => {
  const box = document.createElement('span');
  const several = note.suggestion.change.kind === 'lines';
  box.className = `${styles.proposed ?? ''} ${several ? (styles.lines ?? '') : ''}`;
  box.dataset.note = note.id;
  box.contentEditable = 'false';
  box.style.setProperty('--c', personColor(note.suggestion.by.id));
  for (const line of lines) {
    const text = document.createElement('ins');
    text.textContent = line;
    box.append(text);
  }
  box.append(nameTag(note, words));
  return box;
};

const widget = (at: number, note: SuggestionNote, words: NoteWords, lines: readonly string[]): Decoration =>
  Decoration.widget(at, proposed(note, words, lines), {
    side: 1,
    // drawn again only when it says something else
    key: `${note.id} ${lines.join('\n')}`,
    ignoreSelection: true,
    stopEvent: () => true,
  });

const ofSuggestion = (note: SuggestionNote, { start, node }: Place, words: NoteWords): readonly Decoration[] => {
  const { change } = note.suggestion;
  if (note.words === null) return [];
  const end = start + node.content.size;
  switch (change.kind) {
    case 'text': {
      const [from, to] = [Math.min(start + note.words.from, end), Math.min(start + note.words.to, end)];
      const attributes = {
        class: styles.struck ?? '',
        style: `--c: ${personColor(note.suggestion.by.id)}`,
        'data-note': note.id,
      };
      const struck = to > from ? [Decoration.inline(from, to, attributes)] : [];
      return [...struck, widget(to, note, words, change.text === '' ? [] : [change.text])];
    }
    case 'element':
      return [widget(end, note, words, [`→ ${words.element(change.to)}`])];
    case 'lines':
      return [
        widget(
          end,
          note,
          words,
          change.lines.map(({ text }) => text),
        ),
      ];
  }
};

const ofThread = (note: ThreadNote, { start, node }: Place): readonly Decoration[] => {
  if (note.words === null) return [];
  const end = start + node.content.size;
  const [from, to] = [Math.min(start + note.words.from, end), Math.min(start + note.words.to, end)];
  if (to <= from) return [];
  const isOfShot = note.shot !== null;
  return [
    Decoration.inline(from, to, {
      class: (isOfShot ? styles.shotThread : styles.thread) ?? '',
      style: `--c: ${personColor(note.thread.by.id)}`,
      'data-note': note.id,
    }),
  ];
};

export const decorateNotes = (doc: Node, notes: readonly Note[], words: NoteWords): DecorationSet => {
  if (notes.length === 0) return DecorationSet.empty;
  const places = placesIn(doc);
  const marks = notes.flatMap((note) => {
    const place = note.words && places.get(note.words.block);
    if (!place) return [];
    return note.kind === 'suggestion' ? ofSuggestion(note, place, words) : ofThread(note, place);
  });
  return DecorationSet.create(doc, marks);
};
