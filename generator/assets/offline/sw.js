// Keeps pages on the phone, so that they open without a network. Which pages, and what each costs,
// says keep.json of each country and language. Nothing is kept about the reader.
// Why it is made so: docs/adr/0016-the-copy-on-the-phone.md
const ROOT = new URL('./', self.location).href;
// All sites of one address share its caches: the name says whose copy it is.
const NAME = `advisory-2 ${new URL(ROOT).pathname}`;
const SHARED = 'advisory-1'; // of earlier workers, the same for all sites of an address
const jobs = new Map(); // by set: what is being fetched now
const FONTS = 'assets/fonts/';
let known = null;       // by set: its accepted list; read from the copy when it is needed

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(Promise.all([self.clients.claim(), store()])));

let moved = null;
const store = () => (moved = moved || takeOver());
const listUrl = set => `${ROOT}${set}keep.json`;
const saidUrl = set => `${ROOT}${set}said.json`; // what was heard last: notices, numbers that are gone
const fileUrl = ([path, version]) => `${ROOT}${path}?v=${version}`;
const filesOf = list => (list.all ? list.pages.concat(list.more) : list.pages);
const sum = files => files.reduce((bytes, file) => bytes + file[2], 0);

async function lists() {
  if (known) return known;
  const found = new Map();
  const cache = await store();
  for (const url of (await ownShared()).concat((await cache.keys()).map(request => request.url))) {
    if (isList(url)) found.set(url.slice(ROOT.length, -9), await (await copyAt(url)).json());
  }
  known = found;
  return found;
}

const isList = url => url.endsWith('/keep.json');
const copyAt = async url => (await (await store()).match(url)) || caches.match(url, { cacheName: SHARED });

// What the shared cache has of this site, lists last. A site that lies below this one has its own
// lists there: ours are called L/H/keep.json.
async function ownShared() {
  if (!(await caches.has(SHARED))) return [];
  const urls = (await (await caches.open(SHARED)).keys()).map(request => request.url);
  const ours = urls.filter(url => url.startsWith(ROOT));
  const below = ours.filter(isList).map(url => url.split('/').slice(0, -3).join('/') + '/').filter(root => root !== ROOT);
  const own = ours.filter(url => !below.some(root => url.startsWith(root)));
  return own.sort((one, other) => isList(one) - isList(other));
}

// A reader keeps the copy that an earlier worker made. Each file is there before it goes from the old
// place, and its list comes last, so that a phone that stops on the way goes on from where it was.
async function takeOver() {
  const cache = await caches.open(NAME);
  try {
    const own = await ownShared();
    const shared = own.length && (await caches.open(SHARED));
    for (const url of own) {
      if (!(await cache.match(url))) await cache.put(url, await shared.match(url));
      await shared.delete(url);
    }
    if (shared && !(await shared.keys()).length) await caches.delete(SHARED);
  } catch (error) { /* A full phone: what could not be moved is read where it is. */ }
  return cache;
}

// --- answering pages ---------------------------------------------------------------------------

