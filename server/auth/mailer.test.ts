import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { createSmtpMailer } from './mailer.ts';

type Mail = { readonly from: string; readonly to: readonly string[]; readonly source: string };

const startServer = async () => {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody') ? done(new Error('no such mailbox')) : done(),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, source: Buffer.concat(chunks).toString('latin1') });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo; // it listens on TCP
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { mails, url: `smtp://127.0.0.1:${port}`, close };
};

const decoded = (source: string): string => {
  const [, body = ''] = source.split(/\r\n\r\n(.*)/s);
  const bytes = /transfer-encoding: base64/i.test(source)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
  return bytes.toString('utf8');
};

test('AUTH-12 a sign-in link goes out by SMTP, to the address alone, in both languages', async () => {
  const server = await startServer();
  const mailer = createSmtpMailer({ url: server.url, from: 'Oner <oner@studio.example>' });
  const url = 'https://oner.example/sign-in/oni_abcdefghijklmnopqrstuvwxyz-0123456789';
  await mailer.sendSignInLink({ to: 'ada@studio.example', url });
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'oner@studio.example', to: ['ada@studio.example'] });
  const text = decoded(mail?.source ?? '');
  expect(text).toContain(url);
  expect(text).toContain('一小时内有效');
  await server.close();
});

test('AUTH-12 a mail that the server refuses, or a server that is not there, rejects', async () => {
  const server = await startServer();
  const mailer = createSmtpMailer({ url: server.url, from: 'oner@studio.example' });
  await expect(mailer.sendSignInLink({ to: 'nobody@studio.example', url: 'https://x.example' })).rejects.toThrow(
    /no such mailbox/,
  );
  await server.close();
  await expect(mailer.sendSignInLink({ to: 'ada@studio.example', url: 'https://x.example' })).rejects.toMatchObject({
    code: 'ESOCKET',
  });
});
