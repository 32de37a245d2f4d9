// A text written as it will look, with ProseMirror. The form sends its document as JSON; the server checks it.

import {
  Bold, BulletList, Document, Editor, HardBreak, Italic, Link, ListItem, OrderedList, Paragraph, Text, UndoRedo,
} from './editor.js';

const tools = [
  ['Bold', 'bold', (chain) => chain.toggleBold()],
  ['Italic', 'italic', (chain) => chain.toggleItalic()],
  ['Bullets', 'bulletList', (chain) => chain.toggleBulletList()],
  ['Numbers', 'orderedList', (chain) => chain.toggleOrderedList()],
];

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const button = (title, pressed) => {
  const made = element('button', { type: 'button', textContent: title });
  if (pressed !== undefined) made.setAttribute('aria-pressed', pressed);
  return made;
};

// Puts the editor in the place of the plain field, and tells `changed` whenever the text does.
export function edit(place, changed) {
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
    extensions: [
      Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, HardBreak, UndoRedo,
      Link.configure({ openOnClick: false, autolink: false }),
    ],
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
    const made = button(title, 'false');
    made.addEventListener('click', () => run(editor.chain().focus()).run());
    return [made, name];
  });

  const [link, address, set, unset] = [
    button('Link', 'false'), element('input', { className: 'form-control', type: 'url' }),
    element('button', { type: 'button', className: 'btn btn-sm', textContent: 'Set link' }),
    element('button', { type: 'button', className: 'btn btn-quiet btn-sm', textContent: 'Remove link' }),
  ];
  address.setAttribute('aria-label', 'Address of the link');
  address.placeholder = 'https://example.org';
  const row = element('div', { className: 'prose-link', hidden: true }, address, set, unset);
  link.setAttribute('aria-expanded', 'false');
  const open = (isOpen) => {
    row.hidden = !isOpen;
    link.setAttribute('aria-expanded', String(isOpen));
  };
  link.addEventListener('click', () => {
    address.value = editor.getAttributes('link').href ?? '';
    open(row.hidden);
    if (!row.hidden) address.focus();
  });
  const apply = () => {
    const chain = editor.chain().focus().extendMarkRange('link');
    (address.value.trim() ? chain.setLink({ href: address.value.trim() }) : chain.unsetLink()).run();
    open(false);
  };
  set.addEventListener('click', apply);
  unset.addEventListener('click', () => {
    address.value = '';
    apply();
  });
  address.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { open(false); editor.commands.focus(); }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    apply();
  });

  const show = () => {
    for (const [made, name] of buttons) made.setAttribute('aria-pressed', String(editor.isActive(name)));
    link.setAttribute('aria-pressed', String(editor.isActive('link')));
  };
  bar.append(...buttons.map(([made]) => made), link);
  frame.append(bar, row, text);
  editor.on('update', () => {
    keep();
    area.dispatchEvent(new Event('input'));
    changed();
  });
  editor.on('transaction', show);
  keep();
}
