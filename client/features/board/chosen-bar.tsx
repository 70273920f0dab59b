import { sizeNames } from '@oner/shared/camera/vocabulary.ts';
import { Aperture, Copy, Trash2, X } from 'lucide-react';
import { useCan, useProject } from '../../model/project.tsx';
import { useTargets } from '../../model/selection-store.ts';
import { noSelection } from '../../model/shot-selection.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useCommandKey } from '../../ui/commands.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import styles from './board.module.css';
import { sizesInKeyOrder } from './field-keys.ts';
import { boardMessages } from './messages.ts';
import { useShotActions } from './use-shot-actions.ts';

const SizeMenu = () => {
  const t = useText(boardMessages);
  const language = useLanguage();
  const { commands } = useProject();
  const { refuse } = useAnnouncer();
  const targets = useTargets();
  return (
    <Menu label={t.size} trigger={<Button>{t.size}</Button>}>
      {sizesInKeyOrder.map((size) => (
        <MenuItem
          key={size}
          onSelect={() => {
            const changed = commands.changeShots(targets.map((shot) => ({ shot, fields: { size } })));
            if (!changed.ok) refuse(t.refused);
          }}
        >
          {sizeNames[size][language]}
        </MenuItem>
      ))}
    </Menu>
  );
};

/** What can be done with several chosen shots; absent when fewer than two are. */
export const ChosenBar = () => {
  const t = useText(boardMessages);
  const { selection } = useProject();
  const targets = useTargets();
  const mayEdit = useCan('edit');
  const mayGenerate = useCan('generate');
  const { generate, duplicate, remove } = useShotActions();
  const key = useCommandKey('shot.generate');
  if (targets.length < 2) return null;
  return (
    <div className={styles.chosen} role="toolbar" aria-label={t.withChosen}>
      <b>{t.chosen(targets.length)}</b>
      {mayGenerate && (
        <Button onClick={() => void generate(targets)}>
          <Aperture size={15} aria-hidden />
          <span>{t.generate}</span>
          {key !== null && <KeyHint chord={key} />}
        </Button>
      )}
      {mayEdit && <SizeMenu />}
      {mayEdit && (
        <IconButton label={t.duplicate} onClick={() => duplicate(targets)}>
          <Copy size={15} />
        </IconButton>
      )}
      {mayEdit && (
        <IconButton label={t.delete} onClick={() => remove(targets)}>
          <Trash2 size={15} />
        </IconButton>
      )}
      <IconButton label={t.clearChoice} onClick={() => selection.set(noSelection)}>
        <X size={15} />
      </IconButton>
    </div>
  );
};
