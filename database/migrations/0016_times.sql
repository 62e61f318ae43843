-- What analysts have corrected of the times that the words of an appearance name.
ALTER TABLE appearances ADD COLUMN times TEXT NOT NULL DEFAULT '[]';
