import type { DeskError } from '@oner/shared/document/commands/desk.ts';
import { invalidField, notFound, problem, type Reply } from './reply.ts';

/** Why a command changed nothing, as a problem document. `fields` says which field named the thing that is missing. */
export const commandProblem = (error: DeskError, fields: { readonly shot?: string } = {}): Reply => {
  switch (error.kind) {
    case 'no-such-scene':
      return invalidField('scene', 'there is no such scene');
    case 'no-such-shot':
      return fields.shot ? invalidField(fields.shot, 'there is no such shot') : notFound('shot');
    case 'no-such-block':
      return invalidField('anchor', 'there is no such block');
    case 'no-words':
      return invalidField('anchor', 'covers no words of the script');
    case 'no-such-thread':
      return notFound('thread');
    case 'no-such-entry':
      return notFound('entry');
    case 'no-such-revision':
      return notFound('revision');
    case 'no-such-drawing':
      return notFound('drawing');
    case 'no-such-layer':
      return notFound('layer');
    case 'full':
      return problem('too-large', `No more fits: the ${error.what} may hold ${error.max}.`);
    case 'already-there':
      return problem('conflict', `${error.id} is there already.`);
    case 'invalid': {
      const first = error.issues[0];
      return problem('invalid', first ? `${first.path}: ${first.message}` : 'Not valid.', {
        errors: [...error.issues],
      });
    }
  }
};
