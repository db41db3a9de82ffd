package jinye.office.documents.elements;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.documents.text.Body;
import jinye.office.documents.text.Fields;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import org.jspecify.annotations.Nullable;

/** What the editor sends and gets: the elements as JSON. Everything may be missing while drafting. */
public record DraftContent(
        @Nullable String kind,
        @Nullable String title,
        @Nullable Map<String, Object> body,
        @Nullable String urgency,
        @Nullable String direction,
        @Nullable String issuedBy,
        @Nullable List<Long> mainTo,
        @Nullable List<String> mainToOutside,
        @Nullable List<Long> copyTo,
        @Nullable List<String> copyToOutside,
        @Nullable String publicity,
        @Nullable String publicityReason,
        @Nullable String note,
        @Nullable String contact,
        @Nullable String contactPhone,
        @Nullable Integer copies,
        @Nullable Boolean singleMatter,
        @Nullable Boolean important,
        @Nullable Boolean normative,
        @Nullable List<Long> countersigners,
        @Nullable List<Long> jointUnits,
        @Nullable Long signer,
        @Nullable Long reference,
        @Nullable String referenceTitle,
        @Nullable String referenceNumber,
        @Nullable String retention,
        @Nullable Map<String, String> reasons,
        @Nullable String matter,
        @Nullable BigDecimal amount,
        @Nullable String budgetItem,
        @Nullable String secrecy) {

    private static final int UNITS_MAX = 300;
    private static final int NAMES_MAX = 60;
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("999999999999.99");

    public static DraftContent of(Elements e) {
        return new DraftContent(
                e.kind(),
                e.title(),
                e.body().json(),
                e.urgency().name(),
                e.direction().name(),
                e.issuedBy().name(),
                e.mainTo(),
                e.mainToOutside(),
                e.copyTo(),
                e.copyToOutside(),
                e.publicity() == null ? null : e.publicity().name(),
                e.publicityReason(),
                e.note(),
                e.contact(),
                e.contactPhone(),
                e.copies(),
                e.singleMatter(),
                e.important(),
                e.normative(),
                e.countersigners(),
                e.jointUnits(),
                e.signer(),
                e.reference(),
                e.referenceTitle(),
                e.referenceNumber(),
                e.retention(),
                e.reasons(),
                e.memo().matter(),
                e.memo().amount(),
                e.memo().budgetItem(),
                null);
    }

    /** The elements alone, for versions that keep the body beside them. */
    public Map<String, Object> withoutBody() {
        var map = new LinkedHashMap<String, Object>();
        put(map, "kind", kind);
        put(map, "urgency", urgency);
        put(map, "direction", direction);
        put(map, "issuedBy", issuedBy);
        put(map, "mainTo", mainTo);
        put(map, "mainToOutside", mainToOutside);
        put(map, "copyTo", copyTo);
        put(map, "copyToOutside", copyToOutside);
        put(map, "publicity", publicity);
        put(map, "publicityReason", publicityReason);
        put(map, "note", note);
        put(map, "contact", contact);
        put(map, "contactPhone", contactPhone);
        put(map, "copies", copies);
        put(map, "important", important);
        put(map, "normative", normative);
        put(map, "countersigners", countersigners);
        put(map, "jointUnits", jointUnits);
        put(map, "signer", signer);
        put(map, "referenceTitle", referenceTitle);
        put(map, "referenceNumber", referenceNumber);
        put(map, "retention", retention);
        put(map, "matter", matter);
        put(map, "amount", amount);
        put(map, "budgetItem", budgetItem);
        return map;
    }

    private static final List<String> NAMES = java.util.Arrays.stream(DraftContent.class.getRecordComponents())
            .map(java.lang.reflect.RecordComponent::getName)
            .filter(name -> !name.equals("secrecy"))
            .toList();

    /** As a process file names them when it gives rights to them. */
    public static List<String> names() {
        return NAMES;
    }

    /** Names of the elements in which two differ. */
    public static List<String> changed(Elements before, Elements after) {
        var left = all(before);
        var right = all(after);
        return java.util.stream.Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .filter(name -> !java.util.Objects.equals(left.get(name), right.get(name)))
                .toList();
    }

    /** What is filled in, by name. */
    public static Map<String, Object> all(Elements e) {
        var map = of(e).withoutBody();
        put(map, "title", e.title());
        put(
                map,
                "body",
                e.body().plainText().isBlank() && e.body().pictures().isEmpty()
                        ? null
                        : e.body().json());
        put(map, "singleMatter", e.singleMatter());
        put(map, "reference", e.reference());
        put(map, "reasons", e.reasons().isEmpty() ? null : e.reasons());
        return map;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null && !value.equals("") && !value.equals(List.of())) {
            map.put(name, value);
        }
    }

    /** Checks every size and word; what is missing stays as it was. */
    public Elements on(Elements before, Kinds kinds) {
        StateSecret.refuseLevel(secrecy);
        var kind = kinds.kind(or(this.kind, before.kind()));
        var direction = this.direction == null
                ? (kind.code().equals(before.kind()) ? before.direction() : kind.usualDirection())
                : UnknownWord.read(Direction.class, "direction", this.direction);
        return new Elements(
                kind.code(),
                line("title", title, 200, before.title()),
                body == null ? before.body() : Body.read(body),
                urgency == null ? before.urgency() : UnknownWord.read(Urgency.class, "urgency", urgency),
                direction,
                issuedBy == null ? before.issuedBy() : UnknownWord.read(IssuedBy.class, "issuedBy", issuedBy),
                ids("mainTo", mainTo, UNITS_MAX, before.mainTo()),
                names("mainToOutside", mainToOutside, before.mainToOutside()),
                ids("copyTo", copyTo, UNITS_MAX, before.copyTo()),
                names("copyToOutside", copyToOutside, before.copyToOutside()),
                publicity == null ? before.publicity() : readPublicity(publicity),
                line("publicityReason", publicityReason, 200, before.publicityReason()),
                line("note", note, 200, before.note()),
                line("contact", contact, 40, before.contact()),
                line("contactPhone", contactPhone, 40, before.contactPhone()),
                copies == null ? before.copies() : within("copies", copies, 1, 100_000),
                singleMatter == null ? before.singleMatter() : singleMatter,
                important == null ? before.important() : important,
                normative == null ? before.normative() : normative,
                ids("countersigners", countersigners, 40, before.countersigners()),
                ids("jointUnits", jointUnits, 20, before.jointUnits()),
                zeroIsNone(signer, before.signer()),
                zeroIsNone(reference, before.reference()),
                line("referenceTitle", referenceTitle, 200, before.referenceTitle()),
                line("referenceNumber", referenceNumber, 60, before.referenceNumber()),
                retention == null ? before.retention() : readRetention(retention),
                readReasons(before.reasons()),
                new Elements.MemoElements(
                        line("matter", matter, 40, before.memo().matter()),
                        amount == null ? before.memo().amount() : readAmount(amount),
                        line("budgetItem", budgetItem, 100, before.memo().budgetItem())));
    }

    private static String line(String field, @Nullable String text, int length, String before) {
        return text == null ? before : PlainText.line(field, text, length);
    }

    private static String or(@Nullable String text, String before) {
        return text == null ? before : text;
    }

    /** A choice is taken back by sending 0. */
    private static @Nullable Long zeroIsNone(@Nullable Long id, @Nullable Long before) {
        if (id == null) {
            return before;
        }
        return id == 0 ? null : id;
    }

    private static @Nullable Publicity readPublicity(String word) {
        return word.isEmpty() ? null : UnknownWord.read(Publicity.class, "publicity", word);
    }

    private static @Nullable String readRetention(String word) {
        return switch (word) {
            case "" -> null;
            case "Y", "D30", "D10" -> word;
            default -> throw new UnknownWord("retention", word);
        };
    }

    private static BigDecimal readAmount(BigDecimal amount) {
        if (amount.signum() < 0
                || amount.compareTo(AMOUNT_MAX) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw new OutOfRange("amount", "0", AMOUNT_MAX.toPlainString());
        }
        return amount;
    }

    private Map<String, String> readReasons(Map<String, String> before) {
        if (reasons == null) {
            return before;
        }
        if (reasons.size() > 40) {
            throw new TooMany("reason", 40);
        }
        var read = new LinkedHashMap<String, String>();
        reasons.forEach((rule, reason) -> {
            var text = PlainText.lines("reason", reason, 500);
            if (!text.isEmpty() && rule.matches("[A-Z]\\d\\d")) {
                read.put(rule, text);
            }
        });
        return read;
    }

    private static int within(String field, int value, int from, int to) {
        if (value < from || value > to) {
            throw new OutOfRange(field, Integer.toString(from), Integer.toString(to));
        }
        return value;
    }

    private static List<Long> ids(String field, @Nullable List<Long> ids, int max, List<Long> before) {
        if (ids == null) {
            return before;
        }
        if (ids.size() > max) {
            throw new TooMany(field, max);
        }
        return ids.stream().distinct().toList();
    }

    private static List<String> names(String field, @Nullable List<String> names, List<String> before) {
        if (names == null) {
            return before;
        }
        if (names.size() > NAMES_MAX) {
            throw new TooMany(field, NAMES_MAX);
        }
        return names.stream()
                .map(name -> PlainText.line(field, name, 100))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    static final class OutOfRange extends Refusal {
        private final transient Fault fault;

        OutOfRange(String field, String from, String to) {
            super(Kind.INVALID, "documents.out-of-range", Fields.term(field), from, to);
            fault = Fault.at("/" + field, "documents.out-of-range", Fields.term(field), from, to);
        }

        @Override
        public List<Fault> faults() {
            return List.of(fault);
        }
    }

    public static final class TooMany extends Refusal {
        private final transient Fault fault;

        public TooMany(String field, int max) {
            super(Kind.INVALID, "documents.too-many", Fields.term(field), max);
            fault = Fault.at("/" + field, "documents.too-many", Fields.term(field), max);
        }

        @Override
        public List<Fault> faults() {
            return List.of(fault);
        }
    }
}
