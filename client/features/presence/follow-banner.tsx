import { type CSSProperties, useEffect, useRef } from 'react';
import { useFollowRoute } from '../../model/following.ts';
import { useFollowed, useProject } from '../../model/project.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { personColor } from '../../ui/person-color.ts';
import styles from './follow-banner.module.css';
import { presenceMessages } from './messages.ts';
import { useWhere } from './where.ts';

/** Says whom one follows, and stops by a click, Esc, or any scroll of one's own. */
export const FollowBanner = () => {
  const t = useText(presenceMessages);
  const { presence } = useProject();
  const followed = useFollowed();
  const where = useWhere();
  const { notify } = useAnnouncer();
  const name = useRef<string | null>(null);
  useFollowRoute();
  useEffect(() => {
    const before = name.current;
    name.current = followed?.name ?? null;
    if (before !== null && followed === null) notify(t.stopped(before));
  }, [followed, notify, t]);
  useCommand({
    id: 'presence.stop',
    title: t.stopFollowing,
    keys: ['Escape'],
    enabled: followed !== null,
    run: () => presence.follow(null),
  });
  if (followed === null) return null;
  return (
    <div className={styles.follow} style={{ '--c': personColor(followed.id) } as CSSProperties} role="status">
      <span className={styles.avatar}>
        <Avatar id={followed.id} name={followed.name} />
      </span>
      {t.following(followed.name)}
      <span className={styles.where}>{t.followingWhere(where(followed))}</span>
      <Button className={styles.stop} onClick={() => presence.follow(null)}>
        {t.stop} <KeyHint chord="Escape" />
      </Button>
    </div>
  );
};
