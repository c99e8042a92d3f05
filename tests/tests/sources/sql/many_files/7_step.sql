CREATE TABLE diary_7 (day date NOT NULL, mood mood NOT NULL);
