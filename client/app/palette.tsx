import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { useCommand } from '../ui/commands.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useText } from '../ui/language.tsx';
import { onDemand } from '../ui/on-demand.ts';
import { appMessages } from './messages.ts';

const dialog = onDemand(() => import('./palette-dialog.tsx'));

/** Finds scenes, shots and commands by a few letters: Ctrl-K. `places` only where a project is open. */
export const Palette = ({
  places,
  findClass,
}: {
  readonly places: boolean;
  readonly findClass: string | undefined;
}) => {
  const t = useText(appMessages);
  const id = useId();
  const [open, setOpen] = useState(false);
  const parts = dialog.use(open);
  useCommand({ id: 'app.palette', title: t.findOrDo, keys: ['Mod+k'], run: () => setOpen(true) });
  return (
    <>
      <button
        type="button"
        className={findClass}
        title={t.findOrDo}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onFocus={dialog.request}
        onClick={() => setOpen(!open)}
      >
        <Search size={14} />
        <span>{t.findOrDo}</span>
        <KeyHint chord="Mod+k" />
      </button>
      {parts !== null && <parts.PaletteDialog id={id} places={places} open={open} onOpenChange={setOpen} />}
    </>
  );
};
