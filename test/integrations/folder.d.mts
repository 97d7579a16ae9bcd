/** Where the programs of the integrations are installed. */
export function integrationsFolder(): string;
