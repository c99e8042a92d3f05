CREATE TABLE diary_8 (day date NOT NULL, mood mood NOT NULL);
