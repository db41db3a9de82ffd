/** 整理: the pool of closed records, proposals of class and period, batches, numbers, boxes, and what is printed of them. */
@NullMarked
package jinye.office.archives.arrangement;

import org.jspecify.annotations.NullMarked;
