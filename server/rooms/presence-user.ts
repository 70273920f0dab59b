import type { PresenceUser } from '@oner/shared/protocol/sync-presence.ts';
import type { Access } from '../auth/principal.ts';

/** The design's colours for people: fills behind white names, carets of at least 3:1 on paper. */
const colors = ['#0b6a93', '#9c3d10', '#566500', '#8f2c70', '#1d6a49', '#5650a0', '#a11f36', '#775000'] as const;

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
};

/** Who a connection is to the others: by its session, and the same colour everywhere for one person. */
export const presenceUser = ({ principal, role }: Access): PresenceUser => ({
  id: principal.id,
  name: principal.name,
  color: colors[hash(principal.id) % colors.length] ?? colors[0],
  role,
});
