// The address of a PostgreSQL database, taken apart: which server, as whom, and by what rule its certificate is checked.

export interface PostgresServer {
  host: string;
  port: number;
}

export interface PostgresAddress {
  /** one, or a primary and its standbys in whatever order */
  servers: readonly [PostgresServer, ...PostgresServer[]];
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

/** An address with its first server alone, which URL can read, and the other servers. */
function apart(text: string): { first: string; others: readonly string[] } {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z]+:\/\/)([^/?#]*)(.*)$/is.exec(text) ?? [];
  const at = authority.lastIndexOf('@') + 1;
  const [first = '', ...others] = authority.slice(at).split(',');
  return others.length === 0
    ? { first: text, others }
    : { first: `${scheme}${authority.slice(0, at)}${first}${rest}`, others };
}

/** Whether an address holds a password, whatever else is wrong with it. */
export const holdsPassword = (address: string): boolean => Boolean(URL.parse(apart(address).first)?.password);

const serverOf = ({ hostname, port }: URL): PostgresServer => ({
  host: hostname.replace(/^\[|\]$/g, '') || 'localhost',
  port: Number(port || 5432),
});

function otherServer(host: string): URL {
  const url = URL.parse(`postgres://${host}/`);
  if (url?.hostname && url.host.toLowerCase() === host.toLowerCase()) return url;
  throw new BadAddress('В адресе базы фонда несколько серверов, и один из них не читается: имя:порт через запятую.');
}

/**
 * Takes `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=/ca.pem` apart. A server that is not on this machine
 * must be asked with `verify-full`: any weaker way gives the password and the owners' data to whoever answers. Several servers stand behind each
 * other: `@a:5432,b:5432/`. Throws BadAddress.
 */
export function postgresAddress(text: string): PostgresAddress {
  const { first, others } = apart(text);
  let url: URL;
  try {
    url = new URL(first);
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
  const safe = sslmode === 'verify-full';
  const more = others.map(otherServer);
  if (more.length > 0 && (socket !== '' || url.hostname === ''))
    throw new BadAddress(
      'В адресе базы фонда несколько серверов: у каждого должно быть имя, а папки сокета быть не может.',
    );
  const elsewhere = [url, ...more].some(({ hostname }) => hostname !== '' && !onThisMachine(hostname));
  if (!safe && socket === '' && elsewhere)
    throw new BadAddress('База фонда не на этом компьютере: в её адресе должно быть sslmode=verify-full.');
  if (!safe && sslrootcert !== null)
    throw new BadAddress('В адресе базы фонда есть sslrootcert, но нет sslmode=verify-full.');
  const part = (value: string) => (value === '' ? undefined : decodeURIComponent(value));
  return {
    servers: [{ ...serverOf(url), ...(socket && { host: socket }) }, ...more.map(serverOf)],
    user: part(url.username),
    password: part(url.password),
    database: part(url.pathname.slice(1)),
    tls: safe ? { ca: sslrootcert } : null,
  };
}
