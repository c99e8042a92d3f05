CREATE TABLE diary_4 (day date NOT NULL, mood mood NOT NULL);
