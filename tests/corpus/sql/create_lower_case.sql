-- expect: a, b
create type m as enum ('a', 'b');
