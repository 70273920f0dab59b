import { createHash } from 'node:crypto';
import type { Story } from '@oner/shared/document/story.ts';

/** What a preview was of: any change of the script or its title page gives another one. */
export const mergeBase = ({ blocks, meta }: Pick<Story, 'blocks' | 'meta'>): string =>
  createHash('sha256')
    .update(JSON.stringify([meta.titlePage, blocks]))
    .digest('base64url')
    .slice(0, 32);
