import { verticalFieldOfView } from '@oner/shared/camera/view.ts';
import { usualLenses } from '@oner/shared/camera/vocabulary.ts';
import { lensRange } from '@oner/shared/document/schema.ts';
import type { KeyboardEvent, MouseEvent } from 'react';
import { allowedLens, lensAt, nextStop, stopOf } from '../../model/lens-stops.ts';
import { useText } from '../../ui/language.tsx';
import { useDialDrag } from './dial-drag.ts';
import styles from './inspector.module.css';
import { shotMessages } from './messages.ts';

/** Degrees of the ring between two stops, and pixels of a drag. */
const stopAngle = 11;
const stopPixels = 24;
const radius = 120;

const place = (degrees: number) => {
  const turn = (degrees * Math.PI) / 180;
  return { x: 85 + Math.sin(turn) * radius, y: 148.5 - Math.cos(turn) * radius };
};

/** The ring of a lens: arrows go from stop to stop, with Shift by a millimetre; it can be dragged, and its numbers clicked. */
export const LensRing = ({
  lens,
  aspect,
  onChange,
}: {
  readonly lens: number;
  readonly aspect: number;
  readonly onChange: (lens: number) => void;
}) => {
  const t = useText(shotMessages);
  const { shown, handlers } = useDialDrag(onChange, (pixels) => lensAt(stopOf(lens) - pixels / stopPixels));
  const now = shown ?? lens;
  const at = stopOf(now);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = ['ArrowRight', 'ArrowUp'].includes(event.key)
      ? 1
      : ['ArrowLeft', 'ArrowDown'].includes(event.key)
        ? -1
        : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChange(event.shiftKey ? allowedLens(lens + step) : nextStop(lens, step));
  };
  const onClick = (event: MouseEvent): void => {
    const stop = Number((event.target as Element).closest('[data-stop]')?.getAttribute('data-stop'));
    if (stop > 0) onChange(stop);
  };
  return (
    <div
      className={styles.dial}
      role="slider"
      tabIndex={0}
      aria-label={t.lens}
      aria-valuemin={lensRange.min}
      aria-valuemax={lensRange.max}
      aria-valuenow={now}
      aria-valuetext={t.lensIs(String(now))}
      onKeyDown={onKeyDown}
      onClick={onClick}
      {...handlers}
    >
      <svg viewBox="0 0 170 74" aria-hidden="true">
        <path d="M4 60A120 120 0 01166 60" fill="none" stroke="var(--line-strong)" strokeWidth="26" />
        <path d="M4 60A120 120 0 01166 60" fill="none" stroke="var(--bg-2)" strokeWidth="24" />
        {usualLenses.map((stop, index) => {
          const degrees = (index - at) * stopAngle;
          if (Math.abs(degrees) > 35) return null;
          const { x, y } = place(degrees);
          return (
            <g key={stop} transform={`translate(${x} ${y}) rotate(${degrees})`} data-stop={stop}>
              <rect x="-11" y="-11" width="22" height="22" fill="transparent" />
              <text y="4" className={stop === now ? styles.on : undefined}>
                {stop}
              </text>
            </g>
          );
        })}
        <path d="M85 46l-4.5 8h9z" fill="var(--seal)" />
        <text x="85" y="71" className={styles.degrees}>
          {t.vertical(((verticalFieldOfView(now, aspect) * 180) / Math.PI).toFixed(1))}
        </text>
      </svg>
    </div>
  );
};
