import { ChartNoAxesColumn } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useProject } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useCommand } from '../../../ui/commands.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { useAnnouncer } from '../../../ui/live-region.tsx';
import { Dialog } from '../../../ui/panel.tsx';
import { reportMessages } from './messages.ts';
import styles from './report.module.css';
import { scriptReport } from './script-report.ts';

type Table = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const TableOf = ({ caption, head, rows }: Table) => (
  <table className={styles.table}>
    <caption>{caption}</caption>
    <thead>
      <tr>
        {head.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([name = '', ...cells]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map((cell, index) => (
            <td key={head[index + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Tabs and lines: what spreadsheets paste as cells. */
const asText = (tables: readonly Table[]): string =>
  tables
    .map(({ caption, head, rows }) => [caption, head.join('\t'), ...rows.map((row) => row.join('\t'))].join('\n'))
    .join('\n\n');

const Report = () => {
  const t = useText(reportMessages);
  const language = useLanguage();
  const { story } = useProject();
  const { notify } = useAnnouncer();
  // as it was when it was opened: nothing here runs while somebody writes
  const [report] = useState(() => scriptReport(story.snapshot()));
  const { tables, total } = useMemo(() => {
    const number = new Intl.NumberFormat(language);
    const percent = new Intl.NumberFormat(language, { style: 'percent' });
    const pages = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    const cast = report.cast.map((row) => [
      ...[row.name, number.format(row.speeches), number.format(row.words), percent.format(row.share)],
      number.format(row.scenes),
    ]);
    const places = report.places.map((row) => [
      ...[row.place, number.format(row.scenes), pages.format(row.eighths / 8)],
    ]);
    const all: readonly Table[] = [
      { caption: t.cast, head: [t.name, t.speeches, t.words, t.share, t.scenes], rows: cast },
      { caption: t.places, head: [t.place, t.scenes, t.pages], rows: places },
    ];
    const { scenes, eighths, words, dialogue } = report;
    const length = pages.format(eighths / 8);
    return { tables: all, total: t.total(scenes, length, number.format(words), percent.format(dialogue)) };
  }, [report, t, language]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(asText(tables));
    notify(t.copied);
  };
  return (
    <div className={styles.report}>
      <p>{total}</p>
      {tables.map((table) => (
        <TableOf key={table.caption} {...table} />
      ))}
      <Button kind="outline" onClick={() => void copy()}>
        {t.copy}
      </Button>
    </div>
  );
};

/** The button that opens the script's statistics. */
export const ReportButton = () => {
  const t = useText(reportMessages);
  const [open, setOpen] = useState(false);
  useCommand({ id: 'script.report', title: t.report, run: () => setOpen(true) });
  return (
    <Dialog
      title={t.report}
      closeLabel={t.close}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={t.report}>
          <ChartNoAxesColumn size={16} aria-hidden />
        </IconButton>
      }
    >
      <Report />
    </Dialog>
  );
};
