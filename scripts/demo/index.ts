// The demo region as the commands use it: fill it, name accounts to walk in with, post a payment.
export { DEMO_VERSION, fillDemo, type FillOptions, type FillResult } from './fill.ts';
export { postPayment, type NewPayment, type PostedPayment } from './post-payment.ts';
export { demoWalkAccounts, type WalkAccount } from './walk.ts';
