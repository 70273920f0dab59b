/** Immutable snapshots of the `desk`, kept up to date incrementally: what did not change keeps its identity. */
import type * as Y from 'yjs';
import type { DecisionId, FindingId, FrameId, ThreadId } from '../ids/ids.ts';
import { byTime } from './by-time.ts';
import { createChangeListeners } from './change-listeners.ts';
import type { Decision, Desk, Finding, Frame } from './desk.ts';
import { deskRootOf, parseDecision, parseFinding, parseFrame, parseThread } from './desk-schema.ts';
import { createFrameGroups } from './frame-groups.ts';
import { createRecordCache } from './record-cache.ts';

export type DeskReader = {
  /** The desk now; the same object as long as nothing that it shows changed. */
  readonly snapshot: () => Desk;
  /** Calls `listener` once after each transaction that may have changed the desk; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

/** Applies `make` again only when its input is another object. */
const derived = <In, Out>(make: (input: In) => Out): ((input: In) => Out) => {
  let last: { readonly input: In; readonly output: Out } | null = null;
  return (input) => {
    if (last === null || last.input !== input) last = { input, output: make(input) };
    return last.output;
  };
};

export const createDeskReader = (doc: Y.Doc): DeskReader => {
  const listeners = createChangeListeners(doc);
  const onChange = listeners.changed;
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
  const framesByShot = createFrameGroups<Frame>();
  const decisionList = derived((records: ReadonlyMap<DecisionId, Decision>): readonly Decision[] =>
    [...records.values()].sort(byTime),
  );
  const findingList = derived((records: ReadonlyMap<FindingId, Finding>): readonly Finding[] => [...records.values()]);

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
    subscribe: listeners.subscribe,
    dispose: () => {
      for (const part of [frames, threads, decisions, findings]) part.dispose();
      listeners.dispose();
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
