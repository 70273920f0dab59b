import { angleNames, movementNames, sizeNames, tightnessOf } from '@oner/shared/camera/vocabulary.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { assetUrl } from '../../connection/api.ts';
import { shownFrame, useFrames, useMeta, useShot } from '../../model/project.tsx';
import { useIsCurrentShot, useViewActions } from '../../model/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { boardMessages } from './messages.ts';
import styles from './shot-card.module.css';

/** A shot: its frame, number and camera in short. */
export const ShotCard = ({ id }: { readonly id: ShotId }) => {
  const t = useText(boardMessages);
  const language = useLanguage();
  const shot = useShot(id);
  const frame = shownFrame(shot, useFrames(id));
  const { aspect } = useMeta();
  const current = useIsCurrentShot(id);
  const { selectShot, openShot } = useViewActions();
  if (shot === null) return null;
  return (
    <button
      type="button"
      className={styles.card}
      data-shot={id}
      aria-label={t.shot(shot.number ?? '')}
      aria-current={current ? 'true' : undefined}
      onClick={() => selectShot(id)}
      onDoubleClick={() => openShot(id)}
    >
      <ShotFrame aspect={aspect} src={frame === null ? null : assetUrl(frame.asset)} alt="" />
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={styles.number}>{shot.number}</span>
          <Chip tone={tightnessOf(shot.size)} title={sizeNames[shot.size][language]}>
            {language === 'zh' ? sizeNames[shot.size].zh : shot.size}
          </Chip>
          <Chip>{angleNames[shot.angle][language]}</Chip>
          <Chip>{movementNames[shot.movement][language]}</Chip>
          <Chip>{`${shot.lens} mm`}</Chip>
        </span>
        <span className={styles.description}>{shot.description}</span>
      </span>
    </button>
  );
};
