import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Person } from '@oner/shared/protocol/live.ts';

/** Who is in which project on this node, and where they look. */
export type People = {
  readonly put: (project: ProjectId, person: Person) => void;
  readonly get: (project: ProjectId, peer: string) => Person | null;
  readonly of: (project: ProjectId) => readonly Person[];
  readonly remove: (project: ProjectId, peer: string) => void;
};

export const createPeople = (): People => {
  const projects = new Map<ProjectId, Map<string, Person>>();
  return {
    put: (project, person) => {
      const people = projects.get(project) ?? new Map<string, Person>();
      projects.set(project, people.set(person.peer, person));
    },
    get: (project, peer) => projects.get(project)?.get(peer) ?? null,
    of: (project) => [...(projects.get(project)?.values() ?? [])],
    remove: (project, peer) => {
      const people = projects.get(project);
      people?.delete(peer);
      if (people?.size === 0) projects.delete(project);
    },
  };
};
