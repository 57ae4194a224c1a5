// The address of a PostgreSQL database, taken apart: which server, as whom, and by what rule its certificate is checked.

export interface PostgresAddress {
  host: string;
  port: number;
  user: string | undefined;
  /** undefined: the secret store's, or PGPASSWORD */
  password: string | undefined;
  database: string | undefined;
  /** null: no TLS, for a server on this machine only. `ca` is a PEM file; null: the system's authorities. */
  tls: { ca: string | null } | null;
}

const ways = new Set(['disable', 'verify-full']);

/** Whether a host of an address is this machine: by name or number, not by asking the network. */
export const onThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** What is wrong with an address, as a sentence in Russian for an administrator. The address itself is left out: it may hold a password. */
class BadAddress extends Error {
  override name = 'BadAddress';
}

function parameters(url: URL): { sslmode: string | null; sslrootcert: string | null; socket: string } {
  const known = new Set(['sslmode', 'sslrootcert', 'host']);
  const given = [...url.searchParams.keys()];
  const unknown = given.find(name => !known.has(name));
  if (unknown !== undefined)
    throw new BadAddress(
      `В адресе базы фонда параметр «${unknown}», которого программа не знает. Известны sslmode, sslrootcert и host (папка сокета).`,
    );
  const twice = given.find((name, i) => given.indexOf(name) !== i);
  if (twice !== undefined) throw new BadAddress(`В адресе базы фонда параметр «${twice}» назван дважды.`);
  const socket = url.searchParams.get('host') ?? '';
  if (socket !== '' && !socket.startsWith('/'))
    throw new BadAddress(
      'В адресе базы фонда параметр «host» — только папка сокета; имя сервера пишется в самом адресе.',
    );
  return { sslmode: url.searchParams.get('sslmode'), sslrootcert: url.searchParams.get('sslrootcert'), socket };
}

/**
 * Takes `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=/ca.pem` apart. A server that is not on this machine
 * must be asked with `verify-full`: any weaker way gives the password and the owners' data to whoever answers. Throws BadAddress.
 */
export function postgresAddress(text: string): PostgresAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new BadAddress(
      'Адрес базы фонда не читается. Он пишется так: postgres://имя@сервер/база?sslmode=verify-full',
    );
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    throw new BadAddress('Адрес базы фонда должен начинаться с postgres://');
  const { sslmode, sslrootcert, socket } = parameters(url);
  if (sslmode !== null && !ways.has(sslmode))
    throw new BadAddress(`В адресе базы фонда sslmode=${sslmode}; нужно sslmode=verify-full.`);
  const host = socket || url.hostname;
  const safe = sslmode === 'verify-full';
  if (!safe && host !== '' && socket === '' && !onThisMachine(host))
    throw new BadAddress('База фонда не на этом компьютере: в её адресе должно быть sslmode=verify-full.');
  if (!safe && sslrootcert !== null)
    throw new BadAddress('В адресе базы фонда есть sslrootcert, но нет sslmode=verify-full.');
  const part = (value: string) => (value === '' ? undefined : decodeURIComponent(value));
  return {
    host: socket || url.hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port: Number(url.port || 5432),
    user: part(url.username),
    password: part(url.password),
    database: part(url.pathname.slice(1)),
    tls: safe ? { ca: sslrootcert } : null,
  };
}
