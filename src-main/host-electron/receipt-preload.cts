// Draws a receipt in electron-pos-printer's window: answers its two messages and shows every value as text, never as HTML.
import type { IpcRendererEvent } from 'electron';

// A sandboxed preload is CommonJS and may only require 'electron'.
const { ipcRenderer } = require('electron') as typeof import('electron');

interface Cell {
  value?: unknown;
  style?: Record<string, unknown>;
}
interface Row extends Cell {
  type?: unknown;
  url?: unknown;
  width?: unknown;
  tableBody?: Cell[][];
}

/** The part of the DOM that is used; this file is compiled without DOM types. */
interface Element {
  textContent: string;
  src: string;
  decode(): Promise<void>;
  style: { setProperty(name: string, value: string): void };
  appendChild(child: Element): void;
}
const page = () =>
  (globalThis as unknown as { document: { createElement(tag: string): Element; getElementById(id: string): Element } })
    .document;

/** Only these are allowed, never a `url(…)`. */
const properties = new Set([
  'fontSize',
  'fontWeight',
  'textAlign',
  'borderTop',
  'margin',
  'height',
  'width',
  'overflowWrap',
  'whiteSpace',
]);

function styled(element: Element, style: Record<string, unknown> = {}): Element {
  for (const [name, value] of Object.entries(style))
    if (properties.has(name) && /^[\w\s.%-]*$/.test(String(value)))
      element.style.setProperty(
        name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
        String(value),
      );
  return element;
}

function text(tag: string, { value = '', style }: Cell): Element {
  const element = styled(page().createElement(tag), style);
  element.textContent = String(value);
  return element;
}

async function draw(row: Row): Promise<Element> {
  if (row.type === 'text') return text('div', row);
  if (row.type === 'image' && /^data:image\/png;base64,[A-Za-z0-9+/=]+$/.test(String(row.url))) {
    const image = styled(page().createElement('img'), { width: row.width });
    image.src = String(row.url);
    // the reply after which the page's height is read waits for it
    await image.decode();
    return image;
  }
  if (row.type !== 'table') throw new Error(`No such row: ${String(row.type)}`);
  const table = styled(page().createElement('table'), row.style);
  for (const cells of row.tableBody ?? []) {
    const line = page().createElement('tr');
    for (const cell of cells) line.appendChild(text('td', cell));
    table.appendChild(line);
  }
  return table;
}

ipcRenderer.on('body-init', () => ipcRenderer.send('body-init-reply', { status: true, error: null }));
async function drawLine(line: Row): Promise<void> {
  try {
    page()
      .getElementById('main')
      .appendChild(await draw(line));
    ipcRenderer.send('render-line-reply', { status: true, error: null });
  } catch (error) {
    ipcRenderer.send('render-line-reply', { status: false, error: String(error) });
  }
}

ipcRenderer.on('render-line', (_event: IpcRendererEvent, { line }: { line: Row }) => void drawLine(line));
