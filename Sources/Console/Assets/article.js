// Keeps what somebody types into an article, a moment after they pause. The server answers with the next version; when
// somebody else saved meanwhile, it keeps theirs, and the words here stay until the writer has seen both. Without this
// file the form is sent by its buttons.

const form = document.getElementById('article');
const place = form.dataset.draft;
const said = document.querySelector('[data-kept]');
const conflict = document.querySelector('[data-conflict]');

let wait;
let sending;
let isStale = false;

const say = (words, tone) => {
  const pill = document.createElement('span');
  pill.className = `pill pill-${tone}`;
  pill.textContent = words;
  said.replaceChildren(pill);
};

async function keep() {
  const answer = await fetch(place, {
    method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams(new FormData(form)),
  });
  if (answer.redirected || answer.status === 401 || answer.status === 403) {
    say('not kept: sign in again in another window', 'bad');
  } else if (answer.status === 409) {
    isStale = true;
    conflict.querySelector('p').textContent = `${(await answer.json()).title} Your words are still here, and not kept.`;
    conflict.hidden = false;
    say('not kept', 'bad');
  } else if (answer.status === 413) {
    say('not kept: the text is too large', 'bad');
  } else if (answer.status === 422) {
    say(`not kept: ${(await answer.json()).title}`, 'bad');
  } else if (answer.ok) {
    form.elements.version.value = (await answer.json()).version;
    say('kept just now, no revision yet', 'warn');
  } else {
    say('not kept: try again in a while', 'bad');
  }
}

// One at a time: each needs the version that the one before made.
async function send() {
  clearTimeout(wait);
  if (isStale) return;
  while (sending) await sending;
  sending = keep().catch(() => say('not kept: no connection', 'bad'));
  await sending;
  sending = undefined;
}

if (place) {
  form.addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(send, 1500);
  });
  // A button waits for what is under way: it sends the version too.
  form.addEventListener('submit', async (event) => {
    clearTimeout(wait);
    if (!sending) return;
    event.preventDefault();
    const { submitter } = event;
    while (sending) await sending;
    form.requestSubmit(submitter);
  });
  conflict.querySelector('button').addEventListener('click', () => {
    form.action = place;
    form.submit();
  });
}
