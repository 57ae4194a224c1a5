// The fund's name as people say it, for the frame: a full legal name takes three lines there.

/** «Некоммерческая организация «Фонд капитального ремонта»» → «Фонд капитального ремонта»; a name without quotes stays whole. */
export function spokenName(fullName: string): string {
  const quoted = /«(.+)»/.exec(fullName)?.[1] ?? /"(.+)"/.exec(fullName)?.[1];
  return (quoted ?? fullName).trim();
}
