import type { SetPiece } from '@oner/shared/stage/scene.ts';
import { headingVector } from '@oner/shared/stage/vec3.ts';
import { type Shown, useSession, useStage } from '../stage.tsx';
import { headingOfThing, placeOf, thingOf } from '../things.ts';
import styles from './plan.module.css';
import type { usePlanDrag } from './use-plan-drag.ts';

const cornerOf = ({ position, heading, size }: SetPiece): readonly [number, number] => {
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  const [x, z] = [size[0] / 2, size[2] / 2];
  return [position[0] + c * x + s * z, position[2] - s * x + c * z];
};

/** The knob that turns what is chosen, and the corner that sizes a piece; keys and fields do the same. */
export const ThingGrips = ({
  shown,
  unit,
  drag,
}: {
  readonly shown: Shown;
  readonly unit: number;
  readonly drag: ReturnType<typeof usePlanDrag>;
}) => {
  const { session, hand } = useStage();
  const chosen = useSession(session, (now) => now.chosen);
  const thing = chosen === null ? null : thingOf(chosen, shown.set, shown.camera);
  if (chosen === null || thing === null || hand === null) return null;
  const [x, z] = placeOf(thing);
  const [dx, , dz] = headingVector(headingOfThing(thing));
  const half = thing.kind === 'piece' ? thing.piece.size[2] / 2 : 0;
  const reach = half + unit * 34;
  const corner = thing.kind === 'piece' ? cornerOf(thing.piece) : null;
  return (
    <g className={styles.grips}>
      <path d={`M${x} ${z}L${x + dx * reach} ${z + dz * reach}`} />
      <circle cx={x + dx * reach} cy={z + dz * reach} r={unit * 6} {...drag.handlers(chosen, thing, 'turn')} />
      {corner !== null && (
        <rect
          x={corner[0] - unit * 5}
          y={corner[1] - unit * 5}
          width={unit * 10}
          height={unit * 10}
          {...drag.handlers(chosen, thing, 'size')}
        />
      )}
    </g>
  );
};
