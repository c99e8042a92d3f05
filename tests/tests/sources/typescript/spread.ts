export const SUPPORTED_TYPES = [...LEGACY, "consio"] as const
