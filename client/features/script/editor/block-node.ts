import { markingOf, readBlock, type ScriptNode, storedMarkNames, writtenId } from '@oner/shared/document/script-xml.ts';
import { writeRuns } from '@oner/shared/document/write-runs.ts';
import { type MarkType, markTypes, type Run } from '@oner/shared/fountain/screenplay.ts';
import { type BlockId, revisionIdSchema } from '@oner/shared/ids/ids.ts';
import type { Mark, Node, Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** A block of the shared script as the editor has it. */
export const nodeOfElement = (element: ScriptNode, schema: Schema): Node => {
  const id = writtenId(element);
  const block = readBlock(element, (id ?? '') as BlockId);
  const content = block.runs.flatMap(({ text, marks, revision }) => {
    const pmMarks = marks.map((mark) =>
      schema.mark(storedMarkNames[mark], mark === 'revision' ? { set: revision ?? null } : null),
    );
    return text
      .split('\n')
      .flatMap((line, index) => [
        ...(index > 0 ? [schema.node('hardBreak')] : []),
        ...(line === '' ? [] : [schema.text(line, pmMarks)]),
      ]);
  });
  const { number, depth, dual } = block;
  return schema.node(block.type, { id, number, depth, dual }, content);
};

const markOf = new Map<string, MarkType>(markTypes.map((mark) => [storedMarkNames[mark], mark]));

/** The revision that words of the editor belong to. */
const revisionOf = (marks: readonly Mark[]) => {
  const id = revisionIdSchema.safeParse(marks.find(({ type }) => type.name === storedMarkNames.revision)?.attrs.set);
  return id.success ? id.data : undefined;
};

/** The words of a block of the editor. */
export const runsOfNode = (node: Node): readonly Run[] => {
  const runs: Run[] = [];
  node.forEach((child) => {
    const marks = child.isText ? child.marks.flatMap(({ type }) => markOf.get(type.name) ?? []) : [];
    runs.push({ text: child.isText ? (child.text ?? '') : '\n', ...markingOf(marks, revisionOf(child.marks)) });
  });
  return runs;
};

const writeAttributes = (element: Y.XmlElement, attrs: Readonly<Record<string, unknown>>): void => {
  // Yjs types attributes as text by default; a depth is stored as the number that it is
  const typed = element as unknown as Y.XmlElement<Record<string, string | number>>;
  const stored = typed.getAttributes();
  for (const [name, value] of Object.entries(attrs)) {
    if (typeof value === 'string' || typeof value === 'number') {
      if (stored[name] !== value) typed.setAttribute(name, value);
    } else if (stored[name] !== undefined) typed.removeAttribute(name);
  }
};

/** Makes the element of the shared script read as the editor's block of the same type; `caret` as in `writeRuns`. */
export const writeNode = (element: Y.XmlElement, node: Node, caret?: number): void => {
  writeAttributes(element, node.attrs);
  writeRuns(element, runsOfNode(node), caret);
};

/** Puts blocks of the editor into the shared script as new elements, from `index` on. */
export const insertNodes = (script: Y.XmlFragment, index: number, nodes: readonly Node[]): readonly Y.XmlElement[] => {
  const elements = nodes.map((node) => new Y.XmlElement(node.type.name));
  if (elements.length > 0) script.insert(index, elements);
  elements.forEach((element, at) => {
    const node = nodes[at];
    if (node) writeNode(element, node);
  });
  return elements;
};
