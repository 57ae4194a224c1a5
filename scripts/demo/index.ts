// The demo region for the commands: filling it, choosing accounts to try, posting a payment.
export { DEMO_VERSION, fillDemo } from './fill.ts';
export { postPayment } from './post-payment.ts';
export { demoWalkAccounts, type WalkAccount } from './walk.ts';
