/** Where comment threads stand beside the script: on words, on blocks, or on the words of a shot that they are about. */
import type { Desk, Thread } from '@oner/shared/document/desk.ts';
import type { ScriptBlock, Shot, Story } from '@oner/shared/document/story.ts';
import type { BlockId, FrameId, ShotId } from '@oner/shared/ids/ids.ts';

/** Words of a block; `from` and `to` are offsets into its text. */
export type PlacedWords = { readonly block: BlockId; readonly from: number; readonly to: number };

export type PlacedThread = {
  readonly thread: Thread;
  /** Null: what it is about is not in the script any more. */
  readonly words: PlacedWords | null;
  /** Whether the words that it quotes read otherwise now. */
  readonly changed: boolean;
  /** The shot that it is about; null: it is about the words themselves. */
  readonly shot: Shot | null;
};

const wholeBlock = ({ id, text }: ScriptBlock): PlacedWords => ({ block: id, from: 0, to: text.length });

const onScript = (thread: Thread, blocks: ReadonlyMap<string, ScriptBlock>): PlacedThread => {
  const { anchor } = thread;
  const there = [...(anchor.blocks ?? []), ...(anchor.id === undefined ? [] : [anchor.id])].flatMap(
    (id) => blocks.get(id) ?? [],
  );
  const { words } = anchor;
  // words over several blocks are marked where they begin
  const first = words?.split('\n')[0] ?? '';
  for (const block of first === '' ? [] : there) {
    const from = block.text.indexOf(first);
    if (from >= 0)
      return { thread, words: { block: block.id, from, to: from + first.length }, changed: false, shot: null };
  }
  const [block] = there;
  return { thread, words: block ? wholeBlock(block) : null, changed: first !== '', shot: null };
};

const onShot = (
  thread: Thread,
  shot: Shot | undefined,
  blocks: ReadonlyMap<string, ScriptBlock>,
): PlacedThread | null => {
  const anchor = shot?.anchor;
  const block = anchor && blocks.get(anchor.start.block);
  if (!shot || !anchor || !block) return null;
  const to = anchor.end.block === block.id ? anchor.end.offset : block.text.length;
  return { thread, words: { block: block.id, from: anchor.start.offset, to }, changed: false, shot };
};

/** Those of the threads that have a place beside the script; one on a shot without words, or on the project, has none. */
export const placeThreads = (
  threads: readonly Thread[],
  story: Pick<Story, 'shots'>,
  { blocks, frames }: { readonly blocks: ReadonlyMap<string, ScriptBlock>; readonly frames: Desk['frames'] },
): readonly PlacedThread[] => {
  const place = (thread: Thread): PlacedThread | null => {
    const { kind, id } = thread.anchor;
    if (kind === 'project') return null;
    if (kind === 'script' || kind === 'scene') return onScript(thread, blocks);
    // keys of both maps: an id that is none finds nothing
    const shot = kind === 'shot' ? (id as ShotId) : frames.get(id as FrameId)?.shot;
    return onShot(thread, shot && story.shots.get(shot), blocks);
  };
  return threads.flatMap((thread) => place(thread) ?? []);
};
