/**
 * 四性检测: whether records are authentic, complete, usable and safe. The checks are a list that can be read aloud ({@code
 * FourChecks}); their ids A1 … D4 are ours, their scope is that of DA/T 70-2018. Every run is kept and names each thing it looked at.
 */
@NullMarked
package jinye.office.archives.inspection;

import org.jspecify.annotations.NullMarked;
