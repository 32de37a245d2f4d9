// Comforts for the console. Every screen works without this file.

const keysSetting = 'stet.keys';
const keysAreOn = () => localStorage.getItem(keysSetting) !== 'off';

// A printed key presses its button, unless somebody types or the keys are switched off in the security settings.
function isKeyPress(event) {
  if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  if (event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')) return false;
  // While the panel of keys is open, only its own key works.
  return event.key === '?' || !document.querySelector('.keys-panel:popover-open');
}

document.addEventListener('keydown', (event) => {
  if (!isKeyPress(event)) return;
  const key = document.querySelector(`kbd[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  const button = key?.closest('button, a');
  if (!button) return;
  event.preventDefault();
  button.click();
});

function showKeys() {
  document.documentElement.classList.toggle('no-keys', !keysAreOn());
}

// The pressed button shows that something happens, and a second press does not send the form twice.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'true';
  event.submitter?.setAttribute('aria-busy', 'true');
});

// Coming back by the back button shows the page as it was left: let its forms be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
});

function countCharacters(line) {
  const area = document.getElementById(line.dataset.countFor);
  const most = line.textContent.match(/\d+/)?.[0];
  if (!area || !most) return;
  const count = () => { line.textContent = `${[...area.value].length} of ${most}`; };
  area.addEventListener('input', count);
  count();
}

function offerCopy(input) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(input.value);
    button.textContent = 'Copied';
  });
  input.after(button);
}

// On a narrow desk the field that an issue points to may stand behind another tab.
document.addEventListener('click', (event) => {
  const target = event.target.closest('.issues a[href^="#"]')?.hash;
  const column = target && document.querySelector(target)?.closest('.desk-act, .desk-item');
  if (column) document.getElementById(column.matches('.desk-act') ? 'tab-act' : 'tab-item').checked = true;
});

// The time machine's slider says where it stands, and goes there when it is let go; keys move it without going.
function followSlider(slider) {
  const stops = document.querySelectorAll(`#${CSS.escape(slider.dataset.stops)} time`);
  slider.addEventListener('input', () => {
    const text = stops[slider.value]?.textContent ?? '';
    slider.setAttribute('aria-valuetext', text);
    slider.form.querySelector('output').textContent = text;
  });
  slider.addEventListener('pointerup', () => slider.form.requestSubmit());
}

showKeys();
document.querySelectorAll('[data-stops]').forEach(followSlider);
document.querySelectorAll('[data-count-for]').forEach(countCharacters);
document.querySelectorAll('[data-copy]').forEach(offerCopy);
document.querySelectorAll('[data-keys-panel]').forEach((panel) => {
  panel.hidden = false;
  const toggle = panel.querySelector('[data-keys-switch]');
  toggle.checked = keysAreOn();
  toggle.addEventListener('change', () => {
    localStorage.setItem(keysSetting, toggle.checked ? 'on' : 'off');
    showKeys();
  });
});
document.getElementById('issues')?.focus();
