/** 鉴定、销毁 and 冻结: what is due is looked at by a group, destroyed by two after approval, and nothing held is touched. */
@NullMarked
package jinye.office.archives.disposal;

import org.jspecify.annotations.NullMarked;
