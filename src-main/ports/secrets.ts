// Where keys are kept: the operating system's keychain, or the alternative in the settings.

export interface SecretStore {
  /** Text for the log and the start-up lines: «системная связка ключей», «файл …». */
  readonly where: string;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}
