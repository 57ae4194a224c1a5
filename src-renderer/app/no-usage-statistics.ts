// Stands in for the router's usage statistics: a terminal reports to nobody, and the original needs `unsafe-eval`.
export const usageStatistics = (): void => undefined;
