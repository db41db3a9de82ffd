package jinye.office.documents;

/** Everybody has done their part in a document; its sheet is not printed yet. @param by the person whose act ended the matter */
record HandlingEnded(long document, long by) {}
