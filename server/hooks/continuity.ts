/** Keeps a project's findings as its script and shots are: only what changed is worked out again. */
import { setFindings } from '@oner/shared/document/commands/desk.ts';
import type { Desk, Finding } from '@oner/shared/document/desk.ts';
import type { Scene, Shot, Story } from '@oner/shared/document/story.ts';
import { shotSpec } from '@oner/shared/generation/spec.ts';
import { createSpecHashes } from '@oner/shared/generation/spec-hashes.ts';
import type { ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import { type ShotView, sceneFindings } from '@oner/shared/review/continuity.ts';
import { nameFindings } from '@oner/shared/review/continuity-names.ts';
import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import { createBreather } from '../platform/breather.ts';
import type { Clock } from '../platform/clock.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Hook } from './hook.ts';

/** Projects whose workings are kept in memory. */
const mostProjects = 20;

type Views = {
  /** The shot as staged and solved; null when it is unplaced. */
  readonly view: (story: Story, shot: Shot) => ShotView | null;
  readonly hash: (story: Story, shot: ShotId) => string | null;
  readonly forget: (story: Story) => void;
};

const viewOf = (story: Story, shot: Shot): ShotView | null => {
  const spec = shotSpec(story, shot.id);
  if (!spec) return null;
  const heads = new Map(spec.set.figures.map((figure) => [figure.name, poseFigure(figure).points.headCentre]));
  const subjects = spec.subjects.filter((name) => heads.has(name));
  return { camera: spec.staged.camera, subjects, heads };
};

const createViews = (): Views => {
  const hashes = createSpecHashes();
  const kept = new Map<ShotId, { readonly hash: string; readonly view: ShotView | null }>();
  return {
    hash: hashes.still,
    view: (story, shot) => {
      const hash = hashes.still(story, shot.id);
      if (hash === null) return null;
      const known = kept.get(shot.id);
      if (known?.hash === hash) return known.view;
      const view = viewOf(story, shot);
      kept.set(shot.id, { hash, view });
      return view;
    },
    forget: (story) => {
      for (const id of kept.keys()) if (!story.shots.has(id)) kept.delete(id);
    },
  };
};

type SceneEntry = { readonly inputs: readonly unknown[]; readonly findings: readonly Finding[] };

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((input, index) => input === b[index]);

/** The findings of one project over a story that changes. */
const createWorkings = (clock: Clock) => {
  const views = createViews();
  const scenes = new Map<Scene['id'], SceneEntry>();
  const inputsOf = (story: Story, scene: Scene): readonly unknown[] => [
    scene,
    story.meta.language,
    story.stage.get(scene.id),
    ...scene.shots.flatMap((id) => [story.shots.get(id), story.stage.get(id), views.hash(story, id)]),
  ];
  return async (story: Story): Promise<readonly Finding[]> => {
    const breathe = createBreather(clock);
    const found: Finding[] = [];
    views.forget(story);
    const there = new Set(story.scenes.map(({ id }) => id));
    for (const id of scenes.keys()) if (!there.has(id)) scenes.delete(id);
    for (const scene of story.scenes) {
      const inputs = inputsOf(story, scene);
      let entry = scenes.get(scene.id);
      if (!entry || !same(entry.inputs, inputs)) {
        entry = { inputs, findings: sceneFindings(story, scene, (shot) => views.view(story, shot)) };
        scenes.set(scene.id, entry);
      }
      // A feature's first pass must not hold up everyone's words.
      await breathe();
      found.push(...entry.findings);
    }
    const all = [...found, ...nameFindings(story)];
    return [...new Map(all.map((finding) => [finding.id, finding])).values()];
  };
};

const isAsPosted = (desk: Desk, findings: readonly Finding[]): boolean => {
  const posted = new Map(desk.findings.map((finding) => [finding.id, finding]));
  return (
    posted.size === findings.length &&
    findings.every(({ id, message, severity }) => {
      const known = posted.get(id);
      return known?.message === message && known.severity === severity;
    })
  );
};

export const createContinuity = ({
  rooms,
  clock,
}: {
  readonly rooms: Pick<Rooms, 'edit'>;
  readonly clock: Clock;
}): Hook => {
  const projects = new Map<ProjectId, ReturnType<typeof createWorkings>>();
  const workingsOf = (project: ProjectId) => {
    const workings = projects.get(project) ?? createWorkings(clock);
    // Last in, last out.
    projects.delete(project);
    projects.set(project, workings);
    for (const oldest of projects.keys()) if (projects.size > mostProjects) projects.delete(oldest);
    return workings;
  };
  return {
    name: 'continuity',
    on: new Set(),
    onStory: true,
    run: async ({ project, story, desk }) => {
      const findings = await workingsOf(project)(story);
      if (isAsPosted(desk, findings)) return;
      const set = await rooms.edit(`${project}/desk`, { kind: 'server', by: 'server' }, (doc) =>
        setFindings(doc, findings),
      );
      if (!set.ok) throw new Error(`findings were refused: ${set.error.kind}`);
    },
  };
};
