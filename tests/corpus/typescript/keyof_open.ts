// Keys that are not spelt out.
// item `Indexed`: cannot determine at 8:3
// item `Mapped`: cannot determine at 13:17
// item `Symbols`: cannot determine at 16:19
// item `Elsewhere`: cannot determine at 19:28

interface Limits {
  [plan: string]: number
  pro: 1
}
export type Indexed = keyof Limits

type Prices = { readonly [P in "free" | "pro"]?: number }
export type Mapped = keyof Prices

type Iterable = { [Symbol.iterator]: string; pro: 1 }
export type Symbols = keyof Iterable

interface Extended extends Imported {
  pro: 1
}
export type Elsewhere = keyof Extended
