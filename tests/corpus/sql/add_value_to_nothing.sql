-- expect: refused
ALTER TYPE m ADD VALUE 'a';
