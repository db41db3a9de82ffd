/** 盘点 and 统计年报: the shelves counted against the register, and the figures of a year. */
@NullMarked
package jinye.office.archives.stocktaking;

import org.jspecify.annotations.NullMarked;
