import './ui/tokens.css';
import './ui/base.css';
import { createIdFactory } from '@oner/shared/ids/ids.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, preloadPage } from './app/app.tsx';
import { createApi } from './connection/api.ts';
import { createHttpClient } from './connection/http-client.ts';
import { browserNetwork } from './connection/network.ts';
import { keepPage } from './connection/offline-worker.ts';
import { createRemembered } from './model/remembered.ts';
import { createSettingsStore } from './model/settings.ts';
import { loadChineseFont } from './ui/fonts.ts';

/** How long the page may stay blank for its code to come, ms. */
const longestBlankMs = 200;

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const http = createHttpClient({ fetch: (...request) => fetch(...request), newKey: () => hex(randomBytes(16)) });
const root = document.getElementById('app');
if (root === null) throw new Error('the page has no #app');

// Once a page says that it loads, React lets that stand for 300 ms: better nothing for a moment.
await Promise.race([
  preloadPage(window.location.pathname),
  new Promise((resolve) => setTimeout(resolve, longestBlankMs)),
]);
createRoot(root).render(
  <StrictMode>
    <App
      api={createApi(http)}
      settings={createSettingsStore(localStorage)}
      remembered={createRemembered(localStorage)}
      ids={createIdFactory(randomBytes)}
      origin={window.location.origin}
      now={() => performance.now()}
      network={browserNetwork(window)}
    />
  </StrictMode>,
);
requestIdleCallback(() => void loadChineseFont());
if (import.meta.env.PROD) requestIdleCallback(() => keepPage(navigator.serviceWorker, import.meta.url));
