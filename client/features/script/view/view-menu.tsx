import { SlidersHorizontal } from 'lucide-react';
import { useCan, useMeta, useProject } from '../../../model/project.tsx';
import { useSettings } from '../../../model/settings.ts';
import { IconButton } from '../../../ui/button.tsx';
import { useCommand } from '../../../ui/commands.tsx';
import { useText } from '../../../ui/language.tsx';
import { Menu, MenuCheck } from '../../../ui/menu.tsx';
import type { ScriptPage } from '../use-script-page.ts';
import { useFocus } from './focus.ts';
import { viewMessages } from './messages.ts';
import { useSceneNumbers } from './scene-numbers.ts';

/** What is shown on the page by this person's choice, and what the project has kept by itself. */
export const ViewMenu = ({ page }: { readonly page: ScriptPage }) => {
  const t = useText(viewMessages);
  const [{ sceneNumbers, focus }, change] = useSettings();
  const { commands } = useProject();
  const { continued } = useMeta();
  const mayEdit = useCan('edit');
  const setFocus = (on: boolean): void => change({ focus: on });
  useSceneNumbers(page, sceneNumbers);
  useFocus(page, focus);
  useCommand({ id: 'script.focus', title: t.focus, keys: ['Alt+Shift+F'], run: () => setFocus(!focus) });
  return (
    <Menu
      label={t.view}
      trigger={
        <IconButton label={t.view}>
          <SlidersHorizontal size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuCheck checked={sceneNumbers} onChange={(on) => change({ sceneNumbers: on })}>
        {t.sceneNumbers}
      </MenuCheck>
      <MenuCheck checked={focus} onChange={setFocus}>
        {t.focus}
      </MenuCheck>
      {mayEdit && (
        <MenuCheck checked={continued} onChange={(on) => commands.setMeta({ continued: on })}>
          {t.continued}
        </MenuCheck>
      )}
    </Menu>
  );
};
