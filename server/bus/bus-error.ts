/** What every rejection of the bus port carries. */
export class BusError extends Error {
  readonly kind = 'bus-failed';
  readonly reason: 'unreachable' | 'closed';

  constructor(reason: BusError['reason'], detail: string, options?: ErrorOptions) {
    super(`bus failed (${reason}): ${detail}`, options);
    this.name = 'BusError';
    this.reason = reason;
  }
}
