package jinye.office.documents;

/** Something about a document changed: the search index follows after commit. */
record DocumentChanged(long document) {}
