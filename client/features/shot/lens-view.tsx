import type { Frame } from '@oner/shared/document/desk.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import { frameMapsUrl, mapUrl, projectMapsUrl } from '@oner/shared/protocol/http/maps.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { Aperture, Grid3x3, Layers, Rotate3d } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { type CSSProperties, type DragEvent, type ReactNode, useState } from 'react';
import { assetUrl } from '../../connection/api.ts';
import { pictureAsset, useCan, useJob, useMeta, useProject } from '../../model/project.tsx';
import { useSettings } from '../../model/settings.ts';
import { percentOf } from '../../model/shot-state.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FrameGuides } from '../../ui/frame-guides.tsx';
import { FrameFoot } from '../../ui/frame-overlay.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuCheck, MenuChoice, MenuLink, MenuSeparator } from '../../ui/menu.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { shotMessages } from './messages.ts';
import styles from './shot-page.module.css';
import type { StageParts } from './stage-parts.ts';
import type { FrameActions } from './use-frame-actions.ts';

const mapLayers = ['depth', 'normal', 'pose', 'segmentation', 'line'] as const;
type MapLayer = (typeof mapLayers)[number];
type Layer = 'picture' | 'live' | MapLayer;

const isMap = (layer: Layer): layer is MapLayer => layer !== 'picture' && layer !== 'live';

/** The maps that a frame has: those drawn before there were line maps lack one. */
const mapsOf = (frame: Frame | null): readonly MapLayer[] =>
  mapLayers.filter((layer) => frame?.maps?.[layer] !== undefined);

