import { scriptOf } from '@oner/shared/document/schema.ts';
import * as Y from 'yjs';
import { openRawClient, type RawClient } from '../../testing/raw-client.ts';

/** Keys a second of a quick typist. */
const keysPerSecond = 6;

/** What writers write in for minutes; a heading or a cue that changes at each letter has its whole scene drawn anew meanwhile. */
const written = new Set(['action', 'dialogue']);

const textAt = (doc: Y.Doc, share: number): Y.XmlText | null => {
  const script = scriptOf(doc);
  for (let index = Math.floor(script.length * share); index < script.length; index += 1) {
    const block = script.get(index);
    const text = block instanceof Y.XmlElement && written.has(block.nodeName) ? block.get(0) : null;
    if (text instanceof Y.XmlText && text.length > 20) return text;
  }
  return null;
};

const caretIn = (client: RawClient, text: Y.XmlText, at: number): void => {
  const position = Y.createRelativePositionFromTypeIndex(text, at);
  client.provider.awareness.setLocalStateField('cursor', { anchor: position, head: position });
};

const type = (client: RawClient, text: Y.XmlText, name: string): NodeJS.Timeout => {
  let typed = 0;
  client.provider.awareness.setLocalStateField('user', { name });
  return setInterval(() => {
    text.insert(5 + typed, 'typed '[typed % 6] ?? ' ');
    typed += 1;
    caretIn(client, text, 5 + typed);
  }, 1000 / keysPerSecond);
};

/** `count` others who type without a pause, spread over the script; `stop` sends them away. */
export const startTypists = async (options: {
  readonly url: string;
  readonly project: string;
  readonly token: string;
  readonly count: number;
}): Promise<{ readonly stop: () => void }> => {
  const clients = await Promise.all(Array.from({ length: options.count }, () => openRawClient(options)));
  // What the others write they throw away: their reading would be measured along with the page that shares the machine with them.
  for (const { provider } of clients) provider.messageHandlers[0] = () => {};
  const timers = clients.map((client, index) => {
    // The first sits in the scene that is on the screen; the others are anywhere.
    const text = textAt(client.doc, index / options.count);
    if (text === null) throw new Error('the script has no text to type in');
    return type(client, text, `Typist ${index + 1}`);
  });
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
      for (const client of clients) client.close();
    },
  };
};
