import { setMeta } from '@oner/shared/document/commands/entries.ts';
import { addShot, deleteShots, moveShots, updateShot } from '@oner/shared/document/commands/shots.ts';
import type { ShotFields } from '@oner/shared/document/schema.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { openProjectHarness } from '../generation/testing/project-harness.ts';
import { createContinuity } from './continuity.ts';
import type { Hook } from './hook.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const begin = async () => {
  // Made before the rooms that it writes to: the harness opens both.
  const late: { hook: Hook | null } = { hook: null };
  const through: Hook = {
    name: 'continuity',
    on: new Set(),
    onStory: true,
    run: async (context) => late.hook?.run(context),
  };
  const harness = await openProjectHarness({ autoPreviz: false, hooks: [through] });
  let writes = 0;
  late.hook = createContinuity({
    clock: harness.clock,
    rooms: {
      edit: (room, origin, change) => {
        writes += 1;
        return harness.rooms.edit(room, origin, change);
      },
    },
  });
  closing.push(harness.discard, harness.close);
  await harness.seed();
  await harness.hooks.start([]);
  const scene = (await harness.story()).scenes[0]?.id;
  if (!scene) throw new Error('the script lost its scene');
  const add = async (fields: ShotFields): Promise<ShotId> => {
    const added = await harness.edit((doc) => addShot(doc, { ids: harness.ids, scene, fields }));
    if (!added.ok) throw new Error(added.error.kind);
    return added.value;
  };
  const findings = async () => {
    await harness.settle();
    return (await harness.snapshots.desk(harness.project)).findings;
  };
  return { harness, scene, add, findings, writes: () => writes };
};

describe('continuity findings', () => {
  it('HOOK-44 findings follow the shots: they come, stay as they are, and go', async () => {
    const { harness, add, findings, writes } = await begin();
    const first = await add({ subjects: ['ANA'], size: 'CU' });
    const second = await add({ subjects: ['ANA'], size: 'CU' });
    const [finding, ...others] = await findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'cut-too-small', shots: [first, second] });
    const written = writes();
    await harness.edit((doc) => updateShot(doc, { shot: second, fields: { notes: 'Again.' }, by: 'person' }));
    expect(await findings()).toEqual([finding]);
    expect(writes()).toBe(written);
    await harness.edit((doc) => updateShot(doc, { shot: second, fields: { size: 'WS' }, by: 'person' }));
    expect(await findings()).toEqual([]);
  });

  it('HOOK-44 an order and a deletion, which are no events, change the findings too', async () => {
    const { harness, scene, add, findings } = await begin();
    const [ana, bo] = [await add({ subjects: ['ANA'], size: 'CU' }), await add({ subjects: ['BO'], size: 'CU' })];
    const again = await add({ subjects: ['ANA'], size: 'CU' });
    const jumps = async () => (await findings()).filter(({ rule }) => rule === 'cut-too-small');
    expect(await jumps()).toEqual([]);
    await harness.edit((doc) => moveShots(doc, { shots: [bo], scene }));
    expect(await jumps()).toMatchObject([{ shots: [ana, again] }]);
    await harness.edit((doc) => deleteShots(doc, [again]));
    expect(await jumps()).toEqual([]);
  });

  it('HOOK-44 a finding keeps its id when it is said in another language', async () => {
    const { harness, add, findings } = await begin();
    await add({ subjects: ['ZOE'] });
    const [finding] = await findings();
    expect(finding?.message).toBe('Shot 1A shows ZOE, whom scene 1 does not mention.');
    await harness.edit((doc) => setMeta(doc, { language: 'zh-CN' }));
    expect(await findings()).toEqual([{ ...finding, message: '镜头 1A 里有ZOE，但第 1 场没有提到。' }]);
  });
});
