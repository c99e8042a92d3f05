-- expect: open, in progress, done
CREATE TYPE m AS ENUM (
    'open',
    'in progress', -- since 2.0
    /* last */ 'done'
);
