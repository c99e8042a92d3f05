// The keys of an interface: its own, and those that it inherits.
// item `Plan`: ["pro", "trial", "free", "team"]

interface Base {
  free: number
  readonly team?: number
}

interface Limits extends Base {
  pro: number
  trial(days: number): void
  free: 10
}

export type Plan = keyof Limits
