import { useText } from '../../ui/language.tsx';
import styles from './camera-facts.module.css';
import { stageMessages } from './messages.ts';
import { subjectDistance } from './plan/plan-geometry.ts';
import { useShown, useStage } from './stage.tsx';

/** How far the camera stands from whom the shot is of, and whether a hand set it. */
export const CameraFacts = () => {
  const t = useText(stageMessages);
  const { staged } = useStage();
  const shown = useShown();
  if (staged === null || shown === null) return null;
  const distance = subjectDistance(shown.camera, shown.set.figures, staged.spec.subjects[0]);
  return (
    <>
      <span className={styles.tag}>{t.metres(distance.toFixed(1))}</span>
      {staged.spec.handCamera !== null && <span className={styles.tag}>{t.byHand}</span>}
    </>
  );
};
