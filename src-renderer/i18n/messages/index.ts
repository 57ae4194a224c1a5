// All messages, gathered from one file a screen group. A key is `group.name`.
import { common } from './common.ts';
import { find } from './find.ts';
import { proof } from './proof.ts';
import { statement } from './statement.ts';

export const messages = { ...common, ...find, ...proof, ...statement } as const;
