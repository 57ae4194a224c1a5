// The payment screens.
import './kr-pay-screen.ts';
