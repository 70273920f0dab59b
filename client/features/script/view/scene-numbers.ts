/** Scene numbers beside their headings. They take no room, so that nothing moves when they come. */
import type { Scene } from '@oner/shared/document/story.ts';
import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { useEffect } from 'react';
import { useProject } from '../../../model/project.tsx';
import { laidCount, layMarks } from '../editor/laid-marks.ts';
import type { ScriptPage } from '../use-script-page.ts';
import styles from './scene-numbers.module.css';

/** Marks of the headings that the page shows. */
export const numberMarks = (
  doc: Node,
  scenes: readonly Pick<Scene, 'id' | 'number'>[],
  className: string,
): DecorationSet => {
  const numbers = new Map<string, string>(scenes.map(({ id, number }) => [id, number]));
  const marks: Decoration[] = [];
  doc.forEach((block, offset) => {
    const number = numbers.get(String(block.attrs.id));
    if (number !== undefined)
      marks.push(Decoration.node(offset, offset + block.nodeSize, { class: className, 'data-scene-number': number }));
  });
  return DecorationSet.create(doc, marks);
};

/** Shows the numbers for as long as `shown`; they follow scenes that come, go and move. */
export const useSceneNumbers = ({ editor, window: stretch }: ScriptPage, shown: boolean): void => {
  const { story } = useProject();
  useEffect(() => {
    if (!shown) return;
    let laid = '';
    const lay = (): void => {
      const { view } = editor;
      if (editor.isDestroyed || view.composing) return;
      const { scenes } = story.snapshot();
      const { from, to } = stretch.range();
      const now = `${from} ${to} ${laidCount(view, 'numbers')} ${scenes.map(({ number }) => number).join(' ')}`;
      if (now === laid) return;
      layMarks(view, 'numbers', numberMarks(view.state.doc, scenes, styles.numbered ?? ''));
      laid = `${from} ${to} ${laidCount(view, 'numbers')} ${scenes.map(({ number }) => number).join(' ')}`;
    };
    lay();
    const stops = [stretch.onChange(() => queueMicrotask(lay)), story.subscribe(lay)];
    return () => {
      for (const stop of stops) stop();
      if (!editor.isDestroyed) layMarks(editor.view, 'numbers', DecorationSet.empty);
    };
  }, [editor, stretch, story, shown]);
};
