import { cameraAt } from '@oner/shared/camera/move.ts';
import { useStage } from '../stage.tsx';
import type { Staged } from '../use-staged.ts';
import styles from './plan.module.css';
import { cameraTurn } from './plan-geometry.ts';

const steps = 32;

/** The way of the camera over the shot, with its keys; and of those who go, to where they end. */
export const MovePath = ({ staged, unit }: { readonly staged: Staged; readonly unit: number }) => {
  const { session } = useStage();
  const { play, spec } = staged;
  const { shake: _, ...steady } = play.move;
  const way = Array.from(
    { length: steps + 1 },
    (_each, step) => cameraAt(steady, step / steps, play.durationMs).position,
  );
  const going = spec.set.figures.flatMap((figure) => {
    const there = play.figuresEnd?.find(({ name }) => name === figure.name);
    if (there === undefined) return [];
    const [[x0, , z0], [x1, , z1]] = [figure.position, there.position];
    return Math.hypot(x1 - x0, z1 - z0) < 0.15 ? [] : [{ name: figure.name, x0, z0, x1, z1 }];
  });
  return (
    <g className={styles.way}>
      {going.map(({ name, x0, z0, x1, z1 }) => (
        <g key={name} className={styles.walk}>
          <path d={`M${x0} ${z0}L${x1} ${z1}`} />
          <circle cx={x1} cy={z1} r={0.16} />
        </g>
      ))}
      <polyline points={way.map(([x, , z]) => `${x.toFixed(3)},${z.toFixed(3)}`).join(' ')} />
      {play.move.keys.length > 1 &&
        play.move.keys.map(({ at, camera }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keys stand in the row below as buttons
          <g
            key={at}
            className={styles.key}
            transform={`translate(${camera.position[0]} ${camera.position[2]}) rotate(${cameraTurn(camera) ?? 0}) scale(${unit})`}
            onClick={() => session.change({ moment: at, playing: false })}
          >
            <path d="M-5 -5L7 0L-5 5Z" />
          </g>
        ))}
    </g>
  );
};
