import { Suspense, useEffect, useState } from 'react';
import { useCommand } from '../../../ui/commands.tsx';
import { useText } from '../../../ui/language.tsx';
import { preloadable } from '../../../ui/preloadable.tsx';
import { whenIdle } from '../../../ui/when-idle.ts';
import { scriptMessages } from '../messages.ts';
import type { ScriptPage } from '../use-script-page.ts';

/** Nobody looks for words before the script is there: it comes when that stands. */
const FindBar = preloadable(async () => (await import('./find-bar.tsx')).FindBar);

/** Finds words in the whole script: the browser's own search sees only what is on the page. */
export const Find = ({ page }: { readonly page: ScriptPage }) => {
  const t = useText(scriptMessages);
  const [open, setOpen] = useState(false);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    void whenIdle().then(FindBar.preload);
  }, []);
  const show = (): void => {
    // what is typed before the field is there must not be written into the script
    page.editor.commands.blur();
    setOpen(true);
  };
  useCommand({ id: 'script.find', title: t.findInScript, keys: ['Mod+f'], run: show });
  useCommand({
    id: 'script.replace',
    title: t.replaceAndMore,
    keys: ['Mod+h'],
    run: () => {
      show();
      setWide(true);
    },
  });
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <FindBar
        page={page}
        wide={wide}
        onWide={setWide}
        onClose={() => {
          setOpen(false);
          page.editor.commands.focus(undefined, { scrollIntoView: false });
        }}
      />
    </Suspense>
  );
};
