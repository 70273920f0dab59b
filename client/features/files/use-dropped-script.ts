import { useEffect, useRef, useState } from 'react';

/** Whether what is dragged may be a script; pictures belong to frames. */
const mayBeScript = (transfer: DataTransfer | null): boolean =>
  transfer !== null &&
  [...transfer.items].some(({ kind }) => kind === 'file') &&
  ![...transfer.items].some(({ type }) => /^(?:image|video|audio|model)\//.test(type));

/** Files that are dropped anywhere on the page, unless a part of it takes them itself; tells whether one is over it. */
export const useDroppedScript = (enabled: boolean, onFile: (file: File) => void): boolean => {
  const [over, setOver] = useState(false);
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    if (!enabled) return;
    const onDragOver = (event: DragEvent): void => {
      // the editor lets all be dragged over it; what is dropped there it leaves alone
      const takes = mayBeScript(event.dataTransfer);
      if (takes) event.preventDefault();
      setOver(takes);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (event.defaultPrevented || !mayBeScript(event.dataTransfer)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) latest.current(file);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [enabled]);
  return over;
};
