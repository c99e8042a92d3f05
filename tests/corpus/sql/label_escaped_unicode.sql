-- expect: größe
CREATE TYPE m AS ENUM (E'gr\u00f6\u00DFe');
