import { Fragment, type KeyboardEvent, useState } from 'react';
import { useSettings } from '../model/settings.ts';
import { Button } from '../ui/button.tsx';
import { chordsOf } from '../ui/chord.ts';
import type { OfferedCommand } from '../ui/command-registry.ts';
import { useCommand, useCommands } from '../ui/commands.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useText } from '../ui/language.tsx';
import { Dialog } from '../ui/panel.tsx';
import { hiddenClass } from '../ui/visually-hidden.tsx';
import styles from './keys-panel.module.css';
import { appMessages } from './messages.ts';

const KeyRow = ({ command }: { readonly command: OfferedCommand }) => {
  const t = useText(appMessages);
  const [settings, change] = useSettings();
  const [listening, setListening] = useState(false);
  const take = (event: KeyboardEvent): void => {
    if (!listening || ['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setListening(false);
    if (event.key === 'Escape') return;
    const chord = chordsOf({ ...event.nativeEvent, ...event })[0];
    const keys = event.key === 'Backspace' || chord === undefined ? [] : [chord];
    change({ keys: { ...settings.keys, [command.id]: keys } });
  };
  return (
    <>
      <dt>{command.title}</dt>
      <dd>
        <button
          type="button"
          className={styles.keys}
          onClick={() => setListening(true)}
          onBlur={() => setListening(false)}
          onKeyDown={take}
        >
          <span className={hiddenClass}>{t.changeKey(command.title)}</span>
          {listening && <span className={styles.none}>{t.pressKey}</span>}
          {!listening && command.keys.length === 0 && <span className={styles.none}>{t.noKey}</span>}
          {!listening && command.keys.map((key) => <KeyHint key={key} chord={key} />)}
        </button>
      </dd>
    </>
  );
};

const groupsOf = (commands: readonly OfferedCommand[]) => {
  const withKeys = commands.filter(({ defaultKeys }) => defaultKeys.length > 0);
  return Map.groupBy(withKeys, ({ group }) => group ?? '');
};

/** The list of keys, each to be changed or turned off (Backspace). Opens by `?`. */
export const KeysPanel = () => {
  const t = useText(appMessages);
  const [open, setOpen] = useState(false);
  const [settings, change] = useSettings();
  const commands = useCommands();
  useCommand({ id: 'app.keys', title: t.keys, keys: ['?'], run: () => setOpen(true) });
  return (
    <Dialog title={t.keys} closeLabel={t.close} open={open} onOpenChange={setOpen} corner>
      {[...groupsOf(commands)].map(([group, members]) => (
        <Fragment key={group}>
          {group !== '' && <h3 className={styles.group}>{group}</h3>}
          <dl className={styles.list}>
            {members.map((command) => (
              <KeyRow key={command.id} command={command} />
            ))}
          </dl>
        </Fragment>
      ))}
      <dl className={styles.list}>
        <dt>{t.keysNext}</dt>
        <dd className={styles.keys}>
          <KeyHint chord="F6" />
        </dd>
      </dl>
      <div className={styles.foot}>
        <label>
          <input
            type="checkbox"
            checked={settings.singleKeys}
            onChange={(event) => change({ singleKeys: event.target.checked })}
          />{' '}
          {t.keysOfOneLetter}
        </label>
        {Object.keys(settings.keys).length > 0 && <Button onClick={() => change({ keys: {} })}>{t.resetKeys}</Button>}
      </div>
    </Dialog>
  );
};
