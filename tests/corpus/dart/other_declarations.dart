// The list stands among everything else that a library declares.
// item `list`: ["a"]
// item `Shape.kinds`: ["s"]

library;

import 'dart:async';

typedef Callback<T> = void Function(T value);

int counter = 0, other = 1;
final compare = (int a, int b) {
  return a < b ? {'a': 1} : {'b': 2};
};

Stream<List<int>> build() async* {
  yield const [1];
}

extension on String {
  String get up => toUpperCase();
}

sealed class Shape<T extends Comparable<T>> {
  Shape.named({required this.x, int y = 3}) : z = {'a': 1} {
    x = y;
  }

  int x;
  Map<String, int> z;
  void Function(int)? callback;
  static const kinds = ['s'];

  bool operator ==(Object other) => identical(this, other);
  set y(int value) => x = value;
  R make<R>(R Function(T) f, T t) => f(t);
}

const list = ['a'];

void main() {
  const list = ['no'];
  print('${list.map((e) => '$e}').join("'")}');
}
