import * as Y from 'yjs';

/** Keys of records whose values are prose that a person typed, not choices from a list. */
const proseKeys: ReadonlySet<string> = new Set(['description', 'dialogue', 'notes', 'title', 'authors', 'name']);

const ofItem = ({ content, parentSub }: Y.Item): string => {
  if (content instanceof Y.ContentString) return content.str;
  if (!(content instanceof Y.ContentAny) || parentSub === null || !proseKeys.has(parentSub)) return '';
  return content.arr.filter((value) => typeof value === 'string').join('\n');
};

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
