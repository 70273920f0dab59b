import type { ShotId } from '@oner/shared/ids/ids.ts';
import { cardWidth } from '@oner/shared/protocol/http/card-width.ts';
import { assetUrl } from '../../connection/api.ts';
import { pictureAsset, shownFrame, useFrames, useMeta, useShot } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { boardMessages } from './messages.ts';
import styles from './shot-grid.module.css';

/** What hangs at the pointer while shots are dragged. */
export const DraggedShots = ({ shots }: { readonly shots: readonly ShotId[] }) => {
  const t = useText(boardMessages);
  const id = shots[0] ?? ('' as ShotId); // shown only while something is dragged
  const shot = useShot(id);
  const frame = shownFrame(shot, useFrames(id));
  const { aspect } = useMeta();
  return (
    <span className={`${styles.overlay} darkroom`}>
      <span className={styles.thumb}>
        <ShotFrame aspect={aspect} src={frame === null ? null : assetUrl(pictureAsset(frame), cardWidth)} alt="" />
      </span>
      {shots.length > 1 ? t.dragged(shots.length) : shot?.number}
    </span>
  );
};
