// Runs a TypeScript entry point on a Node that can: checks the version first and says what to do. Plain JavaScript, so that any Node reads it.
import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Нужен Node.js 22.18 или новее, а это ${process.versions.node}. Запустите через npm («npm start»): на Linux x64 он возьмёт Node 24 ` +
      `из node_modules; на других системах установите Node 24 с nodejs.org.\n` +
      `Node.js 22.18 or newer is needed, this is ${process.versions.node}. Start through npm, or install Node 24.`,
  );
  process.exit(1);
}
// Caches compiled modules between starts, which halves their loading; set in the environment, so that worker threads use it too.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled/', import.meta.url));
module.enableCompileCache();
const [entry] = process.argv.splice(2, 1);
await import(pathToFileURL(entry).href);
