// The fund's everyday name for the frame, where the full legal name would take three lines.

/** «Некоммерческая организация «Фонд капитального ремонта»» → «Фонд капитального ремонта»; a name without quotes stays unchanged. */
export function spokenName(fullName: string): string {
  const quoted = /«(.+)»/.exec(fullName)?.[1] ?? /"(.+)"/.exec(fullName)?.[1];
  return (quoted ?? fullName).trim();
}
