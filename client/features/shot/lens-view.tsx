import type { Frame, FrameMaps } from '@oner/shared/document/desk.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { Aperture, Grid3x3 } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { type CSSProperties, type DragEvent, type ReactNode, useState } from 'react';
import { assetUrl } from '../../connection/api.ts';
import { useCan, useJob, useMeta } from '../../model/project.tsx';
import { useSettings } from '../../model/settings.ts';
import { percentOf } from '../../model/shot-state.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { shotMessages } from './messages.ts';
import { subjectDistance } from './plan-geometry.ts';
import styles from './shot-page.module.css';
import type { FrameActions } from './use-frame-actions.ts';
import type { Plan } from './use-plan.ts';

const layers = ['picture', 'depth', 'normal', 'pose', 'segmentation'] as const;
type Layer = (typeof layers)[number];

const Thirds = () => (
  <svg className={styles.thirds} viewBox="0 0 3 3" preserveAspectRatio="none" aria-hidden="true">
    <path d="M1 0V3M2 0V3M0 1H3M0 2H3" />
  </svg>
);

const LayerChoice = ({ layer, onChange }: { readonly layer: Layer; readonly onChange: (layer: Layer) => void }) => {
  const t = useText(shotMessages);
  return (
    <RadioGroup.Root
      className={styles.mapChoice}
      aria-label={t.maps}
      orientation="horizontal"
      value={layer}
      onValueChange={(next) => onChange(layers.find((each) => each === next) ?? 'picture')}
    >
      {layers.map((each) => (
        <RadioGroup.Item key={each} value={each} className={styles.tag}>
          {t[each]}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
};

const Failed = ({ job, actions }: { readonly job: Job; readonly actions: FrameActions }) => {
  const t = useText(shotMessages);
  const mayGenerate = useCan('generate');
  return (
    <div className={classNames(styles.foot, styles.failed)} role="alert">
      <span>
        {job.error?.detail || t.failedUnknown} {t.lastGoodStays}
      </span>
      {mayGenerate && (
        <Button kind="outline" onClick={() => void actions.generate(job.provider)}>
          {t.retry}
        </Button>
      )}
      {mayGenerate && job.provider !== 'previz' && (
        <Button onClick={() => void actions.generate('previz')}>{t.usePreviz}</Button>
      )}
    </div>
  );
};

const JobFoot = ({
  job,
  next,
  actions,
}: {
  readonly job: Job;
  readonly next: number;
  readonly actions: FrameActions;
}) => {
  const t = useText(shotMessages);
  const mayGenerate = useCan('generate');
  if (job.state === 'failed') return <Failed job={job} actions={actions} />;
  const percent = percentOf(job.progress);
  return (
    <div className={styles.foot}>
      <span>{job.state === 'running' ? t.drawingFrame(next) : t.queued}</span>
      {job.state === 'running' && <b>{percent}%</b>}
      {mayGenerate && (
        <Button kind="outline" onClick={() => void actions.cancel(job)}>
          {t.cancel}
        </Button>
      )}
      {job.state === 'running' && <i className={styles.bar} style={{ transform: `scaleX(${percent / 100})` }} />}
    </div>
  );
};

const NoFrame = ({ actions }: { readonly actions: FrameActions }) => {
  const t = useText(shotMessages);
  const mayGenerate = useCan('generate');
  return (
    <div className={styles.none}>
      <p>
        {t.noFrame}
        <br />
        {t.noFrameWords}
      </p>
      {mayGenerate && (
        <Button kind="outline" size="large" onClick={() => void actions.generate('previz')}>
          <Aperture size={15} aria-hidden />
          {t.drawWithPreviz}
        </Button>
      )}
    </div>
  );
};

/** Lets a picture be dropped here: it becomes a version. */
const useDrop = (actions: FrameActions) => {
  const [over, setOver] = useState(false);
  const mayGenerate = useCan('generate');
  if (!mayGenerate) return { over: false, handlers: {} };
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (): void => setOver(false),
      onDrop: (event: DragEvent): void => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) void actions.upload(file);
      },
    },
  };
};

const assetOf = (frame: Frame | null, layer: Layer): string | null => {
  if (frame === null) return null;
  const maps: FrameMaps | null = frame.maps;
  return assetUrl(layer === 'picture' || maps === null ? frame.asset : maps[layer]);
};

/** The frame, large, as through the lens; with what is being drawn, its maps, and lines at the thirds. */
export const LensView = ({
  shot,
  frame,
  versions,
  plan,
  actions,
  children,
}: {
  readonly shot: Shot;
  readonly frame: Frame | null;
  readonly versions: number;
  readonly plan: Plan | null;
  readonly actions: FrameActions;
  /** Tools of other features for the frame, beside its own. */
  readonly children?: ReactNode;
}) => {
  const t = useText(shotMessages);
  const { aspect } = useMeta();
  const job = useJob(shot.id);
  const [settings, change] = useSettings();
  const [layer, setLayer] = useState<Layer>('picture');
  const { over, handlers } = useDrop(actions);
  const shownLayer = frame?.maps ? layer : 'picture';
  const distance = plan === null ? null : subjectDistance(plan.camera, plan.scene.figures, plan.main);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure of a page is no fieldset
    <div className={styles.lens} role="group" aria-label={t.throughTheLens} {...handlers}>
      <div className={styles.box} style={{ '--aspect': aspect } as CSSProperties}>
        <ShotFrame
          aspect={aspect}
          src={assetOf(frame, shownLayer)}
          alt={t.frameOf(shot.number ?? '', shot.description)}
          dimmed={job !== null}
          whole
        >
          {settings.thirds && frame !== null && <Thirds />}
        </ShotFrame>
        {frame === null && job === null && <NoFrame actions={actions} />}
        {job !== null && <JobFoot job={job} next={versions + 1} actions={actions} />}
      </div>
      <span className={styles.tags}>
        <span className={styles.tag}>{t.throughTheLens}</span>
        <span className={styles.tag}>{aspect}</span>
        {distance !== null && <span className={styles.tag}>{t.metres(distance.toFixed(1))}</span>}
      </span>
      <span className={classNames(styles.tags, styles.end)}>
        {children}
        <button
          type="button"
          className={styles.tag}
          aria-pressed={settings.thirds}
          onClick={() => change({ thirds: !settings.thirds })}
        >
          <Grid3x3 size={13} aria-hidden />
          {t.thirds}
        </button>
      </span>
      {frame?.maps && job === null && <LayerChoice layer={shownLayer} onChange={setLayer} />}
      {over && <span className={styles.drop}>{t.dropPicture}</span>}
    </div>
  );
};
