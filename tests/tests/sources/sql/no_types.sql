CREATE TABLE jobs (kind text);