self.addEventListener('fetch', event => {
  const url = event.request.url.split(/[?#]/)[0];
  if (event.request.method !== 'GET' || !url.startsWith(ROOT)) return;
  event.respondWith(answer(event.request, url.slice(ROOT.length).replace(/(^|\/)index\.html$/, '$1')));
});

async function answer(request, path) {
  const kept = await copyOf(path);
  if (kept) return kept;
  try {
    const answered = await fetch(request);
    if (path.startsWith(FONTS) && answered.ok && (await lists()).size) {
      // A phone without letters for its reader's language needs them without a network, too.
      await (await store()).put(ROOT + path, answered.clone());
    }
    return answered;
  } catch (error) {
    const page = request.mode === 'navigate' && (await offlinePage(path));
    if (page) return page;
    throw error;
  }
}

async function copyOf(path) {
  if (path.startsWith(FONTS)) return copyAt(ROOT + path);
  for (const list of (await lists()).values()) {
    const file = filesOf(list).find(each => each[0] === path);
    const copy = file && (await copyAt(fileUrl(file)));
    if (copy) return copy;
  }
  return undefined;
}

// In the language that was asked for, if it is kept; else in that which was kept last.
async function offlinePage(path) {
  const sets = [...(await lists()).keys()].reverse();
  sets.sort((one, other) => path.startsWith(other) - path.startsWith(one));
  for (const set of sets) {
    const page = await copyOf(`${set}offline/`);
    if (page) return page;
  }
  return undefined;
}

// --- keeping -----------------------------------------------------------------------------------

self.addEventListener('message', event => {
  const { want, set, all, also } = event.data;
  const tell = state => event.ports[0].postMessage(state);
  const work = { check: () => check(set, all, also, tell), keep: () => keep(set, all, tell), forget: () => forget(tell) }[want];
  if (work) event.waitUntil(work().catch(() => tell({ state: 'failed' })));
});

async function fetched(set) {
  const answered = await fetch(listUrl(set), { cache: 'no-cache' });
  if (!answered.ok) throw new Error(answered.status);
  return answered.json();
}

// What a page asks after it has loaded. *may*: the phone may fetch pages unasked.
async function check(set, may, also, tell) {
  const mine = (await lists()).get(set);
  let fresh;
  try {
    fresh = await fetched(set);
  } catch (error) {
    tell(await lastSaid(set));
    return tell(mine ? stateOf(mine) : { state: 'none' });
  }
  const said = { gone: fresh.gone, notices: fresh.notices || { list: [] }, at: Date.now() };
  tell(said);
  if (!mine && !may) return tell({ state: 'start', bytes: sum(fresh.pages) + sum(fresh.more) });
  if (!mine) await keep(set, false, () => {}, fresh);
  // Kept beside the pages, which stay as they are: without a network they say the last that was heard. A full phone
  // has told it, and keeps what it had.
  try {
    await (await store()).put(saidUrl(set), new Response(JSON.stringify(said)));
  } catch (error) { /* told above */ }
  if (may) await keepFonts(also);
  const list = mine || (await lists()).get(set);
  const now = filesOf(Object.assign({}, fresh, { all: list.all }));
  const have = new Set(filesOf(list).map(fileUrl));
  const changed = now.filter(file => !have.has(fileUrl(file)));
  if (changed.length) return tell({ state: 'new', bytes: sum(changed), all: !!list.all });
  return tell(stateOf(list));
}

// Notices are in one language. A number that is gone is gone in all of them: what was heard later in another language
// of the country counts here too.
async function lastSaid(set) {
  const cache = await store();
  const host = set.split('/')[1];
  const all = new Map();
  for (const { url } of await cache.keys()) {
    const of = url.slice(ROOT.length, -9);
    if (url === saidUrl(of) && of.split('/')[1] === host) all.set(of, await (await cache.match(url)).json());
  }
  const own = all.get(set) || {};
  const later = [...all.values()].filter(one => (one.at || 0) > (own.at || 0)).map(one => one.gone);
  return Object.assign({}, own, later.length || own.gone ? { gone: Object.assign({}, own.gone, ...later) } : {});
}

const stateOf = list => (list.all ? { state: 'kept', day: list.day } : { state: 'start', bytes: sum(list.more) });

// Fetch what is missing, then accept the list: until then the old copy answers, whole.
function keep(set, all, tell, list) {
  if (!jobs.has(set)) {
    const end = () => jobs.delete(set);
    const job = fetchAll(set, all, tell, list);
    jobs.set(set, job);
    job.then(end, end);
  }
  return jobs.get(set);
}

async function fetchAll(set, all, tell, list) {
  const fresh = Object.assign(list || (await fetched(set)), { all, day: new Date().toISOString().slice(0, 10) });
  const cache = await store();
  const files = filesOf(fresh);
  const waiting = [];
  for (const file of files) if (!(await cache.match(fileUrl(file)))) waiting.push(file);
  const of = sum(waiting);
  tell({ state: 'working', done: 0, of });
  let done = 0, stopped = false;
  const one = async file => {
    // Assets are named after their content, and the page has just loaded them.
    const asset = file[0].startsWith('assets/');
    const copy = await fetch(asset ? ROOT + file[0] : fileUrl(file), { cache: asset ? 'default' : 'no-cache' });
    if (!copy.ok || copy.redirected) throw new Error(copy.status);
    if (stopped) return;
    await cache.put(fileUrl(file), copy);
    done += file[2];
    // Else "working" would stand where another one has told that it failed.
    if (!stopped) tell({ state: 'working', done, of });
  };
  const next = async () => {
    try {
      for (let file = waiting.shift(); file && !stopped; file = waiting.shift()) await one(file);
    } catch (error) {
      stopped = true;
      throw error;
    }
  };
  await Promise.all([next(), next(), next()]);
  await cache.delete(listUrl(set)); // so that it comes last: it was kept last
  await cache.put(listUrl(set), new Response(JSON.stringify(fresh), { headers: { 'Content-Type': 'application/json' } }));
  known = null;
  await tidy(cache);
  tell(stateOf(fresh));
}

async function tidy(cache) {
  const named = new Set();
  for (const list of (await lists()).values()) filesOf(list).forEach(file => named.add(fileUrl(file)));
  for (const { url } of await cache.keys()) if (url.includes('?v=') && !named.has(url)) await cache.delete(url);
}

// What the first page loaded before there was a worker to see it.
async function keepFonts(urls) {
  const cache = await store();
  for (const url of urls) {
    if (!url.startsWith(ROOT + FONTS) || (await cache.match(url))) continue;
    const font = await fetch(url);
    if (font.ok) await cache.put(url, font);
  }
}

async function forget(tell) {
  const shared = await ownShared();
  for (const url of shared) await (await caches.open(SHARED)).delete(url);
  await caches.delete(NAME);
  known = moved = null;
  await self.registration.unregister();
  tell({ state: 'forgotten' });
}
