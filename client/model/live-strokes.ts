/** Strokes under the pens of others, live: they pass by awareness, and are in the document only once the pen is up. */
import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import { decodeStroke, encodeStroke } from '@oner/shared/drawing/stroke-codec.ts';
import type { DrawingId, LayerId } from '@oner/shared/ids/ids.ts';
import { type LiveStroke, liveStrokeKey, liveStrokeSchema } from '@oner/shared/protocol/live-stroke.ts';
import { presenceUserSchema } from '@oner/shared/protocol/sync-presence.ts';
import type { Awareness } from 'y-protocols/awareness';

/** How often a stroke under way is told at most, ms. */
const tellEveryMs = 40;
/** Newest points that one message carries: about half a second of a fast pen. */
const stretch = 160;
/** How long a stroke whose pen is up is shown if the document does not bring it, ms. */
const lingerMs = 1500;

/** A stroke that this person draws now. */
export type OwnStroke = {
  readonly drawing: DrawingId;
  readonly layer: LayerId | null;
  readonly stroke: Stroke;
};

/** A stroke that another draws now, as far as it was heard. */
export type OthersStroke = OwnStroke & {
  readonly client: number;
  readonly id: number;
  readonly ended: boolean;
  readonly person: { readonly id: string; readonly name: string };
};

export type LiveStrokes = {
  /** Tells the others what is under the pen. */
  readonly draw: (stroke: OwnStroke) => void;
  /** The pen is up: the stroke is in the document, or `dropped`. */
  readonly end: (how: 'drawn' | 'dropped') => void;
  /** What others draw now; the same list until it changed. */
  readonly others: () => readonly OthersStroke[];
  readonly subscribe: (listener: () => void) => () => void;
  /** The document brought strokes of this layer: those whose pens are up need not be shown any more. */
  readonly arrived: (layer: LayerId) => void;
  readonly dispose: () => void;
};

/** Runs something later; returns the way to forget it. */
export type After = (ms: number, run: () => void) => () => void;

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const fromBase64 = (text: string): Uint8Array | null => {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    // what another client wrote there is no Base64
    return null;
  }
};

const encodeLive = (id: number, { drawing, layer, stroke }: OwnStroke, ended: boolean): LiveStroke | null => {
  const from = Math.max(0, stroke.points.length - stretch);
  const bytes = encodeStroke({ ...stroke, points: stroke.points.slice(from) });
  return bytes.ok ? { id, drawing, layer, from, stroke: toBase64(bytes.value), ended } : null;
};

/** What is heard of a stroke, joined to what was heard of it before. */
const join = (heard: LiveStroke, before: OthersStroke | undefined): Stroke | null => {
  const bytes = fromBase64(heard.stroke);
  const newest = bytes === null ? null : decodeStroke(bytes);
  if (newest === null) return null;
  const known = before?.id === heard.id ? before.stroke.points.slice(0, heard.from) : [];
  return { ...newest, points: [...known, ...newest.points] };
};

const mayDraw = new Set(['editor', 'owner']);

const readOther = (client: number, state: Readonly<Record<string, unknown>>, before: OthersStroke | undefined) => {
  const user = presenceUserSchema.safeParse(state.user);
  const heard = liveStrokeSchema.safeParse(state[liveStrokeKey]);
  if (!heard.success || !user.success || !mayDraw.has(user.data.role)) return null;
  const stroke = join(heard.data, before);
  const { id, drawing, layer, ended } = heard.data;
  const person = { id: user.data.id, name: user.data.name };
  return stroke === null ? null : { client, id, drawing, layer, ended, person, stroke };
};

/** Tells others of one's own stroke, at most so often. */
const createTeller = (awareness: Awareness, after: After) => {
  let count = 0;
  let current: OwnStroke | null = null;
  let cancel: (() => void) | null = null;
  const tell = (ended: boolean): void => {
    cancel?.();
    cancel = null;
    if (current !== null) awareness.setLocalStateField(liveStrokeKey, encodeLive(count, current, ended));
  };
  return {
    draw: (stroke: OwnStroke): void => {
      if (current === null) count += 1;
      current = stroke;
      cancel ??= after(tellEveryMs, () => tell(false));
    },
    end: (how: 'drawn' | 'dropped'): void => {
      if (how === 'drawn') tell(true);
      else if (current !== null) awareness.setLocalStateField(liveStrokeKey, null);
      cancel?.();
      cancel = null;
      current = null;
    },
    dispose: (): void => cancel?.(),
  };
};

export const createLiveStrokes = (awareness: Awareness, after: After): LiveStrokes => {
  const teller = createTeller(awareness, after);
  const heard = new Map<number, OthersStroke>();
  /** Ended strokes, as `client:id`, that the document has brought. */
  const done = new Map<number, number>();
  const lingering = new Map<number, () => void>();
  const listeners = new Set<() => void>();
  let list: readonly OthersStroke[] = [];

  const changed = (): void => {
    list = [...heard.values()];
    for (const listener of [...listeners]) listener();
  };
  const keep = (client: number): void => {
    lingering.get(client)?.();
    lingering.delete(client);
  };
  const drop = (client: number): void => {
    keep(client);
    const stroke = heard.get(client);
    if (stroke?.ended) done.set(client, stroke.id);
    heard.delete(client);
  };
  const hear = (client: number): void => {
    const state = awareness.getStates().get(client);
    const next = state === undefined ? null : readOther(client, state, heard.get(client));
    if (next === null || done.get(client) === next.id) {
      drop(client);
      return;
    }
    if (heard.get(client)?.id !== next.id) keep(client);
    heard.set(client, next);
    if (!next.ended || lingering.has(client)) return;
    const forget = (): void => {
      drop(client);
      changed();
    };
    lingering.set(client, after(lingerMs, forget));
  };
  const onChange = ({ added, updated, removed }: Readonly<Record<'added' | 'updated' | 'removed', number[]>>): void => {
    const clients = [...added, ...updated, ...removed].filter((client) => client !== awareness.clientID);
    if (clients.length === 0) return;
    for (const client of clients) hear(client);
    changed();
  };
  awareness.on('change', onChange);

  return {
    draw: teller.draw,
    end: teller.end,
    others: () => list,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    arrived: (layer) => {
      const ended = [...heard.values()].filter((stroke) => stroke.ended && (stroke.layer ?? layer) === layer);
      for (const { client } of ended) drop(client);
      if (ended.length > 0) changed();
    },
    dispose: () => {
      awareness.off('change', onChange);
      teller.dispose();
      for (const forget of lingering.values()) forget();
      listeners.clear();
    },
  };
};
