import type { DrawingLayer } from '@oner/shared/document/drawing.ts';
import { drawingLimits } from '@oner/shared/drawing/stroke.ts';
import type { DrawingId, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import { ArrowDown, ArrowUp, Eye, EyeOff, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { inputClass } from '../../ui/field.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './drawing.module.css';
import { drawingMessages } from './messages.ts';
import { Slider } from './slider.tsx';
import { type LayerActions, useLayerActions } from './use-layer-actions.ts';

const NameField = ({ layer, actions }: { readonly layer: DrawingLayer; readonly actions: LayerActions }) => {
  const t = useText(drawingMessages);
  const [text, setText] = useState(layer.name);
  const save = (): void => {
    const name = text.trim();
    if (name === '') setText(layer.name);
    else if (name !== layer.name) actions.update(layer.id, { name });
  };
  return (
    <input
      className={classNames(inputClass, styles.name)}
      aria-label={t.rename}
      value={text}
      maxLength={drawingLimits.maxLayerName}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        else if (event.key === 'Escape') {
          event.stopPropagation();
          setText(layer.name);
        }
      }}
    />
  );
};

/** What can be done with the layer that one draws on. */
const LayerTools = ({
  layer,
  index,
  count,
  actions,
}: {
  readonly layer: DrawingLayer;
  readonly index: number;
  readonly count: number;
  readonly actions: LayerActions;
}) => {
  const t = useText(drawingMessages);
  return (
    <div className={styles.layerTools}>
      <NameField key={layer.name} layer={layer} actions={actions} />
      <Slider
        label={t.layerOpacity}
        value={layer.opacity * 100}
        text={t.percent}
        onChange={(value) => actions.update(layer.id, { opacity: value / 100 })}
      />
      <div className={styles.row}>
        <IconButton label={t.raise} disabled={index === count - 1} onClick={() => actions.move(layer.id, index + 1)}>
          <ArrowUp size={15} aria-hidden />
        </IconButton>
        <IconButton label={t.lower} disabled={index === 0} onClick={() => actions.move(layer.id, index - 1)}>
          <ArrowDown size={15} aria-hidden />
        </IconButton>
        <span className={styles.gap} />
        <Button aria-label={t.clearLayer} disabled={layer.strokes.length === 0} onClick={() => actions.clear(layer)}>
          {t.clear}
        </Button>
        <IconButton label={t.deleteLayer} onClick={() => actions.remove(layer)}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
};

const Row = ({
  layer,
  active,
  actions,
  onChoose,
}: {
  readonly layer: DrawingLayer;
  readonly active: boolean;
  readonly actions: LayerActions | null;
  readonly onChoose: () => void;
}) => {
  const t = useText(drawingMessages);
  return (
    <div className={classNames(styles.layerRow, active && actions !== null && styles.active)}>
      <button
        type="button"
        className={styles.choose}
        title={actions === null ? layer.name : t.drawHere(layer.name)}
        aria-pressed={active && actions !== null}
        disabled={actions === null}
        onClick={onChoose}
      >
        <span className={styles.layerName}>{layer.name}</span>
        <span className={styles.count}>{t.strokes(layer.strokes.length)}</span>
      </button>
      {actions !== null && (
        <IconButton
          label={layer.visible ? t.hide(layer.name) : t.show(layer.name)}
          onClick={() => actions.update(layer.id, { visible: !layer.visible })}
        >
          {layer.visible ? <Eye size={15} aria-hidden /> : <EyeOff size={15} aria-hidden />}
        </IconButton>
      )}
    </div>
  );
};

/** The layers, the top one first. */
export const LayersPanel = ({
  drawing,
  shot,
  layers,
  active,
  mayEdit,
  onChoose,
}: {
  readonly drawing: DrawingId;
  readonly shot: ShotId;
  /** From the lowest up. */
  readonly layers: readonly DrawingLayer[];
  readonly active: DrawingLayer | null;
  readonly mayEdit: boolean;
  readonly onChoose: (layer: LayerId) => void;
}) => {
  const t = useText(drawingMessages);
  const actions = useLayerActions({ drawing, shot, onChoose });
  const add = (): void => actions.add(t.layerName(layers.length + 1), active?.id);
  return (
    <section className={styles.part} aria-label={t.layers}>
      <div className={styles.row}>
        <h2 className={styles.heading}>{t.layers}</h2>
        <span className={styles.gap} />
        {mayEdit && (
          <IconButton label={t.addLayer} onClick={add}>
            <Plus size={15} aria-hidden />
          </IconButton>
        )}
      </div>
      {layers.length === 0 && <p className={styles.hint}>{t.noLayers}</p>}
      <ul className={styles.layers}>
        {layers.toReversed().map((layer) => (
          <li key={layer.id}>
            <Row
              layer={layer}
              active={layer === active}
              actions={mayEdit ? actions : null}
              onChoose={() => onChoose(layer.id)}
            />
            {mayEdit && layer === active && (
              <LayerTools layer={layer} index={layers.indexOf(layer)} count={layers.length} actions={actions} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
