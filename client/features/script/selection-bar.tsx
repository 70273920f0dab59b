import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { Camera, MessageSquarePlus } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useCan, useProject } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { selectedWords } from './editor/shot-words.ts';
import { scriptMessages } from './messages.ts';
import type { WordsToComment } from './notes/notes.tsx';
import styles from './selection-bar.module.css';
import type { ScriptPage } from './use-script-page.ts';

type Place = { readonly left: number; readonly top: number };

/** Where the bar stands: under the last line of the selection, inside the paper. */
const placeOf = (editor: Editor, paper: HTMLElement): Place | null => {
  if (selectedWords(editor.state) === null) return null;
  const box = paper.getBoundingClientRect();
  const end = editor.view.coordsAtPos(editor.state.selection.to);
  const left = Math.max(8, Math.min(end.left - box.left - 60, box.width - 250));
  return { left, top: end.bottom - box.top + 6 };
};

/** Follows the selection once it rests: not while it is being dragged. */
const usePlace = (editor: Editor, paper: RefObject<HTMLElement | null>): Place | null => {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let pressed = false;
    const look = (): void => {
      if (!pressed && paper.current) setPlace(placeOf(editor, paper.current));
    };
    const down = (): void => {
      pressed = true;
    };
    const up = (): void => {
      pressed = false;
      requestAnimationFrame(look);
    };
    const page = editor.view.dom;
    editor.on('selectionUpdate', look);
    editor.on('update', look);
    page.addEventListener('pointerdown', down);
    window.addEventListener('pointerup', up);
    return () => {
      editor.off('selectionUpdate', look);
      editor.off('update', look);
      page.removeEventListener('pointerdown', down);
      window.removeEventListener('pointerup', up);
    };
  }, [editor, paper]);
  return place;
};

/** The selected words, and the blocks that they stand in. */
const wordsToComment = ({ doc, selection: { from, to, empty } }: EditorState): WordsToComment | null => {
  if (empty) return null;
  const blocks: string[] = [];
  doc.nodesBetween(from, to, (node, _position, parent) => {
    if (parent === doc) blocks.push(String(node.attrs.id));
    return parent === null;
  });
  return { blocks, words: doc.textBetween(from, to, '\n', '\n') };
};

/** What can be made of the selected words. */
export const SelectionBar = ({
  page: { editor },
  paper,
  onComment,
}: {
  readonly page: ScriptPage;
  readonly paper: RefObject<HTMLElement | null>;
  readonly onComment: (words: WordsToComment) => void;
}) => {
  const t = useText(scriptMessages);
  const { commands, story } = useProject();
  const { selectShot } = useViewActions();
  const { say, refuse } = useAnnouncer();
  const mayEdit = useCan('edit');
  const mayComment = useCan('comment');
  const place = usePlace(editor, paper);
  const makeShot = (): void => {
    const words = selectedWords(editor.state);
    if (!words) return;
    const made = commands.addShot({
      words,
      fields: {
        description: editor.state.doc
          .textBetween(editor.state.selection.from, editor.state.selection.to, ' ')
          .slice(0, 200),
      },
    });
    if (!made.ok) {
      refuse(t.noShotFromThis);
      return;
    }
    editor.commands.setTextSelection(editor.state.selection.to);
    selectShot(made.value);
    say(t.shotMade(story.shot(made.value)?.number ?? ''));
  };
  useCommand({
    id: 'script.make-shot',
    title: t.makeShot,
    keys: ['Alt+S', 'S'],
    enabled: mayEdit && place !== null,
    run: makeShot,
  });
  const comment = (): void => {
    const words = wordsToComment(editor.state);
    if (words) onComment(words);
  };
  useCommand({
    id: 'script.comment',
    title: t.commentOnThis,
    keys: ['Alt+C', 'C'],
    enabled: mayComment && place !== null,
    run: comment,
  });
  if (!place || !mayComment) return null;
  return (
    <div
      className={styles.bar}
      style={{ left: place.left, top: place.top }}
      role="toolbar"
      aria-label={t.withSelection}
    >
      {mayEdit && (
        <Button kind="primary" onMouseDown={(event) => event.preventDefault()} onClick={makeShot}>
          <Camera size={15} aria-hidden />
          {t.makeShot}
          <KeyHint chord="Alt+S" />
        </Button>
      )}
      <Button onMouseDown={(event) => event.preventDefault()} onClick={comment}>
        <MessageSquarePlus size={15} aria-hidden />
        {t.comment}
        <KeyHint chord="Alt+C" />
      </Button>
    </div>
  );
};
