import type { GenerationError } from '../generation/create-generation.ts';
import { problem, type Reply } from './reply.ts';

export const generationProblem = (error: GenerationError): Reply => {
  const at = (path: string) => problem('invalid', error.detail, { errors: [{ path, message: error.detail }] });
  switch (error.kind) {
    case 'no-such-shot':
      return problem('not-found', error.detail);
    case 'no-such-scene':
      return at('scenes');
    case 'unknown-provider':
    case 'unsupported':
      return at('provider');
    case 'unplaced-shot':
      return problem('conflict', error.detail);
    case 'busy':
      return problem('unavailable', error.detail, { headers: { 'retry-after': '5' } });
  }
};
