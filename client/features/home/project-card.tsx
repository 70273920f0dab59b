import { cardWidth } from '@oner/shared/protocol/http/card-width.ts';
import type { Project } from '@oner/shared/protocol/http/project.ts';
import { Ellipsis } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { assetUrl } from '../../connection/api.ts';
import { handingOver } from '../../model/handed-file.ts';
import { IconButton } from '../../ui/button.tsx';
import { languageTag, useLanguage, useText } from '../../ui/language.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { homeMessages } from './messages.ts';
import styles from './project-card.module.css';
import { DeleteDialog, RenameDialog } from './project-dialogs.tsx';

/** Taller frames stand whole in a box of this aspect, or a card would fill the screen. */
const narrowestBox = 1.6;

const roleWords = (project: Project, t: (typeof homeMessages)['en']): string | null =>
  project.role === 'viewer' ? t.roleViewer : project.role === 'commenter' ? t.roleCommenter : null;

/** A project as a poster of its first frames. */
export const ProjectCard = ({
  project,
  onChanged,
  onDragOver,
}: {
  readonly project: Project;
  readonly onChanged: () => void;
  /** A file is over this card, not over the page. */
  readonly onDragOver: () => void;
}) => {
  const t = useText(homeMessages);
  const language = useLanguage();
  const { summary } = project;
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const day = new Date(project.createdAt).toLocaleDateString(languageTag[language], { dateStyle: 'medium' });
  const mayChange = project.role === 'owner' || project.role === 'editor';
  const [, navigate] = useLocation();
  const [over, setOver] = useState(false);
  const dropTarget = mayChange
    ? {
        onDragOver: (event: DragEvent) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          event.stopPropagation();
          setOver(true);
          onDragOver();
        },
        onDragLeave: (event: DragEvent) => {
          if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
            setOver(false);
        },
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file !== undefined) navigate(`/p/${project.id}?view=script`, handingOver(file));
        },
      }
    : {};
  return (
    <article className={styles.card} {...dropTarget}>
      {over && <div className={styles.drop}>{t.mergeHere(project.title)}</div>}
      <Link href={`/p/${project.id}`} className={styles.link}>
        <span className={styles.mosaic}>
          {[0, 1, 2].map((index) => {
            const asset = summary?.poster[index];
            return (
              <ShotFrame
                key={index}
                aspect={Math.max(project.aspect, narrowestBox)}
                whole={project.aspect < narrowestBox}
                src={asset === undefined ? null : assetUrl(asset, cardWidth)}
                alt=""
              />
            );
          })}
        </span>
        <span className={styles.words}>
          <span className={styles.title} lang={project.language}>
            {project.title}
          </span>
          <span className={styles.counts}>{summary !== undefined && t.counts(summary.scenes, summary.shots)}</span>
          <span className={styles.day}>{roleWords(project, t) ?? t.created(day)}</span>
        </span>
      </Link>
      {mayChange && (
        <div className={styles.more}>
          <Menu
            label={t.more(project.title)}
            trigger={
              <IconButton label={t.more(project.title)}>
                <Ellipsis size={16} />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => setDialog('rename')}>{t.rename}</MenuItem>
            {project.role === 'owner' && (
              <MenuItem bad onSelect={() => setDialog('delete')}>
                {t.remove}
              </MenuItem>
            )}
          </Menu>
        </div>
      )}
      <RenameDialog
        project={project}
        open={dialog === 'rename'}
        onClose={() => setDialog(null)}
        onChanged={onChanged}
      />
      <DeleteDialog
        project={project}
        open={dialog === 'delete'}
        onClose={() => setDialog(null)}
        onChanged={onChanged}
      />
    </article>
  );
};
