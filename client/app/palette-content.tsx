import type { Scene, Shot, Story } from '@oner/shared/document/story.ts';
import { Command } from 'cmdk';
import { Camera, Clapperboard, Zap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useProject } from '../model/project.tsx';
import { useViewActions } from '../model/view.ts';
import { useCommands } from '../ui/commands.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useText } from '../ui/language.tsx';
import { appMessages } from './messages.ts';
import styles from './palette.module.css';
import { matchesOf } from './palette-search.ts';

/** Closes the palette, then does what was chosen. */
export type Choose = (act: () => void) => void;

const maxScenes = 6;
const maxShots = 8;
const maxCommands = 12;

const shotWords = (shot: Shot): string => shot.description || shot.dialogue;
const sceneText = (scene: Scene): string => `${scene.number} ${scene.heading}`;
const shotText = (shot: Shot): string => `${shot.number ?? ''} ${shotWords(shot)}`;

const shotsInOrder = (story: Story): readonly Shot[] =>
  story.scenes.flatMap((scene) => scene.shots.flatMap((id) => story.shots.get(id) ?? []));

const Item = ({
  icon,
  value,
  onSelect,
  keyHint,
  children,
}: {
  readonly icon: ReactNode;
  readonly value: string;
  readonly onSelect: () => void;
  readonly keyHint?: string | undefined;
  readonly children: ReactNode;
}) => (
  <Command.Item className={styles.item} value={value} onSelect={onSelect}>
    {icon}
    <span className={styles.words}>{children}</span>
    {keyHint !== undefined && <KeyHint chord={keyHint} />}
  </Command.Item>
);

const Places = ({ query, onChoose }: { readonly query: string; readonly onChoose: Choose }) => {
  const t = useText(appMessages);
  const { story } = useProject();
  const { goToScene, selectShot } = useViewActions();
  const snapshot = story.snapshot();
  const scenes = matchesOf(snapshot.scenes, { query, textOf: sceneText, max: maxScenes });
  const shots = query === '' ? [] : matchesOf(shotsInOrder(snapshot), { query, textOf: shotText, max: maxShots });
  if (scenes.length + shots.length === 0) return null;
  return (
    <Command.Group heading={t.goTo}>
      {scenes.map((scene) => (
        <Item
          key={scene.id}
          value={scene.id}
          icon={<Clapperboard size={16} />}
          onSelect={() => onChoose(() => goToScene(scene.id))}
        >
          <b>{scene.number}</b> {scene.heading}
        </Item>
      ))}
      {shots.map((shot) => (
        <Item
          key={shot.id}
          value={shot.id}
          icon={<Camera size={16} />}
          onSelect={() => onChoose(() => selectShot(shot.id, 'push'))}
        >
          <b>{shot.number}</b> {shotWords(shot)}
        </Item>
      ))}
    </Command.Group>
  );
};

const Doings = ({ query, onChoose }: { readonly query: string; readonly onChoose: Choose }) => {
  const t = useText(appMessages);
  const commands = useCommands().filter(({ palette, id }) => palette && id !== 'app.palette');
  const found = matchesOf(commands, { query, textOf: ({ title }) => title, max: maxCommands });
  if (found.length === 0) return null;
  return (
    <Command.Group heading={t.doThis}>
      {found.map((command) => (
        <Item
          key={command.id}
          value={command.id}
          icon={<Zap size={16} />}
          keyHint={command.keys[0]}
          onSelect={() => onChoose(command.run)}
        >
          <b>{command.title}</b>
        </Item>
      ))}
    </Command.Group>
  );
};

/** What the open palette shows. */
export const PaletteContent = ({ places, onChoose }: { readonly places: boolean; readonly onChoose: Choose }) => {
  const t = useText(appMessages);
  const [query, setQuery] = useState('');
  return (
    <Command label={t.findOrDo} shouldFilter={false} loop>
      <Command.Input
        autoFocus
        className={styles.input}
        placeholder={t.findOrDo}
        value={query}
        onValueChange={setQuery}
      />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.none}>{t.nothingFound(query)}</Command.Empty>
        {places && <Places query={query} onChoose={onChoose} />}
        <Doings query={query} onChoose={onChoose} />
      </Command.List>
    </Command>
  );
};
