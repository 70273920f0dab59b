import type { SceneId } from '@oner/shared/ids/ids.ts';
import { pictureStyles } from '@oner/shared/stage/picture-style.ts';
import { PanelRight, Plus, WandSparkles } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { type Section, useBoardOutline } from '../../model/board-outline.ts';
import { useCan, useJobs, useMeta, useProject, useScene } from '../../model/project.tsx';
import { useSettings } from '../../model/settings.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './board.module.css';
import { ChosenBar } from './chosen-bar.tsx';
import { boardMessages } from './messages.ts';
import { useSceneSeconds } from './scene-seconds.ts';
import { ShotGrid } from './shot-grid.tsx';
import { useBreakDownAction } from './use-break-down-action.ts';
import { useShotActions } from './use-shot-actions.ts';

const headHeight = 52;
const emptyHeight = 56;

const JobsLine = () => {
  const t = useText(boardMessages);
  const jobs = useJobs();
  const inState = (state: string): number => jobs.filter((job) => job.state === state).length;
  const [running, queued, failed] = ['running', 'queued', 'failed'].map(inState) as [number, number, number]; // three in, three out
  return (
    <span className={styles.status}>
      {running > 0 && (
        <span>
          <StateMark shape="arc" />
          {t.drawing(running)}
        </span>
      )}
      {queued > 0 && (
        <span>
          <StateMark shape="half-disc" />
          {t.waiting(queued)}
        </span>
      )}
      {failed > 0 && (
        <span>
          <StateMark shape="cross" />
          {t.failed(failed)}
        </span>
      )}
    </span>
  );
};

/** The hand that previz draws all frames of the project in. */
const StyleChoice = () => {
  const t = useText(boardMessages);
  const { commands } = useProject();
  const { style } = useMeta();
  return (
    <label className={styles.density}>
      {t.style}
      <select
        value={style}
        onChange={({ target }) => {
          const chosen = pictureStyles.find((each) => each === target.value);
          if (chosen) commands.setMeta({ style: chosen });
        }}
      >
        {pictureStyles.map((each) => (
          <option key={each} value={each}>
            {t[`${each}Style`]}
          </option>
        ))}
      </select>
    </label>
  );
};

const Tools = () => {
  const t = useText(boardMessages);
  const mayEdit = useCan('edit');
  const breakDown = useBreakDownAction();
  const [settings, change] = useSettings();
  return (
    <div className={styles.tools}>
      {mayEdit && (
        <Button onClick={() => void breakDown(null)}>
          <WandSparkles size={15} aria-hidden />
          {t.breakDownAll}
        </Button>
      )}
      <span className={styles.space} />
      <JobsLine />
      {mayEdit && <StyleChoice />}
      <label className={styles.density}>
        {t.density}
        <input
          type="range"
          min={150}
          max={340}
          value={settings.density}
          onChange={(event) => change({ density: event.target.valueAsNumber })}
        />
      </label>
      <IconButton
        className={styles.beside}
        label={t.inspector}
        on={settings.inspector}
        onClick={() => change({ inspector: !settings.inspector })}
      >
        <PanelRight size={16} />
      </IconButton>
    </div>
  );
};

const SceneHead = ({ id, section }: { readonly id: SceneId; readonly section: Section }) => {
  const t = useText(boardMessages);
  const scene = useScene(id);
  const seconds = useSceneSeconds(section.shots);
  const { language } = useMeta();
  return (
    <div className={styles.sceneHead}>
      <h2 lang={language}>
        {scene?.number} {scene?.heading}
      </h2>
      <span className={styles.count}>
        {section.shots.length === 0 ? t.noShots : t.amount(section.shots.length, t.seconds(seconds))}
      </span>
    </div>
  );
};

const UnplacedHead = () => {
  const t = useText(boardMessages);
  return (
    <div className={styles.sceneHead}>
      <h2>{t.unplaced}</h2>
      <span className={styles.count}>{t.unplacedWords}</span>
    </div>
  );
};

const NoShots = ({ scene }: { readonly scene: SceneId | null }) => {
  const t = useText(boardMessages);
  const mayEdit = useCan('edit');
  const breakDown = useBreakDownAction();
  const { add } = useShotActions();
  if (!mayEdit || scene === null) return null;
  return (
    <div className={styles.empty}>
      <Button kind="outline" onClick={() => void breakDown(scene)}>
        <WandSparkles size={15} aria-hidden />
        {t.breakDownScene}
      </Button>
      <Button onClick={() => add(null, scene)}>
        <Plus size={15} aria-hidden />
        {t.addByHand}
      </Button>
    </div>
  );
};

const head = {
  height: headHeight,
  render: (section: Section): ReactNode =>
    section.scene === null ? <UnplacedHead /> : <SceneHead id={section.scene} section={section} />,
};
const empty = { height: emptyHeight, render: (section: Section): ReactNode => <NoShots scene={section.scene} /> };

/** All scenes with their shots; `inspector` stands beside them when it is asked for. */
export const BoardView = ({ inspector = null }: { readonly inspector?: ReactNode }) => {
  const t = useText(boardMessages);
  const { story } = useProject();
  const outline = useBoardOutline();
  const [settings] = useSettings();
  const labelOf = useCallback(
    ({ scene }: Section) => (scene === null ? t.unplaced : t.shotsOf(story.scene(scene)?.number ?? '')),
    [t, story],
  );
  const panel = useMemo(() => <div className={styles.panel}>{inspector}</div>, [inspector]);
  return (
    <div className={styles.screen}>
      <div className={styles.board}>
        <Tools />
        {outline.length === 0 ? (
          <EmptyState title={t.noSceneTitle} words={t.noSceneWords} />
        ) : (
          <ShotGrid
            outline={outline}
            least={settings.density}
            side={16}
            wide={false}
            labelOf={labelOf}
            head={head}
            empty={empty}
          />
        )}
        <ChosenBar />
      </div>
      {settings.inspector && panel}
    </div>
  );
};
