-- When an article was last changed, whether only subscribers see all of it, and where its document's pages begin.
ALTER TABLE articles ADD COLUMN modified TEXT;
ALTER TABLE articles ADD COLUMN paywalled INTEGER NOT NULL DEFAULT 0 CHECK (paywalled IN (0, 1));
ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
