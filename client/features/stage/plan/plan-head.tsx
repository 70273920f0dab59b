import type { Side } from '@oner/shared/stage/scene.ts';
import { FlipVertical2, Map as MapIcon, RotateCcw } from 'lucide-react';
import { useProject, useShotIds } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { stageMessages } from '../messages.ts';
import { ScenePlanDialog } from '../scene-plan/scene-plan-dialog.tsx';
import { scopes } from '../session.ts';
import { useSession, useStage } from '../stage.tsx';
import { type Departure, departuresOf } from '../stage-edits.ts';
import styles from './plan.module.css';
import { PlanWarnings } from './plan-warnings.tsx';

/** Which stage one edits, in clear words: the scene's, with how many shots follow it; or this shot's departure. */
const ScopePart = () => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { shot, staged, session, edits } = useStage();
  const scope = useSession(session, (now) => now.scope);
  const shots = useShotIds(shot.scene ?? ('' as never)); // no scene has the empty id
  if (edits === null || staged === null) return null;
  const entries = staged.story.stage;
  const own = departuresOf(entries.get(shot.id));
  const following = shots.filter((id) => departuresOf(entries.get(id)).length === 0).length;
  const names: Readonly<Record<Departure, string>> = {
    figures: t.partFigures,
    pieces: t.partPieces,
    extent: t.partExtent,
    time: t.partTime,
    figuresEnd: t.partEnd,
  };
  const parts = own.map((part) => names[part]).join(language === 'zh' ? '、' : ', ');
  return (
    <span className={styles.scope}>
      <Segmented
        label={t.scope}
        value={scope}
        options={scopes.map((value) => {
          const label = value === 'scene' ? t.scopeScene : t.scopeShot;
          return { value, label, content: label };
        })}
        onChange={(next) => session.change({ scope: next })}
      />
      <span className={classNames(styles.scopeWords, own.length > 0 && styles.departs)}>
        {own.length > 0 ? t.departs(parts) : scope === 'scene' ? t.sceneFollows(following) : t.shotOnly}
      </span>
      {own.length > 0 && <Button onClick={() => edits.backToScene()}>{t.backToScene}</Button>}
    </span>
  );
};

/** The line of action: the shaded side is the cameras'; either can be chosen for the scene. */
const LinePart = () => {
  const t = useText(stageMessages);
  const { shot, staged, edits } = useStage();
  const { story } = useProject();
  if (staged === null) return null;
  const chosen = shot.scene === null ? null : (story.snapshot().stage.get(shot.scene)?.side ?? null);
  const other: Side = staged.line.keptTo === 1 ? -1 : 1;
  return (
    <>
      <span className={classNames(styles.tag, styles.lineTag)} title={t.keepThisSide}>
        {t.lineOfAction}
      </span>
      {edits !== null && staged.spec.set.figures.length > 0 && (
        <IconButton label={t.otherSide} onClick={() => edits.setSide(other)}>
          <FlipVertical2 size={15} />
        </IconButton>
      )}
      {edits !== null && chosen !== null && (
        <IconButton label={t.sideByItself} onClick={() => edits.setSide(null)}>
          <RotateCcw size={14} />
        </IconButton>
      )}
    </>
  );
};

export const PlanHead = () => {
  const t = useText(stageMessages);
  const { shot } = useStage();
  return (
    <div className={styles.head}>
      <ScopePart />
      <span className={styles.space} />
      <LinePart />
      <PlanWarnings />
      {shot.scene !== null && (
        <ScenePlanDialog
          scene={shot.scene}
          trigger={
            <IconButton label={t.openPlan}>
              <MapIcon size={15} />
            </IconButton>
          }
        />
      )}
    </div>
  );
};
