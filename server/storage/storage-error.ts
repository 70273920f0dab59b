/** Why the storage could not do what it was asked; `full`, `busy` and `unreachable` may pass, the others need a person. */
export type StorageReason =
  | 'full'
  | 'io'
  | 'read-only'
  | 'busy'
  | 'unreachable'
  | 'corrupt'
  | 'closed'
  | 'too-large'
  | 'bad-cursor'
  | 'unknown';

/** What every rejection of the storage port carries. Nothing of the refused operation is stored. */
export class StorageError extends Error {
  readonly kind = 'storage-failed';
  readonly reason: StorageReason;

  constructor(reason: StorageReason, detail: string, options?: ErrorOptions) {
    super(`storage failed (${reason}): ${detail}`, options);
    this.name = 'StorageError';
    this.reason = reason;
  }
}
