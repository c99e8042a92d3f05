export const SUPPORTED_TYPES = ["xledger", "dynamics", "consio", "visma"] as const
