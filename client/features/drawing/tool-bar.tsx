import { strokeTools } from '@oner/shared/drawing/stroke.ts';
import { Brush, Eraser, Maximize, Minus, Pen, Plus, Redo2, Undo2 } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import type { CSSProperties } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './drawing.module.css';
import { drawingMessages } from './messages.ts';
import { inkNames, inks, type PenSettings, sliderOfWidth, widthOfSlider, withTool } from './pen-settings.ts';
import { Slider } from './slider.tsx';

const pictures = { pen: Pen, brush: Brush, eraser: Eraser } as const;

const Inks = ({ settings, onChange }: Pick<ToolBarProps, 'settings' | 'onChange'>) => {
  const t = useText(drawingMessages);
  return (
    <RadioGroup.Root
      className={styles.inks}
      aria-label={t.inks}
      value={settings.ink}
      onValueChange={(next) => onChange({ ...settings, ink: inkNames.find((ink) => ink === next) ?? settings.ink })}
    >
      {inkNames.map((ink) => (
        <RadioGroup.Item
          key={ink}
          value={ink}
          className={styles.ink}
          aria-label={t[ink]}
          title={t[ink]}
          style={{ '--ink': `rgb(${inks[ink].join(' ')})` } as CSSProperties}
        />
      ))}
    </RadioGroup.Root>
  );
};

export type ToolBarProps = {
  readonly settings: PenSettings;
  readonly onChange: (settings: PenSettings) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
};

/** What one draws with. */
export const ToolBar = ({ settings, onChange, onUndo, onRedo }: ToolBarProps) => {
  const t = useText(drawingMessages);
  const { width, opacity } = settings.tools[settings.tool];
  return (
    <section className={styles.part} aria-label={t.tools}>
      <div className={styles.row}>
        <Segmented
          label={t.tools}
          value={settings.tool}
          onChange={(tool) => onChange({ ...settings, tool })}
          options={strokeTools.map((tool) => {
            const Picture = pictures[tool];
            return { value: tool, label: t[tool], content: <Picture size={15} aria-hidden /> };
          })}
        />
        <span className={styles.gap} />
        <IconButton label={t.undo} onClick={onUndo}>
          <Undo2 size={15} aria-hidden />
        </IconButton>
        <IconButton label={t.redo} onClick={onRedo}>
          <Redo2 size={15} aria-hidden />
        </IconButton>
      </div>
      {settings.tool !== 'eraser' && <Inks settings={settings} onChange={onChange} />}
      <Slider
        label={t.width}
        value={sliderOfWidth(width)}
        text={(value) => t.percent(Number((widthOfSlider(value) * 100).toPrecision(2)))}
        onInput={(value) => onChange(withTool(settings, { width: widthOfSlider(value) }))}
      />
      <Slider
        label={t.strength}
        value={opacity * 100}
        text={t.percent}
        onInput={(value) => onChange(withTool(settings, { opacity: Math.max(value, 5) / 100 }))}
      />
    </section>
  );
};

/** Zoom, over the foot of the stage. */
export const ZoomButtons = ({
  onZoom,
  onFit,
}: {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}) => {
  const t = useText(drawingMessages);
  return (
    <span className={styles.zoom}>
      <IconButton label={t.zoomOut} onClick={() => onZoom(0.8)}>
        <Minus size={15} aria-hidden />
      </IconButton>
      <IconButton label={t.fit} onClick={onFit}>
        <Maximize size={15} aria-hidden />
      </IconButton>
      <IconButton label={t.zoomIn} onClick={() => onZoom(1.25)}>
        <Plus size={15} aria-hidden />
      </IconButton>
    </span>
  );
};
