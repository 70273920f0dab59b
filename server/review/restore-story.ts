/**
 * Brings a story back to an earlier state as a forward change: nothing is rewound, everyone's undo and offline edits
 * stay good, and what reads the same is not touched, so that anchors keep their words.
 */
import { equalJson } from '@oner/shared/document/equal-json.ts';
import { scriptOf, storyRoots } from '@oner/shared/document/schema.ts';
import { plainValue } from '@oner/shared/document/stored.ts';
import * as Y from 'yjs';

const copyOf = (value: unknown): unknown =>
  value instanceof Y.Map || value instanceof Y.Array || value instanceof Y.Text ? value.clone() : value;

/** Keys whose values differ are written anew; records are compared field by field. */
const restoreMap = (target: Y.Map<unknown>, source: Y.Map<unknown>): void => {
  for (const key of [...target.keys()]) if (!source.has(key)) target.delete(key);
  for (const [key, wanted] of source.entries()) {
    const there = target.get(key);
    if (there instanceof Y.Map && wanted instanceof Y.Map) restoreMap(there, wanted);
    else if (!target.has(key) || !equalJson(plainValue(there), plainValue(wanted))) target.set(key, copyOf(wanted));
  }
};

type Node = Y.XmlElement | Y.XmlText;
const isNode = (node: unknown): node is Node => node instanceof Y.XmlElement || node instanceof Y.XmlText;
const nodesOf = (script: Y.XmlFragment): readonly Node[] => script.toArray().filter(isNode);

/** Blocks that read the same, ids included, keep their place when they are in the same order; the others are copied. */
const restoreScript = (target: Y.XmlFragment, source: Y.XmlFragment): void => {
  const wanted = nodesOf(source);
  const places = new Map<string, number>(nodesOf(target).map((node, index) => [node.toString(), index]));
  const kept = new Map<Node, number>();
  let last = -1;
  for (const node of wanted) {
    const place = places.get(node.toString());
    if (place === undefined || place <= last) continue;
    kept.set(node, place);
    last = place;
  }
  const stays = new Set(kept.values());
  for (let index = target.length - 1; index >= 0; index -= 1) if (!stays.has(index)) target.delete(index, 1);
  wanted.forEach((node, index) => {
    if (!kept.has(node)) target.insert(index, [node.clone()]);
  });
};

/**
 * The update that makes `current` read as `version` does; both are whole documents as Yjs V1 updates. It is made on a
 * scratch document: when it cannot be made, nothing has changed.
 */
export const restoringUpdate = (current: Uint8Array, version: Uint8Array): Uint8Array => {
  const scratch = new Y.Doc();
  const earlier = new Y.Doc();
  try {
    Y.applyUpdate(scratch, current);
    Y.applyUpdate(earlier, version);
    const before = Y.encodeStateVector(scratch);
    scratch.transact(() => {
      restoreScript(scriptOf(scratch), scriptOf(earlier));
      for (const root of storyRoots) if (root !== 'script') restoreMap(scratch.getMap(root), earlier.getMap(root));
    });
    return Y.encodeStateAsUpdate(scratch, before);
  } finally {
    scratch.destroy();
    earlier.destroy();
  }
};
