// Replaces the router's usage statistics: a terminal must not report to third parties, and the original needs `unsafe-eval`.
export const usageStatistics = (): void => undefined;
