// The organizations screens.
import './kr-organizations-screen.ts';
