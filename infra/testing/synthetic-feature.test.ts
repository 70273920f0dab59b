import { readStory } from '@oner/shared/document/story-reader.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { featureDoc, fillStory, makeFeature } from './synthetic-feature.ts';

describe('the synthetic feature', () => {
  it('DOC-40 is as large as asked, and the same for the same seed', () => {
    const feature = makeFeature();
    expect(makeFeature()).toEqual(feature);
    expect(makeFeature({ seed: 2 })).not.toEqual(feature);
    expect(feature.shots).toHaveLength(1500);
    expect(Math.abs(feature.screenplay.blocks.length - 6000)).toBeLessThan(20);
  });

  it('DOC-40 fills a document whose every shot is placed in script order and covers words', () => {
    const doc = new Y.Doc();
    const { scenes, shots } = fillStory(doc, makeFeature({ pages: 6, scenes: 5, shots: 75 }));
    const story = readStory(doc);
    expect(story.scenes.map(({ id }) => id)).toEqual(scenes);
    expect(story.scenes.flatMap((scene) => scene.shots)).toEqual(shots);
    expect([...story.shots.values()].filter(({ anchor }) => anchor === null)).toEqual([]);
  });

  it('DOC-40 writes Chinese, too', () => {
    const story = readStory(featureDoc({ pages: 2, scenes: 2, shots: 8, language: 'zh' }));
    expect(story.meta.language).toBe('zh');
    expect(story.blocks.some(({ text }) => /[一-鿿]/.test(text))).toBe(true);
  });
});
