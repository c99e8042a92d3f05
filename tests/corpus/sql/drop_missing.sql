-- expect: refused
DROP TYPE m;
