import { buffer } from 'node:stream/consumers';
import type { Emulated, Emulator, EmulatorOptions, Scenario } from '@reglament/sdk';
import { createScenarioPlayer, openHttpServer } from '@reglament/sdk/emulator';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { EmailConfig } from './config.ts';
import { type CaughtLetter, mailboxPage } from './mailbox-page.ts';

/** As many as a person looks through; older ones give way. */
const KEPT = 500;
/** Bytes of a letter. */
const LARGEST = 5_000_000;

/**
 * A mail server that catches everything and lets nothing out, with a page to read what it has caught. Both listen on
 * 127.0.0.1 only.
 */
export async function openEmulator({ port, now }: EmulatorOptions): Promise<Emulator<EmailConfig>> {
  const player = createScenarioPlayer();
  const effects: Emulated[] = [];
  const letters: CaughtLetter[] = [];
  const catchLetter = async (stream: SMTPServerDataStream, to: readonly string[]) => {
    const letter = await readLetter(await buffer(stream), to, now());
    effects.push({
      id: letter.id,
      kind: 'notice',
      content: { to: letter.to, subject: letter.subject, text: letter.text },
    });
    letters.unshift(letter);
    letters.length = Math.min(letters.length, KEPT);
  };
  const server = openSmtp(player.next, catchLetter);
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(port ?? 0, '127.0.0.1', opened);
  });
  // A line that a client cuts is no trouble of this side.
  server.on('error', () => undefined);
  const page = await openHttpServer((exchange) => {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    };
    exchange.answer(200, new TextEncoder().encode(mailboxPage(letters)), headers);
  });
  const address = server.server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : 0;
  let closing: Promise<void> | undefined;
  return {
    config: { host: '127.0.0.1', port: listening, security: 'none', from: 'noreply@example.ru' },
    page: page.url,
    play: player.play,
    effects,
    waiting: () => 0,
    close() {
      closing ??= Promise.all([page.close(), closeSmtp(server)]).then(() => undefined);
      return closing;
    },
  };
}

/** The scenario is played when a letter begins: what is cut, put off or refused leaves nothing in the mailbox. */
function openSmtp(
  next: () => Scenario,
  catchLetter: (stream: SMTPServerDataStream, to: readonly string[]) => Promise<void>,
): SMTPServer {
  let late = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST,
    closeTimeout: 1,
    onRcptTo(_address, session, done) {
      const scenario = next();
      late = scenario.kind === 'reset' && scenario.late === true;
      if (scenario.kind === 'hang') return;
      if (scenario.kind === 'fail') return done(answer(451, 'Сбой на той стороне, повторите позже'));
      if (scenario.kind === 'refuse') return done(answer(550, `5.1.1 ${scenario.reason}`));
      if (scenario.kind === 'reset' && !late) return cut(server, session.id);
      return done();
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      catchLetter(stream, to).then(
        () => (late ? cut(server, session.id) : done()),
        (error: unknown) => done(answer(451, String(error))),
      );
    },
  });
  return server;
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function cut(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) if (connection.id === sessionId) connection.close();
}

function closeSmtp(server: SMTPServer): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    for (const connection of server.connections) connection.close();
  });
}

async function readLetter(bytes: Uint8Array, to: readonly string[], at: Date): Promise<CaughtLetter> {
  const { messageId = '', subject = '', text = '', from } = await PostalMime.parse(bytes);
  return {
    id: messageId.replace(/^<|@.*$/g, ''),
    at,
    from: from?.address ?? '',
    to: to.join(', '),
    subject,
    text: text.trim(),
  };
}
