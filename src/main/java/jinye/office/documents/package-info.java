/**
 * 公文: official documents (outgoing, incoming, internal memos), their kinds, elements, routing rules, text and versions, sheets.
 *
 * <p>States of an outgoing document D10–D99 and of an incoming one S10–S99 follow 党政机关公文处理工作条例 chapters 4 and 5. A
 * document is never deleted, and after signing (签发) its text is frozen. Never sends anything to another unit: that is
 * {@code office.transmission}; never files: that is {@code office.archives}.
 *
 * <p>What can be said without a {@code Document} stands in parts of its own: {@code text}, {@code elements}, {@code rules},
 * {@code versions}, {@code seals}. What handles a document stays here beside it, so that its fields need not be public.
 */
@ApplicationModule(
        id = "documents",
        displayName = "Official documents",
        allowedDependencies = {
            "kernel",
            "access",
            "directory",
            "workflow",
            "clocks",
            "numbering",
            "papers",
            "seals",
            "certificates",
            "cryptography",
            "files",
            "messages",
            "journal",
            "search",
            "web"
        })
@NullMarked
package jinye.office.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
