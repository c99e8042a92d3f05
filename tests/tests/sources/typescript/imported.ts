import { LEGACY } from "./legacy"

export const SUPPORTED_TYPES = LEGACY
