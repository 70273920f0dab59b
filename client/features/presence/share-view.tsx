import { useEffect, useRef } from 'react';
import { useShareRoute } from '../../model/following.ts';
import { usePeople, useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { presenceMessages } from './messages.ts';
import { onePerPerson } from './where.ts';

/** Tells the others where this screen is, and this reader who comes and goes. */
export const ShareView = () => {
  const t = useText(presenceMessages);
  const { me } = useProject();
  const { say } = useAnnouncer();
  const people = usePeople();
  const known = useRef<ReadonlyMap<string, string> | null>(null);
  useShareRoute();
  useEffect(() => {
    const now = new Map(onePerPerson(people).map(({ id, name }) => [id, name]));
    const before = known.current;
    known.current = now;
    if (before === null) return;
    for (const [id, name] of now) if (!before.has(id) && id !== me.id) say(t.joined(name));
    for (const [id, name] of before) if (!now.has(id) && id !== me.id) say(t.left(name));
  }, [people, me.id, say, t]);
  return null;
};
