import type { Role } from '@oner/shared/protocol/http/common.ts';
import type { Member, Share } from '@oner/shared/protocol/http/people.ts';
import { Ellipsis, Link } from 'lucide-react';
import { useCan, useProject } from '../../model/project.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { languageTag, useLanguage, useText } from '../../ui/language.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { useAccessList } from './access-list.ts';
import { shareMessages } from './messages.ts';
import { NewLinkForm } from './new-link-form.tsx';
import styles from './share-panel.module.css';

const useRoleNames = (): Readonly<Record<Role, string>> => {
  const t = useText(shareMessages);
  return { owner: t.roleOwner, editor: t.roleEditor, commenter: t.roleCommenter, viewer: t.roleViewer };
};

const MemberRow = ({
  member,
  onRole,
  onRemove,
}: {
  readonly member: Member;
  readonly onRole: (role: Role) => void;
  readonly onRemove: () => void;
}) => {
  const t = useText(shareMessages);
  const names = useRoleNames();
  const { me } = useProject();
  const mayManage = useCan('manage-members') && member.user !== me.id;
  return (
    <li className={styles.row}>
      <Avatar id={member.user} name={member.name} />
      <span className={styles.who}>
        <b>{member.name}</b>
        <span className={styles.dim}>{member.user === me.id ? t.you : member.email}</span>
      </span>
      <span className={styles.role}>{names[member.role]}</span>
      {mayManage && (
        <Menu
          label={t.roleOf(member.name)}
          trigger={
            <IconButton label={t.roleOf(member.name)}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuChoice
            value={member.role}
            onChange={onRole}
            choices={(['owner', 'editor', 'commenter', 'viewer'] as const).map((role) => ({
              value: role,
              label: names[role],
            }))}
          />
          <MenuSeparator />
          <MenuItem bad onSelect={onRemove}>
            {t.remove}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
};

const ShareRow = ({ share, onRevoke }: { readonly share: Share; readonly onRevoke: () => void }) => {
  const t = useText(shareMessages);
  const names = useRoleNames();
  const language = useLanguage();
  const name = share.name ?? t.unnamed;
  const expiry = share.expiresAt === null ? null : new Date(share.expiresAt);
  const day = expiry?.toLocaleDateString(languageTag[language], { dateStyle: 'medium' }) ?? '';
  const details = [
    t.linkBy(names[share.role], share.by.name),
    expiry === null ? null : expiry.getTime() < Date.now() ? t.expired(day) : t.until(day),
    share.password ? t.withPassword : null,
  ].filter((part) => part !== null);
  return (
    <li className={styles.row}>
      <Link size={16} />
      <span className={styles.who}>
        <b>{name}</b>
        {details.map((detail) => (
          <span key={detail} className={styles.dim}>
            {detail}
          </span>
        ))}
      </span>
      <Button kind="outline" aria-label={t.revokeLabel(name)} onClick={onRevoke}>
        {t.revoke}
      </Button>
    </li>
  );
};

/** Who has access, by which links, and how to give it. */
export const AccessPanel = () => {
  const t = useText(shareMessages);
  const { list, create, revoke, setRole, remove } = useAccessList();
  return (
    <>
      <NewLinkForm onCreate={create} />
      {list === null && <p className={styles.dim}>{t.loading}</p>}
      {list !== null && list.members.length > 0 && (
        <section className={styles.section}>
          <h3>{t.members}</h3>
          <ul>
            {list.members.map((member) => (
              <MemberRow
                key={member.user}
                member={member}
                onRole={(role) => void setRole(member, role)}
                onRemove={() => void remove(member)}
              />
            ))}
          </ul>
        </section>
      )}
      {list !== null && (
        <section className={styles.section}>
          <h3>{t.links}</h3>
          {list.shares.length === 0 && <p className={styles.dim}>{t.noLinks}</p>}
          <ul>
            {list.shares.map((share) => (
              <ShareRow key={share.id} share={share} onRevoke={() => void revoke(share)} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
