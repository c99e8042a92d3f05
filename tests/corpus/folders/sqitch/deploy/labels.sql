-- Deploy moods:labels to pg
ALTER TYPE mood ADD VALUE 'happy';
