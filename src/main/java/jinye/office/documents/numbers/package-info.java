/** 年末发文字号核对 and 公文 statistics: sums and lists over the register, never single texts. */
@NullMarked
package jinye.office.documents.numbers;

import org.jspecify.annotations.NullMarked;
