import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export type RawClient = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly close: () => void;
};

const hasSynced = (provider: WebsocketProvider): Promise<void> =>
  new Promise((resolve) => {
    if (provider.synced) resolve();
    else provider.on('sync', (synced: boolean) => synced && resolve());
  });

/** A client that is not ours: the stock provider of y-websocket on Node's own WebSocket, resolved once it has the document. */
export const openRawClient = async (options: {
  /** `http://host`. */
  readonly url: string;
  readonly project: string;
  readonly token: string;
  readonly document?: 'story' | 'desk';
}): Promise<RawClient> => {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(
    `${options.url.replace(/^http/, 'ws')}/sync`,
    `${options.project}/${options.document ?? 'story'}`,
    doc,
    { params: { token: options.token }, disableBc: true, WebSocketPolyfill: WebSocket },
  );
  await hasSynced(provider);
  return {
    doc,
    provider,
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  };
};
