// Comforts for the editor of a profile: credentials change places and boxes name what is chosen in them, at once. The
// preview follows by htmx, and a text is written as it will look. Without this file everything is a plain form.

const form = document.getElementById('profile');

const changed = () => form.dispatchEvent(new Event('input', { bubbles: true }));

// Credentials and topics: the one that moves up keeps the focus.
for (const list of form.querySelectorAll('[data-ranked]')) {
  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-up]');
    const row = button?.closest('li');
    if (!row?.previousElementSibling) return;
    event.preventDefault();
    row.previousElementSibling.before(row);
    // The first row shows no button.
    (row.previousElementSibling ? button : row.querySelector('input')).focus();
    changed();
  });
}

// Boxes: the line above names what is ticked and what was written beside it.
for (const box of form.querySelectorAll('.pick')) {
  const line = box.querySelector('[data-chips]');
  box.addEventListener('input', () => {
    const ticked = [...box.querySelectorAll('input:checked')].map((input) => input.value);
    const written = (box.querySelector('.pick-other input')?.value ?? '').split(';');
    const names = [...ticked, ...written.map((name) => name.trim()).filter(Boolean)];
    line.replaceChildren(...(names.length ? names : [line.dataset.chips]).map((name) => {
      const chip = document.createElement('span');
      chip.className = names.length ? 'chip' : 'chips-none';
      chip.textContent = name;
      return chip;
    }));
  });
}

// What rules find grows and shrinks above the fields that follow: the one in use stays where it is on the screen. What
// has not changed is not drawn again, and so not said again.
let found;
let top;
const place = () => document.activeElement.getBoundingClientRect().top;
document.body.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.target.id !== 'signals') return;
  event.detail.shouldSwap = event.detail.shouldSwap && event.detail.serverResponse !== found;
  found = event.detail.serverResponse;
  top = place();
});
document.body.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target.id === 'signals') scrollBy({ top: place() - top, behavior: 'instant' });
});

// The introduction: a bundle of its own, which is large; whoever has not got it writes Markdown.
const prose = form.querySelector('[data-prose]');
if (prose) import('./prose.js').then(({ edit }) => edit(prose, changed)).catch(() => {});
