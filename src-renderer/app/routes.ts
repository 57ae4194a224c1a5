// Which screen an address shows, and what a visit must hold for it.
import { Router, type Commands, type Context } from '@vaadin/router';
import { transport } from '../transport/index.ts';
import { visitState } from './visit-state.ts';

export { go } from './navigation.ts';

const statementScreens = () => import('../kiosk/statement/index.ts').then(() => undefined);

/** The statement screens need an opened account; after a reload main is asked what the visit still holds. */
async function withAccount(_context: Context, commands: Commands) {
  if (visitState.current === null) {
    const state = await transport.call('visit.state', {});
    if (state.ok && state.value.accounts.length > 0) visitState.restore(state.value.accounts);
  }
  if (visitState.current === null) return commands.redirect('/');
  await statementScreens();
  return undefined;
}

const withHits = (_context: Context, commands: Commands) =>
  visitState.hits.length === 0 ? commands.redirect('/find') : undefined;

const withChosen = (_context: Context, commands: Commands) =>
  visitState.chosen === null ? commands.redirect('/find') : undefined;

export function startRouter(outlet: HTMLElement): Promise<unknown> {
  const router = new Router(outlet);
  return router.setRoutes([
    { path: '/', component: 'kr-welcome-screen' },
    { path: '/find', component: 'kr-find-screen' },
    { path: '/find/number', component: 'kr-find-number-screen' },
    { path: '/find/address', component: 'kr-find-address-screen' },
    { path: '/find/scan', component: 'kr-find-scan-screen' },
    { path: '/find/result', action: withHits, component: 'kr-find-result-screen' },
    { path: '/proof', action: withChosen, component: 'kr-proof-screen' },
    { path: '/statement', action: withAccount, component: 'kr-statement-screen' },
    { path: '/statement/history', action: withAccount, component: 'kr-history-screen' },
    { path: '/statement/payments', action: withAccount, component: 'kr-payments-screen' },
    { path: '/statement/tariffs', action: withAccount, component: 'kr-tariffs-screen' },
    { path: '/statement/document', action: withAccount, component: 'kr-document-screen' },
    { path: '/goodbye', component: 'kr-goodbye-screen' },
    { path: '(.*)', redirect: '/' },
  ]);
}
