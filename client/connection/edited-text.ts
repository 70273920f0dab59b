import * as Y from 'yjs';

const ofItem = (item: Y.Item): string => (item.content instanceof Y.ContentString ? item.content.str : '');

/** The words that updates (Yjs V1) brought in, a run of typing each: what is kept of edits that were refused. */
export const textOfUpdates = (updates: readonly Uint8Array[]): readonly string[] => {
  if (updates.length === 0) return [];
  const { structs } = Y.decodeUpdate(Y.mergeUpdates([...updates]));
  const runs: string[] = [];
  let next: { readonly client: number; readonly clock: number } | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const text = ofItem(struct);
    const { client, clock } = struct.id;
    const goesOn = next !== null && next.client === client && next.clock === clock && text !== '';
    if (goesOn && runs.length > 0) runs[runs.length - 1] += text;
    else if (text !== '') runs.push(text);
    next = { client, clock: clock + struct.length };
  }
  return runs.map((run) => run.trim()).filter((run) => run !== '');
};
