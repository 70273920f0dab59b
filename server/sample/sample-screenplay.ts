import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the sample project's screenplay lies: Fountain, UTF-8. */
export const sampleScreenplayPath: string = fileURLToPath(new URL('the-spare-key.fountain', import.meta.url));

export const sampleTitle = 'The Spare Key';

/** The sample screenplay's text. */
export const readSampleScreenplay = (): string => readFileSync(sampleScreenplayPath, 'utf8');
