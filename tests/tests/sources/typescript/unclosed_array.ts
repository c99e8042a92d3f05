export const SUPPORTED_TYPES = ["xledger", "dynamics" as const