const LayerChoice = ({
  layer,
  layers,
  onChange,
}: {
  readonly layer: Layer;
  readonly layers: readonly Layer[];
  readonly onChange: (layer: Layer) => void;
}) => {
  const t = useText(shotMessages);
  return (
    <RadioGroup.Root
      className={styles.layerChoice}
      aria-label={t.maps}
      orientation="horizontal"
      value={layer}
      onValueChange={(next) => onChange(layers.find((each) => each === next) ?? 'picture')}
    >
      {layers.map((each) => (
        <RadioGroup.Item key={each} value={each} className={styles.tag}>
          {each === 'live' && <Rotate3d size={13} aria-hidden />}
          {t[each]}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
};

/** The maps: one of them to look at, and all of them as files: the one that is shown, this frame's, the scene's. */
const MapMenu = ({
  frame,
  layer,
  shot,
  maps,
  onChange,
}: {
  readonly frame: Frame;
  readonly layer: Layer;
  readonly shot: Shot;
  readonly maps: readonly MapLayer[];
  readonly onChange: (layer: Layer) => void;
}) => {
  const t = useText(shotMessages);
  const { id } = useProject();
  return (
    <Menu
      label={t.downloadMaps}
      trigger={
        <button type="button" className={styles.tag} aria-pressed={isMap(layer)}>
          <Layers size={13} aria-hidden />
          {isMap(layer) ? t[layer] : t.downloadMaps}
        </button>
      }
    >
      <MenuChoice value={layer} onChange={onChange} choices={maps.map((value) => ({ value, label: t[value] }))} />
      <MenuSeparator />
      {isMap(layer) && <MenuLink href={mapUrl(id, frame.id, layer)}>{t.downloadMap(t[layer])}</MenuLink>}
      <MenuLink href={frameMapsUrl(id, frame.id)}>{t.downloadAllMaps}</MenuLink>
      {shot.scene !== null && (
        <MenuLink href={`${projectMapsUrl(id)}?scene=${encodeURIComponent(shot.scene)}`}>
          {t.downloadSceneMaps}
        </MenuLink>
      )}
    </Menu>
  );
};

/** Aspects of a mask over the frame. */
const masks = [2.39, 1.85, 1.78, 1.33, 1, 0.5625] as const;
const guides = ['thirds', 'headroom', 'safe'] as const;

/** Which lines lie over the frame: kept for each person. */
const GuideMenu = () => {
  const t = useText(shotMessages);
  const { aspect } = useMeta();
  const [settings, change] = useSettings();
  return (
    <Menu
      label={t.guides}
      trigger={
        <button type="button" className={styles.tag}>
          <Grid3x3 size={13} aria-hidden />
          {t.guides}
        </button>
      }
    >
      {guides.map((guide) => (
        <MenuCheck
          key={guide}
          checked={settings.guides.includes(guide)}
          onChange={(on) =>
            change({ guides: on ? [...settings.guides, guide] : settings.guides.filter((each) => each !== guide) })
          }
        >
          {t[guide]}
        </MenuCheck>
      ))}
      <MenuSeparator />
      {masks
        .filter((mask) => Math.abs(mask - aspect) > 0.005)
        .map((mask) => (
          <MenuCheck key={mask} checked={settings.mask === mask} onChange={(on) => change({ mask: on ? mask : null })}>
            {t.maskOf(String(mask))}
          </MenuCheck>
        ))}
    </Menu>
  );
};

const Failed = ({ job, actions }: { readonly job: Job; readonly actions: FrameActions }) => {
  const t = useText(shotMessages);
  const mayGenerate = useCan('generate');
  return (
    <FrameFoot className={styles.foot} bad role="alert">
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
    </FrameFoot>
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
    <FrameFoot className={styles.foot} {...(job.state === 'running' ? { percent } : {})}>
      <span>{job.state === 'running' ? t.drawingFrame(next) : t.queued}</span>
      {job.state === 'running' && <b>{percent}%</b>}
      {mayGenerate && (
        <Button kind="outline" onClick={() => void actions.cancel(job)}>
          {t.cancel}
        </Button>
      )}
    </FrameFoot>
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
  return assetUrl(isMap(layer) ? (frame.maps?.[layer] ?? pictureAsset(frame)) : pictureAsset(frame));
};

/** A clip of the shot, in place of its picture. */
const Clip = ({ frame }: { readonly frame: Frame }) => (
  // biome-ignore lint/a11y/useMediaCaption: a previz clip has no sound
  <video
    key={frame.id}
    className={styles.clip}
    src={assetUrl(frame.asset)}
    poster={assetUrl(pictureAsset(frame))}
    controls
    loop
    playsInline
  />
);

/** The frame, large: as it was drawn, as it is on the stage now, or as one of its maps; with lines and signs over it. */
export const LensView = ({
  shot,
  frame,
  versions,
  actions,
  stage,
  children,
}: {
  readonly shot: Shot;
  readonly frame: Frame | null;
  readonly versions: number;
  readonly actions: FrameActions;
  readonly stage: StageParts;
  /** Tools of other features for the frame, beside its own. */
  readonly children?: ReactNode;
}) => {
  const t = useText(shotMessages);
  const { aspect } = useMeta();
  const job = useJob(shot.id);
  const [settings] = useSettings();
  const [layer, setLayer] = useState<Layer>('picture');
  const { over, handlers } = useDrop(actions);
  const maps = mapsOf(frame);
  const views: readonly Layer[] = shot.scene === null ? ['picture'] : ['picture', 'live'];
  const shown = [...views, ...maps].includes(layer) ? layer : 'picture';
  const live = shown === 'live';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure of a page is no fieldset
    <div className={styles.lens} role="group" aria-label={t.throughTheLens} {...handlers}>
      <div className={styles.box} style={{ '--aspect': aspect } as CSSProperties}>
        <ShotFrame
          aspect={aspect}
          src={live ? null : assetOf(frame, shown)}
          alt={t.frameOf(shot.number ?? '', shot.description)}
          dimmed={job !== null && !live}
          whole
        >
          {live && stage.live}
          {shown === 'picture' && frame?.kind === 'video' && <Clip frame={frame} />}
          {(live || frame?.kind !== 'video') && stage.signs}
          {(live || frame !== null) && <FrameGuides guides={settings.guides} aspect={aspect} mask={settings.mask} />}
        </ShotFrame>
        {frame === null && job === null && !live && <NoFrame actions={actions} />}
        {job !== null && !live && <JobFoot job={job} next={versions + 1} actions={actions} />}
      </div>
      <span className={styles.tags}>
        <span className={styles.tag}>{t.throughTheLens}</span>
        <span className={styles.tag}>{aspect}</span>
        {stage.facts}
      </span>
      <span className={classNames(styles.tags, styles.end)}>
        {views.length > 1 && <LayerChoice layer={shown} layers={views} onChange={setLayer} />}
        {frame !== null && maps.length > 0 && (
          <MapMenu frame={frame} layer={shown} shot={shot} maps={maps} onChange={setLayer} />
        )}
        {children}
        <GuideMenu />
      </span>
      {over && <span className={styles.drop}>{t.dropPicture}</span>}
    </div>
  );
};
