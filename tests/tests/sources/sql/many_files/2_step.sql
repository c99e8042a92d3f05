CREATE TABLE diary_2 (day date NOT NULL, mood mood NOT NULL);
