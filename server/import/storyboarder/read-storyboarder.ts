/** Reads a Storyboarder project: one scene's file, or a zip of scenes with their pictures and script. */
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { counted } from '@oner/shared/result/report-words.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { decodeFile } from '../decode-file.ts';
import type { ImportError } from '../read-script-file.ts';
import { beginsAsZip, readZip } from '../read-zip.ts';
import { type Board, maxBoards, readBoardFile } from './board-file.ts';
import { boardScript, type CoveredBlocks, type NamedScene } from './board-script.ts';

/** The largest project that is read. */
export const storyboarderLimits = {
  maxEntries: 20_000,
  maxUnpackedBytes: 256 * 1024 * 1024,
  /** Of one scene's file: JSON takes some fifty times its length while it is read. */
  maxFileBytes: 8 * 1024 * 1024,
  maxLayers: 16,
} as const;

export type PictureLayer = { readonly bytes: Uint8Array; readonly opacity: number };
export type ReadBoard = Pick<Board, 'action' | 'dialogue' | 'notes' | 'durationMs'> & {
  readonly heading: number;
  readonly covers: CoveredBlocks | null;
  /** From the lowest up; empty: it has no picture. */
  readonly layers: readonly PictureLayer[];
};
export type ReadStoryboarder = {
  readonly screenplay: Screenplay;
  readonly aspect: number | null;
  readonly fps: number | null;
  readonly boards: readonly ReadBoard[];
  readonly warnings: readonly string[];
  readonly unsure: readonly string[];
};

type Read<T> = Result<T, ImportError>;
type Files = ReadonlyMap<string, Uint8Array>;

export const isBoardFile = (name: string): boolean => /\.storyboarder$/i.test(name) && !isHidden(name);
/** What systems add to zips. */
const isHidden = (name: string): boolean => /(?:^|\/)(?:__MACOSX\/|\.)/.test(name);
const isPicture = (name: string): boolean => /\.(?:png|jpe?g|webp)$/i.test(name);
const isScript = (name: string): boolean => /\.(?:fountain|spmd)$/i.test(name) && !isHidden(name);

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `Scene-2-INT-ROOM` before `Scene-10-…`. */
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

const unreadable = (detail: string) => fail<ImportError>({ kind: 'unreadable', detail });

const tooMany = fail<ImportError>({ kind: 'too-large', detail: `The project has more than ${maxBoards} boards.` });

const textOf = (bytes: Uint8Array): string | null => {
  const decoded = decodeFile(bytes);
  return decoded.ok ? decoded.value.text : null;
};

type SceneFile = NamedScene & {
  readonly folder: string;
  readonly aspect: number | null;
  readonly fps: number | null;
};

const sceneFile = (path: string, bytes: Uint8Array): SceneFile | 'too-many' | null => {
  const file = readBoardFile(textOf(bytes) ?? '');
  const name = nameOf(path).replace(/\.storyboarder$/i, '');
  return file === null || file === 'too-many'
    ? file
    : { ...file, name: name.replace(/_/g, ' '), folder: folderOf(path) };
};

const pictureOf = (files: Files, folder: string, url: string): Uint8Array | undefined => {
  const name = nameOf(url.replaceAll('\\', '/'));
  return files.get(`${folder}images/${name}`) ?? files.get(`${folder}${name}`);
};

const layersIn = (files: Files, folder: string, { layers, others }: Board): readonly PictureLayer[] => {
  const found = layers.slice(0, storyboarderLimits.maxLayers).flatMap(({ url, opacity }) => {
    const bytes = pictureOf(files, folder, url);
    return bytes === undefined ? [] : [{ bytes, opacity }];
  });
  if (found.length > 0) return found;
  const [bytes] = others.flatMap((url) => pictureOf(files, folder, url) ?? []);
  return bytes === undefined ? [] : [{ bytes, opacity: 1 }];
};

const scriptIn = (files: Files): Screenplay | null => {
  const [path] = [...files.keys()].filter(isScript).sort((a, b) => a.length - b.length || inOrder(a, b));
  const text = path === undefined ? null : textOf(files.get(path) ?? new Uint8Array());
  return text === null ? null : readFountain(text);
};

const unpack = (bytes: Uint8Array): Read<Files> =>
  beginsAsZip(bytes)
    ? readZip(bytes, (name) => isBoardFile(name) || isPicture(name) || isScript(name), storyboarderLimits)
    : ok(new Map([['Storyboard.storyboarder', bytes]]));

const warningsOf = (boards: readonly (Board & { readonly layers: readonly unknown[] })[], pictured: number) => {
  const sounds = boards.filter(({ hasSound }) => hasSound).length;
  const bare = boards.length - pictured;
  return [
    ...(bare === 0 ? [] : [`${counted(bare, 'board has', 'boards have')} no picture in the file.`]),
    ...(sounds === 0 ? [] : [`${counted(sounds, 'sound was', 'sounds were')} left out.`]),
  ];
};

const unsureOf = (script: Screenplay | null, unmatched: readonly string[]): readonly string[] => [
  ...(script === null ? ['No script came with the boards: one was made of their words, a scene for each file.'] : []),
  ...unmatched.map((name) => `“${name.slice(0, 200)}” is no scene of the script: it became one at its end.`),
];

export const readStoryboarder = (bytes: Uint8Array): Read<ReadStoryboarder> => {
  const files = unpack(bytes);
  if (!files.ok) return files;
  const scenes: SceneFile[] = [];
  for (const path of [...files.value.keys()].filter(isBoardFile).sort(inOrder)) {
    const file = files.value.get(path) ?? new Uint8Array();
    if (file.length > storyboarderLimits.maxFileBytes)
      return fail({ kind: 'too-large', detail: `“${path.slice(0, 200)}” is larger than any scene's file.` });
    const scene = sceneFile(path, file);
    if (scene === null) return unreadable(`“${path.slice(0, 200)}” is no file of Storyboarder, or damaged.`);
    if (scene === 'too-many') return tooMany;
    scenes.push(scene);
  }
  if (scenes.length === 0) return unreadable('The file holds no board of Storyboarder.');
  if (scenes.reduce((sum, { boards }) => sum + boards.length, 0) > maxBoards) return tooMany;
  const script = scriptIn(files.value);
  const { screenplay, boards, unmatched } = boardScript(scenes, script);
  const folders = new Map(scenes.flatMap(({ folder, boards: own }) => own.map((board) => [board, folder] as const)));
  const read = boards.map(({ board, heading, covers }) => ({
    ...{ action: board.action, dialogue: board.dialogue, notes: board.notes, durationMs: board.durationMs },
    ...{ heading, covers, layers: layersIn(files.value, folders.get(board) ?? '', board) },
  }));
  const pictured = read.filter(({ layers }) => layers.length > 0).length;
  return ok({
    ...{ screenplay, boards: read, aspect: scenes[0]?.aspect ?? null, fps: scenes[0]?.fps ?? null },
    warnings: warningsOf(
      boards.map(({ board }) => board),
      pictured,
    ),
    unsure: unsureOf(script, unmatched),
  });
};
