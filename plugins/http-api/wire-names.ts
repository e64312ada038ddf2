/** Where what the platform keeps of a question stands: the name on the wire, and the provider's own name for it. */
export const keys = { name: 'name', ticket: 'ticket' } as const;
