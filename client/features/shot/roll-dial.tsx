import { rollLimit } from '@oner/shared/camera/vocabulary.ts';
import type { KeyboardEvent } from 'react';
import { useText } from '../../ui/language.tsx';
import { useDialDrag } from './dial-drag.ts';
import styles from './inspector.module.css';
import { shotMessages } from './messages.ts';

const marks = Array.from({ length: 19 }, (_, index) => -rollLimit + index * 5);
const clamp = (degrees: number): number => Math.max(-rollLimit, Math.min(rollLimit, Math.round(degrees)));

const stepOf = (event: KeyboardEvent): number => {
  const by = event.shiftKey || event.key.startsWith('Page') ? 5 : 1;
  if (['ArrowRight', 'ArrowUp', 'PageUp'].includes(event.key)) return by;
  return ['ArrowLeft', 'ArrowDown', 'PageDown'].includes(event.key) ? -by : 0;
};

const Mark = ({ degrees }: { readonly degrees: number }) => {
  const turn = (degrees * Math.PI) / 180;
  const [outer, inner] = [60, degrees % 15 === 0 ? 52 : 56];
  const at = (radius: number): string => `${85 + Math.sin(turn) * radius} ${66 - Math.cos(turn) * radius}`;
  return (
    <path
      d={`M${at(outer)}L${at(inner)}`}
      stroke={Math.abs(degrees) > 35 ? 'var(--line-strong)' : 'var(--text-3)'}
      strokeWidth="1.4"
    />
  );
};

/** The lean of the horizon: arrows turn it by a degree, with Shift by five; it can be dragged; a double click sets it level. */
export const RollDial = ({ roll, onChange }: { readonly roll: number; readonly onChange: (roll: number) => void }) => {
  const t = useText(shotMessages);
  const { shown, handlers } = useDialDrag(onChange, (pixels) => clamp(roll + pixels / 2));
  const now = shown ?? roll;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== 0) onChange(clamp(roll + step));
    else if (event.key === 'Home') onChange(0);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={styles.dial}
      role="slider"
      tabIndex={0}
      aria-label={t.roll}
      aria-valuemin={-rollLimit}
      aria-valuemax={rollLimit}
      aria-valuenow={now}
      aria-valuetext={t.rollIs(String(Math.round(now)))}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onChange(0)}
      {...handlers}
    >
      <svg viewBox="0 0 170 74" aria-hidden="true">
        {marks.map((degrees) => (
          <Mark key={degrees} degrees={degrees} />
        ))}
        <g transform={`rotate(${now} 85 50)`}>
          <rect x="53" y="36" width="64" height="27" fill="none" stroke="var(--text-1)" strokeWidth="1.6" />
          <path d="M53 52H117" stroke="var(--text-3)" />
          <circle cx="78" cy="45" r="4" fill="var(--text-2)" />
          <path d="M70 63Q71 51 78 51T86 63Z" fill="var(--text-2)" />
        </g>
        <g transform={`rotate(${now} 85 66)`}>
          <path d="M85 26l-5 -9h10z" fill="var(--seal)" />
        </g>
      </svg>
    </div>
  );
};
