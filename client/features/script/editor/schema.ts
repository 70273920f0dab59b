/**
 * The script's ProseMirror schema: block and mark names, attributes and line breaks as `shared/document/script-xml.ts` stores them.
 * The document may be empty: content that an editor fills in by itself would be written twice by two people who open at once.
 */

import { storedMarkNames } from '@oner/shared/document/script-xml.ts';
import { type BlockType, blockTypes, type MarkType, markTypes } from '@oner/shared/fountain/screenplay.ts';
import { Mark, Node } from '@tiptap/core';

const attributesOf = (
  type: BlockType,
): Record<string, { default: unknown; parseHTML: (element: HTMLElement) => unknown; rendered: boolean }> => {
  const attribute = (name: string, fallback: unknown = null) => ({
    default: fallback,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? fallback,
    rendered: false,
  });
  return {
    id: attribute('block'),
    ...(type === 'sceneHeading' ? { number: attribute('number') } : {}),
    ...(type === 'section'
      ? { depth: { ...attribute('depth', 1), parseHTML: (element) => Number(element.dataset.depth ?? 1) } }
      : {}),
    ...(type === 'character' ? { dual: attribute('dual') } : {}),
  };
};

const blockNode = (type: BlockType) =>
  Node.create({
    name: type,
    group: 'block',
    content: type === 'pageBreak' ? '' : 'inline*',
    selectable: type === 'pageBreak',
    defining: true,
    // What comes from other programs is action until it is told otherwise.
    priority: type === 'action' ? 10 : 100,
    addAttributes: () => attributesOf(type),
    parseHTML: () => [
      { tag: `p[data-type="${type}"]` },
      ...(type === 'action'
        ? ['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre'].map((tag) => ({ tag, priority: 10 }))
        : []),
    ],
    renderHTML: ({ node }) => {
      const { id, number, depth, dual } = node.attrs;
      const attributes = {
        class: type,
        'data-type': type,
        'data-block': id,
        'data-number': number,
        'data-depth': depth,
        'data-dual': dual,
      };
      const present = Object.fromEntries(
        Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
      );
      return type === 'pageBreak' ? ['p', present] : ['p', present, 0];
    },
  });

const htmlOf: Readonly<Record<MarkType, { readonly tags: readonly string[]; readonly key?: string }>> = {
  bold: { tags: ['strong', 'b'], key: 'Mod-b' },
  italic: { tags: ['em', 'i'], key: 'Mod-i' },
  underline: { tags: ['u'], key: 'Mod-u' },
  strike: { tags: ['s', 'del'] },
  note: { tags: ['span[data-mark="note"]'] },
  boneyard: { tags: ['span[data-mark="boneyard"]'] },
  revision: { tags: ['span[data-mark="revision"]'] },
};

const markOf = (type: MarkType) => {
  const { tags, key } = htmlOf[type];
  const [first = 'span'] = tags;
  return Mark.create({
    name: storedMarkNames[type],
    inclusive: type !== 'note' && type !== 'boneyard',
    // which revision words belong to
    addAttributes: () =>
      type === 'revision'
        ? { set: { default: null, parseHTML: (element) => element.dataset.set ?? null, rendered: false } }
        : {},
    parseHTML: () => tags.map((tag) => ({ tag })),
    renderHTML: ({ mark }) =>
      type === 'revision'
        ? ['span', { 'data-mark': type, class: type, 'data-set': mark.attrs.set }, 0]
        : first.startsWith('span')
          ? ['span', { 'data-mark': type, class: type }, 0]
          : [first, 0],
    addKeyboardShortcuts() {
      return key ? { [key]: () => this.editor.commands.toggleMark(storedMarkNames[type]) } : {};
    },
  });
};

const documentNode = Node.create({ name: 'doc', topNode: true, content: 'block*' });
const textNode = Node.create({ name: 'text', group: 'inline' });
const hardBreak = Node.create({
  name: 'hardBreak',
  inline: true,
  group: 'inline',
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.insertContent({ type: 'hardBreak' }) };
  },
});

export const schemaExtensions = [
  documentNode,
  textNode,
  hardBreak,
  ...blockTypes.map(blockNode),
  ...markTypes.map(markOf),
];
