import type { Editor } from '@tiptap/core';
import { Camera } from 'lucide-react';
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

/** What can be made of the selected words. */
export const SelectionBar = ({
  page: { editor },
  paper,
}: {
  readonly page: ScriptPage;
  readonly paper: RefObject<HTMLElement | null>;
}) => {
  const t = useText(scriptMessages);
  const { commands, story } = useProject();
  const { selectShot } = useViewActions();
  const { say, refuse } = useAnnouncer();
  const mayEdit = useCan('edit');
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
  if (!place || !mayEdit) return null;
  return (
    <div
      className={styles.bar}
      style={{ left: place.left, top: place.top }}
      role="toolbar"
      aria-label={t.withSelection}
    >
      <Button kind="primary" onMouseDown={(event) => event.preventDefault()} onClick={makeShot}>
        <Camera size={15} aria-hidden />
        {t.makeShot}
        <KeyHint chord="Alt+S" />
      </Button>
    </div>
  );
};
