// The renderer's entry point: Web Awesome's texts and icons from local files, guards, the frame, the screens.
import '@awesome.me/webawesome/dist/translations/ru.js';
import '../ui/index.ts';
import { typing } from '../ui/typing.ts';
import { isClerk } from '../core/clerk.ts';
import { startFailureReports } from '../core/failures.ts';
import { startIdleGuard } from '../core/idle.ts';
import { startScans } from '../core/scanned.ts';
import { startScreenLock } from '../core/screen-lock.ts';
import { startShift } from '../core/shift.ts';
import { startSystemInfo } from '../core/system-info.ts';
import { readBy } from '../i18n/index.ts';
import '../kiosk/welcome/kr-welcome-screen.ts';
import '../kiosk/find/index.ts';
import '../kiosk/proof/kr-proof-screen.ts';
import '../kiosk/goodbye/kr-goodbye-screen.ts';
import './kr-app.ts';

startFailureReports();
startSystemInfo();
startIdleGuard();
startScans(() => typing.focused);
readBy(isClerk);
startShift();
startScreenLock();
