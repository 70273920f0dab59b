/** What every rejection of the assets port carries. Nothing of the refused asset can be seen. */
export class AssetError extends Error {
  readonly kind = 'assets-failed';
  readonly reason: 'io' | 'full' | 'unreachable' | 'refused';

  constructor(reason: AssetError['reason'], detail: string, options?: ErrorOptions) {
    super(`assets failed (${reason}): ${detail}`, options);
    this.name = 'AssetError';
    this.reason = reason;
  }
}
