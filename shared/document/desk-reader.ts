/** Immutable snapshots of the `desk`, kept up to date incrementally: what did not change keeps its identity. */
import type * as Y from 'yjs';
import type { DecisionId, FindingId, FrameId, ShotId, ThreadId } from '../ids/ids.ts';
import type { Decision, Desk, Finding, Frame } from './desk.ts';
import { deskRootOf, parseDecision, parseFinding, parseFrame, parseThread } from './desk-schema.ts';
import { createRecordCache } from './record-cache.ts';

export type DeskReader = {
  /** The desk now; the same object as long as nothing that it shows changed. */
  readonly snapshot: () => Desk;
  /** Calls `listener` once after each transaction that may have changed the desk; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

/** Oldest first; what happened in the same millisecond, by id. */
const byTime = (a: { readonly at: string; readonly id: string }, b: { readonly at: string; readonly id: string }) => {
  const difference = Date.parse(a.at) - Date.parse(b.at);
  return difference !== 0 ? difference : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};

const groupFrames = (
  frames: ReadonlyMap<FrameId, Frame>,
  before: ReadonlyMap<ShotId, readonly Frame[]>,
): ReadonlyMap<ShotId, readonly Frame[]> => {
  const groups = new Map<ShotId, Frame[]>();
  for (const frame of frames.values()) {
    const group = groups.get(frame.shot);
    if (group === undefined) groups.set(frame.shot, [frame]);
    else group.push(frame);
  }
  const shared = new Map<ShotId, readonly Frame[]>();
  for (const [shot, group] of groups) {
    const list = group.sort(byTime);
    const old = before.get(shot);
    const same = old !== undefined && old.length === list.length && old.every((frame, index) => frame === list[index]);
    shared.set(shot, same ? old : list);
  }
  return shared;
};

/** Applies `make` again only when its input is another object. */
const derived = <In, Out>(make: (input: In, before: Out) => Out, initial: Out): ((input: In) => Out) => {
  let last: { readonly input: In; readonly output: Out } | null = null;
  return (input) => {
    if (last === null || last.input !== input) last = { input, output: make(input, last?.output ?? initial) };
    return last.output;
  };
};

export const createDeskReader = (doc: Y.Doc): DeskReader => {
  const listeners = new Set<() => void>();
  let changedInTransaction = false;
  const onChange = (): void => {
    changedInTransaction = true;
  };
  const notify = (): void => {
    if (!changedInTransaction) return;
    changedInTransaction = false;
    for (const listener of [...listeners]) listener();
  };
  const frames = createRecordCache<FrameId, Frame>(deskRootOf(doc, 'frames'), { parse: parseFrame, onChange });
  const threads = createRecordCache(deskRootOf(doc, 'threads'), {
    parse: (id: ThreadId, value) => parseThread(id, value),
    onChange,
  });
  const decisions = createRecordCache<DecisionId, Decision>(deskRootOf(doc, 'decisions'), {
    parse: parseDecision,
    onChange,
  });
  const findings = createRecordCache<FindingId, Finding>(deskRootOf(doc, 'findings'), {
    parse: parseFinding,
    onChange,
  });
  const framesByShot = derived(groupFrames, new Map<ShotId, readonly Frame[]>());
  const decisionList = derived(
    (records: ReadonlyMap<DecisionId, Decision>): readonly Decision[] => [...records.values()].sort(byTime),
    [],
  );
  const findingList = derived(
    (records: ReadonlyMap<FindingId, Finding>): readonly Finding[] => [...records.values()],
    [],
  );
  doc.on('afterTransaction', notify);

  let desk: Desk | null = null;
  return {
    snapshot: () => {
      const next: Desk = {
        frames: frames.read(),
        framesByShot: framesByShot(frames.read()),
        threads: threads.read(),
        decisions: decisionList(decisions.read()),
        findings: findingList(findings.read()),
      };
      const same =
        desk !== null &&
        desk.frames === next.frames &&
        desk.threads === next.threads &&
        desk.decisions === next.decisions &&
        desk.findings === next.findings;
      if (desk === null || !same) desk = next;
      return desk;
    },
    subscribe: (listener) => {
      // each subscription is its own, even of one function twice
      const entry = (): void => listener();
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    dispose: () => {
      doc.off('afterTransaction', notify);
      for (const part of [frames, threads, decisions, findings]) part.dispose();
      listeners.clear();
    },
  };
};

/** Reads the whole desk once. */
export const readDesk = (doc: Y.Doc): Desk => {
  const reader = createDeskReader(doc);
  const desk = reader.snapshot();
  reader.dispose();
  return desk;
};
