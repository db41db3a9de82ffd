/** 件: what is filed, how it is numbered, fixed by signature and chain, stored, listed and proved unchanged. */
@NullMarked
package jinye.office.archives.items;

import org.jspecify.annotations.NullMarked;
