/** The elements (要素) of a document that people write, 党政机关公文处理工作条例 art. 8 and 9, and the kinds (文种) in force. */
@NullMarked
package jinye.office.documents.elements;

import org.jspecify.annotations.NullMarked;
