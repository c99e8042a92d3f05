export const SUPPORTED_TYPES = ["xledger", "dynamics", "consio", "dynamics"] as const
