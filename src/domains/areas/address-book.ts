import type { Context } from '../../platform/context.ts'
import type { AddressBook, Located, TypingSuggestion } from './address.ts'
import { serviceBook } from './queries/address-service.ts'
import { tableBook } from './queries/address-table.ts'

/** The address book that the settings ask for. */
export function addressBook(ctx: Context): AddressBook {
  const { addressService } = ctx.services.config
  return addressService ? serviceBook(ctx, addressService) : tableBook(ctx)
}

/** `addressBook(ctx).locate(text)` */
export function locate(ctx: Context, text: string): Promise<Located> {
  return addressBook(ctx).locate(text)
}

/** `addressBook(ctx).suggest(text, limit)` */
export function suggestAddresses(ctx: Context, text: string, limit?: number): Promise<TypingSuggestion[]> {
  return addressBook(ctx).suggest(text, limit)
}
