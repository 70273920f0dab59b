import { degrees } from '@oner/shared/stage/vec3.ts';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useMemo } from 'react';
import { useProject } from '../../../model/project.tsx';
import { useViewActions } from '../../../model/view.ts';
import { classNames } from '../../../ui/class-names.ts';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { useNarrow } from '../../../ui/theme.ts';
import { stageMessages } from '../messages.ts';
import { type Chosen, type Draft, sameChosen } from '../session.ts';
import { type Shown, useSession, useShown, useStage } from '../stage.tsx';
import { steppedBy, thingOf } from '../things.ts';
import { isMoving, type PlannedShot, type Staged } from '../use-staged.ts';
import { pieceName } from '../words.ts';
import { MovePath } from './move-path.tsx';
import styles from './plan.module.css';
import { groundOf, lineShapes, piecesInOrder, planBox, pointsText, wedgeOf } from './plan-geometry.ts';
import { PlanHead } from './plan-head.tsx';
import { CameraShape, FigureName, FigureShape, Grid, PieceShape } from './plan-marks.tsx';
import { ThingBar } from './thing-bar.tsx';
import { ThingGrips } from './thing-grips.tsx';
import { usePlanDrag } from './use-plan-drag.ts';

const OtherCamera = ({ shot, number, camera, unit }: PlannedShot & { readonly unit: number }) => {
  const t = useText(stageMessages);
  const { id } = useProject();
  const { selectShot } = useViewActions();
  return (
    <a
      className={styles.camera}
      href={`/p/${id}/shot/${shot}`}
      aria-label={t.cameraOf(number)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        selectShot(shot, 'push');
      }}
    >
      <CameraShape camera={camera} number={number} own={false} unit={unit} />
    </a>
  );
};

/** Pixels that the plan's longer side has about, for sizes of letters and marks. */
const shownPixels = { wide: 640, narrow: 460 } as const;

/** What of the plan is fixed while things move on it. */
const useFrameOfPlan = (staged: Staged) => {
  const narrow = useNarrow();
  return useMemo(() => {
    const { set, staged: shown } = staged.spec;
    const others = staged.others.map((other) => other.camera);
    const box = planBox(set, others, { own: shown.camera });
    const unit = Math.max(box.width, box.height * 1.4) / shownPixels[narrow ? 'narrow' : 'wide'];
    return { box, unit, ground: groundOf(staged.spec.set) };
  }, [staged, narrow]);
};

/** Choosing and stepping things by keys: on any of them, arrows move it, brackets turn it, Delete takes a piece away. */
const useThingKeys = (shown: Shown) => {
  const { session, hand, edits } = useStage();
  return (event: KeyboardEvent): void => {
    const { chosen } = session.get();
    if (event.key === 'Escape' && session.get().draft !== null) hand?.cancel();
    else if (event.key === 'Escape' && chosen !== null) session.change({ chosen: null });
    else if (chosen === null || event.ctrlKey || event.metaKey) return;
    else if ((event.key === 'Delete' || event.key === 'Backspace') && chosen.kind === 'piece') {
      if (edits?.removePiece(chosen.id)) session.change({ chosen: null });
    } else {
      const thing = thingOf(chosen, shown.set, shown.camera);
      const stepped = thing === null ? null : steppedBy(thing, event);
      if (stepped === null) return;
      hand?.nudge(stepped);
    }
    event.preventDefault();
    event.stopPropagation();
  };
};

type ThingProps = {
  readonly label: string;
  readonly own: Chosen;
  readonly thing: Draft | null;
  readonly drag: ReturnType<typeof usePlanDrag>;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A thing on the plan: a button that can be dragged, for those who may. */
const Thing = ({ label, own, thing, drag, className, children }: ThingProps) => {
  const { session, hand } = useStage();
  const chosen = useSession(session, (now) => sameChosen(now.chosen, own));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing holds no button
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={chosen}
      className={classNames(styles.thing, hand !== null && styles.movable, className)}
      onFocus={() => session.change({ chosen: own })}
      {...drag.handlers(own, thing, 'move')}
    >
      {children}
    </g>
  );
};

