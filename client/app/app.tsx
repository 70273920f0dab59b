import type { IdFactory } from '@oner/shared/ids/ids.ts';
import { type ReactNode, Suspense, useLayoutEffect, useMemo } from 'react';
import { Route, Switch } from 'wouter';
import type { Api } from '../connection/api.ts';
import type { Network } from '../connection/network.ts';
import type { Remembered } from '../model/remembered.ts';
import { SettingsProvider, type SettingsStore, useSettings } from '../model/settings.ts';
import { CommandScope } from '../ui/commands.tsx';
import { type Language, LanguageScope, languageTag, useText } from '../ui/language.tsx';
import { AnnouncerScope } from '../ui/live-region.tsx';
import { preloadable } from '../ui/preloadable.tsx';
import { useRegionKeys } from '../ui/region.tsx';
import { useShownTheme } from '../ui/theme.ts';
import { LinkPage } from './link-page.tsx';
import { LoadingPage, NotFoundPage } from './message-pages.tsx';
import { appMessages } from './messages.ts';
import { SessionGate } from './session-gate.tsx';

export type AppProps = {
  readonly api: Api;
  readonly settings: SettingsStore;
  readonly remembered: Remembered;
  readonly ids: IdFactory;
  /** `http://host` of the server. */
  readonly origin: string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly network: Network;
};

/** Each page brings what it needs: who opens a project does not wait for the list of projects, nor the other way round. */
const HomePage = preloadable(async () => (await import('./home-page.tsx')).HomePage);
const ProjectPage = preloadable(async () => (await import('./project-page.tsx')).ProjectPage);

/** Resolves when the code of the page at this address is there. */
export const preloadPage = async (path: string): Promise<void> => {
  if (path.startsWith('/p/')) await ProjectPage.preload();
  else if (path === '/') await HomePage.preload();
};

const browserLanguage = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

const Announcing = ({ children }: { readonly children: ReactNode }) => {
  const t = useText(appMessages);
  useRegionKeys();
  return <AnnouncerScope closeLabel={t.close}>{children}</AnnouncerScope>;
};

/** What a person chose, spread over the page: language, colours, keys. */
const Choices = ({ children }: { readonly children: ReactNode }) => {
  const [settings] = useSettings();
  const language = settings.language ?? browserLanguage();
  const theme = useShownTheme(settings.theme);
  // Before the paint: no one sees a flash of the other theme.
  useLayoutEffect(() => {
    document.documentElement.lang = languageTag[language];
    document.documentElement.dataset.theme = theme;
  }, [language, theme]);
  const keyPreferences = useMemo(
    () => ({ singleKeys: settings.singleKeys, remapped: settings.keys }),
    [settings.singleKeys, settings.keys],
  );
  return (
    <LanguageScope language={language}>
      <CommandScope preferences={keyPreferences}>
        <Announcing>{children}</Announcing>
      </CommandScope>
    </LanguageScope>
  );
};

export const App = ({ api, settings, remembered, ids, origin, now, network }: AppProps) => (
  <SettingsProvider value={settings}>
    <Choices>
      <SessionGate api={api} remembered={remembered} network={network}>
        <Switch>
          <Route path="/">
            <Suspense fallback={<LoadingPage />}>
              <HomePage />
            </Suspense>
          </Route>
          <Route path="/s/:token">{({ token }) => <LinkPage key={token} token={token} />}</Route>
          <Route path="/p/:id/*?">
            {({ id }) => (
              <Suspense fallback={<LoadingPage />}>
                <ProjectPage key={id} id={id} ids={ids} origin={origin} now={now} network={network} />
              </Suspense>
            )}
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </SessionGate>
    </Choices>
  </SettingsProvider>
);
