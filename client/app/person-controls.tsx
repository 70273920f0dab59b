import { Keyboard, LogOut, Moon, Sun } from 'lucide-react';
import { useLocation } from 'wouter';
import { useSession } from '../model/session.tsx';
import { useSettings } from '../model/settings.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { useCommand, useCommands } from '../ui/commands.tsx';
import { useLanguage, useText } from '../ui/language.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { type Theme, themes, useShownTheme } from '../ui/theme.ts';
import styles from './bar.module.css';
import { appMessages } from './messages.ts';

const useSwitches = () => {
  const t = useText(appMessages);
  const language = useLanguage();
  const [settings, change] = useSettings();
  const theme = useShownTheme(settings.theme);
  const switchTheme = (): void => change({ theme: theme === 'dark' ? 'light' : 'dark' });
  const switchLanguage = (): void => change({ language: language === 'zh' ? 'en' : 'zh' });
  const themeLabel = theme === 'dark' ? t.toLight : t.toDark;
  useCommand({ id: 'app.theme', title: themeLabel, run: switchTheme });
  useCommand({ id: 'app.language', title: t.switchLanguageLabel, run: switchLanguage });
  return { theme, themeLabel, switchTheme, switchLanguage };
};

/** Theme and language at a click. */
export const LookControls = () => {
  const t = useText(appMessages);
  const language = useLanguage();
  const { theme, themeLabel, switchTheme, switchLanguage } = useSwitches();
  return (
    <>
      <span className={styles.wide}>
        <IconButton label={themeLabel} onClick={switchTheme}>
          {theme === 'dark' ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
      </span>
      <span className={styles.wide}>
        <Button className={styles.language} title={t.switchLanguageLabel} onClick={switchLanguage}>
          <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t.switchLanguage}</span>
        </Button>
      </span>
    </>
  );
};

/** Oneself: how things look, the keys, signing out. */
export const PersonMenu = () => {
  const t = useText(appMessages);
  const [settings, change] = useSettings();
  const { session, api, refresh } = useSession();
  const commands = useCommands();
  const [, navigate] = useLocation();
  if (session.kind !== 'signed-in') return null;
  const { me } = session;
  const themeNames: Readonly<Record<Theme, string>> = { system: t.likeSystem, light: t.light, dark: t.dark };
  const showKeys = commands.find(({ id }) => id === 'app.keys');
  const signOut = async (): Promise<void> => {
    await api.signOut();
    navigate('/');
    await refresh();
  };
  return (
    <Menu
      label={me.name}
      trigger={
        <button type="button" className={styles.me} aria-label={t.you(me.name)} title={me.name}>
          <Avatar id={me.id} name={me.name} />
        </button>
      }
    >
      <MenuChoice
        value={settings.theme}
        onChange={(theme) => change({ theme })}
        choices={themes.map((theme) => ({ value: theme, label: themeNames[theme] }))}
      />
      <MenuSeparator />
      <MenuChoice
        value={settings.language ?? 'en'}
        onChange={(language) => change({ language })}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'zh', label: '中文' },
        ]}
      />
      <MenuSeparator />
      {showKeys !== undefined && (
        <MenuItem onSelect={showKeys.run}>
          <Keyboard size={15} />
          {t.keys}
        </MenuItem>
      )}
      {me.kind !== 'admin' && (
        <MenuItem onSelect={() => void signOut()}>
          <LogOut size={15} />
          {t.signOut}
        </MenuItem>
      )}
    </Menu>
  );
};
