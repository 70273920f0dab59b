import { Ellipsis } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { takeHandedFile } from '../../model/handed-file.ts';
import { useCan, usePhase, useProject } from '../../model/project.tsx';
import { scriptAccept } from '../../model/script-accept.ts';
import { IconButton } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { onDemand } from '../../ui/on-demand.ts';
import { hiddenClass } from '../../ui/visually-hidden.tsx';
import styles from './files-tools.module.css';
import { filesMessages } from './messages.ts';
import { useDroppedScript } from './use-dropped-script.ts';

const exporting = onDemand(() => import('./export-dialog.tsx'));
const merging = onDemand(() => import('./merge-dialog.tsx'));
const dropping = onDemand(() => import('./drop-dialog.tsx'));

type Open =
  | { readonly kind: 'export' }
  | { readonly kind: 'merge'; readonly file: File }
  | { readonly kind: 'drop'; readonly file: File };

const OpenDialog = ({ open, onOpen }: { readonly open: Open | null; readonly onOpen: (open: Open | null) => void }) => {
  const mayEdit = useCan('edit');
  const parts = {
    exporting: exporting.use(open?.kind === 'export'),
    merging: merging.use(open?.kind === 'merge'),
    dropping: dropping.use(open?.kind === 'drop'),
  };
  const close = (): void => onOpen(null);
  return (
    <>
      {parts.exporting !== null && <parts.exporting.ExportDialog open={open?.kind === 'export'} onClose={close} />}
      {parts.merging !== null && open?.kind === 'merge' && (
        <parts.merging.MergeDialog file={open.file} onClose={close} />
      )}
      {parts.dropping !== null && open?.kind === 'drop' && (
        <parts.dropping.DropDialog
          file={open.file}
          mayMerge={mayEdit}
          onMerge={() => onOpen({ kind: 'merge', file: open.file })}
          onClose={close}
        />
      )}
    </>
  );
};

/** The menu of what goes out of a project and comes into it as a file; a script may also be dropped anywhere on it. */
export const FilesTools = () => {
  const t = useText(filesMessages);
  const { me } = useProject();
  const mayEdit = useCan('edit');
  const ready = usePhase() === 'ready';
  const [open, setOpen] = useState<Open | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const mayDrop = ready && (mayEdit || me.kind !== 'guest');
  const over = useDroppedScript(mayDrop, (file) => setOpen({ kind: 'drop', file }));
  const showExport = (): void => setOpen({ kind: 'export' });
  const pick = (): void => input.current?.click();
  useCommand({ id: 'files.export', title: t.exportFile, enabled: ready, run: showExport });
  useCommand({ id: 'files.import', title: t.importAgain, enabled: ready && mayEdit, run: pick });
  useEffect(() => {
    if (!ready || !mayEdit) return;
    const file = takeHandedFile();
    if (file !== null) setOpen({ kind: 'merge', file });
  }, [ready, mayEdit]);
  return (
    <>
      <Menu
        label={t.files}
        trigger={
          <IconButton label={t.files}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <MenuItem onSelect={showExport}>{t.exportFile}</MenuItem>
        {mayEdit && <MenuItem onSelect={pick}>{t.importAgain}</MenuItem>}
      </Menu>
      <input
        ref={input}
        className={hiddenClass}
        type="file"
        accept={scriptAccept}
        tabIndex={-1}
        aria-label={t.pickFile}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) setOpen({ kind: 'merge', file });
        }}
      />
      {over && <div className={styles.drop}>{t.dropHere}</div>}
      <OpenDialog open={open} onOpen={setOpen} />
    </>
  );
};
