/** ApprovalKinds of approval as packages: reading, checking, versions, drafts, import and export. Knows nothing of requests. */
@NullMarked
package jinye.office.approvals.kinds;

import org.jspecify.annotations.NullMarked;
