// The text of an article, written as it will look. A template gives it:
//
//   <div data-article-prose data-prose="{{documentJSON}}" data-article-search="/console/articles/search"
//        data-article-images="{{imagesJSON}}">
//     {{> console/textarea}}            a label and a textarea with the same text as Markdown
//     <input type="hidden" name="text_json" value="" data-prose-json>
//   </div>
//   <link rel="stylesheet" href="/assets/editor.css?v=…">
//   <script type="module" src="/assets/prose-article.js?v=…"></script>
//
// data-prose            the document's JSON; empty for a new text, and for Markdown that could not be read, which then
//                       stays in the textarea as it was typed.
// data-article-search   is asked with ?q=WORDS and answers [{"id", "title", "slug"}].
// data-article-images   the images to choose from: [{"id", "title", "alt", "url"}]; `alt` is offered as the description,
//                       `url` shows an image here (else /images/ID does).
// data-prose-json       the field that is sent with the document's JSON; without this script it stays empty, and the
//                       textarea's Markdown counts.
//
// Each change is an `input` event, which bubbles to the form.

import {
  Blockquote, Document, Extension, Gapcursor, Heading, HorizontalRule, Link, Node, Table, TableCell, TableHeader, TableRow,
} from './editor.js';
import { basics, edit, element, isArticle, linkPanel, lists, marks, onEnter } from './prose.js';

const within = '(paragraph | heading | bulletList | orderedList | blockquote | callout | definitionList | table | figure)+';

// MARK: Nodes

const Body = Document.extend({ content: '(block | question)+' });

const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: '(paragraph | bulletList | orderedList)+',
  defining: true,
  addAttributes: () => ({
    kind: {
      default: 'info',
      parseHTML: (dom) => (dom.dataset.callout === 'warning' ? 'warning' : 'info'),
      renderHTML: ({ kind }) => ({ 'data-callout': kind, class: `callout callout-${kind}` }),
    },
  }),
  parseHTML: () => [{ tag: 'aside[data-callout]' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', HTMLAttributes, 0],
});

const Question = Node.create({
  name: 'question',
  content: 'questionText answer',
  isolating: true,
  parseHTML: () => [{ tag: 'section[data-question]' }],
  renderHTML: () => ['section', { 'data-question': '', class: 'prose-question' }, 0],
});

const QuestionText = Node.create({
  name: 'questionText',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'p[data-question-text]' }],
  renderHTML: () => ['p', { 'data-question-text': '' }, 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => isIn(editor, 'questionText') && moveIntoNext(editor, 2),
  }),
});

const Answer = Node.create({
  name: 'answer',
  content: within,
  parseHTML: () => [{ tag: 'div[data-answer]' }],
  renderHTML: () => ['div', { 'data-answer': '' }, 0],
});

const DefinitionList = Node.create({
  name: 'definitionList',
  group: 'block',
  content: '(definitionTerm definitionDescription)+',
  isolating: true,
  parseHTML: () => [{ tag: 'dl' }],
  renderHTML: () => ['dl', 0],
});

const DefinitionTerm = Node.create({
  name: 'definitionTerm',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'dt' }],
  renderHTML: () => ['dt', 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => isIn(editor, 'definitionTerm') && (leavesEmptyPair(editor) || moveIntoNext(editor, 1)),
  }),
});

const DefinitionDescription = Node.create({
  name: 'definitionDescription',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'dd' }],
  renderHTML: () => ['dd', 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => {
      if (!isIn(editor, 'definitionDescription')) return false;
      const after = editor.state.selection.$from.after();
      return editor.chain()
        .insertContentAt(after, [{ type: 'definitionTerm' }, { type: 'definitionDescription' }])
        .setTextSelection(after + 1).run();
    },
  }),
});

const figure = (images) => Node.create({
  name: 'figure',
  group: 'block',
  content: 'inline*',
  isolating: true,
  draggable: true,
  addAttributes: () => ({ image: { default: null, rendered: false }, alt: { default: '', rendered: false } }),
  parseHTML: () => [{
    tag: 'figure[data-image]',
    contentElement: 'figcaption',
    getAttrs: (dom) => ({ image: dom.dataset.image, alt: dom.querySelector('img')?.alt ?? '' }),
  }],
  renderHTML: ({ node: { attrs: { image, alt } } }) => [
    'figure', { 'data-image': image },
    ['img', { src: images.get(image)?.url ?? `/images/${image}`, alt, contenteditable: 'false' }],
    ['figcaption', 0],
  ],
  addKeyboardShortcuts: () => ({ Enter: ({ editor }) => isIn(editor, 'figure') && writeBelow(editor) }),
});

