import { equalJson } from '@oner/shared/document/equal-json.ts';
import type { Shot, Story } from '@oner/shared/document/story.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';
import type { VersionDiff } from '@oner/shared/protocol/http/version.ts';

type Change = 'added' | 'removed' | 'changed';

const changes = <Id, T>(
  before: ReadonlyMap<Id, T>,
  after: ReadonlyMap<Id, T>,
  same: (a: T, b: T) => boolean,
): { readonly id: Id; readonly change: Change; readonly before: T | undefined; readonly after: T | undefined }[] =>
  [...new Set([...after.keys(), ...before.keys()])].flatMap((id) => {
    const a = before.get(id);
    const b = after.get(id);
    if (a !== undefined && b !== undefined && same(a, b)) return [];
    const change: Change = a === undefined ? 'added' : b === undefined ? 'removed' : 'changed';
    return [{ id, change, before: a, after: b }];
  });

/** Numbers and places follow from the script; they are no change of the shot. */
const derived: ReadonlySet<string> = new Set(['id', 'scene', 'number', 'anchor']);
const differing = (a: Shot, b: Shot): string[] => {
  const other = new Map(Object.entries(b));
  return Object.entries(a).flatMap(([field, value]) =>
    derived.has(field) || equalJson(value, other.get(field)) ? [] : [field],
  );
};

type SceneOf = VersionDiff['blocks'][number]['scene'];

/** The scene of each block that is in one. */
const scenesOf = (story: Story): ReadonlyMap<BlockId, SceneOf> =>
  new Map(
    story.scenes.flatMap(({ id, number, heading, blocks }) => {
      const scene = { id, number, heading };
      return [[id, scene] as const, ...blocks.map((block) => [block.id, scene] as const)];
    }),
  );

/** What changed from `before` to `after`. */
export const diffStories = (before: Story, after: Story): VersionDiff => {
  const blocks = (story: Story) => new Map(story.blocks.map((block) => [block.id, block]));
  const [scenesBefore, scenesAfter] = [scenesOf(before), scenesOf(after)];
  return {
    blocks: changes(blocks(before), blocks(after), (a, b) => a.text === b.text && a.type === b.type).map((change) => ({
      id: change.id,
      change: change.change,
      type: (change.after ?? change.before)?.type ?? '',
      scene: (change.after ? scenesAfter : scenesBefore).get(change.id) ?? null,
      before: change.before?.text ?? null,
      after: change.after?.text ?? null,
    })),
    shots: changes(before.shots, after.shots, (a, b) => differing(a, b).length === 0).map((change) => ({
      id: change.id,
      number: (change.after ?? change.before)?.number ?? null,
      change: change.change,
      fields: change.before && change.after ? differing(change.before, change.after) : [],
    })),
  };
};
