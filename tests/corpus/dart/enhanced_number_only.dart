// A field that is no text does not count.
// item `Priority`: ["low", "high"]

enum Priority {
  low(1),
  high(10);

  const Priority(this.weight);

  final int weight;
}
