/** A file that one screen hands to the next along with its address: the browser's history keeps it. */
export const handingOver = (file: File): { readonly state: { readonly scriptFile: File } } => ({
  state: { scriptFile: file },
});

/** Takes the file that was handed over, once; null when none was. */
export const takeHandedFile = (): File | null => {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !('scriptFile' in state)) return null;
  const { scriptFile, ...rest } = state;
  window.history.replaceState(rest, '');
  return scriptFile instanceof File ? scriptFile : null;
};
