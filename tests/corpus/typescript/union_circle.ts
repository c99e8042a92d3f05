// Types that refer to each other.
// item `A`: cannot determine at 4:10

type A = B
type B = A
