// A secret asked for on the terminal or read from a pipe: never given as an argument, where every user of the machine sees it.
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';

export async function typedSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const value = await lines.question(`${question}: `);
  lines.close();
  // what was typed does not stay on the screen
  process.stderr.write('\u001b[1A\u001b[2K');
  return value.trim();
}
