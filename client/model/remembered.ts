import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { type Me, meSchema } from '@oner/shared/protocol/http/people.ts';
import { type Project, projectSchema } from '@oner/shared/protocol/http/project.ts';
import { z } from 'zod';

const storageKey = 'oner/remembered';
const rememberedSchema = z.object({ me: meSchema, projects: z.record(z.string(), projectSchema) });
type State = z.infer<typeof rememberedSchema>;

/** Who was last signed in at this device and what they opened: enough to open a kept copy without a network. Signing out forgets it. */
export type Remembered = {
  readonly me: () => Me | null;
  readonly project: (id: ProjectId) => Project | null;
  /** Another person's projects are forgotten. */
  readonly setMe: (me: Me) => void;
  readonly setProject: (project: Project) => void;
  readonly forgetProject: (id: ProjectId) => void;
  readonly forget: () => void;
};

export type RememberedStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const createRemembered = (storage: RememberedStorage): Remembered => {
  const read = (): State | null => {
    try {
      return rememberedSchema.parse(JSON.parse(storage.getItem(storageKey) ?? 'null'));
    } catch {
      // nothing there, or of another version, or no storage
      return null;
    }
  };
  const write = (state: State): void => {
    try {
      storage.setItem(storageKey, JSON.stringify(state));
    } catch {
      // without storage the page needs the network
    }
  };
  const withProjects = (change: (projects: State['projects']) => State['projects']): void => {
    const state = read();
    if (state) write({ ...state, projects: change(state.projects) });
  };
  return {
    me: () => read()?.me ?? null,
    project: (id) => read()?.projects[id] ?? null,
    setMe: (me) => {
      const state = read();
      write({ me, projects: state?.me.id === me.id ? state.projects : {} });
    },
    setProject: (project) => withProjects((projects) => ({ ...projects, [project.id]: project })),
    forgetProject: (id) => withProjects(({ [id]: _, ...others }) => others),
    forget: () => {
      try {
        storage.removeItem(storageKey);
      } catch {
        // then nothing was kept either
      }
    },
  };
};
