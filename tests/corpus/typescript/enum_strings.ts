// An enum of strings.
// item `Status`: ["active", "inactive"]

export enum Status {
  Active = "active",
  Inactive = 'inactive',
}
