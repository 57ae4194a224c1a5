// Loads what `npm run serve` loads and does nothing with it: the share of a start that is reading and stripping TypeScript.
import '../../../scripts/run-program.ts';
import '../../../src-main/host-node/server.ts';

process.exit(0);
