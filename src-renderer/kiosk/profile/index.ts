// The profile screens.
import './kr-profile-screen.ts';
