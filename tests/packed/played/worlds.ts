// The two worlds of a sandboxed page: the preload's own, where `electron` may be required, and the page's, with what the bridge exposes. Texts of scripts.

/**
 * In the page's world. What passes between worlds is the detail of an event, which Chromium clones by the structured-clone algorithm: no object of one
 * world is seen in the other. Functions pass as numbers.
 */
export const pageWorld = `(() => {
  const callbacks = new Map();
  let last = 0;
  const waiting = new Map();
  const send = (type, detail) => document.dispatchEvent(new CustomEvent(type, { detail }));
  const away = value => {
    if (typeof value !== 'function') return value;
    callbacks.set(++last, value);
    return { __page: last };
  };
  const here = value => (value && typeof value === 'object' && '__preload' in value ? call(value.__preload) : value);
  const call = target => (...args) => {
    const id = ++last;
    let now;
    waiting.set(id, answer => (now = answer));
    send('kr-test:call', { id, target, args: args.map(away) });
    if (now) return here(now.value);
    return new Promise((resolve, reject) =>
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(here(value)) : reject(new Error(error)))),
    );
  };
  document.addEventListener('kr-test:answer', ({ detail }) => waiting.get(detail.id)?.(detail));
  document.addEventListener('kr-test:back', ({ detail }) => callbacks.get(detail.fn)?.(...detail.args));
  document.addEventListener('kr-test:expose', ({ detail }) => {
    const api = Object.freeze(Object.fromEntries(detail.keys.map(key => [key, call(detail.name + '.' + key)])));
    Object.defineProperty(globalThis, detail.name, { value: api, enumerable: true });
  });
  send('kr-test:ready', null);
})();`;

/** In the preload's world, before the preload itself. `__invoke` is the way to main, `__receive` main's way here. */
export const preloadWorld = (preload: string) => `(() => {
  const apis = {};
  const functions = new Map();
  let last = 0;
  const send = (type, detail) => document.dispatchEvent(new CustomEvent(type, { detail }));
  const away = value => {
    if (typeof value !== 'function') return value;
    functions.set('fn' + ++last, value);
    return { __preload: 'fn' + last };
  };
  const here = value =>
    value && typeof value === 'object' && '__page' in value
      ? (...args) => send('kr-test:back', { fn: value.__page, args })
      : value;
  document.addEventListener('kr-test:call', ({ detail: { id, target, args } }) => {
    const [name, key] = target.split('.');
    const work = functions.get(target) ?? apis[name][key];
    const value = work(...args.map(here));
    if (!(value instanceof Promise)) return send('kr-test:answer', { id, value: away(value) });
    value.then(
      got => send('kr-test:answer', { id, value: away(got) }),
      error => send('kr-test:answer', { id, error: String(error) }),
    );
  });
  const expose = () => Object.entries(apis).forEach(([name, api]) => send('kr-test:expose', { name, keys: Object.keys(api) }));
  let ready = false;
  document.addEventListener('kr-test:ready', () => { ready = true; expose(); });

  const listeners = {};
  const invoked = new Map();
  globalThis.__receive = (channel, args) => listeners[channel]?.({}, ...args);
  globalThis.__answer = (id, { value, error }) => {
    const { resolve, reject } = invoked.get(id);
    invoked.delete(id);
    error === undefined ? resolve(value) : reject(new Error(error));
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        apis[name] = api;
        send('kr-test:expose', { name, keys: Object.keys(api) });
      },
    },
    ipcRenderer: {
      on: (channel, listener) => void (listeners[channel] = listener),
      invoke: (channel, ...args) =>
        new Promise((resolve, reject) => {
          const id = ++last;
          invoked.set(id, { resolve, reject });
          globalThis.__invoke(JSON.stringify({ id, channel, args: structuredClone(args) }));
        }),
    },
  };
  const require = name => {
    if (name !== 'electron') throw new Error('A sandboxed preload cannot require ' + name);
    return electron;
  };
  ((require, exports) => { ${preload}
  })(require, {});
})();`;
