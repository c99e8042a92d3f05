export const SUPPORTED_TYPES = loadTypes()
