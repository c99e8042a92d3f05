-- expect: data
CREATE TYPE m AS ENUM (U&'d!0061t!0061' UESCAPE '!');
