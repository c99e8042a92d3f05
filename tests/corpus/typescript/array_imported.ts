// An element from elsewhere.
// item `TYPES`: cannot determine at 6:21

import { B } from "./b"

const TYPES = ["a", B] as const