// Texts hold no merged or aligned cells.
const cell = (kind) => kind.extend({
  content: 'paragraph',
  addAttributes() {
    const { align, ...rest } = this.parent();
    return rest;
  },
});

// Without it nobody could leave a box at the end of the text.
const Keys = Extension.create({
  name: 'keys',
  addKeyboardShortcuts: () => ({ 'Mod-Enter': ({ editor }) => writeBelow(editor) }),
});

// MARK: Moves

const isIn = (editor, name) => editor.state.selection.empty && editor.state.selection.$from.parent.type.name === name;

function moveIntoNext(editor, levels) {
  return editor.commands.setTextSelection(editor.state.selection.$from.after() + levels);
}

// An empty line below the outermost block that the cursor is in.
function writeBelow(editor) {
  const { $to } = editor.state.selection;
  const at = $to.depth ? $to.after(1) : $to.pos;
  return editor.chain().insertContentAt(at, { type: 'paragraph' }).setTextSelection(at + 1).focus().run();
}

// Enter in an empty pair ends the list, as in a list of points.
function leavesEmptyPair(editor) {
  const { $from } = editor.state.selection;
  const list = $from.node(-1);
  const next = list.maybeChild($from.index(-1) + 1);
  if ($from.parent.content.size || next?.content.size || list.childCount <= 2) return false;
  const start = $from.before();
  const isGone = editor.commands.deleteRange({ from: start, to: start + $from.parent.nodeSize + next.nodeSize });
  return isGone && writeBelow(editor);
}

// Puts a block below the one that the cursor is in, or in the place of an empty line; the cursor goes `inside` steps in.
function addBlock(chain, editor, node, inside) {
  const { $from } = editor.state.selection;
  const isEmptyLine = $from.depth === 1 && $from.parent.type.name === 'paragraph' && !$from.parent.content.size;
  const from = isEmptyLine ? $from.before(1) : $from.depth ? $from.after(1) : $from.pos;
  const range = { from, to: isEmptyLine ? $from.after(1) : from };
  return chain.insertContentAt(range, node).setTextSelection(from + inside);
}

const callout = (kind) => (chain, editor) => {
  if (editor.isActive('callout', { kind })) return chain.lift('callout');
  if (editor.isActive('callout')) return chain.updateAttributes('callout', { kind });
  return chain.wrapIn('callout', { kind });
};

const tools = [
  ...marks,
  ['Heading', ['heading', { level: 2 }], (chain) => chain.toggleHeading({ level: 2 })],
  ['Subheading', ['heading', { level: 3 }], (chain) => chain.toggleHeading({ level: 3 })],
  ...lists,
  ['Quote', 'blockquote', (chain) => chain.toggleBlockquote()],
  ['Note', ['callout', { kind: 'info' }], callout('info')],
  ['Warning', ['callout', { kind: 'warning' }], callout('warning')],
  ['Question', undefined, (chain, editor) => addBlock(chain, editor, {
    type: 'question', content: [{ type: 'questionText' }, { type: 'answer', content: [{ type: 'paragraph' }] }],
  }, 2)],
  ['Definition', undefined, (chain, editor) => addBlock(chain, editor, {
    type: 'definitionList', content: [{ type: 'definitionTerm' }, { type: 'definitionDescription' }],
  }, 2)],
  ['Line', undefined, (chain, editor) => addBlock(chain, editor, { type: 'horizontalRule' }, 1)],
  ['Write below', undefined, (chain, editor) => {
    const { $to } = editor.state.selection;
    const at = $to.depth ? $to.after(1) : $to.pos;
    return chain.insertContentAt(at, { type: 'paragraph' }).setTextSelection(at + 1);
  }],
];

// MARK: Panels

const small = (title, isQuiet) => element('button', {
  type: 'button', className: `btn btn-sm${isQuiet ? ' btn-quiet' : ''}`, textContent: title,
});

