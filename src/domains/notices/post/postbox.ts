import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { simpleParser } from 'mailparser'
import {
  SMTPServer,
  type SMTPServerAddress,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server'
import { hour } from '../../../platform/clock.ts'
import { systemContext, type Context, type Services } from '../../../platform/context.ts'
import { TooMany } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { describeError } from '../../../platform/log.ts'
import { readAddress } from './addresses.ts'
import { receive } from './receive.ts'

/** Bytes a message may have: words, and the quote under them. Photos do not fit. */
export const largestMail = 2 * 1024 * 1024

/** Connections at the same moment, and messages an hour from one mail server. It is asked to come back later. */
const mostClients = 20
const perServer: Limit = { name: 'mail-in', max: 2_000, window: hour }

/** A place where mail comes in. */
export interface Postbox {
  /** The port that was really opened. */
  port: number
  /** Ends after the messages that are under way. */
  stop(): Promise<void>
}

/** An answer to the mail server that brings something. */
class Refused extends Error {
  readonly responseCode: number
  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}

const noSuchAddress = () => new Refused(550, '5.1.1 No such address here')
const later = () => new Refused(451, '4.7.0 Please come back later')

/**
 * Opens the port for mail that comes in. It takes nothing but mail to addresses that we made, passes nothing on, and
 * answers only within the conversation with the mail server that brings it: so it can be used to write to nobody.
 * Undefined where the settings name no port.
 */
export async function openPostbox(services: Services): Promise<Postbox | undefined> {
  const { post } = services.config
  if (!post) return undefined
  const ctx = systemContext(services)
  const server = new SMTPServer({
    name: post.domain,
    banner: 'Leefomgeving Doe-Het-Zelf',
    size: largestMail,
    maxClients: mostClients,
    socketTimeout: 60_000,
    closeTimeout: 10_000,
    // A mail server with a certificate stands in front; the library's own would protect nothing.
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (address, session, done) => done(wrongRecipient(ctx, address, session)),
    onData(stream, session, done) {
      void takeIn(ctx, stream, session, done)
    },
  })
  server.on('error', (error) => services.log.warn(describeError(error), 'mail that came in'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(post.port, post.host, () => resolve())
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** One message has one recipient with us: each address is somebody's own. */
function wrongRecipient(
  ctx: Context,
  { address }: SMTPServerAddress,
  { envelope }: SMTPServerSession,
): Error | null {
  if (envelope.rcptTo.length > 0) return new Refused(452, '4.5.3 One recipient at a time')
  return readAddress(ctx, address) ? null : noSuchAddress()
}

/** Takes a message, and tells the mail server that brought it what became of it. */
async function takeIn(
  ctx: Context,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  answer: (refusal: Error | null, words?: string) => void,
): Promise<void> {
  let refusal: Error | null = null
  try {
    await read(ctx, stream, session)
  } catch (error) {
    refusal = asRefusal(ctx, error)
  }
  answer(refusal, 'Thank you')
}

async function read(
  ctx: Context,
  stream: SMTPServerDataStream,
  { envelope, remoteAddress }: SMTPServerSession,
): Promise<void> {
  // The library goes on reading to the end of what is too large, so that it can say so; we keep none of that.
  const bytes = await buffer(bounded(stream))
  if (stream.sizeExceeded)
    throw new Refused(552, '5.3.4 This mail is too large. Please send words only, without photos')
  await limit(ctx, perServer, remoteAddress)
  const [recipient] = envelope.rcptTo
  const addressed = recipient && readAddress(ctx, recipient.address)
  if (!addressed) throw noSuchAddress()
  const mail = await simpleParser(bytes, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true })
  const sender = envelope.mailFrom ? envelope.mailFrom.address : ''
  const became = await receive(ctx, addressed, mail, sender)
  if (became === 'refused')
    throw new Refused(
      550,
      '5.7.1 This address takes mail only from whom it was made for, from their own mail address',
    )
}

async function* bounded(stream: SMTPServerDataStream): AsyncGenerator<Buffer> {
  let taken = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    taken += piece.length
    if (taken <= largestMail) yield piece
  }
}

function asRefusal(ctx: Context, error: unknown): Error {
  if (error instanceof Refused) return error
  if (!(error instanceof TooMany)) ctx.services.log.error(describeError(error), 'mail that came in')
  return later()
}
