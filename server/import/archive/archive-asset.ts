/** Whether an asset of an archive is what it is kept for. Told by its bytes: nothing of what the archive says is believed. */
import { mapLegendSchema } from '@oner/shared/protocol/http/frame.ts';
import { decodeMesh, meshMediaType } from '@oner/shared/stage/model-mesh.ts';
import type { AssetUse } from '../../export/archive-layout.ts';
import { pictureMediaType } from '../../platform/picture-type.ts';

const isMp4 = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(4, 8)) === 'ftyp' && pictureMediaType(bytes) === null;

/** A legend names what is in one picture. */
const maxLegendBytes = 1_000_000;

const isLegend = (bytes: Uint8Array): boolean => {
  if (bytes.length > maxLegendBytes) return false;
  try {
    return mapLegendSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).success;
  } catch {
    // neither text nor JSON
    return false;
  }
};

/** Its media type; null: it is not what it should be. */
export const assetMediaType = (bytes: Uint8Array, use: AssetUse): string | null => {
  const picture = pictureMediaType(bytes);
  switch (use) {
    case 'picture':
      return picture;
    case 'clip':
      return picture ?? (isMp4(bytes) ? 'video/mp4' : null);
    case 'map':
      return picture === 'image/png' ? picture : null;
    case 'legend':
      return isLegend(bytes) ? 'application/json' : null;
    case 'mesh':
      return decodeMesh(bytes) === null ? null : meshMediaType;
    case 'source':
      return 'application/octet-stream';
  }
};
