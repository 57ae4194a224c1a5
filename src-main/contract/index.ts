// The contract: every method, event and error code both sides share. The renderer imports only this folder of src-main.
import type { z } from 'zod';
import { audit } from './audit.ts';
import type { Call } from './call.ts';
import type { Result } from './errors.ts';
import { cabinet } from './cabinet.ts';
import { demo } from './demo.ts';
import { documents } from './documents.ts';
import { lookup } from './lookup.ts';
import { news } from './news.ts';
import { organizations } from './organizations.ts';
import { payments } from './payments.ts';
import { proof } from './proof.ts';
import { staff } from './staff.ts';
import { staffChecks } from './staff-checks.ts';
import { staffHouses } from './staff-houses.ts';
import { staffScreen } from './staff-screen.ts';
import { statement } from './statement.ts';
import { system } from './system.ts';
import { visit } from './visit.ts';

export const methods = {
  ...system,
  ...lookup,
  ...proof,
  ...visit,
  ...statement,
  ...documents,
  ...news,
  ...organizations,
  ...payments,
  ...cabinet,
  ...staff,
  ...staffChecks,
  ...staffHouses,
  ...audit,
  ...staffScreen,
  ...demo,
};

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Input<M extends MethodName> = z.input<Methods[M]['input']>;
export type Output<M extends MethodName> = z.output<Methods[M]['output']>;

/** The input after the dispatcher has parsed it. */
export type ParsedInput<M extends MethodName> = z.output<Methods[M]['input']>;

/** A function that implements a method. Its input is parsed, its rights are checked, and it is told who calls. */
export type Handlers = {
  [M in MethodName]: (input: ParsedInput<M>, call: Call) => Promise<Result<Output<M>>>;
};

/** Functions of methods that have no need to know who calls. */
export type Answers<M extends MethodName> = {
  [K in M]: (input: ParsedInput<K>) => Promise<Result<Output<K>>>;
};

/** The functions of the methods whose names begin with `P.`: those of one service. */
export type HandlersOf<P extends string> = Pick<Handlers, Extract<MethodName, `${P}.${string}`>>;
export type AnswersOf<P extends string> = Answers<Extract<MethodName, `${P}.${string}`>>;

/** What a transport gives the renderer, in either host. */
export interface Transport {
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  on<E extends import('./events.ts').EventName>(
    event: E,
    listener: (payload: import('./events.ts').EventPayload<E>) => void,
  ): () => void;
}

export * from './audit.ts';
export * from './cabinet.ts';
export * from './call.ts';
export * from './defects.ts';
export * from './demo.ts';
export * from './documents.ts';
export * from './errors.ts';
export * from './said.ts';
export * from './events.ts';
export * from './identity-fault.ts';
export * from './lookup.ts';
export * from './method.ts';
export * from './news.ts';
export * from './organizations.ts';
export * from './paper.ts';
export * from './payment-document.ts';
export * from './payments.ts';
export * from './primitives.ts';
export * from './proof.ts';
export * from './staff.ts';
export * from './staff-screen.ts';
export * from './staff-checks.ts';
export * from './staff-houses.ts';
export * from './statement.ts';
export * from './system.ts';
export * from './visit.ts';
