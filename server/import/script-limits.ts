/** Largest script, about twenty features: reading and writing more would hold up everyone on this node. */
export const scriptLimits = { maxCharacters: 5_000_000, maxBlocks: 50_000, maxXmlCharacters: 30_000_000 } as const;
