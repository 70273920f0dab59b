import { wordCuts } from '@oner/shared/document/merge-script-words.ts';

/** A stretch of a text; `differs`: the other one does not have it. */
export type Stretch = { readonly text: string; readonly differs: boolean };

const told = (stretches: readonly Stretch[]): readonly Stretch[] => stretches.filter(({ text }) => text !== '');

/** Two texts side by side, each with what the other one has not. */
export const changedWords = (
  before: string,
  after: string,
): { readonly before: readonly Stretch[]; readonly after: readonly Stretch[] } => {
  const [left, right]: [Stretch[], Stretch[]] = [[], []];
  let at = 0;
  for (const { from, to, text } of wordCuts(before, after)) {
    const same = { text: before.slice(at, from), differs: false };
    left.push(same, { text: before.slice(from, to), differs: true });
    right.push(same, { text, differs: true });
    at = to;
  }
  const rest = { text: before.slice(at), differs: false };
  return { before: told([...left, rest]), after: told([...right, rest]) };
};
