import type { Scene, Shot, Story } from '@oner/shared/document/story.ts';
import { Command } from 'cmdk';
import { Camera, Clapperboard, Zap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useProject } from '../model/project.tsx';
import { useViewActions } from '../model/view.ts';
import type { OfferedCommand } from '../ui/command-registry.ts';
import { useCommands } from '../ui/commands.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useText } from '../ui/language.tsx';
import { appMessages } from './messages.ts';
import styles from './palette.module.css';
import { currentOf, matchesOf } from './palette-search.ts';

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

type Found = {
  readonly scenes: readonly Scene[];
  readonly shots: readonly Shot[];
  readonly commands: readonly OfferedCommand[];
};

const usePlaces = (query: string): Pick<Found, 'scenes' | 'shots'> => {
  const { story } = useProject();
  const snapshot = story.snapshot();
  return {
    scenes: matchesOf(snapshot.scenes, { query, textOf: sceneText, max: maxScenes }),
    shots: query === '' ? [] : matchesOf(shotsInOrder(snapshot), { query, textOf: shotText, max: maxShots }),
  };
};

const useDoings = (query: string): readonly OfferedCommand[] => {
  const commands = useCommands().filter(({ palette, id }) => palette && id !== 'app.palette');
  return matchesOf(commands, { query, textOf: ({ title }) => title, max: maxCommands });
};

const Places = ({ scenes, shots, onChoose }: Pick<Found, 'scenes' | 'shots'> & { readonly onChoose: Choose }) => {
  const t = useText(appMessages);
  const { goToScene, selectShot } = useViewActions();
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

const Doings = ({ commands, onChoose }: Pick<Found, 'commands'> & { readonly onChoose: Choose }) => {
  const t = useText(appMessages);
  return (
    <Command.Group heading={t.doThis}>
      {commands.map((command) => (
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

/** The first is chosen at once with each letter, so that Enter right after it does what is shown, not what was. */
const Palette = ({
  found: { scenes, shots, commands },
  query,
  onQuery,
  onChoose,
}: {
  readonly found: Found;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onChoose: Choose;
}) => {
  const t = useText(appMessages);
  const [pointed, setPointed] = useState<string | null>(null);
  return (
    <Command
      label={t.findOrDo}
      shouldFilter={false}
      loop
      value={currentOf([...scenes, ...shots, ...commands], pointed)}
      onValueChange={setPointed}
    >
      <Command.Input
        autoFocus
        className={styles.input}
        placeholder={t.findOrDo}
        value={query}
        onValueChange={(next) => {
          setPointed(null);
          onQuery(next);
        }}
      />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.none}>{t.nothingFound(query)}</Command.Empty>
        {scenes.length + shots.length > 0 && <Places scenes={scenes} shots={shots} onChoose={onChoose} />}
        {commands.length > 0 && <Doings commands={commands} onChoose={onChoose} />}
      </Command.List>
    </Command>
  );
};

type Asked = { readonly query: string; readonly onQuery: (query: string) => void; readonly onChoose: Choose };

const ProjectPalette = (asked: Asked) => (
  <Palette found={{ ...usePlaces(asked.query), commands: useDoings(asked.query) }} {...asked} />
);

const HomePalette = (asked: Asked) => (
  <Palette found={{ scenes: [], shots: [], commands: useDoings(asked.query) }} {...asked} />
);

/** What the open palette shows. */
export const PaletteContent = ({ places, onChoose }: { readonly places: boolean; readonly onChoose: Choose }) => {
  const [query, setQuery] = useState('');
  const asked = { query, onQuery: setQuery, onChoose };
  return places ? <ProjectPalette {...asked} /> : <HomePalette {...asked} />;
};
