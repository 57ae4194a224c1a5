// The page that stands in place of the program when it cannot start: a sentence for whoever came, the reason and the files for a technician. No script.
import { createHash } from 'node:crypto';
import { securityHeaders } from '../security-policy.ts';

/** Files a technician looks into. */
export interface Places {
  settings: string;
  log: string;
}

export interface Trouble {
  /** the reason, a sentence with what to do */
  why: string;
  places: Places;
  /** the program is started again by itself in a minute; otherwise by the link alone */
  tries: boolean;
}

/** The link on the page; a navigation to it starts the program again. */
export const againPath = '/again';

const style = `
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #fff; color: #1a1a1a;
    font: 1.375rem/1.5 'Noto Sans', system-ui, sans-serif; }
  main { max-width: 46rem; padding: 2rem; }
  h1 { margin: 0 0 1rem; font-size: 2.5rem; line-height: 1.2; text-wrap: balance; }
  section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 2px solid #767676; font-size: 1.125rem; }
  h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
  p { margin: 0 0 .75rem; }
  dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
  dt { color: #4d4d4d; }
  a { display: inline-block; margin-top: .5rem; padding: .75rem 1.5rem; border: 2px solid #1a1a1a; border-radius: .5rem; color: inherit;
    text-decoration: none; font-weight: 600; }
`;

const policy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, sign => entities[sign] ?? sign);

const again = '<p>Через минуту программа попробует запуститься сама.</p>';

const page = ({ why, places, tries }: Trouble) => `<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<title>Терминал временно не работает</title>
<style>${style}</style>
<main>
<h1>Терминал временно не&nbsp;работает</h1>
<p>Пожалуйста, обратитесь к сотруднику.</p>
${tries ? again : ''}
<section>
<h2>Сотруднику</h2>
<p>${escaped(why)}</p>
<dl><dt>Файл настроек</dt><dd>${escaped(places.settings)}</dd><dt>Журнал программы</dt><dd>${escaped(places.log)}</dd></dl>
<a href="${againPath}">Запустить ещё раз</a>
</section>
</main>
</html>
`;

export const troublePage = (trouble: Trouble, status = 200): Response =>
  new Response(page(trouble), {
    status,
    headers: {
      ...securityHeaders,
      'content-security-policy': policy,
      'content-type': 'text/html; charset=utf-8',
    },
  });
