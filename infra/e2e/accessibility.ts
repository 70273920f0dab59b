import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const resultsSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** What axe finds on the page as it is that is serious or critical: rule and first place. */
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  // By the debugger, not by a script element: the page's own policy stays in force.
  await page.evaluate(source);
  const found: unknown = await page.evaluate(
    '(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations)()',
  );
  return resultsSchema
    .parse(found)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} (${nodes.length}×): ${nodes[0]?.html.slice(0, 300) ?? ''}`);
};
