CREATE TABLE diary_3 (day date NOT NULL, mood mood NOT NULL);
