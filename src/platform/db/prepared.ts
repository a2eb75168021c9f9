import { setImmediate } from 'node:timers/promises'
import {
  parse,
  PGlite,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite'

const { serialize } = protocol

/** A statement that the engine has read, with the types of its parameters. */
interface Prepared {
  name: string
  types: number[]
}

/** Statements kept; those of one program are some hundreds. */
const mostPrepared = 600

/** Milliseconds that questions may follow each other before everybody else has a turn. */
const longestTurn = 5

/** PostgreSQL says that the tables of a statement have changed so that it must be read again, or that it is gone. */
function isOutdated(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}

/**
 * PGlite that reads a statement once, after which PostgreSQL decides whether to keep its plan too. PGlite's own `query`
 * reads it each time, in six calls of the engine; here a statement that was seen before takes one. `exec` and `sql` are
 * as they were.
 */
export class PreparedGlite extends PGlite {
  /** The one that was used longest ago comes first. */
  readonly #prepared = new Map<string, Prepared>()
  #named = 0
  #turn = 0

  override async query<Row>(text: string, params?: unknown[], options?: QueryOptions): Promise<Results<Row>> {
    if (special(options)) return super.query<Row>(text, params, options)
    await this._checkReady()
    return this._runExclusiveTransaction(async () => {
      try {
        return await this.#ask<Row>(text, params, options)
      } catch (error) {
        if (!isOutdated(error)) throw error
        return await this.#ask<Row>(text, params, options)
      } finally {
        await this.#giveTurn()
      }
    })
  }

  override transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return super.transaction((tx) => {
      const query: Transaction['query'] = async (text, params, options) => {
        if (tx.closed || special(options)) return tx.query(text, params, options)
        await this.#giveTurn()
        return this.#ask(text, params, options)
      }
      return work(Object.create(tx, { query: { value: query } }) as Transaction)
    })
  }

  /**
   * The engine answers within the very turn of the event loop that asks, and whoever waits next goes on in that same
   * turn: nobody new would be let in until all are done. Now and then this lets the rest of the program go on, such as
   * reading from the network, while the engine stays with whoever holds it.
   */
  async #giveTurn(): Promise<void> {
    if (performance.now() - this.#turn < longestTurn) return
    await setImmediate()
    this.#turn = performance.now()
  }

  /** Asks within a turn that the caller holds. */
  #ask<Row>(text: string, params: unknown[] = [], options?: QueryOptions): Promise<Results<Row>> {
    return this._runExclusiveQuery(async () => {
      const { name, types } = await this.#prepare(text)
      const values = params.map((value, index) => {
        if (value === null || value === undefined) return null
        const write = this.serializers[types[index] ?? 0]
        return write ? write(value) : String(value)
      })
      const said = await this.#say(
        serialize.bind({ statement: name, values }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      ).catch(async (error: unknown) => {
        if (isOutdated(error)) await this.#forget(text)
        throw error
      })
      return parse.parseResults(said, this.parsers, options)[0] as Results<Row>
    })
  }

  async #prepare(text: string): Promise<Prepared> {
    const known = this.#prepared.get(text)
    if (known) {
      this.#prepared.delete(text)
      this.#prepared.set(text, known)
      return known
    }
    const [oldest = ''] = this.#prepared.keys()
    if (this.#prepared.size >= mostPrepared) await this.#forget(oldest)
    const name = `s${++this.#named}`
    const said = await this.#say(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    )
    const prepared = { name, types: parse.parseDescribeStatementResults(said) }
    this.#prepared.set(text, prepared)
    return prepared
  }

  async #forget(text: string): Promise<void> {
    const known = this.#prepared.get(text)
    if (!known) return
    this.#prepared.delete(text)
    await this.#say(serialize.close({ type: 'S', name: known.name }), serialize.sync())
  }

  #say(...messages: Uint8Array[]) {
    return this.execProtocolStream(Buffer.concat(messages), {})
  }
}

/** Whether a question is more than text and parameters; the engine's own way takes those. */
function special(options: QueryOptions | undefined): boolean {
  return Boolean(options?.blob || options?.onNotice || options?.paramTypes || options?.serializers)
}
