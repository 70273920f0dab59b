import { scriptOf } from '@oner/shared/document/schema.ts';
import { createIdFactory } from '@oner/shared/ids/ids.ts';
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';
import { useCan, useMeta, useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { whenIdle } from '../../ui/when-idle.ts';
import { runsOfNode } from './editor/block-node.ts';
import { createScriptEditor } from './editor/create-script-editor.ts';
import { editorOrigin, isShowing, ScriptWindow } from './editor/script-window.ts';
import { scriptMessages } from './messages.ts';
import { createRevising, type Revising } from './pages/revising.ts';
import { createScriptPages, type ScriptPages } from './pages/script-pages.ts';
import { PaperView } from './paper/paper-view.ts';
import { CompletionStore } from './typing/completion-store.ts';

/** The script as it is on the screen: the editor, what of the script it holds, and where that stands on the paper. */
export type ScriptPage = {
  readonly editor: Editor;
  readonly window: ScriptWindow;
  readonly paper: PaperView;
  readonly completion: CompletionStore;
  readonly pages: ScriptPages;
  readonly revising: Revising;
};

const ids = createIdFactory((length) => crypto.getRandomValues(new Uint8Array(length)));

type Places = Readonly<Record<'desk' | 'above' | 'place' | 'below', RefObject<HTMLElement | null>>>;

/** The page for as long as it is shown; null until it is mounted. */
export const useScriptPage = ({ desk, above, place, below }: Places): ScriptPage | null => {
  const t = useText(scriptMessages);
  const project = useProject();
  const { language } = useMeta();
  const mayEdit = useCan('edit');
  const [page, setPage] = useState<ScriptPage | null>(null);
  const label = t.script;
  useEffect(() => {
    const parts = { desk: desk.current, above: above.current, below: below.current };
    const element = place.current;
    if (!element || !parts.desk || !parts.above || !parts.below) return;
    const shown = new ScriptWindow(scriptOf(project.doc));
    const paper = new PaperView(
      { desk: parts.desk, above: parts.above, below: parts.below },
      shown,
      () => project.story.snapshot().blocks,
    );
    const completion = new CompletionStore({ scenes: () => project.story.snapshot().scenes, language });
    const pages = createScriptPages(language, () => {
      const { pages: locked } = project.story.snapshot().production;
      return locked && project.pageLock.of(locked);
    });
    const { undo, redo } = project.undo;
    const revising = createRevising({
      ...{ doc: project.doc, story: project.story, language },
      binding: { runsOfNode, isShowing, editorOrigin },
    });
    const editor = createScriptEditor({
      element,
      project,
      ids,
      label,
      language,
      undo,
      redo,
      window: shown,
      paper,
      completion,
      pages,
      revising,
    });
    paper.attach(editor.view);
    setPage({ editor, window: shown, paper, completion, pages, revising });
    return () => {
      setPage(null);
      paper.destroy();
      editor.destroy();
    };
  }, [desk, above, place, below, project, label, language]);
  useEffect(() => {
    if (!page) return;
    const { editor, revising } = page;
    let gone = false;
    const open = (): void => {
      if (!gone && !editor.isDestroyed) editor.setEditable(mayEdit, false);
    };
    if (revising.isNeeded()) {
      // every change of a script that is being revised is marked: none is made before that can be
      revising.load();
      revising.whenThere(open);
    } else {
      void whenIdle().then(revising.load);
      open();
    }
    return () => {
      gone = true;
    };
  }, [page, mayEdit]);
  return page;
};
