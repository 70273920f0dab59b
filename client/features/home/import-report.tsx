import { blockTypes } from '@oner/shared/fountain/screenplay.ts';
import { elementNames } from '../../model/element-names.ts';
import { readFormatNames } from '../../model/read-formats.ts';
import { Button } from '../../ui/button.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import styles from './import-report.module.css';
import { homeMessages } from './messages.ts';
import type { ImportOutcome } from './use-import.ts';

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
  const names = elementNames[useLanguage()];
  if (outcome === null) return null;
  const { title, report } = outcome;
  const { board } = report;
  return (
    <Dialog title={t.importReport(title)} closeLabel={t.close} open onOpenChange={onAccept}>
      <div className={styles.report}>
        <p>
          {t.understood(readFormatNames[report.format] ?? t.plainText, report.scenes, report.speakers, report.blocks)}
        </p>
        {board !== undefined && <p>{t.withBoard(board.shots, board.frames, board.threads, board.versions)}</p>}
        <dl className={styles.elements}>
          {blockTypes.map((type) => {
            const count = report.elements[type] ?? 0;
            return count === 0 ? null : (
              <div key={type}>
                <dt>{names[type]}</dt>
                <dd>{count}</dd>
              </div>
            );
          })}
        </dl>
        <Lines title={t.unsureOf} lines={report.unsure} />
        <Lines title={t.leftOut} lines={report.warnings} />
        <Button kind="primary" size="large" onClick={onAccept}>
          {t.openScript}
        </Button>
      </div>
    </Dialog>
  );
};
