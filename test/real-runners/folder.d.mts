/** Where the runners are installed. */
export function runnersFolder(): string;
