// A rotation of a key that is killed after the step it is told, as a power cut would end it.
import { resolveSecrets } from '../../src-main/adapters/secrets/index.ts';
import { rotateKey, type RotatedFile } from '../../src-main/adapters/sqlite/rotation.ts';

const [dataDir = '', keyFile = '', of = '', killAfter = ''] = process.argv.slice(2);
const secrets = await resolveSecrets({ dataDir, keyFile: keyFile || null }, { demo: keyFile === '' });
await rotateKey(of as RotatedFile, {
  dataDir,
  secrets,
  step: done => void (done === killAfter && process.kill(process.pid, 'SIGKILL')),
});
