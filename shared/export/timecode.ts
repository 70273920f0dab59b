/** Non-drop-frame timecode, `HH:MM:SS:FF`, at the whole frame rate nearest to `fps`; hours go round after 24. */
export const timecode = (frame: number, fps: number): string => {
  const rate = Math.max(1, Math.round(fps));
  const seconds = Math.floor(frame / rate);
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60, frame % rate];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
};
