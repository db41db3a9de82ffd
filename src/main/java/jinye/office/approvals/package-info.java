/**
 * 网上审批: requests of kinds that are data. A kind is a package (settings, form, process, decision tables, paper); no code here
 * names one. A request keeps the version of its kind, its declared values are stored typed, and it is never deleted. Never decides
 * who handles a step: that is its process.
 *
 * <p>States: 草稿 → 审批中 → 已批准 or 未批准; 已作废 from 草稿 and 审批中.
 */
@ApplicationModule(
        id = "approvals",
        displayName = "Approvals",
        allowedDependencies = {
            "kernel",
            "access",
            "archives",
            "directory",
            "workflow",
            "clocks",
            "codes",
            "forms",
            "rules",
            "numbering",
            "papers",
            "files",
            "messages",
            "journal",
            "search",
            "web"
        })
@NullMarked
package jinye.office.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
