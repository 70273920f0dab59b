import type { SceneId } from '@oner/shared/ids/ids.ts';
import { createIdFactory } from '@oner/shared/ids/ids.ts';
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { afterTyping } from '../../model/after-typing.ts';
import { useSharedScroll } from '../../model/following.ts';
import { useCan, useMeta, useProject, useSceneIds, useShot } from '../../model/project.tsx';
import { useCurrentScene, useCurrentShot, useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { createScriptEditor } from './editor/create-script-editor.ts';
import { setElement } from './editor/screenplay-keys.ts';
import { rangeOfWords, showShotWords } from './editor/shot-words.ts';
import { watchUnknownBlocks } from './editor/watch-unknown-blocks.ts';
import { LinedMargin } from './margin/lined-margin.tsx';
import { scriptMessages } from './messages.ts';
import styles from './script-view.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { StatusLine } from './status-line.tsx';

const ids = createIdFactory((length) => crypto.getRandomValues(new Uint8Array(length)));

/** The editor for as long as the page is shown; null until it is mounted. */
const useScriptEditor = (page: RefObject<HTMLElement | null>): Editor | null => {
  const t = useText(scriptMessages);
  const project = useProject();
  const { language } = useMeta();
  const mayEdit = useCan('edit');
  const [editor, setEditor] = useState<Editor | null>(null);
  const label = t.script;
  useEffect(() => {
    const element = page.current;
    if (!element) return;
    const { undo, redo } = project.undo;
    const created = createScriptEditor({ element, project, ids, label, language, undo, redo });
    setEditor(created);
    return () => {
      setEditor(null);
      created.destroy();
    };
  }, [page, project, label, language]);
  useEffect(() => {
    editor?.setEditable(mayEdit, false);
  }, [editor, mayEdit]);
  return editor;
};

const blockElement = (editor: Editor, id: string): HTMLElement | null =>
  editor.view.dom.querySelector(`[data-block="${CSS.escape(id)}"]`);

/** How far below the top of the screen what one goes to comes to stand, px. */
const landing = 90;

const scrollTo = (desk: HTMLElement, top: number): void => {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const delta = top - desk.getBoundingClientRect().top - landing;
  // Smooth over a screen or two; over a hundred pages it would only be slow.
  desk.scrollBy({ top: delta, behavior: still || Math.abs(delta) > 3 * desk.clientHeight ? 'instant' : 'smooth' });
};

/** Keeps the address's scene in step with where one reads and writes, and goes to the scene that the address names. */
const useSceneInAddress = (editor: Editor | null, desk: RefObject<HTMLElement | null>): void => {
  const { story, presence } = useProject();
  const scene = useCurrentScene();
  const { goToScene } = useViewActions();
  const here = useRef<SceneId | null>(null);

  useEffect(() => {
    const element = desk.current;
    if (!editor || !element || scene === null || scene === here.current) return;
    const heading = blockElement(editor, scene);
    here.current = scene;
    if (heading) scrollTo(element, heading.getBoundingClientRect().top);
  }, [editor, desk, scene]);

  useEffect(() => {
    if (!editor) return;
    const onCaret = (): void => {
      if (editor.isDestroyed || !editor.isFocused || presence.followed()) return;
      const block = editor.state.selection.$from.node(1)?.attrs.id;
      const found = story.snapshot().scenes.find((candidate) => candidate.blocks.some(({ id }) => id === block));
      if (!found || found.id === here.current) return;
      here.current = found.id;
      goToScene(found.id, 'replace');
    };
    const onCaretSoon = (): void => afterTyping(onCaret);
    editor.on('selectionUpdate', onCaretSoon);
    return () => {
      editor.off('selectionUpdate', onCaretSoon);
    };
  }, [editor, story, presence, goToScene]);
};

/** Marks the selected shot's words, and brings them onto the screen when they are not. */
const useSelectedShot = (editor: Editor | null, desk: RefObject<HTMLElement | null>): void => {
  const selected = useCurrentShot();
  const anchor = useShot(selected ?? ('' as never))?.anchor ?? null;
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (!editor) return;
    showShotWords(editor.view, anchor);
    if (selected === shown.current) return;
    shown.current = selected;
    const range = anchor ? rangeOfWords(editor.state, anchor) : null;
    const element = desk.current;
    if (!range || !element) return;
    const { top } = editor.view.coordsAtPos(range.from);
    const screen = element.getBoundingClientRect();
    if (top < screen.top + 20 || top > screen.bottom - 60) scrollTo(element, top);
  }, [editor, desk, anchor, selected]);
};

const Blank = ({ editor }: { readonly editor: Editor }) => {
  const t = useText(scriptMessages);
  const mayEdit = useCan('edit');
  const start = (): void => {
    editor.chain().insertContent({ type: 'action' }).focus('start').run();
    setElement(editor, 'sceneHeading');
  };
  return (
    <EmptyState title={t.blankTitle} words={t.blankWords}>
      {mayEdit && (
        <Button kind="primary" size="large" onClick={start}>
          {t.startWriting}
        </Button>
      )}
    </EmptyState>
  );
};

/** Whether the page has no block at all. */
const useIsBlank = (editor: Editor | null): boolean => {
  const { story } = useProject();
  useSceneIds();
  const [blank, setBlank] = useState(() => story.snapshot().blocks.length === 0);
  useEffect(() => {
    if (!editor) return;
    const look = (): void => setBlank(editor.state.doc.childCount === 0);
    look();
    editor.on('update', look);
    return () => {
      editor.off('update', look);
    };
  }, [editor]);
  return blank;
};

/** Names of what is in the script and this editor could not keep; it would delete it for everybody, so none is mounted then. */
const useUnknownBlocks = (): string => {
  const { doc } = useProject();
  const watch = useMemo(() => watchUnknownBlocks(doc), [doc]);
  return useSyncExternalStore(watch.subscribe, watch.get);
};

/** The script on paper; a script with parts that this editor does not know is not opened in it. */
export const ScriptView = () => {
  const t = useText(scriptMessages);
  const unknown = useUnknownBlocks();
  if (unknown === '') return <ScriptDesk />;
  return (
    <EmptyState title={t.unknownTitle} words={t.unknownWords(unknown)}>
      <Button kind="primary" size="large" onClick={() => window.location.reload()}>
        {t.loadAgain}
      </Button>
    </EmptyState>
  );
};

/** The desk with the script on paper, and the lines of its shots beside the words. */
const ScriptDesk = () => {
  const { language } = useMeta();
  const desk = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const editor = useScriptEditor(page);
  const blank = useIsBlank(editor);
  useSharedScroll({ container: desk, attribute: 'data-block' });
  useSceneInAddress(editor, desk);
  useSelectedShot(editor, desk);
  return (
    <div className={styles.view}>
      <div ref={desk} className={styles.desk}>
        <div ref={paper} className={styles.paper} lang={language}>
          {editor && <LinedMargin editor={editor} desk={desk} paper={paper} />}
          {blank && editor && <Blank editor={editor} />}
          <div ref={page} />
          {editor && <SelectionBar editor={editor} paper={paper} />}
        </div>
      </div>
      {editor && <StatusLine editor={editor} />}
    </div>
  );
};
