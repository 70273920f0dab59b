import type { CSSProperties } from 'react';
import { useFollowed, usePeople, useProject } from '../../model/project.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import { personColor } from '../../ui/person-color.ts';
import { presenceMessages } from './messages.ts';
import styles from './people-bar.module.css';
import { onePerPerson, useWhere } from './where.ts';

const maxAvatars = 5;

/** Who else is here; a click follows them, another stops. */
export const PeopleBar = () => {
  const t = useText(presenceMessages);
  const { presence, me } = useProject();
  const where = useWhere();
  const followed = useFollowed();
  const people = onePerPerson(usePeople()).filter(({ id }) => id !== me.id);
  const shown = people.slice(0, maxAvatars);
  useCommand({
    id: 'presence.follow',
    title: t.followNext,
    keys: ['f'],
    enabled: people.length > 0,
    run: () => {
      const at = people.findIndex(({ peer }) => peer === followed?.peer);
      presence.follow(people[at + 1]?.peer ?? null);
    },
  });
  if (people.length === 0) return null;
  return (
    <ul className={styles.people} aria-label={t.people}>
      {shown.map((person) => {
        const isFollowed = person.peer === followed?.peer;
        const label = isFollowed ? t.stopFollowing : t.follow(person.name);
        return (
          <li key={person.peer}>
            <button
              type="button"
              className={classNames(styles.person, isFollowed && styles.followed)}
              style={{ '--c': personColor(person.id) } as CSSProperties}
              aria-pressed={isFollowed}
              aria-label={label}
              title={t.whoWhere(person.name, where(person))}
              onClick={() => presence.follow(isFollowed ? null : person.peer)}
            >
              <Avatar id={person.id} name={person.name} />
            </button>
          </li>
        );
      })}
      {people.length > maxAvatars && <li className={styles.more}>{t.more(people.length - maxAvatars)}</li>}
    </ul>
  );
};
