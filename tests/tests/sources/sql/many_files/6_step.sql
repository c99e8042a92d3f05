CREATE TABLE diary_6 (day date NOT NULL, mood mood NOT NULL);
