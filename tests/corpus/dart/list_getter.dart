// A list that a getter makes.
// item `Registry.types`: cannot determine at 5:27

class Registry {
  static List<String> get types => ['a', 'b'];
}
