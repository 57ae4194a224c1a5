// The program's letters, from resources/texts/letters, and their copies in the fund's database, from which it composes what it mails.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { resource } from '../../base/package-root.ts';

export interface LetterTemplate {
  name: string;
  locale: 'ru' | 'en';
  subject: string;
  body: string;
}

/** A file's first line is the subject, the body begins after an empty one. */
export function readLetterTemplates(folder = join(resource('texts'), 'letters')): LetterTemplate[] {
  return (['ru', 'en'] as const).flatMap(locale =>
    readdirSync(join(folder, locale)).map(file => {
      const text = readFileSync(join(folder, locale, file), 'utf8').replace(/\r\n/g, '\n');
      const [subject = '', , ...body] = text.trim().split('\n');
      return { name: file.replace(/\.txt$/, ''), locale, subject, body: body.join('\n') };
    }),
  );
}

/** Brings them up to date; a row that the fund has made its own stays as it is. */
export async function writeLetterTemplates(client: ClientBase, templates = readLetterTemplates()): Promise<void> {
  for (const { name, locale, subject, body } of templates)
    await client.query(
      `insert into cabinet.letter_template as t (name, locale, subject, body) values ($1, $2, $3, $4)
       on conflict (name, locale) do update set subject = excluded.subject, body = excluded.body
       where not t.own and (t.subject, t.body) <> (excluded.subject, excluded.body)`,
      [name, locale, subject, body],
    );
}
