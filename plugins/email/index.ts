import type { Plugin } from '@reglament/sdk';
import { configForm, type EmailConfig } from './config.ts';
import english from './en.json' with { type: 'json' };

/** Letters to applicants and staff through the body's own mail server (SMTP, RFC 5321). */
export const plugin: Plugin<EmailConfig> = {
  id: 'email',
  title: 'Электронная почта',
  english,
  contract: '1.0',
  scope: 'body',
  notifies: ['email'],
  config: configForm,
  emulator: async (options) => (await import('./emulator.ts')).openEmulator(options),
  connect: async (host) => (await import('./connection.ts')).connectEmail(host),
};
