// Keeps the queue and the desk fresh while they are open. Without this file they are as fresh as the last reload.

const live = document.getElementById('live');
const words = {
  held: 'taken', decided: 'decided', advanced: 'first decision taken', withdrawn: 'withdrawn', reopened: 'waits again',
};

// A message names an item and how it stands; who decided, the page asks for when the item is open on it.
function show(id, standing) {
  for (const line of document.querySelectorAll(`[data-item="${CSS.escape(id)}"]`)) {
    if (line.matches('.entry-open')) continue;
    const word = words[standing] ?? '';
    line.classList.toggle('is-over', word !== '');
    line.querySelector('[data-standing-word]').textContent = word;
  }
  if (id === live.dataset.open && standing !== live.dataset.standing) openItemChanged(standing);
}

async function openItemChanged(standing) {
  live.dataset.standing = standing;
  if (standing === 'mine') {
    live.replaceChildren();
    return;
  }
  const answer = await fetch(`${live.dataset.path}/standing`, { redirect: 'manual' });
  if (answer.ok) say(await answer.text(), standing);
}

function say(sentence, standing) {
  const text = document.createElement('p');
  const link = document.createElement('a');
  link.href = `${live.dataset.path}${live.dataset.query ?? ''}`;
  const invitation = 'See what they chose.';
  const isInvited = sentence.endsWith(invitation);
  link.textContent = isInvited ? invitation : 'Show it as it is now';
  text.append(isInvited ? sentence.slice(0, -invitation.length) : `${sentence} `, link);
  live.replaceChildren(text);
  // What was typed stays to be copied; a decision would be refused.
  const isOver = ['decided', 'advanced', 'withdrawn', 'held'].includes(standing);
  for (const button of document.querySelectorAll('[form=decide][name=decision]')) button.disabled = isOver;
}

// Only the page in view listens: a browser opens few connections to one server.
let source;
let since = live.dataset.since;

function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(`${live.dataset.live}?since=${since}`);
  source.addEventListener('message', (event) => {
    since = event.lastEventId || since;
    const [id, standing] = event.data.split(' ');
    show(id, standing);
  });
  source.addEventListener('enough', () => source.close());
}

document.addEventListener('visibilitychange', listen);
window.addEventListener('pagehide', () => source?.close());
window.addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
listen();

// A claim lasts while somebody is at it: whoever went away gives the item back.
if (live.dataset.hold) {
  let isBusy = false;
  for (const kind of ['keydown', 'pointerdown', 'input', 'wheel']) {
    document.addEventListener(kind, () => { isBusy = true; }, { passive: true });
  }
  setInterval(async () => {
    if (!isBusy || live.dataset.standing !== 'mine') return;
    isBusy = false;
    const token = document.querySelector('#decide [name=csrf]')?.value ?? '';
    const answer = await fetch(`${live.dataset.path}/renew`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ csrf: token }),
    });
    const text = await answer.text();
    if (answer.ok) document.getElementById('claim-note').textContent = text;
    if (answer.status === 409) say(text, 'free');
  }, 1000 * live.dataset.hold);
}

// In the list the keys walk; on the desk they are links.
document.addEventListener('keydown', (event) => {
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  const links = [...document.querySelectorAll('.table tbody th a')];
  if (!step || !links.length || !isKeyPress(event)) return;
  event.preventDefault();
  const place = links.indexOf(document.activeElement);
  links[Math.min(Math.max(place + step, 0), links.length - 1)].focus();
});
