// The demo region as the commands use it: fill it, name accounts to walk in with, post a payment.
export { DEMO_VERSION, fillDemo } from './fill.ts';
export { postPayment } from './post-payment.ts';
export { demoWalkAccounts, type WalkAccount } from './walk.ts';
