// The statement screens.
import './kr-document-screen.ts';
import './kr-history-screen.ts';
import './kr-payments-screen.ts';
import './kr-statement-screen.ts';
import './kr-tariffs-screen.ts';
