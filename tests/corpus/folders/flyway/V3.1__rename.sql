ALTER TYPE app.mood RENAME VALUE 'ok' TO 'fine';
