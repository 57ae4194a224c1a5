// The find screens.
import './kr-find-address-screen.ts';
import './kr-find-number-screen.ts';
import './kr-find-result-screen.ts';
import './kr-find-scan-screen.ts';
import './kr-find-screen.ts';
