// The screens of the cabinet: sign-in, registration, recovery, the accounts of a login.
import './kr-absent-house-screen.ts';
import './kr-application-screen.ts';
import './kr-attach-screen.ts';
import './kr-cabinet-home-screen.ts';
import './kr-no-account-screen.ts';
import './kr-recover-screen.ts';
import './kr-register-screen.ts';
import './kr-sign-in-screen.ts';
