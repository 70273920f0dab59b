import type { ShotId } from '@oner/shared/ids/ids.ts';
import { assetUrl } from '../../connection/api.ts';
import { shownFrame, useFrames, useMeta, useShot } from '../../model/project.tsx';
import { useCurrentShot } from '../../model/view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { shotMessages } from './messages.ts';

const ShotFrameOf = ({ id }: { readonly id: ShotId }) => {
  const t = useText(shotMessages);
  const shot = useShot(id);
  const frame = shownFrame(shot, useFrames(id));
  const { aspect } = useMeta();
  if (shot === null) return <EmptyState title={t.noShotTitle} words={t.noShotWords} />;
  return (
    <ShotFrame aspect={aspect} src={frame === null ? null : assetUrl(frame.asset)} alt={shot.description || t.noShot} />
  );
};

/** One shot, large. */
export const ShotPage = () => {
  const t = useText(shotMessages);
  const id = useCurrentShot();
  return id === null ? <EmptyState title={t.noShotTitle} words={t.noShotWords} /> : <ShotFrameOf id={id} />;
};
