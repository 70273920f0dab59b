import type { ShotId } from '@oner/shared/ids/ids.ts';
import { memo } from 'react';
import { ShotCard } from './shot-card.tsx';
import styles from './shot-grid.module.css';

/** Cards side by side, at their place on the board. */
export const CardRow = memo(
  ({
    shots,
    start,
    columns,
    wide,
    many,
    tabbable,
  }: {
    readonly shots: readonly ShotId[];
    readonly start: number;
    readonly columns: number;
    readonly wide: boolean;
    readonly many: boolean;
    /** The card of this row that Tab comes to, if it is here. */
    readonly tabbable: ShotId | null;
  }) => (
    <div
      role="presentation"
      className={styles.row}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {shots.map((id) => (
        <ShotCard key={id} id={id} wide={wide} many={many} tabbable={id === tabbable} />
      ))}
    </div>
  ),
);
CardRow.displayName = 'CardRow';
