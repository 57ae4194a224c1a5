// All messages, collected from one file per screen group. A key is `group.name`.
import { audit } from './audit.ts';
import { cabinet } from './cabinet.ts';
import { certificate } from './certificate.ts';
import { common } from './common.ts';
import { data } from './data.ts';
import { desk } from './desk.ts';
import { find } from './find.ts';
import { helpTexts } from './help.ts';
import { lock } from './lock.ts';
import { news } from './news.ts';
import { organizations } from './organizations.ts';
import { pay } from './pay.ts';
import { profile } from './profile.ts';
import { proof } from './proof.ts';
import { statement } from './statement.ts';
import { unread } from './unread.ts';

export const messages = {
  ...common,
  ...find,
  ...proof,
  ...statement,
  ...helpTexts,
  ...cabinet,
  ...news,
  ...organizations,
  ...pay,
  ...profile,
  ...desk,
  ...lock,
  ...certificate,
  ...unread,
  ...data,
  ...audit,
} as const;
