import { scriptOf } from '@oner/shared/document/schema.ts';
import { unknownBlocks } from '@oner/shared/document/unknown-blocks.ts';
import * as Y from 'yjs';

type UnknownBlocks = {
  /** Names of what this editor could not keep, with commas; empty when all is well. */
  readonly get: () => string;
  readonly subscribe: (listener: () => void) => () => void;
};

/** Whether a change can have brought a node, a mark or an object: mere letters cannot. */
const bringsMore = (event: Y.YEvent<Y.AbstractType<unknown>>): boolean =>
  event.target instanceof Y.XmlText
    ? event.delta.some(({ insert, attributes }) => attributes !== undefined || typeof (insert ?? '') !== 'string')
    : event.changes.added.size > 0;

/** Keeps watch over what others write; this screen's own editor makes nothing that it does not know. */
export const watchUnknownBlocks = (doc: Y.Doc): UnknownBlocks => {
  const look = (): string => unknownBlocks(doc).join(', ');
  let names = look();
  return {
    get: () => names,
    subscribe: (listener) => {
      const script = scriptOf(doc);
      const update = (): void => {
        const next = look();
        if (next === names) return;
        names = next;
        listener();
      };
      const onChange = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
        if (!transaction.local && events.some(bringsMore)) update();
      };
      update();
      script.observeDeep(onChange);
      return () => script.unobserveDeep(onChange);
    },
  };
};
