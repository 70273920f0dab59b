import type { Editor } from '@tiptap/core';
import { memo, type RefObject, useEffect, useState } from 'react';
import { useProject } from '../../../model/project.tsx';
import { useIsCurrentShot, useViewActions } from '../../../model/view.ts';
import { classNames } from '../../../ui/class-names.ts';
import { useText } from '../../../ui/language.tsx';
import { scriptMessages } from '../messages.ts';
import styles from './lined-margin.module.css';
import { type DrawnLine, measureLines } from './measure-lines.ts';

const sameLine = (a: DrawnLine, b: DrawnLine): boolean =>
  a.path === b.path &&
  a.number === b.number &&
  a.tone === b.tone &&
  a.shot === b.shot &&
  a.description === b.description;

/** Measures after the frame in which something moved, so that typing paints first. */
const useMeasuredLines = (
  editor: Editor,
  desk: RefObject<HTMLElement | null>,
  paper: RefObject<HTMLElement | null>,
) => {
  const { story } = useProject();
  const [lines, setLines] = useState<readonly DrawnLine[]>([]);
  useEffect(() => {
    const deskElement = desk.current;
    const paperElement = paper.current;
    if (!deskElement || !paperElement) return;
    let asked = false;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      asked = false;
      const next = measureLines(editor, story.snapshot(), { desk: deskElement, paper: paperElement });
      setLines((before) =>
        before.length === next.length &&
        before.every((line, index) => next[index] !== undefined && sameLine(line, next[index]))
          ? before
          : next,
      );
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
    void document.fonts.ready.then(ask);
    ask();
    return () => {
      stopStory();
      sizes.disconnect();
      deskElement.removeEventListener('scroll', ask);
      editor.off('transaction', ask);
      channel.port1.onmessage = null;
      channel.port1.close();
    };
  }, [editor, story, desk, paper]);
  return lines;
};

const Line = memo(
  ({ line }: { readonly line: DrawnLine }) => {
    const t = useText(scriptMessages);
    const current = useIsCurrentShot(line.shot);
    const { selectShot, openShot } = useViewActions();
    const width = line.number.length * 6.6 + 6;
    return (
      // biome-ignore lint/a11y/useSemanticElements: an element of SVG cannot be a button of HTML
      <g
        className={classNames(styles.line, styles[line.tone])}
        role="button"
        tabIndex={-1}
        data-line={line.shot}
        aria-label={t.lineOf(line.number, line.description)}
        aria-current={current ? 'true' : undefined}
        onClick={() => selectShot(line.shot)}
        onDoubleClick={() => openShot(line.shot)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') openShot(line.shot);
        }}
      >
        <title>{t.lineOf(line.number, line.description)}</title>
        <path className={styles.reach} d={line.path} />
        <path d={line.path} />
        <rect x={line.x - width / 2} y={line.labelY - 3} width={width} height={15} rx={2} />
        <text x={line.x} y={line.labelY + 8.5}>
          {line.number}
        </text>
      </g>
    );
  },
  (before, after) => sameLine(before.line, after.line),
);
Line.displayName = 'Line';

/** The lined script: each shot a line beside the words that it covers; a click goes to its card. */
export const LinedMargin = ({
  editor,
  desk,
  paper,
}: {
  readonly editor: Editor;
  readonly desk: RefObject<HTMLElement | null>;
  readonly paper: RefObject<HTMLElement | null>;
}) => {
  const t = useText(scriptMessages);
  const lines = useMeasuredLines(editor, desk, paper);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
    <svg className={styles.margin} role="group" aria-label={t.linedScript}>
      {lines.map((line) => (
        <Line key={line.shot} line={line} />
      ))}
    </svg>
  );
};
