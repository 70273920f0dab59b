import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { AssetId } from '@oner/shared/ids/ids.ts';
import { type ThumbnailWidth, thumbnailWidths } from '@oner/shared/protocol/http/asset.ts';
import { assetIdOf, type ByteRange, clampRange, emptyStream } from '../asset-content.ts';
import { AssetError } from '../asset-error.ts';
import type { AssetInfo, AssetStore } from '../ports.ts';

export type S3AssetsOptions = {
  /** Where the store answers, as `https://s3.example.org`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const defaultRegion = 'us-east-1';

type Place = { readonly client: S3Client; readonly bucket: string };

/** `assets/ab/abcd…`: no key is the beginning of another one's path, which stores that keep objects as files refuse. */
const keyOf = (id: AssetId): string => `assets/${id.slice(0, 2)}/${id}`;

const thumbnailKey = (id: AssetId, width: ThumbnailWidth): string => `thumbnails/${width}/${id.slice(0, 2)}/${id}`;

const statusOf = (error: unknown): number | null =>
  error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;

const toAssetError = (error: unknown): AssetError => {
  if (error instanceof AssetError) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const status = statusOf(error);
  const reason = status === 507 ? 'full' : status === 401 || status === 403 ? 'refused' : 'unreachable';
  return new AssetError(reason, detail, { cause: error });
};

const guarded = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    throw toAssetError(error);
  }
};

const infoAt = async ({ client, bucket }: Place, id: AssetId): Promise<AssetInfo | null> => {
  try {
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(id) }));
    return { id, mediaType: head.ContentType ?? 'application/octet-stream', bytes: head.ContentLength ?? 0 };
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
};

const putAt = async (place: Place, bytes: Uint8Array, mediaType: string): Promise<AssetInfo> => {
  const id = assetIdOf(bytes);
  const known = await infoAt(place, id);
  if (known) return known;
  const object = { Bucket: place.bucket, Key: keyOf(id), Body: bytes, ContentType: mediaType };
  await place.client.send(new PutObjectCommand({ ...object, ContentLength: bytes.byteLength }));
  return { id, mediaType, bytes: bytes.byteLength };
};

const readAt = async (place: Place, id: AssetId, range: ByteRange | undefined) => {
  const info = await infoAt(place, id);
  if (!info) return null;
  const part = clampRange(range ?? { start: 0, end: info.bytes - 1 }, info.bytes);
  if (!part) return emptyStream();
  const asked = range ? { Range: `bytes=${part.start}-${part.end}` } : {};
  const { Body } = await place.client.send(new GetObjectCommand({ Bucket: place.bucket, Key: keyOf(id), ...asked }));
  if (!Body) throw new AssetError('unreachable', `${id} came without a body`);
  return Body.transformToWebStream();
};

/** Takes an object away; one that another took away in the same moment is gone as well: some stores then answer 404. */
const removeObject = async ({ client, bucket }: Place, key: string): Promise<void> => {
  try {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
};

const deleteAt = async (place: Place, id: AssetId): Promise<void> => {
  await removeObject(place, keyOf(id));
  for (const width of thumbnailWidths) await removeObject(place, thumbnailKey(id, width));
};

const putThumbnailAt = async (
  place: Place,
  { id, width, bytes }: { readonly id: AssetId; readonly width: ThumbnailWidth; readonly bytes: Uint8Array },
): Promise<void> => {
  const { client, bucket } = place;
  const object = { Bucket: bucket, Key: thumbnailKey(id, width), Body: bytes, ContentType: 'image/webp' };
  await client.send(new PutObjectCommand({ ...object, ContentLength: bytes.byteLength }));
  // Another node may have removed the asset meanwhile: whoever comes last takes the thumbnail away.
  if ((await infoAt(place, id)) === null) await removeObject(place, object.Key);
};

const thumbnailAt = async ({ client, bucket }: Place, key: string): Promise<Uint8Array | null> => {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body ? await Body.transformToByteArray() : null;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
};

/** Makes the bucket when it is missing and the key may do that. */
const ensureBucket = async ({ client, bucket }: Place): Promise<void> => {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    try {
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
    } catch (creation) {
      // Another node was first.
      if (statusOf(creation) !== 409) throw creation;
    }
  }
};

/** Assets in an S3-compatible store, addressed by path. Rejects with an `AssetError` when the bucket can neither be reached nor made. */
export const openS3Assets = async (options: S3AssetsOptions): Promise<AssetStore> => {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = options;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region: region ?? defaultRegion, credentials, forcePathStyle: true });
  const place = { client, bucket };
  try {
    await ensureBucket(place);
  } catch (error) {
    client.destroy();
    throw toAssetError(error);
  }
  return {
    put: (bytes, mediaType) => guarded(() => putAt(place, bytes, mediaType)),
    info: (id) => guarded(() => infoAt(place, id)),
    read: (id, range) => guarded(() => readAt(place, id, range)),
    putThumbnail: (id, width, bytes) => guarded(() => putThumbnailAt(place, { id, width, bytes })),
    thumbnail: (id, width) => guarded(() => thumbnailAt(place, thumbnailKey(id, width))),
    delete: (id) => guarded(() => deleteAt(place, id)),
    ping: () =>
      guarded(async () => {
        await client.send(new HeadBucketCommand({ Bucket: bucket }));
      }),
    close: async () => client.destroy(),
  };
};
