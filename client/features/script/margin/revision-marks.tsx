import { equalJson } from '@oner/shared/document/equal-json.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { revisionHeader } from '@oner/shared/fountain/revision-names.ts';
import { type RefObject, useEffect, useState } from 'react';
import { useMeta, useProject } from '../../../model/project.tsx';
import { useText } from '../../../ui/language.tsx';
import { scriptMessages } from '../messages.ts';
import { type BreakOffset, revisedPages } from '../pages/revised-pages.ts';
import type { ScriptPage } from '../use-script-page.ts';
import {
  type MeasuredPlaces,
  measureRevisions,
  type RevisedLayout,
  type RevisionsOnScreen,
} from './measure-revisions.ts';
import styles from './revision-marks.module.css';

type Places = {
  readonly page: ScriptPage;
  readonly desk: RefObject<HTMLElement | null>;
  readonly paper: RefObject<HTMLElement | null>;
  readonly shown: 'current' | 'all';
  readonly visible: MeasuredPlaces['visible'];
  readonly offsetOfBreak: BreakOffset;
};

const nothing: RevisionsOnScreen = { lines: [], pages: [] };

/** Looked up anew only when the script changed. */
const createLayoutOf = ({ page, shown, offsetOfBreak: offsetOf }: Omit<Places, 'desk' | 'paper'>) => {
  const { pages } = page;
  let known: { readonly story: Story; readonly layout: RevisedLayout } | null = null;
  return (story: Story): RevisedLayout => {
    if (known?.story === story) return known.layout;
    const { blocks, production } = story;
    const pagination = pages.of(blocks);
    const layout: RevisedLayout = {
      pagination,
      firstPage: (block) => pagination.pages[blocks.findIndex(({ id }) => id === block)] ?? 1,
      revised: revisedPages(blocks, pagination, { revision: shown === 'all' ? null : production.current, offsetOf }),
      revisions: production.revisions,
    };
    known = { story, layout };
    return layout;
  };
};

/** Measures after the frame in which something moved, so that typing paints first. */
const useMeasured = ({ page, desk, paper, shown, visible, offsetOfBreak }: Places): RevisionsOnScreen => {
  const { story } = useProject();
  const [marks, setMarks] = useState<RevisionsOnScreen>(nothing);
  useEffect(() => {
    const { editor } = page;
    const places = { page: editor.view.dom, desk: desk.current, paper: paper.current };
    const { desk: deskElement, paper: paperElement } = places;
    if (!deskElement || !paperElement) return;
    const layoutOf = createLayoutOf({ page, shown, visible, offsetOfBreak });
    const channel = new MessageChannel();
    let asked = false;
    channel.port1.onmessage = () => {
      asked = false;
      const now = story.snapshot();
      const { current } = now.production;
      const measured =
        shown === 'current' && current === null
          ? nothing
          : measureRevisions(
              { visible, page: places.page, desk: deskElement, paper: paperElement },
              layoutOf(now),
              shown === 'all' ? null : current,
            );
      setMarks((before) => (equalJson(before, measured) ? before : measured));
    };
    const ask = (): void => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    const stopStory = story.subscribe(ask);
    const sizes = new ResizeObserver(ask);
    sizes.observe(paperElement);
    sizes.observe(deskElement);
    deskElement.addEventListener('scroll', ask, { passive: true });
    editor.on('transaction', ask);
    ask();
    return () => {
      stopStory();
      sizes.disconnect();
      deskElement.removeEventListener('scroll', ask);
      editor.off('transaction', ask);
      channel.port1.onmessage = null;
      channel.port1.close();
    };
  }, [page, desk, paper, story, shown, visible, offsetOfBreak]);
  return marks;
};

/** Asterisks in the right margin at revised lines, and revised pages in their colour with the revision's name. */
export const RevisionMarks = (places: Places) => {
  const t = useText(scriptMessages);
  const { language } = useMeta();
  const { lines, pages } = useMeasured(places);
  return (
    <div className={styles.marks} role="img" aria-label={t.revisedLines(lines.length)}>
      {pages.map(({ label, top, bottom, tint }) => (
        <div key={label} className={styles.page} style={{ top, height: bottom - top, backgroundColor: tint }} />
      ))}
      {pages.map(({ label, top, revision }) => (
        <span key={label} className={styles.header} style={{ top }} data-revised-page={label}>
          {revisionHeader(revision, language)}
        </span>
      ))}
      {lines.map((line) => (
        <span key={line} className={styles.asterisk} style={{ top: line }} data-revised-line="">
          *
        </span>
      ))}
    </div>
  );
};
