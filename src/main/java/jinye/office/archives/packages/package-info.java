/** 档案信息包: items leave as signed packages, and packages of others come in, are checked and kept. */
@NullMarked
package jinye.office.archives.packages;

import org.jspecify.annotations.NullMarked;
