// Comforts for the editor of a profile: credentials change places and boxes name what is chosen in them, at once. The
// preview follows by htmx, and a text is written as it will look. Without this file everything is a plain form.

const form = document.getElementById('profile');

const changed = () => form.dispatchEvent(new Event('input', { bubbles: true }));

// Credentials: the one that moves up keeps the focus.
const list = form.querySelector('[data-ranked]');
list?.addEventListener('click', (event) => {
  const button = event.target.closest('[data-up]');
  const row = button?.closest('li');
  if (!row?.previousElementSibling) return;
  event.preventDefault();
  const before = row.previousElementSibling;
  const [first, second] = [before.querySelector('[data-up]'), button];
  before.before(row);
  // The first row has no button: it goes to the one that is second now.
  if (!first) {
    before.append(second);
    const name = before.querySelector('label').textContent.trim();
    second.querySelector('.visually-hidden').textContent = ` ${name}`;
  }
  (first ? button : row.querySelector('input')).focus();
  changed();
});

// Boxes: the line above names what is ticked and what was written beside it.
for (const box of form.querySelectorAll('.pick-field')) {
  const line = box.querySelector('[data-chips]');
  box.addEventListener('input', () => {
    const ticked = [...box.querySelectorAll('input:checked')].map((input) => input.value);
    const written = (box.querySelector('.pick-other input')?.value ?? '').split(';');
    const names = [...ticked, ...written.map((name) => name.trim()).filter(Boolean)];
    line.replaceChildren(...(names.length ? names : ['None chosen']).map((name) => {
      const chip = document.createElement('span');
      chip.className = names.length ? 'chip' : 'chips-none';
      chip.textContent = name;
      return chip;
    }));
  });
}

// The introduction: a bundle of its own, which is large; whoever has not got it writes Markdown.
const prose = form.querySelector('[data-prose]');
if (prose) import('./prose.js').then(({ edit }) => edit(prose, changed)).catch(() => {});
