// An enum without strings.
// item `Status`: cannot determine at 4:15

enum Status { Active, Inactive }