const imagePanel = (images) => ({
  title: 'Image',
  isActive: (editor) => editor.isActive('figure'),
  make(editor, close) {
    const choice = element('select', { className: 'form-select' }, element('option', { value: '', textContent: 'Choose an image' }));
    choice.append(...[...images.values()].map(({ id, title }) => element('option', { value: id, textContent: title })));
    choice.setAttribute('aria-label', 'Image');
    const id = element('input', { className: 'form-control', placeholder: 'Or its id', maxLength: 36, size: 36 });
    id.setAttribute('aria-label', 'Id of the image');
    const alt = element('input', { className: 'form-control', placeholder: 'What it shows', maxLength: 300 });
    alt.setAttribute('aria-label', 'Description for people who cannot see it');
    const put = small('Put in image');
    const said = element('p', { className: 'prose-said' });
    said.setAttribute('role', 'status');
    choice.addEventListener('change', () => {
      id.value = choice.value;
      alt.value = images.get(choice.value)?.alt ?? alt.value;
    });
    const apply = () => {
      const attrs = { image: id.value.trim().toLowerCase(), alt: alt.value.trim() };
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(attrs.image)) {
        said.textContent = 'Choose an image, or write its id.';
        return;
      }
      if (!attrs.alt) {
        said.textContent = 'Describe the image.';
        alt.focus();
        return;
      }
      const chain = editor.chain().focus();
      if (editor.isActive('figure')) chain.updateAttributes('figure', attrs).run();
      else addBlock(chain, editor, { type: 'figure', attrs }, 1).run();
      close();
    };
    put.addEventListener('click', apply);
    for (const field of [id, alt]) onEnter(field, apply);
    const opened = () => {
      const { image, alt: words } = editor.getAttributes('figure');
      [id.value, alt.value, choice.value, said.textContent] = [image ?? '', words ?? '', image ?? '', ''];
      if (choice.selectedIndex < 0) choice.value = '';
      choice.focus();
    };
    return { fields: [choice, id, alt, put, said], opened };
  },
});

const articlePanel = (address) => ({
  title: 'Link to article',
  isActive: (editor) => isArticle(editor.getAttributes('link').href),
  make(editor, close) {
    const words = element('input', { className: 'form-control', type: 'search', placeholder: 'Words of its title', autocomplete: 'off' });
    words.setAttribute('aria-label', 'Find an article');
    const found = element('ul', { className: 'prose-found' });
    found.setAttribute('aria-label', 'Articles found');
    const said = element('p', { className: 'prose-said' });
    said.setAttribute('role', 'status');
    const unset = small('Remove link', true);
    const link = ({ id, title }) => {
      const mark = { type: 'link', attrs: { href: `article:${id}` } };
      const chain = editor.chain().focus().extendMarkRange('link');
      if (editor.state.selection.empty && !editor.isActive('link')) {
        chain.insertContent([{ type: 'text', text: title, marks: [mark] }]).unsetMark('link').run();
      } else {
        chain.setLink(mark.attrs).run();
      }
      close();
    };
    let asked;
    let wait;
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const { signal } = asked;
      found.replaceChildren();
      said.textContent = '';
      const query = words.value.trim();
      if (!query) return;
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(query)}`, {
          signal, headers: { Accept: 'application/json' },
        });
        if (!answer.ok) throw new Error(answer.statusText);
        const articles = await answer.json();
        found.replaceChildren(...articles.map((article) => {
          const choose = small(article.title, true);
          choose.addEventListener('click', () => link(article));
          return element('li', {}, choose);
        }));
        said.textContent = articles.length === 1 ? 'One article' : articles.length ? `${articles.length} articles` : 'No article found';
      } catch (error) {
        if (!signal.aborted) said.textContent = 'Articles cannot be searched now. Try again later.';
      }
    };
    words.addEventListener('input', () => {
      clearTimeout(wait);
      wait = setTimeout(ask, 250);
    });
    onEnter(words, () => {
      clearTimeout(wait);
      ask();
    });
    unset.addEventListener('click', () => {
      editor.chain().focus().extendMarkRange('link').unsetLink().run();
      close();
    });
    return { fields: [words, unset, said, found], opened: () => words.focus() };
  },
});

// MARK: Start

for (const place of document.querySelectorAll('[data-article-prose]')) {
  const images = new Map(JSON.parse(place.dataset.articleImages || '[]').map((image) => [image.id, image]));
  const search = place.dataset.articleSearch;
  const changed = () => place.dispatchEvent(new Event('input', { bubbles: true }));
  edit(place, changed, {
    extensions: [
      Body, ...basics.filter((extension) => extension !== Document), Heading.configure({ levels: [2, 3, 4] }), Blockquote,
      HorizontalRule, Table, TableRow, cell(TableHeader), cell(TableCell), Gapcursor, Callout, Question, QuestionText,
      Answer, DefinitionList, DefinitionTerm, DefinitionDescription, figure(images), Keys,
      Link.configure({ openOnClick: false, autolink: false, protocols: ['article'] }),
    ],
    tools,
    panels: [linkPanel, ...(search ? [articlePanel(search)] : []), imagePanel(images)],
  });
}
