import type { Frame } from '@oner/shared/document/desk.ts';
import type { Drawing, DrawingLayer } from '@oner/shared/document/drawing.ts';
import type { DrawingId } from '@oner/shared/ids/ids.ts';
import { type CSSProperties, type RefObject, useState, useSyncExternalStore } from 'react';
import { assetUrl } from '../../connection/api.ts';
import type { Observable } from '../../connection/observable.ts';
import type { OwnStroke } from '../../model/live-strokes.ts';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { personColor } from '../../ui/person-color.ts';
import styles from './drawing.module.css';
import { LayerCanvas } from './layer-canvas.tsx';
import { drawingMessages } from './messages.ts';
import { createStoredPainter } from './paint.ts';
import { ZoomButtons } from './tool-bar.tsx';
import type { useStage } from './use-stage.ts';

/** The names at the pens of those who draw here. */
const PenNames = ({ drawing }: { readonly drawing: DrawingId }) => {
  const t = useText(drawingMessages);
  const { liveStrokes } = useProject();
  const others = useSyncExternalStore(liveStrokes.subscribe, liveStrokes.others);
  return others
    .filter((stroke) => stroke.drawing === drawing && !stroke.ended)
    .map(({ client, person, stroke }) => {
      const tip = stroke.points.at(-1);
      if (tip === undefined) return null;
      const place = { left: `${tip.x * 100}%`, top: `${tip.y * 100}%`, '--c': personColor(person.id) };
      return (
        <span key={client} className={styles.penName} style={place as CSSProperties}>
          {t.drawsHere(person.name)}
        </span>
      );
    });
};

/** The frame with the drawing over it. */
export const DrawingStage = ({
  id,
  drawing,
  layers,
  base,
  baseOpacity,
  own,
  stage,
  ring,
}: {
  readonly id: DrawingId;
  readonly drawing: Drawing | null;
  readonly layers: readonly DrawingLayer[];
  readonly base: Frame;
  readonly baseOpacity: number;
  readonly own: Observable<OwnStroke | null>;
  readonly stage: ReturnType<typeof useStage>;
  readonly ring: RefObject<HTMLElement | null>;
}) => {
  const t = useText(drawingMessages);
  const [paintStored] = useState(createStoredPainter);
  const { sheet, canvas, actions } = stage;
  const strokes = layers.reduce((sum, layer) => sum + layer.strokes.length, 0);
  const common = { drawing: id, size: canvas, own, paintStored };
  return (
    <div className={styles.stageBox}>
      <section
        ref={stage.stage}
        className={styles.stage}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: Space moves the sheet while this has focus
        tabIndex={0}
        data-stage=""
        aria-label={t.sheet(strokes)}
      >
        <div
          ref={stage.sheetElement}
          className={styles.sheet}
          style={{ width: sheet.width, height: sheet.height, visibility: stage.ready ? 'visible' : 'hidden' }}
        >
          <img src={assetUrl(base.asset)} alt="" draggable={false} style={{ opacity: baseOpacity }} />
          {layers
            .filter(({ visible }) => visible)
            .map((layer) => (
              <LayerCanvas
                key={layer.id}
                {...common}
                layer={layer.id}
                strokes={layer.strokes}
                opacity={layer.opacity}
              />
            ))}
          <LayerCanvas {...common} layer={null} strokes={noStrokes} opacity={1} />
          <PenNames drawing={drawing?.id ?? id} />
        </div>
        <span ref={ring} className={styles.ring} hidden />
      </section>
      <ZoomButtons onZoom={actions.zoom} onFit={actions.fit} />
    </div>
  );
};

const noStrokes: readonly Uint8Array[] = [];
