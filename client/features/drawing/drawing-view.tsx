import type { Frame } from '@oner/shared/document/desk.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { DrawingId, FrameId } from '@oner/shared/ids/ids.ts';
import { ArrowLeft, Check, Layers } from 'lucide-react';
import { useRef, useState } from 'react';
import { useCan, useShot } from '../../model/project.tsx';
import { useCurrentShot, useViewActions } from '../../model/view.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import styles from './drawing.module.css';
import { LookCommands, PenCommands, useDrawingUndo } from './drawing-commands.tsx';
import { DrawingStage } from './drawing-stage.tsx';
import { LayersPanel } from './layers-panel.tsx';
import { drawingMessages } from './messages.ts';
import { firstPenSettings } from './pen-settings.ts';
import { Slider } from './slider.tsx';
import { ToolBar } from './tool-bar.tsx';
import { useActiveLayer, useBase, useDrawing } from './use-drawing.ts';
import { useKeep } from './use-keep.ts';
import { type LayerActions, useLayerActions } from './use-layer-actions.ts';
import { usePen } from './use-pen.ts';
import { useStage } from './use-stage.ts';

/** Says that the frame below was made anew, and lets the drawing be put over the new one. */
const NewerFrame = ({
  newer,
  below,
  numberOf,
  actions,
}: {
  readonly newer: Frame;
  readonly below: Frame;
  readonly numberOf: (frame: FrameId) => number;
  readonly actions: LayerActions;
}) => {
  const t = useText(drawingMessages);
  const { notify } = useAnnouncer();
  const [left, setLeft] = useState<FrameId | null>(null);
  if (left === newer.id) return null;
  const number = numberOf(newer.id);
  return (
    <Banner
      tone="info"
      icon={<Layers size={15} aria-hidden />}
      title={t.frameBelow}
      words={t.redrawn(number, numberOf(below.id))}
    >
      <Button kind="outline" onClick={() => actions.updateDrawing({ base: newer.id }) && notify(t.movedOver(number))}>
        {t.moveOver(number)}
      </Button>
      <Button onClick={() => setLeft(newer.id)}>{t.stayHere}</Button>
    </Banner>
  );
};

const Head = ({
  shot,
  keeping,
  onKeep,
}: {
  readonly shot: Shot;
  readonly keeping: boolean;
  /** Null: one may not. */
  readonly onKeep: (() => void) | null;
}) => {
  const t = useText(drawingMessages);
  const { openDrawing } = useViewActions();
  return (
    <header className={styles.head}>
      <Button onClick={() => openDrawing(null)}>
        <ArrowLeft size={15} aria-hidden />
        {t.back}
      </Button>
      <h1 className={styles.title}>{shot.number === null ? t.unplacedTitle : t.title(shot.number)}</h1>
      <span className={styles.gap} />
      {onKeep !== null && (
        <Button kind="primary" aria-busy={keeping} onClick={onKeep}>
          <Check size={15} aria-hidden />
          {keeping ? t.keeping : t.keep}
        </Button>
      )}
    </header>
  );
};

const OpenDrawing = ({ id, shot, base, ...rest }: OpenDrawingProps) => {
  const t = useText(drawingMessages);
  const mayEdit = useCan('edit');
  const { drawing, newer, numberOf } = rest;
  const { layers, active, choose } = useActiveLayer(drawing);
  const [settings, change] = useState(firstPenSettings);
  const [dimming, setDimming] = useState<number | null>(null);
  const stage = useStage(base.width / base.height);
  const ring = useRef<HTMLElement>(null);
  const own = usePen({
    ...{ drawing: id, shot: shot.id, aspect: base.width / base.height, layers, active, onLayer: choose, settings },
    ...{ mayDraw: mayEdit, stage: stage.stage, ring, actions: stage.actions },
  });
  const actions = useLayerActions({ drawing: id, shot: shot.id, onChoose: choose });
  const { keep, keeping } = useKeep(id);
  const { undo, redo } = useDrawingUndo();
  const baseOpacity = dimming ?? drawing?.baseOpacity ?? 1;
  return (
    <div className={styles.view}>
      <Head shot={shot} keeping={keeping} onKeep={mayEdit ? () => void keep() : null} />
      {newer !== null && mayEdit && drawing !== null && (
        <NewerFrame newer={newer} below={base} numberOf={numberOf} actions={actions} />
      )}
      <div className={styles.body}>
        <DrawingStage {...{ id, drawing, layers, base, baseOpacity, own, stage, ring }} />
        <aside className={styles.panel} aria-label={t.group}>
          {mayEdit && <ToolBar settings={settings} onChange={change} onUndo={undo} onRedo={redo} />}
          <LayersPanel {...{ drawing: id, shot: shot.id, layers, active, mayEdit }} onChoose={choose} />
          {mayEdit && (
            <section className={styles.part} aria-label={t.frameBelow}>
              <Slider
                label={t.frameOpacity}
                value={baseOpacity * 100}
                text={t.percent}
                onInput={(value) => setDimming(value / 100)}
                onChange={(value) => {
                  setDimming(null);
                  actions.updateDrawing({ baseOpacity: value / 100 });
                }}
              />
            </section>
          )}
        </aside>
      </div>
      <LookCommands actions={stage.actions} />
      {mayEdit && <PenCommands settings={settings} onChange={change} onKeep={() => void keep()} />}
    </div>
  );
};

type OpenDrawingProps = {
  readonly id: DrawingId;
  readonly shot: Shot;
  readonly base: Frame;
  readonly drawing: ReturnType<typeof useDrawing>;
  readonly newer: Frame | null;
  readonly numberOf: (frame: FrameId) => number;
};

const DrawingOf = ({ id, shot }: { readonly id: DrawingId; readonly shot: Shot }) => {
  const t = useText(drawingMessages);
  const { openDrawing } = useViewActions();
  const drawing = useDrawing(id);
  const { frame, newer, numberOf } = useBase(drawing, id, shot.id);
  if (frame !== null) return <OpenDrawing id={id} shot={shot} base={frame} {...{ drawing, newer, numberOf }} />;
  return (
    <EmptyState title={t.noFrameTitle} words={t.noFrameWords}>
      <Button kind="primary" size="large" onClick={() => openDrawing(null)}>
        {t.back}
      </Button>
    </EmptyState>
  );
};

/** The drawing over a frame of the shot that the address names: to draw on, or to look on. */
export const DrawingView = ({ drawing }: { readonly drawing: DrawingId }) => {
  const id = useCurrentShot();
  const shot = useShot(id ?? ('' as never)); // no shot has the empty id
  return shot === null ? null : <DrawingOf key={drawing} id={drawing} shot={shot} />;
};
