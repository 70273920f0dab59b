import { versionDiffSchema } from '@oner/shared/protocol/http/version.ts';
import { expect, test } from 'vitest';
import { groupByScene } from './group-by-scene.ts';

test('CLI-150 changes are told scene by scene, those of one scene together wherever they come', () => {
  const change = (id: string, scene: string | null) => ({
    ...{ id, change: 'changed', type: 'action', before: 'a', after: 'b' },
    scene: scene === null ? null : { id: scene, number: scene.slice(1), heading: 'INT. ROOM - DAY' },
  });
  const { blocks } = versionDiffSchema.parse({
    blocks: [change('b0', null), change('b1', 'h1'), change('b2', 'h2'), change('b3', 'h1')],
    shots: [],
  });
  expect(groupByScene(blocks).map(({ at, blocks: of }) => [at?.number ?? null, of.map(({ id }) => id)])).toEqual([
    [null, ['b0']],
    ['1', ['b1', 'b3']],
    ['2', ['b2']],
  ]);
});
