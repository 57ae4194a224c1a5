// The organizations screens.
import './kr-fund-screen.ts';
import './kr-organizations-screen.ts';
