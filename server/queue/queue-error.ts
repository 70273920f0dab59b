/** What every rejection of the queue port carries. */
export class QueueError extends Error {
  readonly kind = 'queue-failed';
  readonly reason: 'unreachable' | 'closed';

  constructor(reason: QueueError['reason'], detail: string, options?: ErrorOptions) {
    super(`queue failed (${reason}): ${detail}`, options);
    this.name = 'QueueError';
    this.reason = reason;
  }
}
