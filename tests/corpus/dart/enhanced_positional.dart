// The wire value is a positional argument.
// item `PlanType`: ["monthly", "session_pack"]
// item `PlanType.wire`: ["monthly", "session_pack"]
// item `PlanType.name`: ["monthly", "plan"]

enum PlanType {
  monthly('monthly'),
  plan('session_pack');

  const PlanType(this.wire);

  final String wire;
}
