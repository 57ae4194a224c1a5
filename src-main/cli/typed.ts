// Reads a secret from the terminal or a pipe. It is never an argument, because every user of the machine can see those.
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';

export async function typedSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const value = await lines.question(`${question}: `);
  lines.close();
  // wipes the typed characters from the screen
  process.stderr.write('\u001b[1A\u001b[2K');
  return value.trim();
}
