import { blockIdSchema, type SceneId } from '@oner/shared/ids/ids.ts';
import type { Editor } from '@tiptap/core';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { afterTyping } from '../../model/after-typing.ts';
import { useSharedScroll } from '../../model/following.ts';
import { useCan, useMeta, useProject, useSceneIds, useShot } from '../../model/project.tsx';
import { useCurrentScene, useCurrentShot, useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { setElement } from './editor/screenplay-keys.ts';
import { rangeOfWords, showShotWords } from './editor/shot-words.ts';
import { watchUnknownBlocks } from './editor/watch-unknown-blocks.ts';
import { Find } from './find/find.tsx';
import { LinedMargin } from './margin/lined-margin.tsx';
import { RevisedLines } from './margin/revised-lines.tsx';
import { scriptMessages } from './messages.ts';
import { onGoToBlock } from './navigator/go-to-block.ts';
import { Notes, type WordsToComment } from './notes/notes.tsx';
import styles from './script-view.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { StatusLine } from './status-line.tsx';
import { CompletionList } from './typing/completion-list.tsx';
import { type ScriptPage, useScriptPage } from './use-script-page.ts';

/** How far below the top of the screen what one goes to comes to stand, px. */
const landing = 90;

const scrollTo = (desk: HTMLElement, top: number): void => {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const delta = top - desk.getBoundingClientRect().top - landing;
  // Smooth over a screen or two; over a hundred pages it would only be slow.
  desk.scrollBy({ top: delta, behavior: still || Math.abs(delta) > 3 * desk.clientHeight ? 'instant' : 'smooth' });
};

/** Keeps the address's scene in step with where one reads and writes, and goes to the scene that the address names. */
const useSceneInAddress = (page: ScriptPage | null, desk: RefObject<HTMLElement | null>): void => {
  const { story, presence } = useProject();
  const scene = useCurrentScene();
  const { goToScene } = useViewActions();
  const here = useRef<SceneId | null>(null);

  useEffect(() => {
    const element = desk.current;
    if (!page || !element || scene === null || scene === here.current) return;
    const heading = page.paper.reveal(scene);
    here.current = scene;
    if (heading) scrollTo(element, heading.getBoundingClientRect().top);
  }, [page, desk, scene]);

  useEffect(() => {
    if (!page) return;
    const { editor } = page;
    const onCaret = (): void => {
      if (editor.isDestroyed || !editor.isFocused || page.window.isParked() || presence.followed()) return;
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
  }, [page, story, presence, goToScene]);
};

/** Goes to the blocks that lists beside the script ask for. */
const useAskedBlock = (page: ScriptPage | null, desk: RefObject<HTMLElement | null>): void => {
  const project = useProject();
  useEffect(() => {
    if (!page) return;
    return onGoToBlock(project, (block) => {
      const element = page.paper.reveal(block);
      if (element && desk.current) scrollTo(desk.current, element.getBoundingClientRect().top);
    });
  }, [page, desk, project]);
};

/** Marks the selected shot's words, and brings them onto the screen when they are not. */
const useSelectedShot = (page: ScriptPage | null, desk: RefObject<HTMLElement | null>): void => {
  const selected = useCurrentShot();
  const anchor = useShot(selected ?? ('' as never))?.anchor ?? null;
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (!page) return;
    const { view } = page.editor;
    showShotWords(view, anchor);
    if (selected === shown.current) return;
    shown.current = selected;
    if (anchor) page.paper.reveal(anchor.start.block);
    const range = anchor ? rangeOfWords(view.state, anchor) : null;
    const element = desk.current;
    if (!range || !element) return;
    const { top } = view.coordsAtPos(range.from);
    const screen = element.getBoundingClientRect();
    if (top < screen.top + 20 || top > screen.bottom - 60) scrollTo(element, top);
  }, [page, desk, anchor, selected]);
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

/** Whether the script has no block at all. */
const useIsBlank = (page: ScriptPage | null): boolean => {
  const { story } = useProject();
  useSceneIds();
  const [blank, setBlank] = useState(() => story.snapshot().blocks.length === 0);
  useEffect(() => {
    if (!page) return;
    const look = (): void => setBlank(page.window.length() === 0);
    look();
    return page.window.onChange(look);
  }, [page]);
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
  const title = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const page = useScriptPage({ desk, above, place, below });
  const blank = useIsBlank(page);
  const [comment, setComment] = useState<WordsToComment | null>(null);
  const reveal = useCallback(
    (at: string) => {
      const block = blockIdSchema.safeParse(at);
      if (block.success) page?.paper.reveal(block.data)?.scrollIntoView();
    },
    [page],
  );
  useSharedScroll({ container: desk, attribute: 'data-block', reveal });
  useSceneInAddress(page, desk);
  useSelectedShot(page, desk);
  useAskedBlock(page, desk);
  return (
    <div className={styles.view}>
      <div ref={desk} className={styles.desk}>
        <div ref={title} />
        <div ref={paper} className={styles.paper} lang={language}>
          {page && <LinedMargin editor={page.editor} desk={desk} paper={paper} />}
          {page && <RevisedLines page={page} desk={desk} paper={paper} />}
          {blank && page && <Blank editor={page.editor} />}
          <div ref={above} />
          <div ref={place} />
          <div ref={below} />
          {page && <SelectionBar page={page} paper={paper} onComment={setComment} />}
          {page && <CompletionList editor={page.editor} store={page.completion} paper={paper} />}
        </div>
      </div>
      {page && <Notes page={page} desk={desk} title={title} paper={paper} comment={comment} onComment={setComment} />}
      {page && <Find page={page} />}
      {page && <StatusLine page={page} />}
    </div>
  );
};
