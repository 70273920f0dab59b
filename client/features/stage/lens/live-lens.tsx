import { angleNames, sizeNames } from '@oner/shared/camera/vocabulary.ts';
import { degrees } from '@oner/shared/stage/vec3.ts';
import { Minus, Plus } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { stageMessages } from '../messages.ts';
import { type HandTool, handTools } from '../session.ts';
import { type Shown, useSession, useShown, useStage, wordsOf } from '../stage.tsx';
import styles from './lens.module.css';
import { steppedCamera, toolFor } from './lens-hand.ts';
import { useLensHand } from './use-lens-hand.ts';
import { type LensState, useLensScene } from './use-lens-scene.ts';

const toolText = {
  things: 'toolThings',
  orbit: 'toolOrbit',
  dolly: 'toolDolly',
  truck: 'toolTruck',
  crane: 'toolCrane',
  pan: 'toolPan',
  roll: 'toolRoll',
  zoom: 'toolZoom',
} as const satisfies Record<HandTool, string>;

/** Pixels of a canvas for each pixel of the page: more would cost a software renderer its frame. */
const mostPixels = 2;

const useCanvasSize = (canvas: RefObject<HTMLCanvasElement | null>, state: LensState, redraw: () => void): void => {
  const latest = useRef(redraw);
  useEffect(() => {
    latest.current = redraw;
  });
  useLayoutEffect(() => {
    const element = canvas.current;
    if (state.kind !== 'ready' || element === null) return;
    const fit = (): void => {
      const { clientWidth, clientHeight } = element;
      state.lens.resize(clientWidth, clientHeight, Math.min(mostPixels, window.devicePixelRatio));
      latest.current();
    };
    const watch = new ResizeObserver(fit);
    watch.observe(element);
    fit();
    return () => watch.disconnect();
  }, [canvas, state]);
};

/** The words that the picture has become, as the hand moves it. */
const WordsNow = ({ shown }: { readonly shown: Shown }) => {
  const language = useLanguage();
  const t = useText(stageMessages);
  const { staged } = useStage();
  if (staged === null) return null;
  const words = wordsOf(staged, shown.camera);
  const said = [
    words.size === undefined ? '' : language === 'zh' ? sizeNames[words.size].zh : words.size,
    words.angle === undefined ? '' : angleNames[words.angle][language],
    t.lensMm(String(Math.round(shown.camera.lens))),
    Math.abs(shown.camera.roll) < 0.01 ? '' : t.degrees(String(Math.round(degrees(shown.camera.roll)))),
  ];
  return (
    <span className={styles.words} data-words="">
      {said.filter((each) => each !== '').join(' · ')}
    </span>
  );
};

/** What a drag does, and two buttons that do it by a step: everything that a hand can, without a drag. */
const Tools = ({ shown }: { readonly shown: Shown }) => {
  const t = useText(stageMessages);
  const { session, hand, staged, edits } = useStage();
  const tool = useSession(session, (now) => now.tool);
  if (hand === null) return null;
  const step = (way: 1 | -1, along: 'x' | 'y'): void => {
    const x = along === 'x' ? way : 0;
    const y = along === 'y' ? way : 0;
    const by = toolFor(tool, { shiftKey: false, altKey: false });
    const camera = steppedCamera(by, shown.camera, { pivot: shown.camera.target, x, y, times: 5 });
    hand.nudge({ kind: 'camera', camera });
  };
  const name = t[toolText[tool]];
  const along = tool === 'dolly' || tool === 'crane' ? 'y' : 'x';
  return (
    <div className={styles.tools}>
      <RadioGroup.Root
        className={styles.toolChoice}
        aria-label={t.handTool}
        orientation="horizontal"
        value={tool}
        onValueChange={(next) => session.change({ tool: handTools.find((each) => each === next) ?? 'orbit' })}
      >
        {handTools.map((each) => (
          <RadioGroup.Item key={each} value={each} className={styles.tool}>
            {t[toolText[each]]}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {tool !== 'things' && (
        <>
          <IconButton label={t.less(name)} onClick={() => step(-1, along)}>
            <Minus size={14} />
          </IconButton>
          <IconButton label={t.more(name)} onClick={() => step(1, along)}>
            <Plus size={14} />
          </IconButton>
        </>
      )}
      {staged?.spec.handCamera && <Button onClick={() => edits?.backToWords()}>{t.backToWords}</Button>}
    </div>
  );
};

/** The view through the lens, live: what is moved anywhere is seen in it at once, and its camera is held in the hand. */
export const LiveLens = () => {
  const t = useText(stageMessages);
  const { shot, session, hand } = useStage();
  const shown = useShown();
  const chosen = useSession(session, (now) => now.chosen);
  const canvas = useRef<HTMLCanvasElement>(null);
  const grip = useRef<HTMLDivElement>(null);
  const state = useLensScene(canvas);
  const lens = state.kind === 'ready' ? state.lens : null;
  const handlers = useLensHand(grip, shown, lens);
  const draw = (): void => {
    if (lens !== null && shown !== null) lens.show(shown.seen, shown.camera, chosen);
  };
  useCanvasSize(canvas, state, draw);
  useLayoutEffect(draw);
  return (
    <div className={styles.live} data-live={state.kind}>
      <div
        ref={grip}
        className={styles.grip}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows hold the camera
        tabIndex={0}
        role="application"
        aria-label={t.liveOf(shot.number ?? '')}
        aria-description={hand === null ? undefined : t.handHint}
        {...handlers}
      >
        <canvas ref={canvas} className={styles.canvas} />
      </div>
      {state.kind === 'loading' && <p className={styles.said}>{t.loadingLive}</p>}
      {state.kind === 'failed' && <p className={styles.said}>{t.noLive}</p>}
      {shown !== null && <WordsNow shown={shown} />}
      {shown !== null && lens !== null && <Tools shown={shown} />}
    </div>
  );
};
