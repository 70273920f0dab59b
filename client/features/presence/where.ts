import { blockIdSchema, shotIdSchema } from '@oner/shared/ids/ids.ts';
import type { Person } from '@oner/shared/protocol/live.ts';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { presenceMessages } from './messages.ts';

/** Says in words where a person is. */
export const useWhere = (): ((person: Person) => string) => {
  const t = useText(presenceMessages);
  const { story } = useProject();
  return ({ view }) => {
    const shot = shotIdSchema.safeParse(view?.shot).data;
    const number = shot === undefined ? null : (story.shot(shot)?.number ?? null);
    if (number !== null) return t.shot(number);
    const scene = blockIdSchema.safeParse(view?.scene).data;
    const found = scene === undefined ? null : story.scene(scene);
    if (found !== null) return t.scene(found.number);
    return view?.route.includes('/board') === true ? t.board : t.script;
  };
};

/** One connection for each person, the one seen first. */
export const onePerPerson = (people: readonly Person[]): readonly Person[] =>
  [...new Map(people.toReversed().map((person) => [person.id, person])).values()].toReversed();
