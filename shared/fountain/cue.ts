/** The speaker's name in a character cue: without force mark, dual mark and extensions such as `(V.O.)` or `（画外音）`. */
export const cueName = (text: string): string => {
  const name = text.trim().replace(/^@\s*/, '');
  const extension = name.search(/[(（]/);
  const bare = extension > 0 ? name.slice(0, extension) : name;
  return bare.trim().replace(/\^$/, '').trim();
};
