/** 移交: items go to the higher unit or to a comprehensive archive, with a list and a receipt that both sides sign. */
@NullMarked
package jinye.office.archives.transfer;

import org.jspecify.annotations.NullMarked;
