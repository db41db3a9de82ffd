/**
 * 档案: finished records filed as one 件 with 档号 and retention, immutable afterwards for everybody.
 *
 * <p>States: 待整理 → 整理中 → 已编号 → 检测通过 → 已移交（部门） → 已归档; then 移交中 → 已移交（国家档案馆), or at the end of the period 鉴定中 →
 * 续存 or 待销毁 → 已销毁. A filed item never changes: corrections, appraisals and the rest stand beside it and in the chain of its fonds.
 *
 * <p>Parts, from below: {@code items} (what is filed), {@code inspection} (四性检测), {@code arrangement} (pool, batches, boxes). The
 * front door stands on top of them. Never decides when a record is over: that is its desk.
 */
@ApplicationModule(
        id = "archives",
        displayName = "Archives",
        allowedDependencies = {
            "kernel",
            "access",
            "certificates",
            "cryptography",
            "directory",
            "documents",
            "workflow",
            "clocks",
            "numbering",
            "papers",
            "seals",
            "files",
            "messages",
            "journal",
            "search",
            "web"
        })
@NullMarked
package jinye.office.archives;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
