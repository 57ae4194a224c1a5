// Every migration of the fund's exchange database, in the order they run.
import { ReferenceTables1795300000001 } from './1795300000001-reference-tables.ts';
import { ExchangeViews1795300000002 } from './1795300000002-exchange-views.ts';
import { ChangeLog1795300000003 } from './1795300000003-change-log.ts';
import { TerminalTables1795300000004 } from './1795300000004-terminal-tables.ts';
import { Roles1795300000005 } from './1795300000005-roles.ts';
import { CabinetTables1795300000101 } from './1795300000101-cabinet-tables.ts';
import { CabinetUsers1795300000102 } from './1795300000102-cabinet-users.ts';
import { CabinetAttempts1795300000103 } from './1795300000103-cabinet-attempts.ts';
import { CabinetLetters1795300000104 } from './1795300000104-cabinet-letters.ts';
import { PaymentIntents1795300000201 } from './1795300000201-payment-intents.ts';
import { Staff1795300000301 } from './1795300000301-staff.ts';
import { StaffHistory1795300000302 } from './1795300000302-staff-history.ts';
import { HouseWorks1795300000401 } from './1795300000401-house-works.ts';
import { OpenMonths1795300000402 } from './1795300000402-open-months.ts';
import { StaffHistoryChange1795300000403 } from './1795300000403-staff-history-change.ts';
import { HeartbeatTrouble1795300000421 } from './1795300000421-heartbeat-trouble.ts';
import { HouseAccounts1795300000431 } from './1795300000431-house-accounts.ts';
import { HouseDistricts1795300000432 } from './1795300000432-house-districts.ts';
import { Certificates1795300000441 } from './1795300000441-certificates.ts';
import { PenaltyParts1795300000442 } from './1795300000442-penalty-parts.ts';
import { Load1795300000451 } from './1795300000451-load.ts';
import { Check1795300000452 } from './1795300000452-check.ts';
import { ApplicationsWithoutAccount1795300000461 } from './1795300000461-applications-without-account.ts';
import { RecoveryByAddress1795300000481 } from './1795300000481-recovery-by-address.ts';
import { AcceptedData1795300000482 } from './1795300000482-accepted-data.ts';
import { AuditVisitShift1795300000501 } from './1795300000501-audit-visit-shift.ts';
import { TerminalLogin1795300000502 } from './1795300000502-terminal-login.ts';
import { AuditChains1795300000503 } from './1795300000503-audit-chains.ts';
import { TerminalBoundCalls1795300000504 } from './1795300000504-terminal-bound-calls.ts';
import { CheckTerminals1795300000505 } from './1795300000505-check-terminals.ts';
import { SignIn1795300000506 } from './1795300000506-sign-in.ts';
import { LettersByTemplate1795300000507 } from './1795300000507-letters-by-template.ts';
import { Codes1795300000508 } from './1795300000508-codes.ts';
import { SessionCalls1795300000509 } from './1795300000509-session-calls.ts';
import { AuditAnchor1795300000510 } from './1795300000510-audit-anchor.ts';
import { RefundedIntents1795300000531 } from './1795300000531-refunded-intents.ts';
import { Locks1795300000536 } from './1795300000536-locks.ts';
import { FormsOldestFirst1795300000537 } from './1795300000537-forms-oldest-first.ts';
import { ManyOpenings1795300000538 } from './1795300000538-many-openings.ts';
import { StaffPasswords1795300000540 } from './1795300000540-staff-passwords.ts';
import { Auditor1795300000550 } from './1795300000550-auditor.ts';
import { AccountViews1795300000551 } from './1795300000551-account-views.ts';
import { AdminLines1795300000552 } from './1795300000552-admin-lines.ts';
import { AnchorLetter1795300000553 } from './1795300000553-anchor-letter.ts';
import { LocksOfNames1795300000539 } from './1795300000539-locks-of-names.ts';
import { DamagedOutbox1795300000565 } from './1795300000565-damaged-outbox.ts';
import { AnswersOfCommittedTries1795300000570 } from './1795300000570-answers-of-committed-tries.ts';
import { FairShares1795300000571 } from './1795300000571-fair-shares.ts';
import { CheckTransactions1795300000572 } from './1795300000572-check-transactions.ts';
import { AuditAskedFirst1795300000573 } from './1795300000573-audit-asked-first.ts';
import { Standing1795300000585 } from './1795300000585-standing.ts';
import { PartedChains1795300000586 } from './1795300000586-parted-chains.ts';
import { OddMoments1795300000587 } from './1795300000587-odd-moments.ts';

export const fundMigrations = [
  ReferenceTables1795300000001,
  ExchangeViews1795300000002,
  ChangeLog1795300000003,
  TerminalTables1795300000004,
  Roles1795300000005,
  CabinetTables1795300000101,
  CabinetUsers1795300000102,
  CabinetAttempts1795300000103,
  CabinetLetters1795300000104,
  PaymentIntents1795300000201,
  Staff1795300000301,
  StaffHistory1795300000302,
  HouseWorks1795300000401,
  OpenMonths1795300000402,
  StaffHistoryChange1795300000403,
  HeartbeatTrouble1795300000421,
  HouseAccounts1795300000431,
  HouseDistricts1795300000432,
  Certificates1795300000441,
  PenaltyParts1795300000442,
  Load1795300000451,
  Check1795300000452,
  ApplicationsWithoutAccount1795300000461,
  RecoveryByAddress1795300000481,
  AcceptedData1795300000482,
  AuditVisitShift1795300000501,
  TerminalLogin1795300000502,
  AuditChains1795300000503,
  TerminalBoundCalls1795300000504,
  CheckTerminals1795300000505,
  SignIn1795300000506,
  LettersByTemplate1795300000507,
  Codes1795300000508,
  SessionCalls1795300000509,
  AuditAnchor1795300000510,
  RefundedIntents1795300000531,
  Locks1795300000536,
  FormsOldestFirst1795300000537,
  ManyOpenings1795300000538,
  LocksOfNames1795300000539,
  StaffPasswords1795300000540,
  Auditor1795300000550,
  AccountViews1795300000551,
  AdminLines1795300000552,
  AnchorLetter1795300000553,
  DamagedOutbox1795300000565,
  AnswersOfCommittedTries1795300000570,
  FairShares1795300000571,
  CheckTransactions1795300000572,
  AuditAskedFirst1795300000573,
  Standing1795300000585,
  PartedChains1795300000586,
  OddMoments1795300000587,
];
