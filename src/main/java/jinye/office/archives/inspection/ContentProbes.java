package jinye.office.archives.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import jinye.kernel.Outage;
import jinye.kernel.Refusal;
import jinye.office.archives.inspection.FourCheck.Finding;
import jinye.office.archives.items.ItemPart;
import jinye.platform.seals.PaperChecks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks that look at the files. */
@Component
class ContentProbes {

    /** 件内顺序 (DA/T 22-2015): what stands later never comes before. */
    private static final List<String> ORDER = List.of("BODY", "RECORD", "ATTACHMENT", "SHEET", "TRAIL");

    private final Contents contents;
    private final PaperChecks papers;
    private final JdbcClient database;

    ContentProbes(Contents contents, PaperChecks papers, JdbcClient database) {
        this.contents = contents;
        this.papers = papers;
        this.database = database;
    }

    /** A4: the body of an outgoing document says its own title and number; scans are for people. */
    Finding agreement(Subject subject, Stage stage) {
        var body = subject.parts().stream()
                .filter(part -> part.kind().equals("BODY"))
                .findFirst();
        if (body.isEmpty()) {
            return Finding.manual("没有正文文件，请人工核对题名");
        }
        var text = squeezed(contents.text(body.get()));
        if (text.isEmpty()) {
            return Finding.manual("“%s”没有文字层，请人工核对题名和文号".formatted(body.get().name()));
        }
        if (!subject.flow().equals("outgoing")) {
            return text.contains(squeezed(subject.element("题名")))
                    ? Finding.PASSED
                    : Finding.manual("“%s”里没有找到题名，请人工核对".formatted(body.get().name()));
        }
        var wrong = new ArrayList<String>();
        for (var name : List.of("题名", "文件编号")) {
            if (!text.contains(squeezed(subject.element(name)))) {
                wrong.add("正文里没有%s“%s”".formatted(name, subject.element(name)));
            }
        }
        return Finding.of(wrong);
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", "");
    }

    /** A9: whoever opens the record copy sees valid seals; a PDF that bears signatures bears valid ones. */
    Finding seals(Subject subject, Stage stage) {
        return each(subject, part -> {
            boolean record = part.kind().equals("RECORD");
            if (!record && !Contents.extension(part).equals("pdf")) {
                return List.of();
            }
            try {
                var checked = papers.check(part.file());
                if (record && checked.seals().isEmpty()) {
                    return List.of("“%s”没有电子印章".formatted(part.name()));
                }
                return checked.seals().stream()
                        .filter(seal -> !seal.valid())
                        .map(seal -> "“%s”的印章或签名无效".formatted(part.name()))
                        .toList();
            } catch (Refusal | Outage unreadable) {
                return record ? List.of("“%s”的印章不能检验".formatted(part.name())) : List.of();
            }
        });
    }

    Finding differences(Subject subject, Stage stage) {
        return each(subject, contents::differences);
    }

    Finding structure(Subject subject, Stage stage) {
        var wrong = new ArrayList<String>();
        int reached = 0;
        for (var part : subject.parts()) {
            int place = ORDER.indexOf(part.kind());
            if (place < 0) {
                wrong.add("“%s”的类别不明".formatted(part.name()));
            } else if (place < reached) {
                wrong.add("“%s”排列在后，应在前".formatted(part.name()));
            }
            reached = Math.max(reached, place);
        }
        if (subject.parts().stream().filter(part -> part.kind().equals("BODY")).count() > 1) {
            wrong.add("有不止一个正文");
        }
        return Finding.of(wrong);
    }

    Finding amounts(Subject subject, Stage stage) {
        if (subject.parts().isEmpty()) {
            return Finding.failed("没有组成文件");
        }
        return Finding.of(subject.parts().stream()
                .filter(part -> part.size() <= 0)
                .map(part -> "“%s”是空文件".formatted(part.name()))
                .toList());
    }

    /** B4. Approvals are their sheet; documents have one besides body or attachments. */
    Finding parts(Subject subject, Stage stage) {
        var kinds = subject.parts().stream().map(ItemPart::kind).toList();
        var wrong = new ArrayList<String>();
        if (!kinds.contains("BODY") && !kinds.contains("ATTACHMENT")) {
            wrong.add("缺少正文");
        }
        if (subject.record().module().equals("documents") && !kinds.contains("SHEET")) {
            wrong.add("缺少稿纸或处理单");
        }
        if (subject.process() == null || subject.process().acts() == 0) {
            wrong.add("缺少办理过程");
        }
        return Finding.of(wrong);
    }

    Finding process(Subject subject, Stage stage) {
        if (!subject.element("保管期限").equals("Y")) {
            return Finding.PASSED;
        }
        return subject.process() == null || subject.process().opinions() == 0
                ? Finding.failed("永久保存的文件没有任何审核、审批意见")
                : Finding.PASSED;
    }

    Finding opens(Subject subject, Stage stage) {
        return each(subject, contents::unopened);
    }

    Finding formats(Subject subject, Stage stage) {
        var accepted = Set.copyOf(database.sql("""
                        select extension from archives.archive_format
                        where effective_from <= current_date and (effective_to is null or effective_to >= current_date)""").query(String.class).list());
        return Finding.of(subject.parts().stream()
                .filter(part -> !accepted.contains(Contents.extension(part)))
                .map(part -> "“%s”不是归档格式，请补充 PDF 或 OFD 版本".formatted(part.name()))
                .toList());
    }

    Finding unlocked(Subject subject, Stage stage) {
        return each(subject, contents::locked);
    }

    /** D1 without an engine of signatures: what is active in a document is found, unknown viruses are for the scanner. */
    Finding harmless(Subject subject, Stage stage) {
        return each(subject, contents::active);
    }

    Finding nothingMore(Subject subject, Stage stage) {
        var seen = new java.util.HashSet<Long>();
        return Finding.of(subject.parts().stream()
                .filter(part -> !seen.add(part.file()))
                .map(part -> "“%s”重复".formatted(part.name()))
                .toList());
    }

    private static Finding each(Subject subject, Function<ItemPart, List<String>> look) {
        return Finding.of(subject.parts().stream()
                .flatMap(part -> look.apply(part).stream())
                .toList());
    }
}
