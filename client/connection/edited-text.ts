import * as Y from 'yjs';

const ofItem = (item: Y.Item): string => (item.content instanceof Y.ContentString ? item.content.str : '');

/** The words that updates (Yjs V1) brought in, a run of typing each: what is kept of edits that were refused. */
export const textOfUpdates = (updates: readonly Uint8Array[]): readonly string[] => {
  if (updates.length === 0) return [];
  const { structs } = Y.decodeUpdate(Y.mergeUpdates([...updates]));
  const runs: string[] = [];
  let last: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const text = ofItem(struct);
    const { client, clock } = struct.id;
    const goesOn = runs.length > 0 && Y.compareIDs(struct.origin, last) && last !== null;
    if (text !== '' && goesOn) runs[runs.length - 1] += text;
    else if (text !== '') runs.push(text);
    last = Y.createID(client, clock + struct.length - 1);
  }
  return runs.map((run) => run.trim()).filter((run) => run !== '');
};
