// Gives the built program our stub where it asks for Electron.
import { registerHooks } from 'node:module';

const stub = new URL('./electron-stub.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: stub, shortCircuit: true } : next(specifier, context),
});
