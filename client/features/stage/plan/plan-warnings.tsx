import type { CutPlan, PlanCamera, PlanPoint } from '@oner/shared/camera/continuity.ts';
import { TriangleAlert } from 'lucide-react';
import { Popover } from 'radix-ui';
import { Button } from '../../../ui/button.tsx';
import { useText } from '../../../ui/language.tsx';
import { stageMessages } from '../messages.ts';
import { useStage } from '../stage.tsx';
import type { CutFinding } from '../use-staged.ts';
import { warningWords } from '../warning-words.ts';
import styles from './plan.module.css';
import { planTurn } from './plan-geometry.ts';

const CutCamera = ({
  camera,
  unit,
  after,
}: {
  readonly camera: PlanCamera;
  readonly unit: number;
  readonly after: boolean;
}) => (
  <g
    className={after ? styles.cutAfter : styles.cutBefore}
    transform={`translate(${camera.at[0]} ${camera.at[1]}) rotate(${planTurn(camera.heading) + 90}) scale(${unit})`}
  >
    <path d="M-9 -6.5H5V6.5H-9ZM5 -2.5L13 -7V7L5 2.5Z" />
  </g>
);

/** The line drawn well past both of its ends. */
const pastEnds = ([[x0, z0], [x1, z1]]: readonly [PlanPoint, PlanPoint]): string => {
  const long = Math.hypot(x1 - x0, z1 - z0) || 1;
  const [dx, dz] = [((x1 - x0) / long) * 20, ((z1 - z0) / long) * 20];
  return `M${x0 - dx} ${z0 - dz}L${x1 + dx} ${z1 + dz}`;
};

/** A small plan that shows why a cut is warned of: the line, both cameras, and the angle between them. */
export const CutWhy = ({ plan }: { readonly plan: CutPlan }) => {
  const [before, after] = plan.cameras;
  const points = [before.at, after.at, plan.about, ...plan.people.map(({ at }) => at)];
  const xs = points.map(([x]) => x);
  const zs = points.map(([, z]) => z);
  const pad = 0.7;
  const [left, top] = [Math.min(...xs) - pad, Math.min(...zs) - pad];
  const [width, height] = [Math.max(...xs) - left + pad, Math.max(...zs) - top + pad];
  const unit = Math.max(width, height) / 220;
  return (
    <svg className={styles.why} viewBox={`${left} ${top} ${width} ${height}`} aria-hidden="true">
      {plan.line !== null && <path className={styles.axis} d={pastEnds(plan.line)} />}
      <path className={styles.sight} d={`M${before.at.join(' ')}L${plan.about.join(' ')}L${after.at.join(' ')}`} />
      {plan.people.map(({ name, at: [x, z] }) => (
        <g key={name} className={styles.figure}>
          <circle cx={x} cy={z} r={unit * 6} />
          <text x={x + unit * 9} y={z - unit * 6} fontSize={unit * 12} strokeWidth={unit * 3}>
            {name}
          </text>
        </g>
      ))}
      <CutCamera camera={before} unit={unit} after={false} />
      <CutCamera camera={after} unit={unit} after />
      <text x={plan.about[0]} y={plan.about[1] + unit * 22} fontSize={unit * 13} strokeWidth={unit * 3}>
        {Math.round(plan.degrees)}°
      </text>
    </svg>
  );
};

const useCutWords = () => {
  const t = useText(stageMessages);
  return ({ other, after, warning }: CutFinding): string => {
    const cut = after ? t.cutAfter(other) : t.cutBefore(other);
    const names = warning.names.join(' · ');
    return t.cutSaid(
      cut,
      warning.kind === 'line-crossed'
        ? t.lineCrossedCut(names)
        : t.cutTooSmall(String(Math.round(warning.plan.degrees))),
    );
  };
};

/** What had to give way, and what is wrong with the cuts: their number beside the plan, their words and plans on demand. */
export const PlanWarnings = () => {
  const t = useText(stageMessages);
  const { staged } = useStage();
  const cutWords = useCutWords();
  if (staged === null) return null;
  const said = staged.spec.cameraWarnings.map((warning) => warningWords(warning, t));
  const count = said.length + staged.cuts.length;
  if (count === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button className={styles.warns} aria-label={t.warnings(count)} title={t.warnings(count)}>
          <TriangleAlert size={14} aria-hidden />
          {count}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.popover} sideOffset={6} collisionPadding={12}>
          <ul>
            {said.map((words) => (
              <li key={words}>{words}</li>
            ))}
            {staged.cuts.map((cut) => (
              <li key={`${cut.other}${cut.warning.kind}`}>
                {cutWords(cut)}
                <CutWhy plan={cut.warning.plan} />
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
