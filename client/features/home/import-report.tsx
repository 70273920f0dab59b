import type { ReadFormat } from '@oner/shared/protocol/http/project.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import styles from './import-report.module.css';
import { homeMessages } from './messages.ts';
import type { ImportOutcome } from './use-import.ts';

/** Names of products are the same in every language. */
const kindNames: Readonly<Partial<Record<ReadFormat, string>>> = {
  fountain: 'Fountain',
  fdx: 'Final Draft',
  docx: 'Word',
  pdf: 'PDF',
  md: 'Markdown',
};

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );

/** What an import understood, and what a person should look at. */
export const ImportReportDialog = ({
  outcome,
  onAccept,
}: {
  readonly outcome: ImportOutcome | null;
  readonly onAccept: () => void;
}) => {
  const t = useText(homeMessages);
  if (outcome === null) return null;
  const { title, report } = outcome;
  return (
    <Dialog title={t.importReport(title)} closeLabel={t.close} open onOpenChange={onAccept}>
      <div className={styles.report}>
        <p>{t.understood(kindNames[report.format] ?? t.plainText, report.scenes, report.speakers, report.blocks)}</p>
        <Lines title={t.unsureOf} lines={report.unsure} />
        <Lines title={t.leftOut} lines={report.warnings} />
        <Button kind="primary" size="large" onClick={onAccept}>
          {t.openScript}
        </Button>
      </div>
    </Dialog>
  );
};
