-- expect: broken
CREATE OR REPLACE TYPE m AS ENUM ('a');
