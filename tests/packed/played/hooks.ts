// Gives the packed program the played Electron, and begins the walk named by KAPREMONT_TEST_WALK beside it.
import { registerHooks } from 'node:module';

const played = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: played, shortCircuit: true } : next(specifier, context),
});
setImmediate(() => void import('./walks.ts'));
