package jinye.office.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.text.Fields;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StepRights;
import org.springframework.stereotype.Component;

/**
 * What the steps in a person's hands let them see and change of a document. The process file names elements as the editor does
 * ({@code title}, {@code body}, {@code mainTo}) and files by their own name or sort: {@code attachments}, {@code paper}.
 */
@Component
class DocumentRights {

    private static final String ATTACHMENTS = "attachments";
    private static final String PAPER = "paper";
    private static final String BODY = "body";

    /** Names that stand on the page together: who may not change one may not change the other. */
    private static final Map<String, String> TOGETHER = Map.of(
            "mainToOutside",
            "mainTo",
            "copyToOutside",
            "copyTo",
            "referenceTitle",
            "reference",
            "referenceNumber",
            "reference");

    private final Matters matters;
    private final Files files;

    DocumentRights(Matters matters, Files files) {
        this.matters = matters;
        this.files = files;
    }

    StepRights of(Actor actor, Document document) {
        return matters.rights(actor, document.flow.matter(), document.id);
    }

    /** What some step may not see is not searched: who finds words must be allowed to read them. */
    Searched searched(Document document) {
        return new Searched(matters.limits(document.flow.matter(), document.id), files);
    }

    record Searched(List<StepRights> limits, Files files) {

        boolean body() {
            return limits.stream().allMatch(DocumentRights::seesBody);
        }

        boolean paper() {
            return limits.stream().allMatch(DocumentRights::seesPaper);
        }

        boolean file(DocumentAttachments.Attached attached) {
            return limits.stream().allMatch(rights -> sees(rights, attached, files.file(attached.file())));
        }
    }

    static boolean sees(StepRights rights, DocumentAttachments.Attached attached, StoredFile file) {
        return rights.mayReadFile(names(attached, file));
    }

    static boolean downloads(StepRights rights, DocumentAttachments.Attached attached, StoredFile file) {
        return rights.mayDownloadFile(names(attached, file));
    }

    static boolean removes(StepRights rights, DocumentAttachments.Attached attached, StoredFile file) {
        return rights.mayControlFile(names(attached, file));
    }

    static boolean adds(StepRights rights) {
        return rights.mayControlFile(ATTACHMENTS);
    }

    static boolean seesPaper(StepRights rights) {
        return rights.mayReadFile(PAPER) && rights.mayRead(BODY);
    }

    static boolean downloadsPaper(StepRights rights) {
        return seesPaper(rights) && rights.mayDownloadFile(PAPER);
    }

    static boolean seesBody(StepRights rights) {
        return rights.mayRead(BODY);
    }

    private static String[] names(DocumentAttachments.Attached attached, StoredFile file) {
        return new String[] {attached.title(), file.name(), ATTACHMENTS};
    }

    /** Elements that the step keeps as they are. */
    static List<String> fixed(StepRights rights) {
        return DraftContent.names().stream()
                .filter(name -> !rights.mayEdit(name(name)) || !rights.mayRead(name(name)))
                .toList();
    }

    static List<String> hidden(StepRights rights) {
        return DraftContent.names().stream()
                .filter(name -> !rights.mayRead(name(name)))
                .toList();
    }

    private static String name(String element) {
        return TOGETHER.getOrDefault(element, element);
    }

    void requireChangeable(StepRights rights, String step, Elements before, Elements after) {
        var fixed = fixed(rights);
        var changed = DraftContent.changed(before, after).stream()
                .filter(fixed::contains)
                .toList();
        if (!changed.isEmpty()) {
            throw new Fixed(step, changed);
        }
    }

    /** What the step obliges its handlers to fill in. */
    static void requireFilled(StepRights rights, String step, Elements elements) {
        var filled = DraftContent.all(elements);
        var missing = DraftContent.names().stream()
                .filter(name -> rights.mustFill(name) && !filled.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new Unfilled(step, missing);
        }
    }

    /**
     * The list as it will be kept: what the person cannot see stays in its place.
     *
     * @param before what is attached now
     * @param wanted what the person sends, files already looked up
     */
    List<DocumentAttachments.Attached> attachable(
            StepRights rights,
            String step,
            List<DocumentAttachments.Attached> before,
            List<DocumentAttachments.Attached> wanted) {
        var stored = Stream.concat(before.stream(), wanted.stream())
                .map(DocumentAttachments.Attached::file)
                .distinct()
                .toList();
        var byId = files.files(stored).stream().collect(Collectors.toMap(StoredFile::id, Function.identity()));
        Function<DocumentAttachments.Attached, StoredFile> file = one -> Objects.requireNonNull(byId.get(one.file()));
        for (var one : before) {
            if (wanted.stream().noneMatch(other -> other.file() == one.file()) && sees(rights, one, file.apply(one))) {
                boolean replaced =
                        wanted.stream().anyMatch(other -> other.title().equals(one.title()));
                requireFile(
                        replaced
                                ? rights.mayEditFile(names(one, file.apply(one)))
                                : removes(rights, one, file.apply(one)),
                        step,
                        one);
            }
        }
        for (var one : wanted) {
            var old =
                    before.stream().filter(other -> other.file() == one.file()).findFirst();
            if (old.isPresent() && !sees(rights, old.get(), file.apply(one))) {
                throw new DocumentStore.NoSuchDocument();
            }
            if (old.isPresent() && !old.get().title().equals(one.title())) {
                requireFile(rights.mayEditFile(names(old.get(), file.apply(one))), step, old.get());
            }
            boolean replaces = old.isEmpty()
                    && before.stream()
                            .anyMatch(other ->
                                    other.title().equals(one.title()) && sees(rights, other, file.apply(other)));
            if (old.isEmpty() && !replaces) {
                requireFile(rights.mayControlFile(names(one, file.apply(one))), step, one);
            }
        }
        var kept = new ArrayList<>(wanted);
        for (int place = 0; place < before.size(); place++) {
            var one = before.get(place);
            if (!sees(rights, one, file.apply(one))) {
                kept.add(Math.min(place, kept.size()), one);
            }
        }
        return kept;
    }

    private static void requireFile(boolean allowed, String step, DocumentAttachments.Attached attached) {
        if (!allowed) {
            throw new FileFixed(step, attached.title());
        }
    }

    private static String terms(List<String> names) {
        return names.stream().map(Fields::term).distinct().collect(Collectors.joining("、"));
    }

    private static List<Refusal.Fault> faults(List<String> names, String code, String step) {
        return names.stream()
                .map(name -> Refusal.Fault.at("/" + name, code, step, Fields.term(name)))
                .toList();
    }

    /** The step leaves these elements as they are. */
    static final class Fixed extends Refusal {
        private final transient List<Fault> faults;

        Fixed(String step, List<String> names) {
            super(Kind.FORBIDDEN, "documents.element-fixed", step, terms(names));
            faults = DocumentRights.faults(names, "documents.element-fixed", step);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }

    static final class Unfilled extends Refusal {
        private final transient List<Fault> faults;

        Unfilled(String step, List<String> names) {
            super(Kind.INVALID, "documents.element-required", step, terms(names));
            faults = DocumentRights.faults(names, "documents.element-required", step);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }

    static final class FileFixed extends Refusal {
        FileFixed(String step, String title) {
            super(Kind.FORBIDDEN, "documents.attachment-fixed", step, title);
        }
    }

    /** One may look at it, but the original is not handed out. */
    static final class ViewOnly extends Refusal {
        ViewOnly(String name) {
            super(Kind.FORBIDDEN, "documents.view-only", name);
        }
    }
}
