// A text written as it will look, with ProseMirror. The form sends its document as JSON; the server checks it.

import {
  Bold, BulletList, Document, Editor, HardBreak, Italic, Link, ListItem, OrderedList, Paragraph, Text, UndoRedo,
} from './editor.js';

export const marks = [
  ['Bold', 'bold', (chain) => chain.toggleBold()],
  ['Italic', 'italic', (chain) => chain.toggleItalic()],
];
export const lists = [
  ['Bullets', 'bulletList', (chain) => chain.toggleBulletList()],
  ['Numbers', 'orderedList', (chain) => chain.toggleOrderedList()],
];
export const basics = [
  Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, HardBreak, UndoRedo,
];

export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export const button = (title, pressed) => {
  const made = element('button', { type: 'button', textContent: title });
  if (pressed !== undefined) made.setAttribute('aria-pressed', pressed);
  return made;
};

// Fields below the tools that one of them opens and closes. `make` gives them, and is told when they open.
export const linkPanel = {
  title: 'Link',
  isActive: (editor) => editor.isActive('link') && !isArticle(editor.getAttributes('link').href),
  make(editor, close) {
    const address = element('input', { className: 'form-control', type: 'url', placeholder: 'https://example.org' });
    address.setAttribute('aria-label', 'Address of the link');
    const set = element('button', { type: 'button', className: 'btn btn-sm', textContent: 'Set link' });
    const unset = element('button', { type: 'button', className: 'btn btn-quiet btn-sm', textContent: 'Remove link' });
    const apply = () => {
      const chain = editor.chain().focus().extendMarkRange('link');
      (address.value.trim() ? chain.setLink({ href: address.value.trim() }) : chain.unsetLink()).run();
      close();
    };
    set.addEventListener('click', apply);
    unset.addEventListener('click', () => {
      address.value = '';
      apply();
    });
    onEnter(address, apply);
    const opened = () => {
      const href = editor.getAttributes('link').href ?? '';
      address.value = isArticle(href) ? '' : href;
      address.focus();
    };
    return { fields: [address, set, unset], opened };
  },
};

export const isArticle = (href) => Boolean(href?.startsWith('article:'));

// The form around the text must not be sent by a key that is meant for a field of ours.
export function onEnter(field, run) {
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    run();
  });
}

function addPanel(editor, { title, isActive, make }) {
  const opener = button(title, 'false');
  opener.setAttribute('aria-expanded', 'false');
  const row = element('div', { className: 'prose-link', hidden: true });
  const open = (isOpen) => {
    row.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
  };
  const { fields, opened } = make(editor, () => open(false));
  row.append(...fields);
  opener.addEventListener('click', () => {
    open(row.hidden);
    if (!row.hidden) opened();
  });
  row.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    editor.commands.focus();
  });
  return { opener, row, show: () => opener.setAttribute('aria-pressed', String(isActive(editor))) };
}

const plain = {
  extensions: [...basics, Link.configure({ openOnClick: false, autolink: false })],
  tools: [...marks, ...lists],
  panels: [linkPanel],
};

// Puts the editor in the place of the plain field, and tells `changed` whenever the text does. A tool is its title,
// what is active where it is pressed (nothing for one that only adds), and its deed.
export function edit(place, changed, { extensions, tools, panels } = plain) {
  const area = place.querySelector('textarea');
  const sent = place.querySelector('[data-prose-json]');
  const label = place.querySelector('label');
  // What came back unreadable stays as it was typed.
  if (!place.dataset.prose && area.value) return;

  const frame = element('div', { className: 'prose-frame' });
  const bar = element('div', { className: 'prose-tools' });
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Form of the text');
  const text = element('div', {});
  area.after(frame);
  area.classList.add('prose-hidden');
  area.tabIndex = -1;
  area.setAttribute('aria-hidden', 'true');
  label.id = `${area.id}-label`;
  const described = area.getAttribute('aria-describedby');
  const id = area.id;
  area.id = `${id}-plain`;
  area.removeAttribute('aria-describedby');
  label.removeAttribute('for');

  const editor = new Editor({
    element: text,
    injectCSS: false,
    extensions,
    content: place.dataset.prose ? JSON.parse(place.dataset.prose) : '',
    editorProps: {
      attributes: {
        id, role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': label.id, 'aria-describedby': described,
      },
    },
  });

  const keep = () => {
    sent.value = editor.isEmpty ? '' : JSON.stringify(editor.getJSON());
    area.value = editor.getText();
  };
  const buttons = tools.map(([title, name, run]) => {
    const made = button(title, name && 'false');
    made.addEventListener('click', () => run(editor.chain().focus(), editor).run());
    return [made, name];
  });
  const opened = panels.map((panel) => addPanel(editor, panel));

  const show = () => {
    for (const [made, name] of buttons) {
      if (name) made.setAttribute('aria-pressed', String(editor.isActive(...[name].flat())));
    }
    for (const panel of opened) panel.show();
  };
  bar.append(...buttons.map(([made]) => made), ...opened.map(({ opener }) => opener));
  frame.append(bar, ...opened.map(({ row }) => row), text);
  editor.on('update', () => {
    keep();
    area.dispatchEvent(new Event('input'));
    changed();
  });
  editor.on('transaction', show);
  keep();
}
