import { uploadMediaTypes } from '@oner/shared/protocol/http/frame.ts';

/** Largest picture that the server takes, bytes. */
export const maxPictureBytes = 40 * 1024 * 1024;

/** Why a file cannot become a frame; null: it can. The server looks into its bytes again. */
export const pictureFault = (file: Pick<File, 'type' | 'size'>): 'kind' | 'size' | null => {
  if (!uploadMediaTypes.some((type) => type === file.type)) return 'kind';
  return file.size > maxPictureBytes ? 'size' : null;
};
