package jinye.office.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Publicity;
import jinye.office.documents.relations.JointSignatures;
import jinye.office.documents.text.Body;
import jinye.office.documents.text.HeadingNumbers;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.files.Files;
import jinye.platform.papers.OfficialPage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what stands on a document's pages, in the words of GB/T 9704-2012. */
@Component
class OfficialPages {

    private static final Pattern ROLL = Pattern.compile("(出席|请假|列席)[：:](.+)", Pattern.DOTALL);

    private final Directory directory;
    private final Files files;
    private final DocumentAttachments attachments;
    private final JointSignatures joint;

    OfficialPages(Directory directory, Files files, DocumentAttachments attachments, JointSignatures joint) {
        this.directory = directory;
        this.files = files;
        this.attachments = attachments;
        this.joint = joint;
    }

    OfficialPage page(Document document, java.time.LocalDate today, OfficialPage.@Nullable Seal seal) {
        var elements = document.elements;
        var unit = directory.unit(document.origin.unit());
        var organ = organ(document, unit);
        var format = format(elements);
        return new OfficialPage(
                format,
                elements.urgency() == Urgency.PLAIN ? null : elements.urgency().term(),
                mark(document, format, organ, unit),
                document.number,
                elements.upward() && document.signature != null ? signers(document) : List.of(),
                elements.title(),
                names(unit, elements.mainTo(), elements.mainToOutside()),
                blocks(elements.body(), format == OfficialPage.Format.MINUTES),
                attachments.titles(document.id),
                organ,
                document.issueDate,
                note(elements),
                copies(unit, elements),
                unit.name() + "办公室",
                document.printed == null ? today : document.printed.date(),
                seal,
                format == OfficialPage.Format.ORDER ? signatory(document) : null);
    }

    /** Of a document issued jointly all who signed, 主办机关 first (7.2.6). */
    private List<String> signers(Document document) {
        if (document.signature == null) {
            return List.of();
        }
        var others = joint.of(document.id).stream()
                .filter(one -> document.elements.jointUnits().contains(one.unit()))
                .map(JointSignatures.JointSignature::personName)
                .filter(name -> name != null);
        return Stream.concat(Stream.of(document.signature.name()), others).toList();
    }

    private static OfficialPage.Format format(Elements elements) {
        return switch (elements.kind()) {
            case Kind.LETTER -> OfficialPage.Format.LETTER;
            case Kind.MINUTES -> OfficialPage.Format.MINUTES;
            case Kind.ORDER -> OfficialPage.Format.ORDER;
            default -> OfficialPage.Format.DOCUMENT;
        };
    }

    /** 签发人职务 and name: who signed, before that who is to sign. */
    private OfficialPage.@Nullable Signatory signatory(Document document) {
        var signed = document.signature;
        var person = signed == null
                ? directory.principalOf(document.origin.unit()).orElse(null)
                : directory.person(signed.person());
        return person == null
                ? null
                : new OfficialPage.Signatory(person.postTitle(), signed == null ? person.name() : signed.name());
    }

    /** The same words for the page on screen. */
    DocumentView.PaperWords words(Document document) {
        var elements = document.elements;
        var unit = directory.unit(document.origin.unit());
        var organ = organ(document, unit);
        var format = format(elements);
        var signatory = format == OfficialPage.Format.ORDER ? signatory(document) : null;
        return new DocumentView.PaperWords(
                format.name(),
                signatory == null ? null : signatory.post() + "　" + signatory.name(),
                mark(document, format, organ, unit).replace('\n', '　').replace(OfficialPage.BEHIND_ALL, ""),
                organ,
                names(unit, elements.mainTo(), elements.mainToOutside()),
                names(unit, elements.copyTo(), elements.copyToOutside()),
                note(elements),
                unit.name() + "办公室");
    }

    /** 主办机关 first, one organ a line, 文件 behind them all (GB/T 9704-2012 7.2.4). */
    private String jointMark(Document document, String organ) {
        var joint = document.elements.jointUnits();
        if (joint.isEmpty()) {
            return organ + "文件";
        }
        var units = directory.units(joint);
        var names = Stream.concat(
                        Stream.of(organ),
                        joint.stream()
                                .map(units::get)
                                .filter(one -> one != null)
                                .map(Unit::name))
                .toList();
        return String.join("\n", names) + OfficialPage.BEHIND_ALL + "文件";
    }

