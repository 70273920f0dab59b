/** Height of the words under a card's frame, px: the same for all, so that nothing moves when they change. */
export const wordsHeight = 122;

/** Height of a card of this width, px. */
export const cardHeight = (width: number, aspect: number): number => Math.round(width / aspect) + wordsHeight;
