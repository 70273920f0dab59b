import type { Drawing, DrawingLayer } from '@oner/shared/document/drawing.ts';
import { simplifyPoints } from '@oner/shared/drawing/simplify.ts';
import type { Stroke, StrokePoint } from '@oner/shared/drawing/stroke.ts';
import { encodeStroke } from '@oner/shared/drawing/stroke-codec.ts';
import type { DrawingId, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { createObservable, type ObservableValue } from '../../connection/observable.ts';
import { useDrawingCommands } from '../../model/drawing-commands.ts';
import type { OwnStroke } from '../../model/live-strokes.ts';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { drawingMessages } from './messages.ts';
import { createPenController } from './pen-controller.ts';
import { inks, type PenSettings } from './pen-settings.ts';
import { refusalWords } from './refusal-words.ts';
import type { StageActions } from './use-stage.ts';

export type PenOptions = {
  readonly drawing: DrawingId;
  readonly shot: ShotId;
  readonly aspect: number;
  readonly layers: Drawing['layers'];
  readonly active: DrawingLayer | null;
  readonly onLayer: (layer: LayerId) => void;
  readonly settings: PenSettings;
  readonly mayDraw: boolean;
  readonly stage: RefObject<HTMLElement | null>;
  readonly ring: RefObject<HTMLElement | null>;
  readonly actions: StageActions;
};

const strokeOf = (settings: PenSettings, points: readonly StrokePoint[], erases: boolean): Stroke => {
  const tool = erases ? 'eraser' : settings.tool;
  return { tool, color: inks[settings.ink], ...settings.tools[tool], points };
};

/** Shows how wide the tool is where it hovers. */
const moveRing = (ring: HTMLElement | null, at: { readonly x: number; readonly y: number } | null, width: number) => {
  if (ring === null) return;
  ring.hidden = at === null;
  if (at === null) return;
  ring.style.width = `${width}px`;
  ring.style.height = `${width}px`;
  ring.style.transform = `translate(${at.x - width / 2}px, ${at.y - width / 2}px)`;
};

/** Follows the pen with the ring; `again` shows it where it was. */
const useRing = ({
  stage,
  ring,
  latest,
}: Pick<PenOptions, 'stage' | 'ring'> & {
  readonly latest: RefObject<Pick<PenOptions, 'settings' | 'actions' | 'mayDraw'>>;
}) => {
  const last = useRef<{ readonly x: number; readonly y: number } | null>(null);
  return useCallback(
    (at: { readonly x: number; readonly y: number } | null | 'again'): void => {
      if (at !== 'again') last.current = at;
      const { settings, actions, mayDraw } = latest.current;
      const width = settings.tools[settings.tool].width * actions.shownHeight();
      const box = stage.current?.getBoundingClientRect();
      const place = mayDraw && box && last.current;
      moveRing(
        ring.current,
        place ? { x: place.x + box.width / 2, y: place.y + box.height / 2 } : null,
        Math.max(3, width),
      );
    },
    [stage, ring, latest],
  );
};

/** Whether the key that moves the sheet is held, over the stage alone. */
const useHeldSpace = (): RefObject<boolean> => {
  const heldDown = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.code !== 'Space') return;
      const onStage = event.target instanceof HTMLElement && event.target.dataset.stage !== undefined;
      if (event.type === 'keydown' && onStage) event.preventDefault();
      heldDown.current = event.type === 'keydown' && onStage;
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
    };
  }, []);
  return heldDown;
};

/** Draws with the pen on the stage: live for others at once, in the document when the pen goes up. */
export const usePen = (options: PenOptions): ObservableValue<OwnStroke | null> => {
  const t = useText(drawingMessages);
  const { liveStrokes } = useProject();
  const commands = useDrawingCommands();
  const { refuse, notify } = useAnnouncer();
  const [own] = useState(() => createObservable<OwnStroke | null>(null));
  const space = useHeldSpace();
  const latest = useRef({ ...options, t });
  useEffect(() => {
    latest.current = { ...options, t };
  });
  const { stage, ring, settings } = options;
  const hover = useRing({ stage, ring, latest });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tool or width shows at once, without a move
  useEffect(() => hover('again'), [settings, hover]);
  useEffect(() => {
    if (stage.current === null) return;
    const now = () => latest.current;
    const commit = (points: readonly StrokePoint[], erases: boolean): boolean => {
      const { drawing, shot, settings, active, layers, aspect, onLayer } = now();
      const drawn = strokeOf(settings, points, erases);
      if (drawn.tool === 'eraser' && active === null) return false;
      const bytes = encodeStroke({ ...drawn, points: simplifyPoints(points, { aspect, width: drawn.width }) });
      if (!bytes.ok) return false;
      const layerName = now().t.layerName(layers.length + 1);
      const layer = active?.id ?? null;
      const added = commands.drawStroke({ drawing, shot, layer, layerName, bytes: bytes.value });
      if (added.ok) onLayer(added.value);
      else refuse(refusalWords(added.error, now().t, now().t.refused));
      return added.ok;
    };
    return createPenController(stage.current, {
      aspect: () => now().aspect,
      frameAt: (at) => now().actions.frameAt(at),
      moving: () => space.current || !now().mayDraw,
      mayBegin: () => {
        const { active } = now();
        if (active?.visible === false) notify(now().t.hiddenLayer(active.name));
        return active?.visible !== false;
      },
      draw: (points, erases) => {
        const { drawing, active, settings } = now();
        const stroke = { drawing, layer: active?.id ?? null, stroke: strokeOf(settings, points, erases) };
        own.set(stroke);
        liveStrokes.draw(stroke);
      },
      end: (points, erases) => {
        const before = own.get();
        if (before !== null) liveStrokes.draw({ ...before, stroke: { ...before.stroke, points } });
        const drawn = commit(points, erases);
        own.set(null);
        liveStrokes.end(drawn ? 'drawn' : 'dropped');
      },
      drop: () => {
        own.set(null);
        liveStrokes.end('dropped');
      },
      pan: (by) => now().actions.pan(by),
      pinch: (before, after) => now().actions.pinch(before, after),
      zoom: (factor, at) => now().actions.zoom(factor, at),
      hover,
    });
  }, [commands, liveStrokes, notify, refuse, own, space, stage, hover]);
  return own;
};
