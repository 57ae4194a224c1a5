// The few IPP requests (RFC 8010, 8011) a CUPS server gets: numbers and keywords, so that nothing depends on a locale.
import { request } from 'node:http';

/** The answer of `lpstat -H`: a socket's path, or host:port. */
export type Server = { socketPath: string } | { host: string; port: number };

export type IppValue = string | number | boolean;

export interface IppAnswer {
  /** success below 0x100 */
  status: number;
  attributes: Map<string, IppValue[]>;
}

export const operations = { cancelJob: 0x0008, jobAttributes: 0x0009, printerAttributes: 0x000b, purgeJobs: 0x0012 };

const tags = { integer: 0x21, boolean: 0x22, name: 0x42, keyword: 0x44, uri: 0x45, charset: 0x47, language: 0x48 };
type Tag = keyof typeof tags;
export type IppAttribute = [Tag, string, ...IppValue[]];

const OPERATION_GROUP = 0x01;
const END = 0x03;

function bytesOf(value: IppValue): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0]);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function encode(operation: number, attributes: readonly IppAttribute[]): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt16BE(0x0101, 0);
  head.writeUInt16BE(operation, 2);
  head.writeInt32BE(1, 4);
  head[8] = OPERATION_GROUP;
  const all: IppAttribute[] = [
    ['charset', 'attributes-charset', 'utf-8'],
    ['language', 'attributes-natural-language', 'en'],
    ...attributes,
  ];
  const body = all.flatMap(([tag, name, ...values]) =>
    // A further value of an attribute has an empty name.
    values.flatMap((value, i) => [
      Buffer.from([tags[tag]]),
      sized(Buffer.from(i === 0 ? name : '', 'latin1')),
      sized(bytesOf(value)),
    ]),
  );
  return Buffer.concat([head, ...body, Buffer.from([END])]);
}

/** Throws RangeError when the answer is cut short. */
export function decode(bytes: Buffer): IppAnswer {
  const attributes = new Map<string, IppValue[]>();
  let name = '';
  let at = 8;
  const part = () => {
    const length = bytes.readUInt16BE(at);
    if (at + 2 + length > bytes.length) throw new RangeError('The IPP answer is cut');
    const value = bytes.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return value;
  };
  for (;;) {
    const tag = bytes.readUInt8(at++);
    if (tag === END) break;
    if (tag < 0x10) continue;
    name = part().toString('latin1') || name;
    const value = part();
    const read =
      (tag === tags.integer || tag === 0x23) && value.length === 4
        ? value.readInt32BE()
        : tag === tags.boolean
          ? value[0] === 1
          : value.toString('utf8');
    attributes.set(name, [...(attributes.get(name) ?? []), read]);
  }
  return { status: bytes.readUInt16BE(2), attributes };
}

export function parseServer(text: string): Server {
  const trimmed = text.trim();
  if (trimmed.startsWith('/')) return { socketPath: trimmed };
  const [, host = 'localhost', port = '631'] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(trimmed) ?? [];
  return { host: host || 'localhost', port: Number(port) };
}

/** Rejects when the server does not answer within `limitMs`, or its answer is not IPP. */
export function ask(
  server: Server,
  path: string,
  operation: number,
  attributes: readonly IppAttribute[],
  limitMs = 10_000,
): Promise<IppAnswer> {
  const body = encode(operation, attributes);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...server,
        path,
        method: 'POST',
        headers: { Host: 'localhost', 'Content-Type': 'application/ipp', 'Content-Length': body.length },
        signal: AbortSignal.timeout(limitMs),
      },
      answer => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        answer.on('end', () => {
          try {
            if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
            resolve(decode(Buffer.concat(chunks)));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}
