import type { Role } from '@oner/shared/protocol/http/common.ts';
import type { Member, NewShare, Share } from '@oner/shared/protocol/http/people.ts';
import { useCallback, useEffect, useState } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { shareMessages } from './messages.ts';

export type AccessList = { readonly members: readonly Member[]; readonly shares: readonly Share[] };

const wordsOf = (error: HttpError, t: (typeof shareMessages)['en']): string =>
  t.refused(error.kind === 'problem' ? (error.errors[0]?.message ?? (error.detail || error.title)) : t.unreachable);

/** Who has access to the project and by which links, with the ways to change it. */
export const useAccessList = () => {
  const t = useText(shareMessages);
  const { api } = useProject();
  const { notify, refuse } = useAnnouncer();
  const [list, setList] = useState<AccessList | null>(null);
  const refresh = useCallback(async () => {
    const [members, shares] = await Promise.all([api.members(), api.shares()]);
    setList({ members: members.ok ? members.value : [], shares: shares.ok ? shares.value : [] });
  }, [api]);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const change = async (result: Promise<{ ok: true } | { ok: false; error: HttpError }>, done: string | null) => {
    const outcome = await result;
    if (!outcome.ok) refuse(wordsOf(outcome.error, t));
    else if (done !== null) notify(done);
    await refresh();
  };
  return {
    list,
    create: async (share: NewShare): Promise<{ readonly url: string } | { readonly problem: string }> => {
      const result = await api.createShare(share);
      if (!result.ok) return { problem: wordsOf(result.error, t) };
      await refresh();
      return { url: new URL(result.value.url, window.location.origin).href };
    },
    revoke: (share: Share) => change(api.revokeShare(share.id), t.revoked),
    setRole: (member: Member, role: Role) => change(api.setMember(member.user, role), null),
    remove: (member: Member) => change(api.removeMember(member.user), t.removed(member.name)),
  };
};
