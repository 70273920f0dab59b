import type { Desk, Frame } from '@oner/shared/document/desk.ts';
import type { Story } from '@oner/shared/document/story.ts';
import type { ProjectSummary } from '@oner/shared/protocol/http/project.ts';

const posterFrames = 3;

/** Pure: what a card tells of a project. Only placed shots count; a shot shows its picked frame, else its newest. */
export const summarize = (story: Pick<Story, 'scenes' | 'shots'>, desk: Pick<Desk, 'framesByShot'>): ProjectSummary => {
  const placed = story.scenes.flatMap((scene) => scene.shots);
  const poster: Frame['asset'][] = [];
  for (const id of placed) {
    if (poster.length === posterFrames) break;
    const pictures = (desk.framesByShot.get(id) ?? []).filter(({ kind }) => kind === 'image');
    const pick = story.shots.get(id)?.pick;
    const shown = pictures.find((frame) => frame.id === pick) ?? pictures.at(-1);
    if (shown) poster.push(shown.asset);
  }
  return { scenes: story.scenes.length, shots: placed.length, poster };
};

export const sameSummary = (a: ProjectSummary | undefined, b: ProjectSummary): boolean =>
  a !== undefined && a.scenes === b.scenes && a.shots === b.shots && a.poster.join() === b.poster.join();
