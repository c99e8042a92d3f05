CREATE TABLE diary_5 (day date NOT NULL, mood mood NOT NULL);
