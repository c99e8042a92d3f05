export const SUPPORTED_TYPES = ["xleger", "dynamics", "consio"] as const
