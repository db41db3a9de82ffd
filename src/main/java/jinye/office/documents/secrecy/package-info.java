/** 疑似涉密文件的隔离: files whose text bears the marking of a state secret are kept apart until two people have looked at them. */
@NullMarked
package jinye.office.documents.secrecy;

import org.jspecify.annotations.NullMarked;
