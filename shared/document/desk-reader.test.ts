import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { AssetId, CommentId, DecisionId, FindingId, FrameId, ShotId, ThreadId } from '../ids/ids.ts';
import { addComment, addThread, decide, postFrame, setFindings, setThreadStatus } from './commands/desk.ts';
import type { Comment, Decision, Finding, Frame } from './desk.ts';
import { createDeskReader, readDesk } from './desk-reader.ts';
import { deskRootOf } from './desk-schema.ts';
import { expectOk, replica, sync } from './testing/story-fixture.ts';

const by = { id: 'usr_a', name: 'Ann' };
const shot = 'sht_a' as ShotId;
const thread = 'thr_a' as ThreadId;
const frame = (id: string, at = '2026-01-01T00:00:00.000Z'): Frame => ({
  ...{ id: id as FrameId, shot, kind: 'image', provider: 'previz', model: '', asset: 'a'.repeat(64) as AssetId },
  ...{ width: 16, height: 9, specHash: null, prompt: '', seed: null, maps: null, warnings: [], by, at, parent: null },
});
const comment = (id: string, body = 'why'): Comment => ({
  ...{ id: id as CommentId, by, at: '2026-01-01T00:00:00.000Z', body },
});
const decision = (id: string, at: string): Decision => ({
  ...{ id: id as DecisionId, shot, frame: null, verdict: 'approved', note: '', by, at },
});
const finding = (id: string, message = 'jump'): Finding => ({
  ...{ id: id as FindingId, rule: 'axis', severity: 'warning', shots: [shot], blocks: [], message },
});

const openThread = (doc: Y.Doc) =>
  expectOk(addThread(doc, { id: thread, anchor: { kind: 'shot', id: shot }, first: comment('cmt_a') }));

describe('the desk', () => {
  it('DOC-28 frames and decisions come oldest first, those of one moment by id, and only once', () => {
    const doc = new Y.Doc();
    for (const one of [frame('frm_c', '2026-01-02T00:00:00.000Z'), frame('frm_b'), frame('frm_a')]) {
      expectOk(postFrame(doc, one));
      expectOk(postFrame(doc, one));
    }
    expectOk(decide(doc, decision('dec_a', '2026-01-02T00:00:00.000Z')));
    expectOk(decide(doc, decision('dec_b', '2026-01-01T00:00:00.000Z')));
    const desk = readDesk(doc);
    expect(desk.framesByShot.get(shot)?.map(({ id }) => id)).toEqual(['frm_a', 'frm_b', 'frm_c']);
    expect(desk.decisions.map(({ id }) => id)).toEqual(['dec_b', 'dec_a']);
    expect(postFrame(doc, { ...frame('frm_a'), width: 17 })).toMatchObject({ error: { kind: 'already-there' } });
    expect(readDesk(doc)).toEqual(desk);
  });

  it('DOC-28 two nodes that comment at once keep both; a comment sent twice stands once', () => {
    const doc = new Y.Doc();
    openThread(doc);
    const other = replica(doc, 9);
    expectOk(addComment(doc, { thread, comment: comment('cmt_b') }));
    expectOk(addComment(other, { thread, comment: comment('cmt_c') }));
    expectOk(addComment(doc, { thread, comment: comment('cmt_b') }));
    sync(doc, other);
    const ids = readDesk(doc)
      .threads.get(thread)
      ?.comments.map(({ id }) => id);
    expect([...(ids ?? [])].sort()).toEqual(['cmt_a', 'cmt_b', 'cmt_c']);
    expect(readDesk(other)).toEqual(readDesk(doc));
    expectOk(setThreadStatus(doc, { thread, status: 'resolved' }));
    expect(readDesk(doc).threads.get(thread)?.status).toBe('resolved');
  });

  it('DOC-28 what is refused changes nothing', () => {
    const doc = new Y.Doc();
    openThread(doc);
    const state = Y.encodeStateAsUpdate(doc);
    const gone = 'thr_gone' as ThreadId;
    const refused = [
      addThread(doc, { id: thread, anchor: { kind: 'project' }, first: comment('cmt_z') }),
      addThread(doc, { id: gone, anchor: { kind: 'shot' }, first: comment('cmt_z') }),
      addThread(doc, { id: gone, anchor: { kind: 'frame', id: 'x', region: [0, 0, 2, 1] }, first: comment('cmt_z') }),
      addComment(doc, { thread, comment: comment('cmt_z', '') }),
      addComment(doc, { thread: gone, comment: comment('cmt_z') }),
      setThreadStatus(doc, { thread: gone, status: 'open' }),
      postFrame(doc, { ...frame('frm_a'), asset: 'x' as AssetId }),
      decide(doc, decision('dec_a', 'yesterday')),
      setFindings(doc, [finding('fnd_a'), { ...finding('fnd_b'), rule: '' }]),
    ].map((result) => (result.ok ? 'ok' : result.error.kind));
    expect(refused).toEqual([
      ...['already-there', 'invalid', 'invalid', 'invalid', 'no-such-thread', 'no-such-thread'],
      ...['invalid', 'invalid', 'invalid'],
    ]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DOC-28 findings are made exactly those given, and the same again write nothing', () => {
    const doc = new Y.Doc();
    setFindings(doc, [finding('fnd_a'), finding('fnd_b')]);
    setFindings(doc, [finding('fnd_b', 'cut'), finding('fnd_c')]);
    expect(readDesk(doc).findings.map(({ id, message }) => [id, message])).toEqual([
      ['fnd_b', 'cut'],
      ['fnd_c', 'jump'],
    ]);
    const state = Y.encodeStateAsUpdate(doc);
    setFindings(doc, [finding('fnd_b', 'cut'), finding('fnd_c')]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DOC-28 a snapshot shares what did not change, and tells listeners once for each transaction', () => {
    const doc = new Y.Doc();
    postFrame(doc, frame('frm_a'));
    openThread(doc);
    const reader = createDeskReader(doc);
    let calls = 0;
    const stop = reader.subscribe(() => {
      calls += 1;
    });
    const before = reader.snapshot();
    expect(reader.snapshot()).toBe(before);
    doc.transact(() => {
      decide(doc, decision('dec_a', '2026-01-01T00:00:00.000Z'));
      addComment(doc, { thread, comment: comment('cmt_b') });
    });
    const after = reader.snapshot();
    expect(calls).toBe(1);
    expect([after.frames === before.frames, after.framesByShot === before.framesByShot]).toEqual([true, true]);
    expect(after.threads).not.toBe(before.threads);
    expect(after).toEqual(readDesk(doc));
    stop();
    reader.dispose();
    postFrame(doc, frame('frm_b'));
    expect(calls).toBe(1);
  });

  it('DOC-1 records of the desk that are not whole are not shown, and stay', () => {
    const doc = new Y.Doc();
    for (const junk of [7, 'x', null, {}, { ...frame('frm_a'), kind: 'hologram' }, new Y.Text('x')]) {
      deskRootOf(doc, 'frames').set('frm_a', junk);
      expect(readDesk(doc).frames.size).toBe(0);
    }
    expect(deskRootOf(doc, 'frames').has('frm_a')).toBe(true);
    openThread(doc);
    const stored = deskRootOf(doc, 'threads').get(thread) as Y.Map<Y.Array<unknown>>;
    stored.get('comments')?.push([{ body: 7 }, comment('cmt_b')]);
    expect(
      readDesk(doc)
        .threads.get(thread)
        ?.comments.map(({ id }) => id),
    ).toEqual(['cmt_a', 'cmt_b']);
  });
});
