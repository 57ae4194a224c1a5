// Where keys are kept: the operating system's keychain, or the alternative in the settings.

export interface SecretStore {
  /** What the log and the start-up lines call it: «системная связка ключей», «файл …». */
  readonly where: string;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** Does nothing when there is no such secret. */
  remove(name: string): Promise<void>;
}
