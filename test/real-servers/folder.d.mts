/** Where the server of a major is installed. */
export function serverFolder(major: string | number): string;