const Things = ({ shown, unit }: { readonly shown: Shown; readonly unit: number }) => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { session } = useStage();
  const chosen = useSession(session, (now) => now.chosen);
  const drag = usePlanDrag();
  const is = (own: Chosen): boolean => sameChosen(chosen, own);
  return (
    <>
      {piecesInOrder(shown.set.pieces).map((piece) => {
        const own: Chosen = { kind: 'piece', id: piece.id };
        if (piece.kind === 'backdrop') return null;
        return (
          <Thing
            key={piece.id}
            own={own}
            label={pieceName(piece, language)}
            thing={{ kind: 'piece', piece }}
            drag={drag}
          >
            <title>{pieceName(piece, language)}</title>
            <PieceShape piece={piece} chosen={is(own)} />
          </Thing>
        );
      })}
      {shown.set.figures.map((figure) => {
        const own: Chosen = { kind: 'figure', name: figure.name };
        const [x, , z] = figure.position;
        return (
          <Thing
            key={figure.name}
            own={own}
            label={t.figureAt(figure.name, x.toFixed(2), z.toFixed(2), String(Math.round(degrees(figure.heading))))}
            thing={{ kind: 'figure', figure }}
            drag={drag}
          >
            <FigureShape figure={figure} unit={unit} chosen={is(own)} />
          </Thing>
        );
      })}
      {shown.set.figures.map((figure) => (
        <FigureName key={figure.name} figure={figure} unit={unit} />
      ))}
      <ThingGrips shown={shown} unit={unit} drag={drag} />
    </>
  );
};

const OwnCamera = ({
  shown,
  number,
  unit,
}: {
  readonly shown: Shown;
  readonly number: string;
  readonly unit: number;
}) => {
  const t = useText(stageMessages);
  const drag = usePlanDrag();
  const own: Chosen = { kind: 'camera' };
  return (
    <Thing
      own={own}
      label={t.cameraOf(number)}
      thing={{ kind: 'camera', camera: shown.camera }}
      drag={drag}
      className={classNames(styles.camera, styles.own)}
    >
      <CameraShape camera={shown.camera} number={number} own unit={unit} />
    </Thing>
  );
};

const Drawing = ({
  staged,
  shown,
  number,
}: {
  readonly staged: Staged;
  readonly shown: Shown;
  readonly number: string;
}) => {
  const t = useText(stageMessages);
  const clip = useId();
  const { session } = useStage();
  const onKeyDown = useThingKeys(shown);
  const { box, unit, ground } = useFrameOfPlan(staged);
  const wedge = wedgeOf(shown.camera);
  const { ends, half } = lineShapes(staged.line);
  const [from, to] = ends;
  const pad = unit * 18;
  // A field of a hundred metres has no lines for each of them.
  const isWide = Math.max(ground.width, ground.height) > 40;
  const onEmpty = (event: PointerEvent): void => {
    if (event.button === 0) session.change({ chosen: null });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with links in it cannot be an img
    <svg
      className={styles.svg}
      viewBox={`${box.left - pad} ${box.top - pad} ${box.width + 2 * pad} ${box.height + 2 * pad}`}
      role="group"
      aria-label={t.stageOf(shown.set.figures.map(({ name }) => name).join(', '))}
      onKeyDown={onKeyDown}
      onPointerDown={onEmpty}
    >
      <clipPath id={clip}>
        <rect x={ground.left} y={ground.top} width={ground.width} height={ground.height} />
      </clipPath>
      <rect className={styles.ground} x={ground.left} y={ground.top} width={ground.width} height={ground.height} />
      <g clipPath={`url(#${clip})`}>
        <Grid box={isWide ? box : ground} />
        <polygon className={styles.half} points={pointsText(half)} />
      </g>
      {wedge !== null && <polygon className={styles.wedge} points={pointsText(wedge)} />}
      <Things shown={shown} unit={unit} />
      <line className={styles.axis} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      {staged.others.map((other) => (
        <OtherCamera key={other.shot} {...other} unit={unit} />
      ))}
      {isMoving(staged) && <MovePath staged={staged} unit={unit} />}
      <OwnCamera shown={shown} number={number} unit={unit} />
    </svg>
  );
};

/** The stage from above: who stands where, the camera and what it sees, the scene's other cameras; all of it to be moved. */
export const StagePlan = () => {
  const t = useText(stageMessages);
  const { shot, staged } = useStage();
  const shown = useShown();
  return (
    <section className={styles.plan} aria-label={t.stage}>
      <PlanHead />
      <div className={styles.sheet}>
        {staged !== null && shown !== null && <Drawing staged={staged} shown={shown} number={shot.number ?? ''} />}
        {staged === null && shot.scene === null && <p className={styles.none}>{t.noStage}</p>}
      </div>
      {shown !== null && <ThingBar shown={shown} />}
    </section>
  );
};
