// Which screen each address shows, and what the visit must have for it.
import { Router, type Commands, type RouteContext } from '@vaadin/router';
import { isSignedIn, showMainAccount } from '../core/session.ts';
import { askShift, shiftState } from '../core/shift.ts';
import { systemInfo } from '../core/system-info.ts';
import { visitState } from '../core/visit.ts';
import { transport } from '../transport/index.ts';

export { go } from '../core/navigation.ts';

const statementScreens = () => import('../kiosk/statement/index.ts').then(() => undefined);

const cabinetScreens = () => import('../kiosk/cabinet/index.ts').then(() => undefined);
const publicScreens = () =>
  Promise.all([import('../kiosk/news/index.ts'), import('../kiosk/organizations/index.ts')]).then(() => undefined);
const payScreens = () => import('../kiosk/pay/index.ts').then(() => undefined);
const profileScreens = () => import('../kiosk/profile/index.ts').then(() => undefined);

const deskScreens = () => import('../desk/index.ts').then(() => undefined);

type Screens = () => Promise<undefined>;

/**
 * Screens of an opened account. After a reload main is asked for the visit's accounts; a signed-in user's main account is opened.
 */
const withAccount = (screens: Screens) => async (_context: RouteContext, commands: Commands) => {
  if (visitState.current === null) {
    const state = await transport.call('visit.state', {});
    if (state.ok && state.value.accounts.length > 0) visitState.restore(state.value.accounts);
  }
  if (visitState.current === null && (await isSignedIn())) await showMainAccount();
  if (visitState.current === null) {
    if (!visitState.user) return commands.redirect('/');
    await cabinetScreens();
    return commands.component('kr-no-account-screen');
  }
  await screens();
  return undefined;
};

/** Screens of the signed-in user; others are sent to the sign-in first. */
const withUser = (screens: Screens) => async (context: RouteContext, commands: Commands) => {
  if (!(await isSignedIn())) {
    visitState.set({ afterSignIn: context.pathname });
    return commands.redirect('/cabinet/sign-in');
  }
  await screens();
  return undefined;
};

/** Screens of staff; without a shift they lead to the sign-in. The desk's own screens are not available at a kiosk. */
const withShift = (place: 'desk' | 'both') => async (_context: RouteContext, commands: Commands) => {
  if (!(shiftState.staff ?? (await askShift()))) return commands.redirect('/desk/sign-in');
  if (place === 'desk' && systemInfo.kiosk) return commands.redirect('/desk');
  await deskScreens();
  return undefined;
};

const withChosenAndShift = async (context: RouteContext, commands: Commands) =>
  withChosen(context, commands) ?? (await withShift('desk')(context, commands));

const withHits = (_context: RouteContext, commands: Commands) =>
  visitState.hits.length === 0 ? commands.redirect('/find') : undefined;

const withChosen = (_context: RouteContext, commands: Commands) =>
  visitState.chosen === null ? commands.redirect('/find') : undefined;

const withChosenFor = (screens: Screens) => (context: RouteContext, commands: Commands) =>
  withChosen(context, commands) ?? screens();

/** The locked screen in the place of every other. */
export async function showLock(outlet: HTMLElement): Promise<void> {
  await deskScreens();
  if (shiftState.locked) outlet.replaceChildren(document.createElement('kr-lock-screen'));
}

export function startRouter(outlet: HTMLElement): Promise<unknown> {
  const router = new Router(outlet);
  return router.setRoutes([
    { path: '/', component: 'kr-welcome-screen' },
    { path: '/find', component: 'kr-find-screen' },
    { path: '/find/number', component: 'kr-find-number-screen' },
    { path: '/find/address', component: 'kr-find-address-screen' },
    { path: '/find/scan', component: 'kr-find-scan-screen' },
    { path: '/find/absent', action: cabinetScreens, component: 'kr-absent-house-screen' },
    { path: '/find/result', action: withHits, component: 'kr-find-result-screen' },
    { path: '/proof', action: withChosen, component: 'kr-proof-screen' },
    { path: '/statement', action: withAccount(statementScreens), component: 'kr-statement-screen' },
    { path: '/statement/history', action: withAccount(statementScreens), component: 'kr-history-screen' },
    { path: '/statement/payments', action: withAccount(statementScreens), component: 'kr-payments-screen' },
    { path: '/statement/tariffs', action: withAccount(statementScreens), component: 'kr-tariffs-screen' },
    { path: '/statement/document', action: withAccount(statementScreens), component: 'kr-document-screen' },
    { path: '/news', action: publicScreens, component: 'kr-news-screen' },
    { path: '/news/house', action: withAccount(publicScreens), component: 'kr-house-news-screen' },
    { path: '/fund', action: publicScreens, component: 'kr-fund-screen' },
    { path: '/organizations', action: withAccount(publicScreens), component: 'kr-organizations-screen' },
    { path: '/pay', action: withAccount(payScreens), component: 'kr-pay-screen' },
    { path: '/cabinet/sign-in', action: cabinetScreens, component: 'kr-sign-in-screen' },
    { path: '/cabinet/register', action: cabinetScreens, component: 'kr-register-screen' },
    { path: '/cabinet/recover', action: cabinetScreens, component: 'kr-recover-screen' },
    { path: '/cabinet', action: withUser(cabinetScreens), component: 'kr-cabinet-home-screen' },
    { path: '/cabinet/attach', action: withUser(cabinetScreens), component: 'kr-attach-screen' },
    { path: '/cabinet/application', action: withChosenFor(cabinetScreens), component: 'kr-application-screen' },
    { path: '/profile', action: withUser(profileScreens), component: 'kr-profile-screen' },
    { path: '/desk/sign-in', action: deskScreens, component: 'kr-staff-sign-in-screen' },
    { path: '/desk', action: withShift('both'), component: 'kr-desk-screen' },
    { path: '/desk/jobs', action: withShift('both'), component: 'kr-jobs-screen' },
    { path: '/desk/locks', action: withShift('both'), component: 'kr-locks-screen' },
    { path: '/desk/data', action: withShift('both'), component: 'kr-data-screen' },
    { path: '/desk/applications', action: withShift('desk'), component: 'kr-applications-screen' },
    { path: '/desk/certificate', action: withShift('desk'), component: 'kr-certificate-screen' },
    { path: '/desk/defects', action: withShift('desk'), component: 'kr-defects-screen' },
    { path: '/desk/audit', action: withShift('desk'), component: 'kr-audit-screen' },
    { path: '/desk/audit/check', action: withShift('desk'), component: 'kr-audit-check-screen' },
    { path: '/desk/house', action: withShift('desk'), component: 'kr-find-house-screen' },
    { path: '/desk/house/list', action: withShift('desk'), component: 'kr-house-screen' },
    { path: '/desk/region', action: withShift('desk'), component: 'kr-region-screen' },
    { path: '/desk/open', action: withChosenAndShift, component: 'kr-open-by-document-screen' },
    { path: '/goodbye', component: 'kr-goodbye-screen' },
    { path: '(.*)', redirect: '/' },
  ]);
}
