export const SUPPORTED_TYPES = ["xledger", "dynamics", "consio"] as const
