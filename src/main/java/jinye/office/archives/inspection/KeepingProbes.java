package jinye.office.archives.inspection;

import jinye.office.archives.inspection.FourCheck.Finding;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.Verifying;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks that look at the archives around the subject: signature, chain, class, register. */
@Component
class KeepingProbes {

    private final Verifying verifying;
    private final JdbcClient database;

    KeepingProbes(Verifying verifying, JdbcClient database) {
        this.verifying = verifying;
        this.database = database;
    }

    /** A1. What comes from elsewhere was judged when its package was opened. */
    Finding fixation(Subject subject, Stage stage) {
        if (subject.item() == null) {
            return Finding.PASSED;
        }
        var verification = verifying.kept(subject.item());
        if (!verification.manifestSound()) {
            return Finding.failed("目录与归档时不一致");
        }
        if (!verification.chained()) {
            return Finding.failed("与全宗的校验链不一致");
        }
        return switch (verification.signature()) {
            case "VALID" -> Finding.PASSED;
            case "ABSENT" -> Finding.manual(verification.judgement());
            default -> Finding.failed(verification.judgement());
        };
    }

    /** B3: numbers before this one that nobody holds and nobody gave up. */
    Finding gaps(Subject subject, Stage stage) {
        var number = ArchiveNumber.of(subject.element("档号"));
        var prefix = number.text().substring(0, number.text().length() - 4);
        var missing = database.sql("""
                        select n from generate_series(1, :last) n
                        where not exists (select 1 from archives.item i where i.archive_number = :prefix || lpad(n::text, 4, '0'))
                          and not exists (select 1 from archives.candidate c where c.archive_number = :prefix || lpad(n::text, 4, '0'))
                          and not exists (select 1 from archives.void_number v where v.archive_number = :prefix || lpad(n::text, 4, '0'))
                        limit 5""")
                .param("last", number.itemNumber() - 1)
                .param("prefix", prefix)
                .query(String.class)
                .list();
        return missing.isEmpty() ? Finding.PASSED : Finding.failed("件号缺 " + String.join("、", missing));
    }

    /** B6 and V5: an incoming 请示 without its answer, and what of the same year and class still waits in the pool. */
    Finding missing(Subject subject, Stage stage) {
        var waiting = database.sql("""
                        select count(*) from archives.candidate
                        where unit = ? and year = ? and class_code = ? and state = 'POOL' and in_scope""")
                .params(subject.unit(), Integer.parseInt(subject.element("年度")), subject.element("机构或问题"))
                .query(Long.class)
                .single();
        return waiting == 0 ? Finding.PASSED : Finding.failed("同年度同机构还有 %d 件应归档的没有归档".formatted(waiting));
    }

    Finding found(Subject subject, Stage stage) {
        if (subject.item() == null) {
            return Finding.PASSED;
        }
        boolean found = database.sql("select exists (select 1 from archives.item_now where archive_number = ?)")
                .param(subject.element("档号"))
                .query(Boolean.class)
                .single();
        return found ? Finding.PASSED : Finding.failed("目录里查不到");
    }

    Finding environment(Subject subject, Stage stage) {
        return Finding.manual("请确认阅览终端能打开 PDF、OFD 和图像");
    }

    Finding backup(Subject subject, Stage stage) {
        return Finding.manual("请按抽检比例（不低于 10%）从备份中恢复并核对");
    }

    Finding logged(Subject subject, Stage stage) {
        return subject.process() == null || subject.process().acts() > 0 ? Finding.PASSED : Finding.failed("没有办理过程的记录");
    }
}
