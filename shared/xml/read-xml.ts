import { SaxesParser } from 'saxes';
import { fail, ok, type Result } from '../result/result.ts';

/** An element with where it stands in the text that was read, in UTF-16 units, so that it can be kept as it was written. */
export type XmlElement = {
  /** As written, prefix included. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  /** Of the `<` that opens it. */
  readonly start: number;
  /** After its start tag. */
  readonly contentStart: number;
  /** Of its end tag; `end` when it is one tag. */
  readonly contentEnd: number;
  /** After its last `>`. */
  readonly end: number;
};

export type XmlError = {
  readonly kind: 'malformed' | 'doctype' | 'too-large';
  readonly detail: string;
};

export type XmlLimits = { readonly maxDepth: number; readonly maxNodes: number; readonly maxCharacters: number };

/** A feature in Final Draft's format has some 30,000 nodes, 6 deep. */
export const xmlLimits: XmlLimits = { maxDepth: 64, maxNodes: 600_000, maxCharacters: 30_000_000 };

/** `plain`: a document type without declarations of its own, as web pages have, is passed over. */
export type XmlOptions = {
  readonly limits?: XmlLimits;
  readonly doctype?: 'refuse' | 'plain';
  /** Named characters besides those of XML, such as `nbsp`: text, never markup. */
  readonly characters?: Readonly<Record<string, string>>;
};

class Stop extends Error {
  readonly error: XmlError;
  constructor(error: XmlError) {
    super(error.detail);
    this.error = error;
  }
}

type Open = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: (XmlElement | string)[] };

const stop = (kind: XmlError['kind'], detail: string): never => {
  throw new Stop({ kind, detail });
};

/** Builds the tree from the parser's events; `limits` hold at each of them. */
const treeOf = (text: string, parser: SaxesParser, limits: XmlLimits): { readonly root: () => XmlElement | null } => {
  const open: Open[] = [];
  let root: Open | null = null;
  let nodes = 0;
  const count = (): void => {
    nodes += 1;
    if (nodes > limits.maxNodes) stop('too-large', `The file has more than ${limits.maxNodes} elements.`);
  };
  const addText = (part: string): void => {
    const parent = open.at(-1);
    if (parent === undefined || part === '') return;
    count();
    parent.children.push(part);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes }) => {
    count();
    if (open.length >= limits.maxDepth) stop('too-large', `Elements are nested more than ${limits.maxDepth} deep.`);
    const end = parser.position;
    // a start tag holds no other `<`: XML forbids it in attributes
    const start = text.lastIndexOf('<', end - 1);
    const element: Open = { name, attributes, children: [], start, contentStart: end, contentEnd: end, end };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const element = open.pop();
    if (element === undefined) return;
    element.end = parser.position;
    element.contentEnd = isSelfClosing ? element.end : text.lastIndexOf('<', element.end - 1);
  });
  return { root: () => root };
};

/**
 * Reads XML 1.0. Document types are refused and entities never expanded, so that a small file stays small; depth, nodes
 * and length are bounded. Attributes and text are as XML says; positions are those of `text`.
 */
export const readXml = (text: string, options: XmlOptions = {}): Result<XmlElement, XmlError> => {
  const { limits = xmlLimits, doctype = 'refuse', characters = {} } = options;
  if (text.length > limits.maxCharacters) {
    return fail({ kind: 'too-large', detail: `The file has more than ${limits.maxCharacters} characters.` });
  }
  const parser = new SaxesParser({ xmlns: false, position: true });
  Object.assign(parser.ENTITIES, characters);
  parser.on('doctype', (declaration) => {
    if (doctype === 'refuse' || declaration.includes('['))
      stop('doctype', 'The file declares a document type, which may hide entities; it is not read.');
  });
  parser.on('error', (error) => stop('malformed', `The XML is not well formed: ${error.message}`));
  const tree = treeOf(text, parser, limits);
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop) return fail(error.error);
    throw error;
  }
  const root = tree.root();
  return root === null ? fail({ kind: 'malformed', detail: 'The file has no element.' }) : ok(root);
};

export const childElements = (element: XmlElement, name?: string): readonly XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

export const childElement = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);

/** All text in it, in order. */
export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** What XML 1.0 has no way to write: control characters and half characters. */
const unwritable = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]|\p{Cs}/gu;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text between tags. What XML cannot say (control characters, half characters) is dropped. */
export const escapeText = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>\r]/g, (char) => escapes[char] ?? char);

/** An attribute's value, to stand between double quotes. */
export const escapeAttribute = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"\r\n\t]/g, (char) => escapes[char] ?? char);