    private String mark(Document document, OfficialPage.Format format, String organ, Unit unit) {
        if (document.flow == Flow.MEMO) {
            return unit.name() + "签报";
        }
        return switch (format) {
            case DOCUMENT -> jointMark(document, organ);
            case LETTER -> organ;
            case ORDER -> organ + "令";
            case MINUTES -> unit.name() + "会议纪要";
        };
    }

    private static String organ(Document document, Unit unit) {
        if (document.incoming != null) {
            return document.incoming.from();
        }
        return switch (document.elements.issuedBy()) {
            case UNIT -> unit.name();
            case OFFICE -> unit.name() + "办公室";
            case DEPARTMENT -> unit.name() + document.origin.departmentName();
        };
    }

    /** 主送机关: organs of one sort by their common name (同类型机关统称, 条例 art. 9(8)) when all of them are addressed. */
    String names(Unit issuer, List<Long> ids, List<String> outside) {
        var below = directory.unitsBelow(issuer.id()).stream().map(Unit::id).toList();
        var inside = new ArrayList<String>();
        var single = ids;
        if (below.size() > 1 && ids.containsAll(below)) {
            inside.add(issuer.level() == Unit.Level.PROVINCE ? "各市州烟草专卖局" : "各县（市、区）烟草专卖局");
            single = ids.stream().filter(id -> !below.contains(id)).toList();
        }
        var units = directory.units(single);
        single.stream()
                .map(units::get)
                .filter(unit -> unit != null)
                .map(Unit::name)
                .forEach(inside::add);
        return Stream.of(String.join("、", inside), String.join("、", outside))
                .filter(part -> !part.isEmpty())
                .reduce((one, two) -> one + "，" + two)
                .orElse("");
    }

    private List<String> copies(Unit issuer, Elements elements) {
        var line = names(issuer, elements.copyTo(), elements.copyToOutside());
        return line.isEmpty() ? List.of() : List.of(line);
    }

    private static @Nullable String note(Elements elements) {
        var parts = new ArrayList<String>();
        if (!elements.contact().isEmpty()) {
            parts.add("联系人：" + elements.contact()
                    + (elements.contactPhone().isEmpty() ? "" : "；联系电话：" + elements.contactPhone()));
        }
        if (!elements.note().isEmpty()) {
            parts.add(elements.note());
        }
        if (elements.publicity() == Publicity.OPEN) {
            parts.add("此件公开发布");
        }
        return parts.isEmpty() ? null : String.join("；", parts);
    }

    /** §10.3: in minutes a paragraph that begins with 出席、请假 or 列席 is the roll of those names. */
    private static OfficialPage.Block paragraph(String text, boolean minutes) {
        var roll = ROLL.matcher(text);
        return minutes && roll.matches()
                ? new OfficialPage.Block.Roll(roll.group(1), roll.group(2).strip())
                : new OfficialPage.Block.Paragraph(text);
    }

    private List<OfficialPage.Block> blocks(Body body, boolean minutes) {
        var numbers = new HeadingNumbers();
        var blocks = new ArrayList<OfficialPage.Block>();
        for (var block : body.blocks()) {
            switch (block) {
                case Body.Heading heading ->
                    blocks.add(new OfficialPage.Block.Heading(heading.level(), numbers.number(heading)));
                case Body.Paragraph paragraph -> {
                    if (!paragraph.text().isBlank()) {
                        blocks.add(paragraph(paragraph.text().strip(), minutes));
                    }
                }
                case Body.Table table ->
                    blocks.add(new OfficialPage.Block.Table(table.rows().stream()
                            .map(row -> row.stream().map(Body.Cell::text).toList())
                            .toList()));
                case Body.Picture picture ->
                    blocks.add(new OfficialPage.Block.Picture(bytes(picture.file()), picture.alt()));
            }
        }
        return blocks;
    }

    private byte[] bytes(long file) {
        try (var stream = files.open(file)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
