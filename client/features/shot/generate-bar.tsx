import { ChevronDown, Image } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCan, useProject } from '../../model/project.tsx';
import { useSettings } from '../../model/settings.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import styles from './inspector.module.css';
import { KeyHints } from './key-hints.tsx';
import { shotMessages } from './messages.ts';
import type { FrameActions } from './use-frame-actions.ts';
import { useProviders } from './use-providers.ts';

/** Whom to ask for a frame, and asking. */
export const GenerateBar = ({ actions }: { readonly actions: FrameActions }) => {
  const t = useText(shotMessages);
  const { selection } = useProject();
  const mayGenerate = useCan('generate');
  const providers = useProviders();
  const [settings, change] = useSettings();
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(
    () =>
      selection.onWish(['providers'], () => {
        trigger.current?.focus();
        trigger.current?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      }),
    [selection],
  );
  if (!mayGenerate) return null;
  const chosen = providers.find(({ id }) => id === settings.provider) ?? providers[0];
  return (
    <div className={styles.foot}>
      {providers.length > 0 && (
        <Menu
          label={t.provider}
          trigger={
            <Button
              ref={trigger}
              kind="outline"
              size="large"
              className={styles.provider}
              aria-label={t.providerIs(chosen?.name ?? t.anyProvider)}
            >
              <Image size={15} aria-hidden />
              <span>{chosen?.name ?? t.anyProvider}</span>
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
        >
          <MenuChoice
            value={chosen?.id ?? ''}
            choices={providers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(provider) => change({ provider })}
          />
        </Menu>
      )}
      <Button kind="primary" size="large" onClick={() => void actions.generate()}>
        {t.generate}
        <KeyHints commands={['shot.generate']} />
      </Button>
    </div>
  );
};
