import { createTransport } from 'nodemailer';

/** Sends sign-in links by e-mail. */
export type Mailer = {
  readonly sendSignInLink: (mail: { readonly to: string; readonly url: string }) => Promise<void>;
};

/** How long the mail server may be silent, ms. */
const answerMs = 20_000;

/** By SMTP; `url` such as `smtps://user:password@host`. */
export const createSmtpMailer = (options: { readonly url: string; readonly from: string }): Mailer => {
  const transport = createTransport(
    { url: options.url, connectionTimeout: answerMs, greetingTimeout: answerMs, socketTimeout: answerMs },
    { from: options.from },
  );
  return {
    sendSignInLink: async ({ to, url }) => {
      await transport.sendMail({
        to,
        subject: 'Your link to Oner · 登录链接',
        text: [
          'Open this link to sign in. It works once, within an hour.',
          '打开以下链接登录，一小时内有效，仅可使用一次。',
          '',
          url,
          '',
          'If you did not ask for it, nothing happens when you ignore it.',
        ].join('\n'),
      });
    },
  };
};
