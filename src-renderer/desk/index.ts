// The desk's screens, loaded when staff open them.
import './accounts/kr-open-by-document-screen.ts';
import './audit/kr-audit-check-screen.ts';
import './audit/kr-audit-screen.ts';
import './checks/kr-applications-screen.ts';
import './checks/kr-certificate-screen.ts';
import './checks/kr-data-screen.ts';
import './checks/kr-defects-screen.ts';
import './checks/kr-jobs-screen.ts';
import './checks/kr-locks-screen.ts';
import './house/kr-find-house-screen.ts';
import './house/kr-house-screen.ts';
import './house/kr-region-screen.ts';
import './shift/kr-desk-screen.ts';
import './shift/kr-lock-screen.ts';
import './shift/kr-staff-sign-in-screen.ts';
