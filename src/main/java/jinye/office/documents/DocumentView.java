package jinye.office.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.office.documents.elements.DraftContent;
import org.jspecify.annotations.Nullable;

/**
 * Everything a person sees of one document.
 *
 * @param content   the elements as the editor edits them
 * @param openNodes the nodes at which this person may act now
 * @param editable  whether this person may edit the content now
 * @param acts      what this person can do now besides the verbs of the matter: sign, number, recheck, typeset, seal,
 *                  distribute, propose, close, report, void
 * @param words     what stands on the page besides number, title and text, as it will be printed
 * @param frozen    whether the text has been signed and must not change
 * @param limits    what the steps in the reader's hands keep from them
 */
record DocumentView(
        long id,
        long version,
        String flow,
        String flowName,
        String state,
        String stateName,
        String kindName,
        String title,
        @Nullable String number,
        DraftContent content,
        long unit,
        String unitName,
        long department,
        String departmentName,
        long author,
        String authorName,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        List<DocumentReceiver> mainTo,
        List<DocumentReceiver> copyTo,
        PaperWords words,
        List<DocumentAttachment> attachments,
        @Nullable DocumentSignature signed,
        @Nullable Long paper,
        @Nullable Long ofd,
        List<String> missingCharacters,
        @Nullable DocumentSealing sealed,
        @Nullable Instant distributedAt,
        int receivers,
        @Nullable IncomingDocumentView incoming,
        @Nullable AnsweredDocument answered,
        @Nullable String result,
        @Nullable DocumentVoiding voided,
        @Nullable String archiveNumber,
        @Nullable EditHolder editor,
        List<String> openNodes,
        boolean editable,
        List<String> acts,
        List<String> series,
        boolean frozen,
        boolean ended,
        DocumentLimits limits) {

    /**
     * What the steps in the reader's hands keep from them.
     *
     * @param paper  READ when the finished paper is shown by pages only, HIDE when it is not shown, DOWNLOAD otherwise
     * @param fixed  elements that may not be changed
     * @param hidden elements that are not shown
     */
    record DocumentLimits(String paper, boolean mayAttach, List<String> fixed, List<String> hidden) {}

    /** @param format DOCUMENT, LETTER, ORDER or MINUTES of GB/T 9704-2012. @param signatory post and name of who signs an order */
    record PaperWords(
            String format,
            @Nullable String signatory,
            String mark,
            String organ,
            String main,
            String copies,
            @Nullable String note,
            String printedBy) {}

    record DocumentReceiver(long unit, String name, String shortName) {}

    /** @param downloadable whether the original is handed out; otherwise it is shown by pages or text. @param removable here and now */
    record DocumentAttachment(
            int position,
            long file,
            String title,
            String name,
            String type,
            long size,
            boolean downloadable,
            boolean removable) {}

    record DocumentSignature(String name, String opinion, LocalDate date, Instant at, String hash) {}

    record DocumentSealing(String seal, String by, Instant at) {}

    record EditHolder(long person, String name, Instant since, Instant until) {}

    record DocumentVoiding(String how, String howName, String reason, Instant at) {}

    /** What this document answers. @param id null when it is not kept here or may not be read */
    record AnsweredDocument(@Nullable Long id, String title, String number) {}

    record NamedRecord(long id, String name) {}

    record IncomingDocumentView(
            String registerNumber,
            String from,
            String sourceClass,
            String handling,
            String handlingName,
            Instant receivedAt,
            @Nullable LocalDate issueDate,
            List<NamedRecord> leaders,
            @Nullable NamedRecord leadDepartment,
            List<NamedRecord> assistDepartments,
            List<NamedRecord> readers,
            @Nullable LocalDate deadline,
            @Nullable String rejected,
            List<SourceNotice> notices) {}
}
