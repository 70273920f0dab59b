import type { BlockId } from '@oner/shared/ids/ids.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { isShowing } from './script-window.ts';

/** Where each id stood before, in the co-ordinates of the document now. */
const earlierPlaces = (transactions: readonly Transaction[], before: Node): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  before.forEach((node, offset) => {
    let place = offset;
    for (const transaction of transactions) place = transaction.mapping.map(place);
    places.set(String(node.attrs.id), place);
  });
  return places;
};

/** Blocks that need an id: they have none, or another block had theirs before (a split, a pasted copy). */
const blocksInNeed = (
  state: EditorState,
  places: ReadonlyMap<string, number>,
  isElsewhere: (id: string) => boolean,
): readonly number[] => {
  const byId = new Map<string, number[]>();
  const need: number[] = [];
  state.doc.forEach((node, offset) => {
    const id: unknown = node.attrs.id;
    if (typeof id !== 'string' || id === '') need.push(offset);
    else byId.set(id, [...(byId.get(id) ?? []), offset]);
  });
  for (const [id, offsets] of byId) {
    if (!places.has(id) && isElsewhere(id)) need.push(...offsets);
    else if (offsets.length > 1) {
      const keeper = offsets.find((offset) => offset === places.get(id)) ?? offsets[0];
      need.push(...offsets.filter((offset) => offset !== keeper));
    }
  }
  return need;
};

/**
 * Gives every block that this person makes an id of its own, in the same step: shots and scenes are tied to blocks by it. `isElsewhere` knows
 * the ids of blocks that the editor does not show.
 */
export const blockIds = (nextId: () => BlockId, isElsewhere: (id: string) => boolean) =>
  Extension.create({
    name: 'blockIds',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('blockIds'),
        appendTransaction: (transactions, before, after) => {
          const own = transactions.filter((transaction) => transaction.docChanged && !isShowing(transaction));
          // Typing inside a block makes none: only then the blocks need not be looked through.
          if (own.length === 0 || (before.doc.childCount === after.doc.childCount && own.every(staysInOneBlock)))
            return null;
          const need = blocksInNeed(after, earlierPlaces(transactions, before.doc), isElsewhere);
          if (need.length === 0) return null;
          const fix = after.tr;
          for (const offset of need) fix.setNodeAttribute(offset, 'id', nextId());
          return fix;
        },
      }),
    ],
  });

const staysInOneBlock = (transaction: Transaction): boolean =>
  transaction.steps.every((step) => {
    let inside = true;
    step.getMap().forEach((_from, _to, newFrom, newTo) => {
      const size = transaction.doc.content.size;
      const start = transaction.doc.resolve(Math.min(newFrom, size));
      const end = transaction.doc.resolve(Math.min(newTo, size));
      inside = inside && start.depth > 0 && start.sameParent(end);
    });
    return inside;
  });
