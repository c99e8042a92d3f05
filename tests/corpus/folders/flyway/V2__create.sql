-- Without the baseline, this would be first.
CREATE TYPE mood AS ENUM ('not', 'run');
