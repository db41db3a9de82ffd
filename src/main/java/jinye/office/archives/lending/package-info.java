/** 利用: the open catalogue, applications with approval, reading with a watermark, originals lent and returned, the register of use. */
@NullMarked
package jinye.office.archives.lending;

import org.jspecify.annotations.NullMarked;
