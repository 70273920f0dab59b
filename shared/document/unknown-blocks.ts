/**
 * What of a script an editor of this version cannot show. A binding to ProseMirror deletes from the shared document what
 * it can make no node of, for everybody: ask before mounting one, and open the script without an editor if there is any.
 */
import * as Y from 'yjs';
import { blockTypes, markTypes } from '../fountain/screenplay.ts';
import { scriptOf } from './schema.ts';
import { lineBreak, markName, storedMarkNames } from './script-xml.ts';

const knownBlocks: ReadonlySet<string> = new Set(blockTypes);
const knownMarks: ReadonlySet<string> = new Set(markTypes.map((mark) => storedMarkNames[mark]));
/** A block without content. */
const empty = 'pageBreak';

const noteText = (node: Y.XmlText, found: Set<string>): void => {
  for (const { insert, attributes } of node.toDelta()) {
    if (typeof insert !== 'string') found.add('embedded object');
    for (const [name, value] of Object.entries(attributes ?? {}))
      if (value !== null && !knownMarks.has(markName(name))) found.add(markName(name));
  }
};

const noteInline = (child: unknown, found: Set<string>): void => {
  if (child instanceof Y.XmlText) noteText(child, found);
  else if (!(child instanceof Y.XmlElement)) found.add('hook');
  else if (child.nodeName !== lineBreak) found.add(child.nodeName);
  else if (child.toArray().some(hasContent)) found.add(`${lineBreak} with content`);
};

/** An empty text makes no node, and so does no harm. */
const hasContent = (child: unknown): boolean => !(child instanceof Y.XmlText) || child.length > 0;

/** Names of the nodes and marks in the script that its schema does not know or allow there; empty when all is well. */
export const unknownBlocks = (doc: Y.Doc): readonly string[] => {
  const found = new Set<string>();
  for (const node of scriptOf(doc).toArray()) {
    if (node instanceof Y.XmlText) found.add('text outside a block');
    else if (!(node instanceof Y.XmlElement)) found.add('hook');
    else if (!knownBlocks.has(node.nodeName)) found.add(node.nodeName);
    else if (node.nodeName === empty && node.toArray().some(hasContent)) found.add(`${empty} with content`);
    else for (const child of node.toArray()) noteInline(child, found);
  }
  return [...found].sort();
};
